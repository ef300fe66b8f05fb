"""Nhập CSDLQG không qua API: what the province owes the national database after it signs, and who may do it.

Decree 63/2010 Art. 24 as amended in 2017: entered and public within so many working days after signing. Two hands:
who enters does not publish. The newest text of a procedure is what is owed; a version that reads the same on a notice
as the one before it (an internal process was approved) owes nothing of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.codes import CodeShape, base_of, parse
from thutuc.disclosure.rules.national import SECOND_HANDS, EntryKind
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

BASIS = "disclosure.national_database"


@dataclass(frozen=True)
class Version:
    """A version as far as the national database needs it. `opened_on`, `ended_on`: when the acts were signed."""

    id: int
    code: str
    name: str
    number: int
    starts_on: date
    ends_on: date | None
    opened_by: str
    opened_on: date
    basis: str
    closed_by: str = ""
    closed_on: date | None = None
    closing_basis: str = ""
    notice: str = ""
    content_hash: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing to do there: for which version, by which decision, from when the days count."""

    version: int
    code: str
    name: str
    number: int
    kind: EntryKind
    basis: str
    act: str
    signed_on: date
    effective_on: date
    content_hash: str = ""

    @property
    def key(self) -> tuple[int, EntryKind]:
        return self.version, self.kind


def operations(versions: Iterable[Version], *, opening_acts: str) -> list[Operation]:
    """What the newest text of each procedure asks for. What was taken over at the start came from there already."""
    chains: dict[str, list[Version]] = {}
    for version in versions:
        chains.setdefault(version.code, []).append(version)
    found = []
    for chain in chains.values():
        chain.sort(key=lambda each: (each.starts_on, each.number))
        last = chain[-1]
        if last.ends_on is not None:
            found.append(_abolition(last))
        else:
            first = _first_that_reads_so(chain)
            if not first.opened_by.startswith(opening_acts):
                found.append(_opening(first, is_first=first is chain[0]))
    return found


def _first_that_reads_so(chain: Sequence[Version]) -> Version:
    """The oldest of the versions at the end whose notice reads as the newest one."""
    first = chain[-1]
    for earlier in reversed(chain[:-1]):
        if not first.notice or earlier.notice != first.notice:
            break
        first = earlier
    return first


def _opening(version: Version, *, is_first: bool) -> Operation:
    return Operation(
        version.id,
        version.code,
        version.name,
        version.number,
        EntryKind.PUBLISH if is_first else EntryKind.AMEND,
        version.basis,
        version.opened_by,
        version.opened_on,
        version.starts_on,
        version.content_hash,
    )


def _abolition(version: Version) -> Operation:
    assert version.ends_on is not None
    return Operation(
        version.id,
        version.code,
        version.name,
        version.number,
        EntryKind.ABOLISH,
        version.closing_basis,
        version.closed_by,
        version.closed_on or version.ends_on,
        version.ends_on,
    )


def is_seen(operation: Operation, there: Mapping[str, tuple[str, date]]) -> bool:
    """Whether the national original shows it done. `there`: base code → hash of what is public, day it came in.

    What read so there before the province signed is the ministry's publication, not the province's entry.
    """
    known = there.get(base_of(operation.code))
    if operation.kind is EntryKind.ABOLISH or known is None:
        return operation.kind is EntryKind.ABOLISH and known is None
    content_hash, since = known
    return content_hash == operation.content_hash and since >= operation.signed_on


def not_to_come(day: date | None, today: date, field: str) -> list[Objection]:
    """A day on which something was done has been."""
    if day is None or day <= today:
        return []
    return [Objection("entry.to_come", gettext_noop("Ngày này không được sau hôm nay."), BASIS, field)]


def may_publish(actor: Actor) -> list[Objection]:
    """Who is a second hand: the control office, its head."""
    if actor.is_system or actor.roles & SECOND_HANDS:
        return []
    words = gettext_noop("Việc này do công chức kiểm soát thủ tục hành chính hoặc Chánh Văn phòng thực hiện.")
    return [Objection("entry.second_hand", words, "control.organisation")]


def two_hands(actor: Actor, entered_by: str) -> list[Objection]:
    """Who entered does not publish."""
    if actor.key != entered_by:
        return []
    words = gettext_noop("Bạn đã nhập phiếu này nên không tự công khai. Chuyển người thứ hai kiểm tra và công khai.")
    return [Objection("entry.two_hands", words, BASIS)]


def publishing_objections(
    *, kind: EntryKind, code: str, national_code: str, entered_on: date, published_on: date, today: date, note: str
) -> list[Objection]:
    """What is wrong with what the second hand read back."""
    found = not_to_come(published_on, today, "published_on")
    if published_on < entered_on:
        words = gettext_noop("Ngày công khai không được trước ngày nhập %(day)s.")
        params = {"day": f"{entered_on:%d/%m/%Y}"}
        found.append(Objection("entry.order", words, BASIS, "published_on", params))
    if not national_code:
        if kind is not EntryKind.ABOLISH:
            words = gettext_noop("Ghi mã thủ tục đọc lại từ CSDLQG.")
            found.append(Objection("entry.no_code", words, BASIS, "national_code"))
    else:
        found += _code_objections(code, national_code, note)
    return found


def _code_objections(code: str, national_code: str, note: str) -> list[Objection]:
    told = parse(national_code)
    if told.shape not in {CodeShape.NATIONAL, CodeShape.LOCAL}:
        words = gettext_noop("Mã CSDLQG viết như 1.004884. Đọc lại trên màn hình CSDLQG.")
        return [Objection("entry.code", words, BASIS, "national_code")]
    if told.base == base_of(code) or note:
        return []
    words = gettext_noop("Mã đọc lại khác mã của tỉnh (%(code)s). Đúng là mã khác thì ghi lý do vào ghi chú.")
    return [Objection("entry.other_code", words, BASIS, "national_code", {"code": code})]
