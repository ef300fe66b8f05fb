"""What is brought to the counter, posted or filed online, and what the counter found of it (one-stop.md §2.1–2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thutuc.accounts.rules.roles import RECEPTION_ROLES
from thutuc.catalogue.rules.content import RequiredDocument
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import parties
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import ComponentState, ReturnWay
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop

ACCEPTANCE, COMPONENTS = "one_stop.acceptance", "one_stop.guidance"
MOST_SHEETS = 999


@dataclass(frozen=True)
class Intake:
    """A dossier as it comes in.

    `received_by_id` is the one-stop unit, `helped_by_id` where the applicant was helped when that is another one,
    `agency_id` the competent agency. `submitted_at` is when it was sent or posted; None is now. `key` is the dossier's
    own where the form brings it, so that two clicks make one dossier.
    """

    procedure_code: str
    channel: Channel
    owner: Applicant
    received_by_id: int
    agency_id: int
    case: str = ""
    submitter: Applicant | None = None
    helped_by_id: int | None = None
    title: str = ""
    return_way: ReturnWay = ReturnWay.COUNTER
    national_code: str = ""
    submitted_at: datetime | None = None
    key: str = ""


@dataclass(frozen=True)
class Check:
    """What the counter found of the paper of that position (from 1) in the list of the case."""

    position: int
    state: ComponentState = ComponentState.GIVEN
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""


def objections(intake: Intake, *, at: datetime) -> list[Objection]:
    """Every fault of what was typed: people, moments."""
    day = local_date(at)
    found = parties.objections(parties.cleaned(intake.owner), on=day, prefix="owner-")
    if intake.submitter:
        found += parties.objections(parties.cleaned(intake.submitter), on=day, prefix="submitter-")
    if intake.submitted_at and intake.submitted_at > at:
        words = gettext_noop("Thời điểm nộp không thể sau bây giờ.")
        found.append(Objection("intake.future", words, ACCEPTANCE, "submitted_at"))
    return found


def helping_objections(by: Actor, *, received_by: int | None, helped_by: int | None) -> list[Objection]:
    """Where a dossier was only helped with nothing is accepted: the clock starts at the competent agency's own counter
    (Decree 309/2026 Art. 8; one-stop.md §2.2.8)."""
    helps = bool(by.roles_in(helped_by) & RECEPTION_ROLES)
    if not helps or by.roles_in(received_by) & RECEPTION_ROLES:
        return []
    words = gettext_noop("Quầy này chỉ hỗ trợ nộp: nơi tiếp nhận của cơ quan có thẩm quyền mới tiếp nhận.")
    return [Objection("intake.helping", words, ACCEPTANCE)]


def case_objections(case: str, names: Sequence[str]) -> list[Objection]:
    """The case must be one of the version's; a procedure with one list needs none."""
    if len(names) <= 1 or case in names:
        return []
    words = gettext_noop("Chọn trường hợp của thủ tục để biết giấy tờ và thời hạn.")
    return [Objection("intake.case", words, ACCEPTANCE, "case")]


def completeness(checks: Sequence[Check], documents: Sequence[RequiredDocument]) -> list[Objection]:
    """Why the dossier may not be accepted: required papers missing or wrong. Everything at once."""
    told = {check.position: check for check in checks}
    found = []
    for position, document in enumerate(documents, 1):
        state = told[position].state if position in told else ComponentState.MISSING
        if document.required and state in (ComponentState.MISSING, ComponentState.WRONG):
            words = gettext_noop("Giấy tờ %(position)s «%(name)s»: %(state)s. Hướng dẫn hoàn thiện, chưa tiếp nhận.")
            params = {"position": position, "name": document.name[:80], "state": state.label.lower()}
            found.append(Objection("intake.incomplete", words, COMPONENTS, f"paper-{position}", params))
    unknown = set(told) - set(range(1, len(documents) + 1))
    if unknown:
        words = gettext_noop("Giấy tờ số %(position)s không có trong danh mục đã công bố.")
        found.append(Objection("intake.unlisted", words, COMPONENTS, params={"position": min(unknown)}))
    if any(
        not 0 <= count <= MOST_SHEETS for check in checks for count in (check.originals, check.certified, check.copies)
    ):
        words = gettext_noop("Số bản từ 0 đến %(most)s.")
        found.append(Objection("intake.sheets", words, COMPONENTS, params={"most": MOST_SHEETS}))
    return found
