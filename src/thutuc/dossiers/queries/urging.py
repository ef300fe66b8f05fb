"""Letters of urging as paper and page."""

from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.models import Dossier, Explanation, UrgingLetter
from thutuc.dossiers.queries.late import uses
from thutuc.dossiers.queries.world import world
from thutuc.dossiers.rules import lateness
from thutuc.dossiers.rules.lateness import StepUse
from thutuc.dossiers.rules.papers.course import LateDossier, UrgingPaper
from thutuc.dossiers.rules.papers.people import PaperHead, Signer
from thutuc.kernel.text import nfc
from thutuc.organisations import queries as organisations


def answers(letter: UrgingLetter) -> list[Explanation]:
    """What each dossier of a letter came to. One statement."""
    rows = Explanation.objects.filter(letter=letter).select_related("dossier", "dossier__holder")
    return list(rows.defer("dossier__words").order_by("-days_late", "id"))


def paper(letter: UrgingLetter) -> UrgingPaper:
    """The letter as it is printed. Two statements."""
    head = PaperHead(
        superior="ỦY BAN NHÂN DÂN TỈNH",
        agency="VĂN PHÒNG",
        place="",
        on=letter.issued_on,
        form_day=letter.issued_on,
        number=letter.number,
    )
    title = letter.signer_title.upper()
    return UrgingPaper(
        head=head,
        addressee=letter.agency.name,
        dossiers=tuple(_line(each) for each in answers(letter)),
        answer_by=letter.answer_by,
        signer=Signer((nfc(title),) if title else (), letter.signer),
        request=letter.request,
    )


def _line(each: Explanation) -> LateDossier:
    dossier = each.dossier
    assert dossier.due_at is not None
    holder = dossier.holder.full_name if dossier.holder else ""
    return LateDossier(
        dossier.code or dossier.source_code,
        dossier.procedure_name,
        dossier.owner_name,
        dossier.due_at,
        each.days_late,
        holder,
    )


@dataclass(frozen=True)
class ToldUse:
    """One step's time with the name of who had it; the step that took too long is marked."""

    use: StepUse
    agency: str
    is_blamed: bool

    @property
    def used_hours(self) -> float:
        return self.use.used / 60

    @property
    def allowed_hours(self) -> float | None:
        return self.use.allowed / 60 if self.use.allowed is not None else None


def uses_told(dossier: Dossier, *, until: datetime) -> list[ToldUse]:
    """The steps of a dossier with their time. Three statements."""
    found = uses(dossier, world(), until=until)
    names = organisations.names_of({use.agency_id for use in found if use.agency_id})
    worst = lateness.blamed(found)
    return [ToldUse(use, names.get(use.agency_id or 0, ""), use is worst) for use in found]
