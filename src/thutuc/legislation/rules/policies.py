"""Who keeps the register of legal documents and the province's own parameters."""

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

KEEPERS = frozenset({Role.CONTROL_OFFICER})


def read_objections(actor: Actor) -> list[Objection]:
    """Every officer with a post reads the register and its attachments."""
    if actor.is_system or actor.posts:
        return []
    return [Objection("legislation.reader", gettext_noop("Chỉ cán bộ, công chức có vị trí công tác được xem tệp này."))]


def keep_objections(by: Actor) -> list[Objection]:
    """The control officer keeps the register; jobs and commands of the system may load it."""
    if by.is_system or by.roles & KEEPERS:
        return []
    words = gettext_noop("Chỉ công chức kiểm soát thủ tục hành chính được sửa sổ văn bản và tham số.")
    return [Objection("legislation.keeper", words, "control.organisation")]
