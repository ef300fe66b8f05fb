"""The code of a notice sheet: what the QR holds and what is typed when a camera does not read it.

Eight letters in two groups, «7K4M-2PX9». Five are drawn by lot, three are check letters made from them with a secret:
a code that was mistyped or made up is known as such before anything is looked up. No letter looks like another one
(no 0 and O, no 1, I and L, no U and V). The page behind a code is public; the code only keeps others from making
codes that look like ours.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY = 5
CHECKS = 3
LENGTH = BODY + CHECKS
GROUP = 4
_SEPARATORS = re.compile(r"[\s\-‐‑–—_.·]+")
_PURPOSE = b"disclosure.sheet"


def make(secret: str, *, draw: Callable[[str], str]) -> str:
    """A new code; `draw` takes one letter of the alphabet by lot (`secrets.choice`)."""
    body = "".join(draw(ALPHABET) for _ in range(BODY))
    return body + _checks(body, secret)


def check(code: str, secrets: Iterable[str]) -> bool:
    """Whether a normalised code was made here, with this secret or one used before it."""
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return False
    body, given = code[:BODY], code[BODY:]
    return any(hmac.compare_digest(_checks(body, secret), given) for secret in secrets)


def normalise(text: str) -> str:
    """What was typed or scanned as a bare code: capitals, no separators, the address before it taken away."""
    last = text.strip().rstrip("/").rpartition("/")[2]
    return _SEPARATORS.sub("", last).upper()


def grouped(code: str) -> str:
    """As it is printed and read aloud: «7K4M-2PX9»."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _checks(body: str, secret: str) -> str:
    key = hashlib.sha256(_PURPOSE + secret.encode()).digest()
    number = int.from_bytes(hmac.digest(key, body.encode(), "sha256")[:8])
    letters = []
    for _ in range(CHECKS):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
