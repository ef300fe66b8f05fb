"""How cases of the watch are told on screen: words, tones, where the next step is done."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thutuc.disclosure.queries.watch import WatchRow
from thutuc.disclosure.rules.chain_limits import Fault
from thutuc.disclosure.rules.watch import Case
from thutuc.disclosure.rules.watch_terms import CaseKind, Step

TONES = {Fault.NONE: "ok", Fault.OWN: "late", Fault.UPSTREAM: "soon", Fault.UNKNOWN: "neutral"}
OF_MINISTRY = (CaseKind.MINISTRY_NOT_SENT, CaseKind.MINISTRY_NOT_NATIONAL, CaseKind.MINISTRY_NO_PROVINCE)


@dataclass(frozen=True)
class ToldCase:
    """One row of the list."""

    case: Case
    kind: str
    url: str
    owner: str
    agency: str
    fault: str
    tone: str
    step: str
    step_url: str
    case_url: str
    known: str
    touching: str
    reminder: Any
    count: int


def told(row: WatchRow) -> ToldCase:
    """A case in the reader's language."""
    case = row.case
    return ToldCase(
        case=case,
        kind=_(case.kind.label),
        url=url_of(case),
        owner=case.to if case.kind.is_upstream else row.agency or _(case.owner.label),
        agency=row.agency,
        fault=_(case.fault.label),
        tone=TONES[case.fault],
        step=_(case.step.label),
        step_url=step_url(case),
        case_url=f"{reverse('disclosure:case')}?{urlencode({'viec': case.key})}",
        known="" if case.due.on else _(case.due.known.label),
        touching=_(case.touching.label) if case.touching else "",
        reminder=row.reminder,
        count=len(case.missing or case.codes),
    )


def url_of(case: Case) -> str:
    """The page of what a case is about; "" where that page is not part of this release."""
    if case.kind is CaseKind.LAW_NO_MINISTRY or case.is_local:
        return reverse("disclosure:assess", args=[case.ref])
    if case.kind in OF_MINISTRY:
        return reverse("disclosure:ministry", args=[case.ref])
    if case.kind is CaseKind.ENTERED_DIFFERS:
        return reverse("catalogue:procedure", args=[case.ref])
    if case.kind is CaseKind.SHEET_OUTDATED:
        return reverse("disclosure:unit", args=[case.ref])
    return maybe("desk:decision", case.ref)


def step_url(case: Case) -> str:
    """Where the next step is done; "" where nothing can be done here."""
    if case.step is Step.DRAFT:
        base = maybe("desk:new_decision")
        return f"{base}?{urlencode({'theo': case.ref})}" if base and not case.is_local else base
    if case.step is Step.FINISH_DRAFT:
        return maybe("desk:decision", case.draft)
    if case.step in (Step.ENTER, Step.MEND):
        return reverse("disclosure:entries" if case.step is Step.ENTER else "disclosure:reconcile")
    if case.kind.is_upstream:
        return f"{reverse('disclosure:case')}?{urlencode({'viec': case.key})}"
    return url_of(case)


def maybe(name: str, *args: str) -> str:
    """The address of a page that stands in another package, "" while it has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
