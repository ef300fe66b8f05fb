"""The words of files turned into values: limits, fees, levels, subjects, «Không có thông tin» (control.md §2.3–2.4).

What cannot be read as a number stays as text: nothing is guessed, nothing is dropped.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from thutuc.catalogue.rules.content import Fee, LegalBasis, TimeLimit
from thutuc.catalogue.rules.terms import Channel, FeeKind, Level, ProcedureType, Subject, TimeUnit
from thutuc.kernel.text import Labelled, fold, nfc, tidy
from thutuc.legislation.rules import numbers

_EMPTY = re.compile(r"(?:không\s+có\s+thông\s+tin|từ khóa|từ khoá|mô tả|\s|[.:,;-])*", re.IGNORECASE)
_NONE = {"khong", "khong co", "khong quy dinh", "chua quy dinh", "khong co yeu cau"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\ud800-\udfff]")


def clean(text: object) -> str:
    """A text of several lines in NFC without control characters; «Không có thông tin» is empty."""
    if text is None:
        return ""
    words = str(text)
    if not words.isprintable():
        words = _CONTROL.sub("", words).replace("\r\n", "\n").replace("\r", "\n")
    words = nfc(words).strip()
    return "" if not words or ("thông" in words.lower() and _EMPTY.fullmatch(words)) else words


def line(text: object) -> str:
    """A text of one line."""
    return tidy(clean(text))


def says_none(text: str) -> bool:
    """«Không», «Không có.», «Không quy định»: the source says that there is none."""
    return fold(text).strip(" .;:-") in _NONE


def _by_label(kind: type[Labelled], more: dict[str, Labelled]) -> dict[str, Labelled]:
    found: dict[str, Labelled] = {fold(member.label): member for member in kind}
    found |= {member.value: member for member in kind}
    return found | more


_LEVELS = _by_label(
    Level,
    {
        "bo": Level.MINISTRY,
        "trung uong": Level.MINISTRY,
        "cap trung uong": Level.MINISTRY,
        "tinh": Level.PROVINCE,
        "huyen": Level.DISTRICT,
        "xa": Level.COMMUNE,
        "khac": Level.OTHER,
    },
)
_TYPES = _by_label(
    ProcedureType,
    {
        fold("TTHC được giao luật quy định chi tiết"): ProcedureType.LAW_DELEGATED,
        fold("TTHC không được luật giao cho địa phương quy định"): ProcedureType.NOT_DELEGATED_LOCAL,
        "assigned_regulation": ProcedureType.LAW_DELEGATED,
        "not_assigned_regulation": ProcedureType.NOT_DELEGATED_LOCAL,
    },
)
_SUBJECTS = _by_label(
    Subject,
    {
        fold("Doanh nghiệp Việt Nam"): Subject.ENTERPRISE,
        "can bo": Subject.PUBLIC_SERVANT,
        "cong chuc": Subject.PUBLIC_SERVANT,
        "vien chuc": Subject.PUBLIC_SERVANT,
        "to chuc": Subject.ORGANISATION,
    },
)
_CHANNELS = _by_label(
    Channel,
    {
        "buu chinh": Channel.POSTAL,
        "dich vu buu chinh cong ich": Channel.POSTAL,
        "buu chinh cong ich": Channel.POSTAL,
        "1": Channel.DIRECT,
        "2": Channel.ONLINE,
        "3": Channel.POSTAL,
        "in_person": Channel.DIRECT,
        "post": Channel.POSTAL,
    },
)
_UNITS: dict[str, TimeUnit] = {
    "working_day": TimeUnit.WORKING_DAY,
    "ngay lam viec": TimeUnit.WORKING_DAY,
    "day": TimeUnit.CALENDAR_DAY,
    "calendar_day": TimeUnit.CALENDAR_DAY,
    "ngay": TimeUnit.CALENDAR_DAY,
    "hour": TimeUnit.WORKING_HOUR,
    "working_hour": TimeUnit.WORKING_HOUR,
    "gio": TimeUnit.WORKING_HOUR,
    "gio lam viec": TimeUnit.WORKING_HOUR,
    "month": TimeUnit.MONTH,
    "thang": TimeUnit.MONTH,
    "same_day": TimeUnit.SAME_DAY,
    "trong ngay": TimeUnit.SAME_DAY,
}


def _look_up(table: dict[str, Labelled], text: object) -> Labelled | None:
    return table.get(fold(line(text)))


def levels(texts: Iterable[object]) -> tuple[tuple[Level, ...], list[str]]:
    """The levels in the order of the law, and the words that name none."""
    found, unknown = _members(_LEVELS, texts)
    return tuple(level for level in Level if level in found), unknown


def subjects(texts: Iterable[object]) -> tuple[tuple[Subject, ...], list[str]]:
    """The subjects in the order of the law, and the words that name none (kept as text).

    The label «Cán bộ, công chức, viên chức» comes cut at its commas; «Doanh nghiệp Việt Nam» is an enterprise.
    """
    found, unknown = _members(_SUBJECTS, texts)
    return tuple(subject for subject in Subject if subject in found), unknown


def _members(table: dict[str, Labelled], texts: Iterable[object]) -> tuple[set[Labelled], list[str]]:
    found: set[Labelled] = set()
    unknown: list[str] = []
    for text in texts:
        member = _look_up(table, text)
        if member is not None:
            found.add(member)
        elif line(text):
            unknown.append(line(text))
    return found, unknown


def procedure_type(text: object) -> ProcedureType | None:
    """Loại thủ tục, in any of the spellings seen; None when empty or unknown."""
    found = _look_up(_TYPES, text)
    return ProcedureType(found) if found else None


def channel(text: object) -> Channel | None:
    """Cách thức nộp by label or exchange code."""
    found = _look_up(_CHANNELS, text)
    return Channel(found) if found else None


MOST_LIMIT = 1_000_000
MOST_DIGITS = 9
"""No limit and no fee is longer: what is stays as text."""
_LIMIT = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?:\([^)]*\)\s*)?"
    r"(?P<unit>ngay lam viec|ngay|gio lam viec|gio|thang)?(?P<rest>.*)",
    re.DOTALL,
)


def time_limit(text: object) -> TimeLimit:
    """«30 Ngày làm việc», «05 (năm) ngày làm việc kể từ …», «trong ngày», «trước khi tàu rời cảng».

    More words than number and unit are kept as the note.
    """
    words = clean(text)
    if fold(words).strip(" .") in ("trong ngay", "trong ngay lam viec"):
        return TimeLimit(None, TimeUnit.SAME_DAY)
    match = _LIMIT.fullmatch(fold(words))
    if not match or len(match["number"]) > MOST_DIGITS:
        return TimeLimit(note=words)
    unit = _UNITS.get(match["unit"] or "", TimeUnit.UNSPECIFIED)
    rest = match["rest"].strip(" .;")
    return TimeLimit(Decimal(match["number"].replace(",", ".")), unit, words if rest else "")


def limit_of(amount: object, unit: object, note: object = "") -> TimeLimit:
    """A limit whose number and unit stand apart; a number that is none stays in the note."""
    words = clean(note)
    try:
        number = None if amount is None or amount == "" else Decimal(str(amount))
    except InvalidOperation:
        return TimeLimit(note="\n".join(filter(None, [clean(amount), words])))
    if number is not None and not (number.is_finite() and 0 <= number < MOST_LIMIT):
        return TimeLimit(note="\n".join(filter(None, [str(amount), words])))
    return TimeLimit(number, _UNITS.get(fold(line(unit)), TimeUnit.UNSPECIFIED), words)


_MONEY = re.compile(
    r"(?:(?P<kind>phi|le phi)\s*:\s*)?(?P<number>\d{1,3}(?:[.,]\d{3})+|\d+)?\s*"
    r"(?P<unit>viet nam dong|vnd|dong|d)?\s*(?:\((?P<note>.*)\))?\s*",
    re.DOTALL,
)
_FREE = {"mien phi", "khong thu phi", "phi : khong dong", "phi: khong dong", "khong thu le phi"}
_KINDS = {"phi": FeeKind.FEE, "le phi": FeeKind.CHARGE}
_PAYABLE = re.compile(r"\d|theo quy dinh|do hoi dong|quyet dinh|bieu (?:muc )?phi|thong tu|nghi dinh")


def fees(text: object, note: object = "") -> tuple[Fee, ...]:
    """The fees of one way of filing, a line each. Only whole đồng become numbers; «10 USD» stays as text.

    «Miễn phí» with a note that names a fee is not free: the number is left open and the note decides.
    """
    words, remark = clean(text), clean(note)
    found = [_fee(part, remark) for part in words.split("\n") if part.strip()]
    if not found and remark:
        return (Fee(0 if says_none(remark) else None, note=remark),)
    return tuple(found)


def _fee(words: str, remark: str) -> Fee:
    folded = fold(tidy(words))
    if folded in _FREE:
        return Fee(None if _PAYABLE.search(fold(remark)) else 0, note=remark)
    match = _MONEY.fullmatch(fold(words))
    if not match or not match["number"] or len(match["number"]) > MOST_DIGITS * 2:
        return Fee(None, _kind(folded), "\n".join(filter(None, [words.strip(), remark])))
    amount = int(re.sub(r"[.,]", "", match["number"]))
    inner = words[match.start("note") : match.end("note")].strip() if match["note"] else ""
    return Fee(amount, _kind(folded), "\n".join(filter(None, [inner, remark])))


def _kind(folded: str) -> FeeKind:
    return _KINDS.get(folded.split(":")[0].strip(), FeeKind.UNSPECIFIED) if ":" in folded else FeeKind.UNSPECIFIED


def basis(number: object, title: object = "", issued_on: date | None = None, issuer: object = "") -> LegalBasis:
    """A document as cited, its number in the register's spelling; words around the number become the title."""
    cited = line(number)
    normal = numbers.normalise(cited)
    bare = fold(cited).removeprefix("so").lstrip(" :")
    told = "" if normal == cited or bare[:1].isdigit() else cited
    return LegalBasis(normal, line(title) or told, issued_on, line(issuer))


def count(value: object) -> int | None:
    """A number of copies; None when it is none or negative."""
    try:
        number = int(str(value))
    except (TypeError, ValueError):
        return None
    return number if 0 <= number <= 2_000_000_000 else None
