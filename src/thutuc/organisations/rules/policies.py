"""Who may change areas and agencies. Roles are named by their codes: `accounts` stands above this package."""

from collections.abc import Collection

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

REORGANISERS = frozenset({"control_officer"})
"""Reorganisations, lists of areas, decisions about split units."""

KEEPERS = frozenset({"control_officer", "system_admin"})
"""Single agencies: adding, moving, contacts."""

BASIS = "organisations.local_government"


def reorganise_objections(by: Actor) -> list[Objection]:
    """A reorganisation is recorded by the control officers, or by a command on the server."""
    words = gettext_noop("Chỉ công chức kiểm soát thủ tục hành chính được ghi việc sắp xếp đơn vị.")
    return _unless(by, REORGANISERS, Objection("organisation.role", words, BASIS))


def keep_objections(by: Actor) -> list[Objection]:
    """Agencies are kept by the control officers and the system's administrators."""
    words = gettext_noop("Chỉ công chức kiểm soát thủ tục hành chính hoặc quản trị hệ thống được sửa danh mục cơ quan.")
    return _unless(by, KEEPERS, Objection("organisation.role", words, BASIS))


def may_reorganise(by: Actor) -> bool:
    """Whether the page of reorganisations offers the act."""
    return not reorganise_objections(by)


def may_keep(by: Actor) -> bool:
    """Whether the pages of agencies offer their acts."""
    return not keep_objections(by)


def _unless(by: Actor, roles: Collection[str], objection: Objection) -> list[Objection]:
    return [] if by.is_system or by.roles & set(roles) else [objection]
