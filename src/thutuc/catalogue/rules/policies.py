"""Who may change the catalogue. All officers may read it; it is open data once public."""

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

KEEPERS = frozenset({Role.CONTROL_OFFICER.value})
"""The office of control keeps the catalogue: import, opening act, names of agencies, column mappings."""


def may_confirm(*, dry_run: bool) -> list[Objection]:
    """Why a run may not be imported: what was imported is not a trial."""
    if dry_run:
        return []
    words = gettext_noop("Tệp này đã được nhập. Muốn nhập lại, chọn tệp và chạy thử lần nữa.")
    return [Objection("catalogue.trial", words)]


def may_still_keep(actor: Actor) -> list[Objection]:
    """Why the act may not go on in the name of who asked: the post has ended since."""
    if not may_keep(actor):
        return []
    words = gettext_noop(
        "Khi việc bắt đầu, người yêu cầu không còn là công chức kiểm soát thủ tục hành chính. "
        "Công chức đang giữ việc này xác nhận lại."
    )
    return [Objection("catalogue.keeper_left", words, "control.organisation")]


def may_keep(actor: Actor) -> list[Objection]:
    """Why the actor may not import, open or map. Decree 63/2010 Art. 24: the control office enters the data."""
    if actor.is_system or actor.roles & KEEPERS:
        return []
    words = gettext_noop("Việc này do công chức kiểm soát thủ tục hành chính thực hiện.")
    return [Objection("catalogue.keeper", words, "control.organisation")]
