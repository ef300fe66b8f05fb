"""The papers of the course built from facts: control slip, apology, notice of stopping, acknowledgement of a result."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from thutuc.accounts import queries as accounts
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.models import Consultation, Dossier, Notice
from thutuc.dossiers.queries import facts, links
from thutuc.dossiers.queries.pages import EventRow, delivery, events
from thutuc.dossiers.queries.papers import Known, facts_of, head_of, party_of, unit_of
from thutuc.dossiers.queries.world import World, world
from thutuc.dossiers.rules import clock, states, workflow
from thutuc.dossiers.rules.papers import (
    ApologyPaper,
    ControlSlipPaper,
    HandoverLine,
    PaperHead,
    ResultAckPaper,
    Signer,
    StopPaper,
    Tracking,
)
from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.terms import DossierState, MoneyState, NoticeKind, Outcome
from thutuc.kernel.errors import NotFound, Refused
from thutuc.kernel.periods import local_date
from thutuc.worktime.rules import Timeliness

_APPLICANT, _SYSTEM = "Người nộp hồ sơ", "Hệ thống"


def control_slip(dossier: Dossier) -> ControlSlipPaper:
    """Phiếu kiểm soát: a line for every hand-over, as the events tell them."""
    if dossier.accepted_at is None:
        raise NotFound(f"control slip {dossier.key}")
    known = facts_of(dossier)
    done = list(reversed(events(dossier)))
    asked = Consultation.objects.filter(dossier=dossier).order_by("asked_at", "pk")
    return ControlSlipPaper(
        head=_head(known, done),
        dossier_code=dossier.code or "",
        request=dossier.title or dossier.procedure_name,
        owner=dossier.owner_name,
        received_at=dossier.accepted_at,
        solving_agency=str(dossier.agency.name) if dossier.agency else "",
        lines=tuple(_lines(dossier, done, world())),
        due_at=dossier.promised_at,
        has_no_due_date=dossier.promised_at is None,
        coordinating=tuple(dict.fromkeys(asked.values_list("agency__name", flat=True))),
    )


def _head(known: Known, done: Sequence[EventRow]) -> PaperHead:
    accepted = next((event for event in done if event.code == "accept"), done[0])
    return head_of(known, accepted)


def _lines(dossier: Dossier, done: Sequence[EventRow], now: World) -> Iterator[HandoverLine]:
    """From hand to hand: an act that leaves the dossier with somebody else, or ends what was done with it."""
    for before, event in pairwise(done):
        moved = (event.agency_id, event.holder) != (before.agency_id, before.holder)
        if not moved and event.target == event.source:
            continue
        yield HandoverLine(
            giving=before.agency or "",
            receiving=event.agency or "",
            at=event.at,
            giver=_who(event),
            receiver=event.holder or "",
            result=_step_result(dossier, before, event, now),
            note=_note(event),
        )


def _who(event: EventRow) -> str:
    if event.person:
        return event.person
    return _APPLICANT if event.by.startswith(states.APPLICANT) else _SYSTEM


def _note(event: EventRow) -> str:
    known = states.BY_CODE.get(event.code)
    label = known[0].label if known else DossierState(event.target).label
    return f"{label}: {event.reason}" if event.reason else label


def _step_result(dossier: Dossier, before: EventRow, event: EventRow, now: World) -> Timeliness | None:
    """How the step that ends here stood to its hours; None for one without any, and while the clock stood still."""
    state = DossierState(event.source)
    if dossier.version is None or state not in states.RUNNING:
        return None
    plan = workflow.plan(facts.content_of(dossier).workflow, channel=Channel(dossier.channel))
    try:
        due = workflow.step_due(
            now.calendar(dossier.agency_id), plan, state=state, since=before.at, dossier_due=event.due_at
        )
    except Refused:
        return None
    return clock.finished(due_at=due, finished_at=event.at) if due else None


def letter(dossier: Dossier, number: int) -> ApologyPaper | StopPaper:
    """The apology or the notice of stopping that the act of that number made."""
    row = Notice.objects.filter(dossier=dossier, event__number=number).select_related("event").first()
    if row is None or dossier.accepted_at is None:
        raise NotFound(f"letter {number}")
    if row.kind == NoticeKind.APOLOGY and row.old_due_at and row.new_due_at:
        return _apology(dossier, row)
    if row.kind == NoticeKind.STOP:
        return _stop(dossier, row)
    raise NotFound(f"letter {number}")


def _apology(dossier: Dossier, row: Notice) -> ApologyPaper:
    known = facts_of(dossier)
    assert dossier.accepted_at is not None and row.old_due_at is not None and row.new_due_at is not None  # noqa: PT018
    return ApologyPaper(
        head=head_of(known, row.event),
        addressee=party_of(known.owner),
        dossier_code=dossier.code or "",
        request=dossier.title or dossier.procedure_name,
        sector=facts.content_of(dossier).sector if dossier.version else "",
        agency=unit_of(dossier),
        received_at=dossier.accepted_at,
        due_at_old=row.old_due_at,
        due_at_new=row.new_due_at,
        reason=row.reason,
        signer=_signer(row),
        occurrence=row.occurrence,
        tracking=Tracking(links.paper_link(dossier, PaperKind.APOLOGY, row.event.number), dossier.secret),
    )


def _signer(row: Notice) -> Signer:
    """Who signs as the officer named them, else whoever did the act."""
    person = row.event.person_id
    name = row.signer or (accounts.names_of([person]).get(person, "") if person else "")
    return Signer((row.signer_title.upper(),) if row.signer_title else (), name)


def _stop(dossier: Dossier, row: Notice) -> StopPaper:
    known = facts_of(dossier)
    assert dossier.accepted_at is not None
    done = events(dossier)
    asking = next((event for event in done if event.code == "request_withdrawal"), None)
    withdrawn = dossier.outcome == Outcome.WITHDRAWN
    return StopPaper(
        head=head_of(known, row.event),
        addressee=party_of(known.owner),
        dossier_code=dossier.code or "",
        request=dossier.title or dossier.procedure_name,
        received_at=dossier.accepted_at,
        stage=DossierState(row.event.source).label,
        ground=row.reason,
        papers="Bản chính đã nộp được trả lại tại nơi tiếp nhận." if known.owner else "",
        fees=_fees(dossier),
        signer=_signer(row),
        asked_by=known.bringer.name if withdrawn and asking else "",
        asked_at=asking.at if withdrawn and asking else None,
        stopped_on=local_date(row.at),
        tracking=Tracking(links.paper_link(dossier, PaperKind.STOP, row.event.number), dossier.secret),
    )


def _fees(dossier: Dossier) -> str:
    if dossier.money in {MoneyState.PAID, MoneyState.PENDING}:
        return "Phí, lệ phí đã nộp được giải quyết theo quy định về hoàn trả."
    return "Chưa thu phí, lệ phí."


def acknowledgement(dossier: Dossier) -> ResultAckPaper:
    """Giấy biên nhận trả kết quả of a dossier that was handed over."""
    handed: Any = delivery(dossier)
    document = dossier.results.filter(withdrawn_at=None, replaced_by=None).order_by("-pk").first()
    if handed is None or document is None:
        raise NotFound(f"acknowledgement {dossier.key}")
    known = facts_of(dossier)
    done = events(dossier)
    returned = next((event for event in done if event.code == "deliver"), done[0])
    counter = dossier.received_by
    return ResultAckPaper(
        head=head_of(known, returned),
        dossier_code=dossier.code or "",
        procedure=dossier.procedure_name,
        owner=dossier.owner_name,
        returner=_who(returned),
        returner_phone=counter.phone if counter else "",
        receiver=handed.receiver,
        receiver_phone=known.owner.phone if handed.receiver == known.owner.name else "",
        result_kind=document.name,
        result_abstract=dossier.title or dossier.procedure_name,
        on=local_date(handed.at),
        result_number=document.number,
        taken_back=(handed.originals_back,) if handed.originals_back else (),
        tracking=Tracking(links.paper_link(dossier, PaperKind.RESULT_ACK, returned.number), dossier.secret),
    )
