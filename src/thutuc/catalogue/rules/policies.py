"""Who may change the catalogue. All officers may read it; it is open data once public."""

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

KEEPERS = frozenset({Role.CONTROL_OFFICER.value})
"""The office of control keeps the catalogue: import, opening act, names of agencies, column mappings."""


def may_keep(actor: Actor) -> list[Objection]:
    """Why the actor may not import, open or map. Decree 63/2010 Art. 24: the control office enters the data."""
    if actor.is_system or actor.roles & KEEPERS:
        return []
    words = gettext_noop("Việc này do công chức kiểm soát thủ tục hành chính thực hiện.")
    return [Objection("catalogue.keeper", words, "control.organisation")]
