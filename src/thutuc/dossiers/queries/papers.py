"""The papers of intake built from facts: receipt, request for papers, refusal. Nothing is kept but the facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings

from thutuc.accounts import queries as accounts
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.models import Component, Dossier, DossierEvent, Ground, Notice
from thutuc.dossiers.models import Party as PartyRow
from thutuc.dossiers.queries import facts, links
from thutuc.dossiers.queries.world import World, world
from thutuc.dossiers.rules import clock
from thutuc.dossiers.rules.papers import (
    TAX_LABEL,
    ComponentLine,
    Copy,
    Help,
    OwnedDossier,
    PaperHead,
    Party,
    ReceiptPaper,
    ReceivedDossier,
    RefusalPaper,
    SeveralReceiptPaper,
    Stage,
    SupplementItem,
    SupplementPaper,
    Tracking,
)
from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.terms import ComponentState, GroundKind, IdKind, NoticeKind, PartyRole, ReturnWay
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import AreaKind
from thutuc.worktime.rules import Pause

_HANDED = {ComponentState.GIVEN.value, ComponentState.WRONG.value, ComponentState.DATA.value}


class Dated(Protocol):
    """An act, as far as the head of a paper needs it."""

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class Known:
    """What every paper of one dossier needs beside its row."""

    dossier: Dossier
    owner: PartyRow
    submitter: PartyRow | None
    superior: str
    place: str

    @property
    def bringer(self) -> PartyRow:
        return self.submitter or self.owner


def notices_of(dossier: Dossier) -> Sequence[Notice]:
    """The papers that were written to the applicant, oldest first, with their grounds. Two statements."""
    rows = Notice.objects.filter(dossier=dossier).select_related("event").prefetch_related("grounds")
    return list(rows.order_by("at", "pk"))


def notice(dossier: Dossier, number: int) -> Notice:
    """The notice that was made by the act of that number."""
    found = Notice.objects.filter(dossier=dossier, event__number=number).select_related("event").first()
    if found is None:
        raise NotFound(f"notice {number}")
    return found


def receipt(dossier: Dossier) -> ReceiptPaper:
    """Form 01 of an accepted dossier, as it was on the day of acceptance."""
    known, event = facts_of(dossier), _accepted(dossier)
    online = dossier.channel == Channel.ONLINE
    return ReceiptPaper(
        head=head_of(known, event),
        reception_unit=unit_of(dossier),
        owner=party_of(known.owner),
        dossier=_received(dossier, _lines(dossier), world()),
        officer=officer_of(event),
        submitter=party_of(known.submitter) if known.submitter else None,
        is_online=online,
        copies=(Copy.APPLICANT,) if online else (Copy.APPLICANT, Copy.KEPT),
    )


def receipt_of_several(dossiers: Sequence[Dossier]) -> SeveralReceiptPaper:
    """One receipt for the dossiers that one person brought in one visit."""
    first = dossiers[0]
    known, event, now = facts_of(first), _accepted(first), world()
    lines = _lines_of(dossiers)
    return SeveralReceiptPaper(
        head=head_of(known, event),
        reception_unit=unit_of(first),
        submitter=party_of(known.bringer),
        dossiers=tuple(
            OwnedDossier(each.owner_name, _received(each, lines.get(each.pk, ()), now)) for each in dossiers
        ),
        officer=officer_of(event),
        received_at=event.at,
    )


def request_or_refusal(dossier: Dossier, of: Notice) -> SupplementPaper | RefusalPaper:
    """Form 02 or 03 as it was written."""
    known, event = facts_of(dossier), of.event
    if of.kind == NoticeKind.REFUSAL:
        return _refusal(known, of, event)
    if of.kind != NoticeKind.SUPPLEMENT:
        raise NotFound(f"paper of {of.kind}")
    return _request(known, of, event)


def _request(known: Known, of: Notice, event: DossierEvent) -> SupplementPaper:
    dossier = known.dossier
    asked = sorted(of.grounds.all(), key=lambda ground: ground.position)
    return SupplementPaper(
        head=head_of(known, event, is_accepted=dossier.accepted_at is not None),
        reception_unit=unit_of(dossier),
        owner=party_of(known.owner),
        request=dossier.title or dossier.procedure_name,
        items=tuple(_item(ground) for ground in asked),
        reason=of.reason,
        help=_help(dossier, event),
        guide=officer_of(event),
        dossier_code=dossier.code or "",
        is_accepted=dossier.accepted_at is not None,
        due_for_applicant=of.applicant_due_on,
        report_link=links.look_up_link(),
        tracking=Tracking(links.paper_link(dossier, PaperKind.SUPPLEMENT, event.number), dossier.secret),
    )


def _item(ground: Ground) -> SupplementItem:
    why = GroundKind(ground.kind).label
    return SupplementItem(name=ground.document_name or why, content=ground.words or why, ground=why)


def _refusal(known: Known, of: Notice, event: DossierEvent) -> RefusalPaper:
    dossier = known.dossier
    said = [": ".join(filter(None, [each.document_name, each.words])) for each in of.grounds.all()]
    return RefusalPaper(
        head=head_of(known, event),
        reception_unit=unit_of(dossier),
        owner=party_of(known.owner),
        request=dossier.title or dossier.procedure_name,
        reason=of.reason,
        help=_help(dossier, event),
        refuser=officer_of(event),
        grounds=tuple(said),
        dossier_code=dossier.code or dossier.national_code,
        filed_at=dossier.submitted_at,
        is_online=dossier.channel == Channel.ONLINE,
        submitter=party_of(known.submitter) if known.submitter else None,
        tracking=Tracking(links.paper_link(dossier, PaperKind.REFUSAL, event.number)),
    )


# -- parts ---


def facts_of(dossier: Dossier) -> Known:
    """The people of a dossier and what stands above its counter. Two statements."""
    people = {row.role: row for row in PartyRow.objects.filter(dossier=dossier)}
    unit = dossier.received_by
    assert unit is not None
    on = local_date(dossier.accepted_at or dossier.state_since)
    return Known(
        dossier,
        people[PartyRole.OWNER.value],
        people.get(PartyRole.SUBMITTER.value),
        organisations.parent_names([unit.pk], on=on).get(unit.pk, ""),
        _place(unit.area),
    )


def _place(area: Any) -> str:
    """«Lộc Ngãi» of «Xã Lộc Ngãi»; the province where a unit has no area of its own."""
    if area is None:
        return str(settings.SITE["province_name"]).removeprefix(f"{AreaKind.PROVINCE.label} ")
    return str(area.name).removeprefix(f"{AreaKind(area.kind).label} ")


def _accepted(dossier: Dossier) -> DossierEvent:
    found = DossierEvent.objects.filter(dossier=dossier, code="accept").order_by("number").first()
    if found is None:
        raise NotFound(f"receipt {dossier.key}")
    return found


def head_of(known: Known, event: Dated, *, is_accepted: bool = True) -> PaperHead:
    """What stands above a paper that an act made."""
    day: date = local_date(event.at)
    accepted = known.dossier.accepted_at
    form_day = local_date(accepted) if is_accepted and accepted else day
    return PaperHead(known.superior, unit_of(known.dossier), known.place, day, form_day)


def unit_of(dossier: Dossier) -> str:
    """The name of the counter."""
    return str(dossier.received_by.name) if dossier.received_by else ""


def officer_of(event: DossierEvent) -> str:
    """Who did it. One statement."""
    return accounts.names_of([event.person_id]).get(event.person_id, "") if event.person_id else ""


def _help(dossier: Dossier, event: DossierEvent) -> Help:
    unit = dossier.received_by
    website = (unit.website if unit else "") or settings.SITE_URL
    return Help(website, officer_of(event), (unit.phone if unit else "") or settings.SITE["phone"])


def party_of(row: PartyRow) -> Party:
    """A person as papers name them."""
    more = {"id_label": TAX_LABEL} if row.id_kind == IdKind.TAX else {}
    return Party(row.name, row.address, row.phone, row.email, row.id_number, **more)


def _lines(dossier: Dossier) -> tuple[ComponentLine, ...]:
    return _lines_of([dossier]).get(dossier.pk, ())


def _lines_of(dossiers: Iterable[Dossier]) -> dict[int, tuple[ComponentLine, ...]]:
    found: dict[int, list[ComponentLine]] = {}
    rows = Component.objects.filter(dossier__in=list(dossiers)).order_by("dossier_id", "position")
    for row in rows:
        if row.state in _HANDED:
            is_data = row.state == ComponentState.DATA
            line = ComponentLine(
                *(row.name, row.originals, row.certified, row.copies, int(is_data)),
                note=row.note,
            )
            found.setdefault(row.dossier_id, []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def _received(dossier: Dossier, lines: Sequence[ComponentLine], now: World) -> ReceivedDossier:
    assert dossier.accepted_at is not None
    running = facts.clock_of(dossier)
    assert running is not None
    at_first = clock.Running(running.started_at, running.limit, _NO_PAUSES, same_day_until=running.same_day_until)
    told = clock.explanation(now.calendar(dossier.agency_id), at_first)
    kept = told if told and told.due == dossier.promised_at else None
    return ReceivedDossier(
        code=dossier.code or "",
        request=dossier.title or dossier.procedure_name,
        stage=Stage(dossier.accepted_at, dossier.promised_at, dossier.promised_at is None, kept),
        limit=facts.limit_text(dossier) or "Không quy định bằng số",
        components=tuple(lines),
        return_place=ReturnWay(dossier.return_way).label,
        tracking=Tracking(links.tracking_link(dossier), dossier.secret),
    )


_NO_PAUSES: tuple[Pause, ...] = ()
