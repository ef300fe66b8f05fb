"""Queues of dossiers and the filters in their addresses (one-stop.md §9; the picture of the work queue)."""

import base64
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import Labelled, fold_words, gettext_noop, tidy
from thutuc.worktime.rules import Calendar, add_working_days

CAP = 500
"""Counts stop here: «500+»."""
SIZE = 25
MOST_WORDS = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Queue(Labelled):
    """The lists of an officer; the code stands in the address."""

    MINE = "cua-toi", gettext_noop("Việc của tôi")
    TEAM = "cua-to", gettext_noop("Việc của tổ")
    LATE = "qua-han", gettext_noop("Quá hạn")
    NEAR = "sap-den-han", gettext_noop("Sắp đến hạn")
    INTAKE = "cho-tiep-nhan", gettext_noop("Chờ tiếp nhận")
    WAITING = "cho-bo-sung", gettext_noop("Chờ bổ sung")
    TO_SIGN = "cho-ky", gettext_noop("Chờ ký")
    TO_ISSUE = "cho-phat-hanh", gettext_noop("Chờ phát hành")
    TO_RETURN = "cho-tra", gettext_noop("Chờ trả kết quả")
    ALL = "tat-ca", gettext_noop("Tất cả đang mở")
    DONE = "da-xong", gettext_noop("Đã xong")


class Due(Labelled):
    """Hạn trả: a range of days that moves with today."""

    LATE = "qua-han", gettext_noop("Quá hạn")
    TODAY = "hom-nay", gettext_noop("Hôm nay")
    TWO = "2-ngay", gettext_noop("Trong 2 ngày")
    FIVE = "5-ngay", gettext_noop("Trong 5 ngày")


DAYS_OF = {Due.TODAY: 0, Due.TWO: 2, Due.FIVE: 5}
"""Working days from today on."""


@dataclass(frozen=True)
class Marks:
    """The moments that late, near and «in five days» are compared with: kept due moments against local days."""

    today: datetime
    near: datetime
    ends: Mapping[Due, datetime]
    """The end of each of `DAYS_OF`."""


def marks(calendar: Calendar, *, today: date, warning_days: int) -> Marks:
    """Late is a due day before today, near one up to the warning: dates are compared, never hours (C9, C11)."""
    ends = {due: after(add_working_days(calendar, today, days)) for due, days in DAYS_OF.items()}
    return Marks(midnight(today), after(add_working_days(calendar, today, warning_days)), ends)


def midnight(day: date) -> datetime:
    """The first moment of a day in Việt Nam."""
    return datetime.combine(day, time.min, tzinfo=LOCAL)


def after(day: date) -> datetime:
    """The first moment after a day."""
    return midnight(day + timedelta(days=1))


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty is everything."""

    words: str = ""
    procedure: str = ""
    unit: str = ""
    channel: Channel | None = None
    state: S | None = None
    holder: str = ""
    due: Due | None = None
    due_from: date | None = None
    due_to: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def lexemes(text: str) -> list[str]:
    """The words by which a dossier is found: folded, a code in its parts; a word that says nothing is left out."""
    return list(dict.fromkeys(word for word in fold_words(text) if word))[:MOST_WORDS]


def tsquery(text: str) -> str:
    """Every word, as the beginning of one: «tran quo» finds «Trần Quốc Việt»; "" when nothing is asked."""
    return " & ".join(f"'{word}':*" for word in lexemes(text))


def is_personal_number(text: str) -> bool:
    """A number of a person or a telephone: it has no place in an address."""
    bare = "".join(char for char in tidy(text) if char not in " .-+()")
    return bare.isdecimal() and len(bare) >= 9


_CODE = re.compile(r"[A-Za-z0-9.]{3,40}-\d{6}-[A-Za-z0-9-]{3,20}")
_PROCEDURE = re.compile(r"\d\.\d{6}(\..+)?")


def code_in(text: str) -> str:
    """The code of a dossier in what was typed or read by a scanner, the address on a receipt included; else "" ."""
    found = _CODE.search(text)
    return found.group().upper() if found else ""


def is_procedure_code(text: str) -> bool:
    """«1.004873»."""
    return bool(_PROCEDURE.fullmatch(text.strip()))


@dataclass(frozen=True)
class Cursor:
    """The place of one row in the order by due moment: what the next page begins after."""

    due_key: datetime
    id: int


def packed(cursor: Cursor) -> str:
    """The cursor as it stands in an address."""
    raw = struct.pack(">qq", (cursor.due_key - _EPOCH) // _TICK, cursor.id)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unpacked(text: str) -> Cursor | None:
    """The cursor of an address; None for nonsense."""
    try:
        ticks, row = struct.unpack(">qq", base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return Cursor(_EPOCH + timedelta(microseconds=ticks), row)
    except (ValueError, struct.error, OverflowError):
        return None


def told(count: int) -> str:
    """«12», «500+»."""
    return f"{CAP}+" if count > CAP else str(count)
