"""Values that an attacker or a broken program puts where a word, a number or a day is expected."""

NASTY = (
    "\x00",
    "khai\x00sinh",
    "\x1b[31m\r\nX: y",
    "\ufffd\ufeff\u202e\u200b\u2066",
    "đa\u0306\u0301ng ky\u0301",
    "a" * 5000,
    "a." * 3000,
    "%" * 50 + "_\\",
    "' OR 1=1; --",
    "<script>alert(1)</script>{{ 7|add:7 }}",
    "-1",
    "0",
    "٣٣",
    "99999999999999999999999999",
    "1e9999",
    "NaN",
    "31/02/2026",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "01/01/0001",
    "31/12/9999",
    "२०२६-११-२५",
    "//evil.example/",
    "../../../etc/passwd",
    "😀" * 200,
)

SHORT = ("\x00", "a" * 5000, "9" * 26, "31/12/9999", "1e9999")
"""The worst of them, for pages behind sign-in."""
