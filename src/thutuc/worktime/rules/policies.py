"""Who may change a calendar. Every officer may read it; what changes deadlines is changed by few and journalled."""

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

EDITORS = (Role.CONTROL_OFFICER, Role.SYSTEM_ADMIN)


def may_change(actor: Actor) -> list[Objection]:
    """Control officers and system administrators change days and office hours."""
    if actor.is_system or actor.roles & set(EDITORS):
        return []
    words = gettext_noop("Chỉ công chức kiểm soát thủ tục hành chính hoặc quản trị hệ thống được đổi lịch làm việc.")
    return [Objection("calendar.role", words, "worktime.calendar")]
