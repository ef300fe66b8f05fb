"""Who acts on notice boards: the unit's own officers (công chức một cửa keep the listing), the control officers."""

from collections.abc import Collection

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

CONTROL = frozenset({Role.CONTROL_OFFICER.value})
OWN = frozenset({Role.COUNTER_OFFICER.value, Role.FOCAL_POINT.value, Role.UNIT_HEAD.value, Role.CENTRE_HEAD.value})
CHECKERS = CONTROL | {Role.INSPECTOR.value}
BASIS = "disclosure.posting"


def keep_objections(by: Actor, houses: Collection[int]) -> list[Objection]:
    """Boards are kept by the officers of the unit or of the agency above it (`houses`), and by control officers."""
    if by.is_system or by.roles & CONTROL or any(by.roles_in(house) & OWN for house in houses):
        return []
    words = gettext_noop(
        "Việc này do công chức của chính đơn vị hoặc công chức kiểm soát thủ tục hành chính thực hiện."
    )
    return [Objection("posting.keeper", words, BASIS)]


def may_keep(by: Actor, houses: Collection[int]) -> bool:
    """Whether the pages of a unit offer their acts."""
    return not keep_objections(by, houses)


def check_objections(by: Actor) -> list[Objection]:
    """Check rounds are planned by the control officers."""
    if by.is_system or by.roles & CONTROL:
        return []
    words = gettext_noop("Đợt kiểm tra do công chức kiểm soát thủ tục hành chính lập.")
    return [Objection("round.control", words, "control.organisation")]


def find_objections(by: Actor) -> list[Objection]:
    """Findings are written by control officers and members of the checking team, never by the unit itself."""
    if by.is_system or by.roles & CHECKERS:
        return []
    words = gettext_noop("Kết quả kiểm tra do công chức kiểm soát hoặc thành viên đoàn kiểm tra ghi.")
    return [Objection("round.checker", words, "control.organisation")]


def read_objections(actor: Actor) -> list[Objection]:
    """Every officer with a post sees boards and their photos."""
    if actor.is_system or actor.posts:
        return []
    return [Objection("posting.reader", gettext_noop("Chỉ cán bộ, công chức có vị trí công tác được xem."))]
