"""Who keeps accounts and posts, and what an appointment needs.

Focal points are set by decision: Nghị định 63/2010/NĐ-CP, Thông tư 02/2017/TT-VPCP (basis `accounts.focal_point`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop

BASIS = "accounts.post"
FOCAL_POINTS = "accounts.focal_point"
_APPOINTS = {Role.CONTROL_OFFICER: frozenset({Role.FOCAL_POINT}), Role.SYSTEM_ADMIN: frozenset(Role)}


@dataclass(frozen=True)
class Appointment:
    """What is told of a post when it is given."""

    role: Role
    start: date
    end: date | None = None
    title: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    share_of_time: int | None = None
    other_duties: str = ""
    phone: str = ""
    email: str = ""
    is_leader_in_charge: bool = False

    @property
    def days(self) -> Days:
        return Days(self.start, self.end)


def keep_people_objections(by: Actor) -> list[Objection]:
    """Accounts are made and closed by the system's administrators."""
    if by.is_system or Role.SYSTEM_ADMIN in by.roles:
        return []
    return [Objection("person.role", gettext_noop("Chỉ quản trị hệ thống được thêm, sửa tài khoản."), BASIS)]


def close_objections(by: Actor, *, person_id: int) -> list[Objection]:
    """Administrators close accounts, nobody his own: the last one would lock everybody out."""
    found = keep_people_objections(by)
    if person_id == by.person_id:
        words = gettext_noop("Không ai tự khóa tài khoản của mình. Nhờ một quản trị hệ thống khác.")
        found.append(Objection("person.oneself", words, BASIS))
    return found


def appointable(by: Actor) -> frozenset[Role]:
    """The roles that somebody may give and take away."""
    if by.is_system:
        return frozenset(Role)
    return frozenset().union(*(_APPOINTS.get(Role(role), frozenset()) for role in by.roles))


def appoint_objections(by: Actor, role: Role, *, person_id: int | None) -> list[Objection]:
    """Administrators give any role, control officers that of focal point; nobody gives one to himself."""
    found = []
    if role not in appointable(by):
        words = gettext_noop("Bạn không được giao hoặc cho thôi vai trò «%(role)s». Việc này của quản trị hệ thống.")
        found.append(Objection("post.role", words, BASIS, "role", {"role": role.label}))
    elif person_id is not None and person_id == by.person_id:
        words = gettext_noop("Không ai tự giao vai trò cho mình. Nhờ một quản trị hệ thống khác.")
        found.append(Objection("post.oneself", words, BASIS, "role"))
    return found


def role_objections(role: str, agency_code: str) -> list[Objection]:
    """A role and an agency come together; the role is one that we know."""
    if bool(role) != bool(agency_code):
        words = gettext_noop("Ghi cả vai trò và mã cơ quan, hoặc bỏ cả hai.")
        return [Objection("post.half", words, BASIS, "role")]
    if role and role not in {known.value for known in Role}:
        words = gettext_noop("Không có vai trò «%(role)s». Các vai trò: %(known)s.")
        params = {"role": role, "known": ", ".join(known.value for known in Role)}
        return [Objection("post.unknown_role", words, BASIS, "role", params)]
    return []


def appointment_objections(told: Appointment, *, agency: Days, held: Iterable[Days]) -> list[Objection]:
    """Days in order and within the agency's; one post of a role at a time; a focal point by a dated decision."""
    if told.end is not None and told.end <= told.start:
        return [Objection("post.days", gettext_noop("Ngày kết thúc phải sau ngày bắt đầu."), BASIS, "end")]
    found = []
    if (agency.start and told.start < agency.start) or (agency.end and told.start >= agency.end):
        words = gettext_noop("Đơn vị không hoạt động vào ngày %(day)s. Chọn ngày khác.")
        found.append(Objection("post.agency", words, BASIS, "start", {"day": f"{told.start:%d/%m/%Y}"}))
    if any(days.overlaps(told.days) for days in held):
        words = gettext_noop("Người này đã giữ vai trò đó ở đơn vị này trong thời gian đó.")
        found.append(Objection("post.twice", words, BASIS, "start"))
    if told.role is Role.FOCAL_POINT:
        found += _decision_objections(told)
    if told.share_of_time is not None and not 1 <= told.share_of_time <= 100:
        found.append(
            Objection("post.share", gettext_noop("Tỷ lệ thời gian từ 1 đến 100 %."), FOCAL_POINTS, "share_of_time")
        )
    return found


def end_objections(days: Days, *, on: date, role: Role, reason: str, others_hold_it: bool = True) -> list[Objection]:
    """A post ends after it starts and only once; why a focal point leaves is kept; an administrator stays."""
    found = []
    if days.start and on <= days.start:
        words = gettext_noop("Ngày thôi giữ phải sau ngày bắt đầu %(day)s.")
        found.append(Objection("post.end", words, BASIS, "on", {"day": f"{days.start:%d/%m/%Y}"}))
    if days.end and on > days.end:
        words = gettext_noop("Vai trò này đã kết thúc từ ngày %(day)s.")
        found.append(Objection("post.ended", words, BASIS, "on", {"day": f"{days.end:%d/%m/%Y}"}))
    if role is Role.FOCAL_POINT and not reason.strip():
        words = gettext_noop("Ghi lý do thôi làm đầu mối, ví dụ: chuyển công tác.")
        found.append(Objection("post.reason", words, FOCAL_POINTS, "reason"))
    if role is Role.SYSTEM_ADMIN and not others_hold_it:
        words = gettext_noop("Đây là người quản trị cuối cùng. Giao vai trò cho người khác trước.")
        found.append(Objection("post.last_admin", words, BASIS, "on"))
    return found


def _decision_objections(told: Appointment) -> list[Objection]:
    found = []
    if not told.decision_number.strip():
        words = gettext_noop("Ghi số quyết định phê duyệt danh sách cán bộ đầu mối.")
        found.append(Objection("post.decision_number", words, FOCAL_POINTS, "decision_number"))
    if told.decided_on is None:
        words = gettext_noop("Ghi ngày của quyết định.")
        found.append(Objection("post.decided_on", words, FOCAL_POINTS, "decided_on"))
    return found
