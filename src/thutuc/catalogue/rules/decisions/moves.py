"""The way of a decision from draft to signature: one table (control.md §3.3; Decree 63/2010 Art. 13–15, TT 02/2017)."""

from collections.abc import Collection, Sequence

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.decisions.terms import DecisionState as S
from thutuc.kernel import moves as kernel
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.moves import Move
from thutuc.kernel.text import gettext_noop

CONTENT, AUTHORITY, CONTROL = "publication.content", "publication.authority", "publication.control"
OFFICE_ROLES = frozenset({Role.CONTROL_OFFICER, Role.OFFICE_HEAD, Role.CHAIR, Role.CLERK})
"""Held anywhere they count for every draft."""
DEPARTMENT_ROLES = frozenset({Role.FOCAL_POINT, Role.UNIT_HEAD, Role.PROCEDURE_CONTROLLER})
"""They count for drafts of the agency in which they are held."""
DRAFTERS = (Role.FOCAL_POINT, Role.UNIT_HEAD, Role.PROCEDURE_CONTROLLER, Role.CONTROL_OFFICER)

MOVES = (
    Move("consult", gettext_noop("Lấy ý kiến"), (S.DRAFT, S.RETURNED), S.CONSULTING, DRAFTERS, CONTENT),
    Move("submit", gettext_noop("Trình kiểm soát"), (S.DRAFT, S.CONSULTING, S.RETURNED), S.CONTROL, DRAFTERS, CONTROL),
    Move("recall", gettext_noop("Rút dự thảo"), S.CONTROL, S.DRAFT, DRAFTERS, CONTROL, needs_reason=True),
    Move("clear", gettext_noop("Xác nhận đạt"), S.CONTROL, S.ENDORSING, (Role.CONTROL_OFFICER,), CONTROL),
    Move("endorse", gettext_noop("Trình ký"), S.ENDORSING, S.SIGNING, (Role.OFFICE_HEAD,), AUTHORITY),
    Move(
        *("sign", gettext_noop("Ban hành"), S.SIGNING, S.SIGNED),
        *((Role.CHAIR, Role.CONTROL_OFFICER, Role.CLERK), AUTHORITY),
    ),
    Move("return", gettext_noop("Trả lại"), S.CONTROL, S.RETURNED, (Role.CONTROL_OFFICER,), CONTROL, needs_reason=True),
    Move(
        *("return", gettext_noop("Trả lại"), S.ENDORSING, S.RETURNED, (Role.OFFICE_HEAD, Role.CONTROL_OFFICER)),
        *(CONTROL, True),
    ),
    Move("return", gettext_noop("Trả lại"), S.SIGNING, S.RETURNED, (Role.CHAIR, Role.OFFICE_HEAD), AUTHORITY, True),
    Move(
        *("cancel", gettext_noop("Hủy dự thảo"), (S.DRAFT, S.CONSULTING, S.RETURNED), S.CANCELLED, DRAFTERS),
        *(CONTENT, True),
    ),
)
"""Signing and numbering happen in the document system: whoever records the signature here may be the clerk."""


def acting_roles(by: Actor, agency_id: int | None) -> frozenset[str]:
    """The roles that count for a draft of this agency; the system acts for everybody."""
    if by.is_system:
        return frozenset(OFFICE_ROLES | DEPARTMENT_ROLES)
    return (by.roles & OFFICE_ROLES) | (by.roles_in(agency_id) & DEPARTMENT_ROLES)


def objections(code: str, *, state: str, roles: Collection[str], reason: str | None = None) -> list[Objection]:
    """Why the move may not be made."""
    return kernel.objections(MOVES, code, state=state, roles=roles, reason=reason)


def available(*, state: str, roles: Collection[str]) -> Sequence[Move]:
    """The buttons."""
    return kernel.available(MOVES, state=state, roles=roles)


def target(code: str, *, state: str) -> S:
    """Where the move leads."""
    return S(kernel.target_of(MOVES, code, state=state))


def may_draft(by: Actor, agency_id: int | None) -> list[Objection]:
    """Departments draft for their own sector at every level, the control office for anybody (control.md §3.3 P2)."""
    if acting_roles(by, agency_id) & set(DRAFTERS):
        return []
    words = gettext_noop("Dự thảo do đầu mối hoặc lãnh đạo của cơ quan trình lập, hoặc công chức kiểm soát lập thay.")
    return [Objection("decision.drafter", words, CONTENT, "agency")]


def may_record(by: Actor) -> list[Objection]:
    """A decision signed elsewhere is recorded by the control office or the clerk (control.md §16.4)."""
    if by.is_system or by.roles & {Role.CONTROL_OFFICER, Role.CLERK}:
        return []
    words = gettext_noop("Ghi quyết định đã ký do công chức kiểm soát thủ tục hành chính hoặc văn thư thực hiện.")
    return [Objection("decision.recorder", words, AUTHORITY)]
