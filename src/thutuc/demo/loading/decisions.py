"""Quyết định công bố of An Lạc: the ministries' arrive, departments draft, the office controls, the chair signs.

Before the system was in use (2026) the signed ones were recorded; since then each went its whole way in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import documents
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services as catalogue_acts
from thutuc.catalogue.rules.decisions.details import DecisionDetails, Signature
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails, MinistryRow
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, PublicationCase, SignerCapacity
from thutuc.demo import signing
from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import SYSTEM, History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules.notation import address_of
from thutuc.demo.rules.procedures import OPENING, Decision, Ministry, Story
from thutuc.kernel.actor import Actor
from thutuc.legislation.rules.documents import Citation
from thutuc.organisations import queries as organisations
from thutuc.web import typeset

IN_USE = date(2026, 1, 1)
"""Since then decisions are drafted in the system."""
DEPUTY = "Phan Hữu Tài"
EARLIER_DEPUTY = "Hồ Sĩ Nghị"
DEPUTY_SINCE = date(2022, 12, 12)
HEAD_OF_OFFICE = address_of("Tôn Thất Khiêm")
WAY = (("submit", 6, KEEPER), ("clear", 4, KEEPER), ("endorse", 2, HEAD_OF_OFFICE))
"""Moves of a decision, working days before its signature, and who makes them."""
DRAFTED = 9
ON_PAPER = frozenset({"household-2026", "land-next"})
"""Decisions whose signed PDF is kept beside them."""


@dataclass
class Drafts:
    """Codes of drafts by key of the decision: an act of a later day finds the one of an earlier day."""

    codes: dict[str, str] = field(default_factory=dict)


def tell(province: Province, history: History) -> None:
    """Every decision but the list of the opening act."""
    drafts = Drafts()
    for decision in province.decisions.values():
        if decision.key == OPENING:
            continue
        if decision.ministry:
            arrive = partial(_arrive, province, decision)
            history.tell(decision.ministry.arrived_on, Turn.PUBLICATION, arrive)
        if decision.signed_on < IN_USE:
            history.tell(decision.signed_on, Turn.PUBLICATION, partial(_record, province, decision))
            continue
        history.tell(before(decision.signed_on, DRAFTED), Turn.PUBLICATION, partial(_draft, province, decision, drafts))
        for move, days, who in WAY:
            day = before(decision.signed_on, days)
            history.tell(day, Turn.PUBLICATION, partial(_move, decision, drafts, move, who))
        history.tell(decision.signed_on, Turn.PUBLICATION, partial(_sign, decision, drafts))


def before(day: date, count: int) -> date:
    """So many Mondays to Fridays earlier."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _arrive(province: Province, decision: Decision, moment: Moment) -> None:
    """The ministry's decision comes in, with a number of the register."""
    assert decision.ministry is not None
    rows = tuple(_followed(province.stories, decision))
    law = province.documents.get(decision.law)
    documents = (Citation(law.number, law.title, law.issued_on, law.issuer),) if law else ()
    receive(decision.ministry, rows, documents, moment)


def receive(
    told: Ministry, rows: Sequence[MinistryRow], documents: tuple[Citation, ...], moment: Moment, title: str = ""
) -> None:
    """Vào sổ a ministry's decision on the day of the moment."""
    details = MinistryDetails(
        number=told.number,
        issuer=told.issuer,
        title=title or f"Công bố thủ tục hành chính thuộc phạm vi quản lý của {told.issuer}",
        signed_on=told.signed_on,
        effective_on=told.effective_on,
        arrived_on=told.arrived_on,
        register_number=told.register_number,
        documents=documents,
        rows=tuple(rows),
    )
    catalogue_acts.receive_ministry_decision(details=details, by=moment.actor(KEEPER), at=moment.at)


def _followed(stories: Iterable[Story], decision: Decision) -> Iterator[MinistryRow]:
    for story in stories:
        for place, each in enumerate(story.contents):
            content = each.content
            if each.decision == decision.key and content.regulating_agency:
                kind = OperationKind.AMENDED if place else OperationKind.NEW
                yield MinistryRow(kind, content.code, content.name, content.sector, content.levels)


