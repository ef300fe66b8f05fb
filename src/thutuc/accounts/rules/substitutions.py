"""Người thay thế: who stands in for whom, on which days, and how they sign.

Signing for somebody (KT., TL., TUQ.): Nghị định 30/2020/NĐ-CP Điều 13 (basis `accounts.signing`). Delegated signing is
given in writing, for a time, and never passed on; so is every substitution here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import Labelled, gettext_noop

BASIS = "accounts.post"
SIGNING = "accounts.signing"


class Capacity(Labelled):
    """In which capacity a substitute signs."""

    KT = "kt", gettext_noop("KT. (ký thay)")
    TL = "tl", gettext_noop("TL. (thừa lệnh)")
    TUQ = "tuq", gettext_noop("TUQ. (thừa ủy quyền)")


SIGNERS = frozenset({Role.CHAIR, Role.OFFICE_HEAD, Role.UNIT_HEAD, Role.CENTRE_HEAD, Role.SIGNER})
"""Who signs papers, so that a substitute needs a capacity."""

HEADS = frozenset({Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.CENTRE_HEAD})
"""Who names substitutes for the people of their own agency."""


@dataclass(frozen=True)
class CoveredPost:
    """The post of somebody who is absent, with the days that it shares with its agency."""

    person_id: int
    person_key: str
    role: Role
    agency_id: int
    days: Days | None


@dataclass(frozen=True)
class StandIn:
    """What is told of a substitution: the days [start, end), the capacity, why, by which paper."""

    start: date
    end: date
    reason: str
    capacity: Capacity | None = None
    document_number: str = ""
    decided_on: date | None = None

    @property
    def days(self) -> Days:
        return Days(self.start, self.end)


@dataclass(frozen=True)
class Substitute:
    """Somebody who is to stand in: `held` are the days of their own posts in or around the agency."""

    person_id: int
    is_active: bool
    held: tuple[Days, ...]


def record_objections(by: Actor, post: CoveredPost) -> list[Objection]:
    """The holder, a head of the agency, an administrator; never who stands in for that post themselves."""
    if by.is_system:
        return []
    if by.standing_for(post.role, post.agency_id, post.person_key) is not None:
        words = gettext_noop("Người đang thay không giao việc thay cho người khác. Nhờ người được thay hoặc quản trị.")
        return [Objection("substitution.chained", words, SIGNING)]
    is_head = bool(by.roles_in(post.agency_id) & HEADS) and post.role is not Role.SYSTEM_ADMIN
    if by.person_id == post.person_id or Role.SYSTEM_ADMIN in by.roles or is_head:
        return []
    words = gettext_noop("Người thay thế do người giữ chức danh, thủ trưởng của đơn vị đó hoặc quản trị hệ thống ghi.")
    return [Objection("substitution.role", words, BASIS)]


def objections(
    told: StandIn, *, by: Actor, post: CoveredPost, substitute: Substitute, covered: Iterable[Days], today: date
) -> list[Objection]:
    """Everything that stands against a substitution; `covered` are the days on which the post has one already."""
    found = [*record_objections(by, post), *_paper_objections(told, post.role)]
    if told.end <= told.start:
        words = gettext_noop("Ngày cuối cùng phải từ ngày bắt đầu trở đi.")
        return [*found, Objection("substitution.days", words, BASIS, "end")]
    return [
        *found,
        *_day_objections(told, by=by, post=post, covered=covered, today=today),
        *_substitute_objections(told, by=by, post=post, substitute=substitute),
    ]


def end_objections(days: Days | None, *, on: date, today: date) -> list[Objection]:
    """It ends once, earlier than said, from today on: what was done in between was done rightly."""
    if days is None or days.end is None or days.end <= today:
        words = gettext_noop("Việc thay thế này đã kết thúc.")
        return [Objection("substitution.ended", words, BASIS, "on")]
    if on < today:
        words = gettext_noop("Chọn từ ngày hôm nay trở đi: việc đã làm khi thay vẫn có giá trị.")
        return [Objection("substitution.past", words, BASIS, "on")]
    if on >= days.end:
        words = gettext_noop("Việc thay thế đã hết trước ngày này. Chọn ngày sớm hơn.")
        return [Objection("substitution.later", words, BASIS, "on")]
    return []


def around(agency_id: int, parents: Mapping[int, int]) -> frozenset[int]:
    """The agency, those above it and everything below it: from where a substitute may come."""
    above, unit = {agency_id}, parents.get(agency_id)
    while unit is not None and unit not in above:
        above.add(unit)
        unit = parents.get(unit)
    below: dict[int, list[int]] = {}
    for child, parent in parents.items():
        below.setdefault(parent, []).append(child)
    found, front = set(above), [agency_id]
    while front:
        children = [child for child in below.get(front.pop(), []) if child not in found]
        found.update(children)
        front += children
    return frozenset(found)


def _paper_objections(told: StandIn, role: Role) -> list[Objection]:
    found = []
    if not told.reason.strip():
        words = gettext_noop("Ghi lý do, ví dụ: nghỉ phép, đi công tác.")
        found.append(Objection("substitution.reason", words, BASIS, "reason"))
    if role in SIGNERS and told.capacity is None:
        words = gettext_noop("Vai trò «%(role)s» ký văn bản: chọn KT., TL. hoặc TUQ.")
        found.append(Objection("substitution.capacity", words, SIGNING, "capacity", {"role": role.label}))
    if role not in SIGNERS and told.capacity is not None:
        words = gettext_noop("Vai trò «%(role)s» không ký văn bản: chọn «không ký thay».")
        found.append(Objection("substitution.no_capacity", words, SIGNING, "capacity", {"role": role.label}))
    given = bool(told.document_number.strip()), told.decided_on is not None
    if told.capacity is Capacity.TUQ and not all(given):
        words = gettext_noop("Thừa ủy quyền phải bằng văn bản: ghi số và ngày của văn bản.")
        found.append(Objection("substitution.document", words, SIGNING, "document_number"))
    elif any(given) and not all(given):
        words = gettext_noop("Ghi cả số và ngày của văn bản, hoặc bỏ cả hai.")
        found.append(Objection("substitution.half_document", words, BASIS, "document_number"))
    return found


def _day_objections(
    told: StandIn, *, by: Actor, post: CoveredPost, covered: Iterable[Days], today: date
) -> list[Objection]:
    found = []
    if told.start < today and not by.is_system:
        words = gettext_noop("Chọn ngày bắt đầu từ hôm nay trở đi.")
        found.append(Objection("substitution.past", words, BASIS, "start"))
    if not _inside(told.days, [post.days] if post.days else []):
        words = gettext_noop("Chức danh được thay không có hiệu lực trong suốt thời gian đó.")
        found.append(Objection("substitution.post", words, BASIS, "end"))
    if any(days.overlaps(told.days) for days in covered):
        words = gettext_noop("Chức danh này đã có người thay trong thời gian đó. Kết thúc việc thay trước.")
        found.append(Objection("substitution.twice", words, BASIS, "start"))
    return found


def _substitute_objections(told: StandIn, *, by: Actor, post: CoveredPost, substitute: Substitute) -> list[Objection]:
    if substitute.person_id == post.person_id:
        words = gettext_noop("Không ai thay chính mình. Chọn người khác.")
        return [Objection("substitution.oneself", words, BASIS, "substitute")]
    if substitute.person_id == by.person_id:
        words = gettext_noop("Không ai tự ghi mình là người thay thế. Nhờ người được thay hoặc quản trị hệ thống ghi.")
        return [Objection("substitution.for_oneself", words, BASIS, "substitute")]
    if not substitute.is_active or not _inside(told.days, substitute.held):
        words = gettext_noop(
            "Người thay thế phải giữ một vai trò ở đơn vị này, đơn vị cấp trên hoặc trực thuộc trong suốt thời gian đó."
        )
        return [Objection("substitution.stranger", words, BASIS, "substitute")]
    return []


def _inside(days: Days, periods: Iterable[Days]) -> bool:
    """Whether every one of the days lies in one of the periods."""
    reached = days.start
    for period in sorted(periods, key=lambda each: each.start or date.min):
        if reached is None or reached not in period:
            continue
        if period.end is None or (days.end is not None and period.end >= days.end):
            return True
        reached = period.end
    return False
