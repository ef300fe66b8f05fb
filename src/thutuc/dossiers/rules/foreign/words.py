"""Words of other systems read as ours: states, kinds of owner, channels, moments (one-stop.md §6.1, §9.5).

A state of theirs becomes the local state that projects to the same national state; a finer one only when their word
says so.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache

from thutuc.catalogue.rules import words as published
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules.terms import ApplicantKind, DossierState, IdKind
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import fold, fold_words, tidy

S = DossierState
_WORDS: dict[DossierState, tuple[str, ...]] = {
    S.SUBMITTED: ("1", "moi dang ky", "cho tiep nhan", "moi nop", "da nop", "da gui", "receiving"),
    S.ACCEPTED: ("2", "duoc tiep nhan", "da tiep nhan", "moi tiep nhan", "tiep nhan", "new"),
    S.REJECTED: ("3", "khong duoc tiep nhan", "khong tiep nhan", "tu choi tiep nhan", "tu choi", "denied"),
    S.IN_PROCESS: ("4", "dang xu ly", "dang giai quyet", "dang thu ly", "cho phan cong", "processing"),
    S.CONSULTING: ("dang lay y kien", "cho y kien", "lay y kien"),
    S.AWAIT_SIGN: ("cho ky", "trinh ky", "cho ky duyet", "cho phe duyet"),
    S.SUPPLEMENT: ("5", "yeu cau bo sung giay to", "yeu cau bo sung", "cho bo sung", "dang bo sung", "waiting"),
    S.TAX_DUTY: (
        *("6", "yeu cau thuc hien nghia vu tai chinh", "cho thuc hien nghia vu tai chinh", "cho nghia vu tai chinh"),
        *("nghia vu tai chinh", "paying"),
    ),
    S.WITHDRAWN: ("7", "cong dan yeu cau rut ho so", "da rut", "rut ho so", "cong dan rut", "cancelled"),
    S.TERMINATED: ("8", "dung xu ly", "dung giai quyet", "unresolved"),
    S.SUSPENDED: ("tam dung", "tam dung xu ly"),
    S.RESULT_READY: (
        *(
            "9",
            "da xu ly xong",
            "da co ket qua",
            "cho tra ket qua",
            "cho tra",
            "hoan thanh",
            "da giai quyet",
            "da xong",
        ),
        "releasing",
    ),
    S.RETURNED: ("10", "da tra ket qua", "da tra", "tra ket qua", "done"),
}
STATES = {word: state for state, all_of_it in _WORDS.items() for word in all_of_it}
OFFERED = tuple(state for state in DossierState if state is not S.DRAFT)
_KINDS = {
    **dict.fromkeys(("1", "cong dan", "ca nhan", "nguoi dan"), ApplicantKind.CITIZEN),
    **dict.fromkeys(("2", "doanh nghiep", "hop tac xa", "doanh nghiep, hop tac xa"), ApplicantKind.ENTERPRISE),
    **dict.fromkeys(("3", "co quan nha nuoc", "co quan"), ApplicantKind.STATE_AGENCY),
    **dict.fromkeys(("4", "to chuc", "to chuc khac", "to chuc, khac", "khac"), ApplicantKind.ORGANISATION),
}
_CHANNELS = {"1": Channel.DIRECT, "2": Channel.ONLINE, "3": Channel.POSTAL}
_CLOCK = r"(?:[T ,]+(\d{1,2})[:hg](\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_CLOCK}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_CLOCK}(Z|[+-]\d{{2}}:?\d{{2}})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
END_OF_DAY = time(17)
"""A due day without an hour ends with the working day."""


def word_key(text: str) -> str:
    """Words are compared without marks, case and outer punctuation; «04» is «4»."""
    key = fold(tidy(text)).strip(" .:;-")
    return key.lstrip("0") or key if key.isdecimal() else key


@lru_cache(maxsize=4_096)
def state(text: str) -> DossierState | None:
    """The state that a word usually means."""
    return STATES.get(word_key(text))


def states_of(saved: Mapping[str, str]) -> dict[str, DossierState]:
    """Every word we know, the saved ones of the source before the usual ones."""
    return {**STATES, **{word_key(word): DossierState(code) for word, code in saved.items() if code}}


def settled(said: DossierState, *, is_accepted: bool, is_finished: bool) -> DossierState:
    """The finer state that their dates tell: 5 and 6 before acceptance, 8 for a while or for good."""
    if said is S.SUPPLEMENT and not is_accepted:
        return S.INTAKE_SUPPLEMENT
    if said is S.TAX_DUTY and not is_accepted:
        return S.INTAKE_FEE
    if said in (S.SUSPENDED, S.TERMINATED):
        return S.TERMINATED if is_finished else S.SUSPENDED
    return said


@lru_cache(maxsize=4_096)
def kind(text: str) -> ApplicantKind | None:
    """The kind of owner."""
    return _KINDS.get(word_key(text))


@lru_cache(maxsize=4_096)
def channel(text: str) -> Channel | None:
    """The way of filing, by code or word."""
    return _CHANNELS.get(word_key(text)) or published.channel(text)


def id_kind(number: str) -> IdKind:
    """What a number looks like; nothing is refused for it, since another system took it."""
    if re.fullmatch(r"0\d{11}", number):
        return IdKind.PERSONAL
    if re.fullmatch(r"\d{9}", number):
        return IdKind.OLD_CARD
    if re.fullmatch(r"\d{10}(-?\d{3})?", number):
        return IdKind.TAX
    return IdKind.PASSPORT if re.fullmatch(r"[A-Z]\d{7}", number) else IdKind.OTHER


def moment(value: object) -> datetime | None:
    """A cell as a local moment; midnight when it names a day alone. ValueError when it is no day."""
    if isinstance(value, datetime):
        return value.astimezone(LOCAL) if value.tzinfo else value.replace(tzinfo=LOCAL)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=LOCAL)
    if value is None or value == "":
        return None
    return _typed(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip())


@lru_cache(maxsize=65_536)
def _typed(text: str) -> datetime | None:
    if not text:
        return None
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year, *clock = found.groups()
        return _moment(year, month, day, clock)
    if found := _YEAR_FIRST.fullmatch(text):
        if found[7]:
            return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(LOCAL)
        year, month, day, *clock = found.groups()
        return _moment(year, month, day, clock[:3])
    if found := _COMPACT.fullmatch(text):
        year, month, day, *clock = found.groups()
        return _moment(year, month, day, clock)
    raise ValueError(text)


def _moment(year: str, month: str, day: str, clock: list[str | None]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock)
    return datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=LOCAL)


def has_hour(at: datetime) -> bool:
    """Whether more than the day is told."""
    return (at.hour, at.minute, at.second) != (0, 0, 0)


def before(first: datetime, second: datetime) -> bool:
    """Whether `first` is earlier: by the hour when both tell it, else by the day."""
    if has_hour(first) and has_hour(second):
        return first < second
    return first.date() < second.date()


def due_moment(at: datetime) -> datetime:
    """A due day as a moment."""
    return at if has_hour(at) else datetime.combine(at.date(), END_OF_DAY, tzinfo=LOCAL)


EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def shown(value: object) -> str:
    """A cell as a person sees it."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if has_hour(value) else f"{value:%d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


@lru_cache(maxsize=16_384)
def agency_key(text: str) -> str:
    """Two spellings of one agency are one name, as in the catalogue's table of names."""
    return fold(tidy(text))[:600]


def search_vector(*texts: str) -> str:
    """The words of a dossier as a text-search vector: folded, each once; a code is found by its parts too."""
    found = dict.fromkeys(word for text in texts for word in fold_words(text))
    return " ".join(f"'{word}'" for word in found)