def _record(province: Province, decision: Decision, moment: Moment) -> None:
    signer = DEPUTY if decision.signed_on >= DEPUTY_SINCE else EARLIER_DEPUTY
    catalogue_acts.record_signed(
        details=_details(decision),
        operations=_operations(province.stories, decision),
        signature=Signature(decision.number, decision.signed_on, signer, SignerCapacity.KT_CHAIR, "Phó Chủ tịch"),
        by=moment.actor(KEEPER),
        at=moment.at,
    )


def _draft(province: Province, decision: Decision, drafts: Drafts, moment: Moment) -> None:
    by = _drafter(decision, moment)
    draft = catalogue_acts.draft_decision(details=_details(decision), by=by, at=moment.at)
    operations = _operations(province.stories, decision)
    catalogue_acts.add_operations(decision=draft, operations=operations, by=by, at=moment.at)
    drafts.codes[decision.key] = draft.code


def _move(decision: Decision, drafts: Drafts, move: str, who: str, moment: Moment) -> None:
    by = _drafter(decision, moment) if move == "submit" else moment.actor(who)
    draft = catalogue.decision(by, drafts.codes[decision.key])
    catalogue_acts.move_decision(decision=draft, move=move, by=by, at=moment.at)


def _sign(decision: Decision, drafts: Drafts, moment: Moment) -> None:
    by = moment.actor(KEEPER)
    draft = catalogue.decision(by, drafts.codes[decision.key])
    signature = Signature(decision.number, decision.signed_on, DEPUTY, SignerCapacity.KT_CHAIR, "Phó Chủ tịch")
    issued = catalogue_acts.sign_decision(decision=draft, signature=signature, by=by, at=moment.at).decision
    if decision.key in ON_PAPER and typeset.is_ready():
        _attach(issued, moment)


def _attach(issued: Any, moment: Moment) -> None:
    """The signed paper, with a certificate of an authority that nobody outside this demo knows."""
    paper = documents.decision(documents.paper_of(issued, today=moment.day), "pdf")
    signer = signing.new_authority().signer(DEPUTY, "Ủy ban nhân dân tỉnh An Lạc")
    content = signing.signed(paper, by=signer, at=moment.at)
    name = f"{issued.number.replace('/', '-')}.signed.pdf"
    catalogue_acts.attach_signed(
        decision=issued, paper=catalogue_acts.SignedPaper(name, content), by=moment.actor(KEEPER), at=moment.at
    )


def _drafter(decision: Decision, moment: Moment) -> Actor:
    return drafter_of(decision.agency, moment)


def drafter_of(code: str, moment: Moment) -> Actor:
    """The focal point of an agency on that day; the control office where there is none."""
    agency = organisations.agency_by_code(code)
    post = accounts.posts(on=moment.day, agency_ids=[agency.pk], role=Role.FOCAL_POINT).first()
    return accounts.actor_of(post.person, on=moment.day) if post else moment.actor(KEEPER)


def _details(decision: Decision) -> DecisionDetails:
    return DecisionDetails(
        title=decision.title,
        agency_id=organisations.agency_by_code(decision.agency).pk,
        effective_on=decision.effective_on,
        ministry_ids=followed_ids(decision.ministry),
        capacity=SignerCapacity.KT_CHAIR,
        signer_name=DEPUTY,
        signer_title="Phó Chủ tịch",
    )


def followed_ids(told: Ministry | None) -> tuple[int, ...]:
    """The key of the ministry's decision that is followed."""
    if told is None:
        return ()
    rows = catalogue.ministry_decisions(SYSTEM, year=told.signed_on.year).filter(number=told.number)
    return tuple(rows.values_list("pk", flat=True))


def _operations(stories: Iterable[Story], decision: Decision) -> list[Operation]:
    told = []
    for story in stories:
        for place, each in enumerate(story.contents):
            if each.decision == decision.key:
                kind = OperationKind.AMENDED if place else OperationKind.NEW
                case = PublicationCase.FULL if "H99" in story.code else PublicationCase.LIST
                told.append(Operation(kind, story.code, content=each.content, case=case, basis=decision.law))
        if story.abolished_by == decision.key:
            told.append(
                Operation(OperationKind.ABOLISHED, story.code, abolition_kind=AbolitionKind.REPEAL, basis=decision.law)
            )
    return told
