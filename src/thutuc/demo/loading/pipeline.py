"""The pipeline of today: drafts at every desk, returned ones, opinions asked; what ministries did without us."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services as catalogue_acts
from thutuc.catalogue.rules.decisions.details import DecisionDetails, Remarked
from thutuc.catalogue.rules.decisions.ministries import MinistryRow
from thutuc.catalogue.rules.decisions.terms import OperationKind, Opinion, ReturnReason, SightingState, SignerCapacity
from thutuc.demo.loading import decisions
from thutuc.demo.loading.decisions import DEPUTY, HEAD_OF_OFFICE, Drafts, before, drafter_of, followed_ids, receive
from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import SYSTEM, History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules import drafts as rules
from thutuc.demo.rules import notation
from thutuc.demo.rules.procedures import Ministry
from thutuc.kernel.periods import local_date
from thutuc.legislation import queries as legislation_queries
from thutuc.legislation import services as legislation
from thutuc.legislation.rules.documents import Citation, DocumentDetails
from thutuc.organisations import queries as organisations

Table = Mapping[str, Any]
MOVERS = {"clear": KEEPER, "endorse": HEAD_OF_OFFICE, "return": KEEPER}


def tell(province: Province, history: History) -> None:
    """Drafts, watched decisions and texts of the file."""
    as_of, drafts = local_date(history.until), Drafts()
    for told in province.drafts["draft"]:
        _draft_told(told, as_of, drafts, history)
    for told in province.drafts["watched"]:
        _watched_told(told, as_of, history)
    for told in province.drafts["law"]:
        issued = notation.day_of(told["issued"], as_of)
        history.tell(issued, Turn.GROUND, partial(_law, told, as_of, issued))
    for told in province.drafts["assessed"]:
        history.tell(notation.day_of(told["days"], as_of), Turn.PUBLICATION, partial(_assessed, told))


def _draft_told(told: Table, as_of: date, drafts: Drafts, history: History) -> None:
    followed = rules.ministry(told["ministry"], as_of) if "ministry" in told else None
    if followed:
        rows = [MinistryRow(OperationKind.AMENDED, row["code"], "") for row in told["rows"]]
        history.tell(followed.arrived_on, Turn.PUBLICATION, partial(_arrive, followed, rows))
    first = before(as_of, told["drafted"])
    history.tell(first, Turn.PUBLICATION, partial(_draft, told, as_of, followed, drafts))
    for step in told["way"]:
        history.tell(before(as_of, step["days"]), Turn.PUBLICATION, partial(_step, told, step, drafts))
    if "consult" in told:
        asked = told["consult"]
        history.tell(before(as_of, asked["days"]), Turn.PUBLICATION, partial(_consult, told, as_of, drafts))
        for answer in asked["answered"]:
            history.tell(before(as_of, answer[1]), Turn.PUBLICATION, partial(_answer, answer))


def _arrive(followed: Ministry, rows: list[MinistryRow], moment: Moment) -> None:
    named = [_named(row, moment.day) for row in rows]
    receive(followed, named, (), moment)


def _named(row: MinistryRow, day: date) -> MinistryRow:
    procedure = catalogue.procedure_by_code(row.base_code)
    version = catalogue.version_in_force(procedure.pk, on=day)
    content = catalogue.content_of(version)
    return MinistryRow(row.kind, row.base_code, content.name, content.sector, content.levels)


def _draft(told: Table, as_of: date, followed: Ministry | None, drafts: Drafts, moment: Moment) -> None:
    by = drafter_of(told["agency"], moment)
    details = DecisionDetails(
        title=told["title"],
        agency_id=organisations.agency_by_code(told["agency"]).pk,
        effective_on=notation.day_of(told["effective"], as_of),
        ministry_ids=followed_ids(followed),
        capacity=SignerCapacity.KT_CHAIR,
        signer_name=DEPUTY,
        signer_title="Phó Chủ tịch",
    )
    draft = catalogue_acts.draft_decision(details=details, by=by, at=moment.at)
    rows = []
    for row in told["rows"]:
        procedure = catalogue.procedure_by_code(row["code"])
        version = catalogue.version_in_force(procedure.pk, on=moment.day)
        rows.append(rules.operation(catalogue.content_of(version), row))
    catalogue_acts.add_operations(decision=draft, operations=rows, by=by, at=moment.at)
    drafts.codes[told["key"]] = draft.code


def _step(told: Table, step: Table, drafts: Drafts, moment: Moment) -> None:
    who = PEOPLE.get(step.get("by", ""), MOVERS.get(step["move"], ""))
    by = moment.actor(who) if who else drafter_of(told["agency"], moment)
    draft = catalogue.decision(SYSTEM, drafts.codes[told["key"]])
    remarks = [
        Remarked(ReturnReason(each["reason"]), each["text"], each["row"], each.get("part", ""))
        for each in step.get("remarks", ())
    ]
    catalogue_acts.move_decision(decision=draft, move=step["move"], remarks=remarks, by=by, at=moment.at)


PEOPLE = {
    "khue": notation.address_of("Đỗ Minh Khuê"),
    "bang": notation.address_of("Cao Thế Bảng"),
    "nha": notation.address_of("Lương Thị Nhã"),
}


def _consult(told: Table, as_of: date, drafts: Drafts, moment: Moment) -> None:
    asked = told["consult"]
    draft = catalogue.decision(SYSTEM, drafts.codes[told["key"]])
    agencies = [organisations.agency_by_code(code).pk for code in asked["agencies"]]
    due = notation.day_of(asked["due"], as_of)
    by = drafter_of(told["agency"], moment)
    catalogue_acts.consult(decision=draft, agency_ids=agencies, due_on=due, by=by, at=moment.at)


def _answer(answer: tuple[str, int, str, str], moment: Moment) -> None:
    code, _days, opinion, text = answer
    by = drafter_of(code, moment)
    asked = catalogue.consultations_open(SYSTEM).filter(agency__code=code).first()
    assert asked is not None
    catalogue_acts.answer_consultation(consultation=asked, opinion=Opinion(opinion), text=text, by=by, at=moment.at)


def _watched_told(told: Table, as_of: date, history: History) -> None:
    signed = notation.day_of(told["signed"], as_of)
    arrived = notation.day_of(told["arrived"], as_of) if "arrived" in told else None
    known = arrived or signed + timedelta(days=7)
    history.tell(known, Turn.PUBLICATION, partial(_watched, told, as_of, arrived))
    if "sighting" in told:
        seen = notation.day_of(told["sighting"]["days"], as_of)
        history.tell(seen, Turn.PUBLICATION, partial(_sighting, told, as_of, seen))


def _watched(told: Table, as_of: date, arrived: date | None, moment: Moment) -> None:
    signed, effective = (notation.day_of(told[key], as_of) for key in ("signed", "effective"))
    rows = [MinistryRow(OperationKind(kind), code, name) for kind, code, name in told["rows"]]
    documents: tuple[Citation, ...] = ()
    if law := told.get("law"):
        issued, in_force = (notation.day_of(law[key], as_of) for key in ("issued", "effective"))
        number = _register(law, issued, in_force, moment).number
        documents = (Citation(number, law["title"], issued, law["issuer"]),)
    details = decisions.MinistryDetails(
        number=told["number"],
        issuer=told["issuer"],
        title=told["title"],
        signed_on=signed,
        effective_on=effective,
        arrived_on=arrived,
        register_number=told.get("register", ""),
        documents=documents,
        rows=tuple(rows),
    )
    catalogue_acts.receive_ministry_decision(details=details, by=moment.actor(KEEPER), at=moment.at)


def _sighting(told: Table, as_of: date, seen: date, moment: Moment) -> None:
    signed, sighting = notation.day_of(told["signed"], as_of), told["sighting"]
    row = catalogue.ministry_decisions(SYSTEM, year=signed.year).filter(number=told["number"]).first()
    assert row is not None
    catalogue_acts.record_sighting(
        decision=row,
        state=SightingState(sighting["state"]),
        seen_on=seen,
        listed_on=notation.day_of(sighting["listed"], as_of) if "listed" in sighting else None,
        missing=sighting.get("missing", ()),
        by=moment.actor(KEEPER),
        at=moment.at,
    )


def _law(told: Table, as_of: date, issued: date, moment: Moment) -> None:
    document = _register(told, issued, notation.day_of(told["effective"], as_of), moment)
    by = moment.actor(KEEPER)
    catalogue_acts.assess_document(document=document, touches=told["touches"], by=by, at=moment.at)


def _assessed(told: Table, moment: Moment) -> None:
    document = legislation_queries.document_by_number(told["number"])
    by, note = moment.actor(KEEPER), told["note"]
    catalogue_acts.assess_document(document=document, touches=told["touches"], note=note, by=by, at=moment.at)


def _register(told: Table, issued: date, in_force: date, moment: Moment) -> Any:
    details = DocumentDetails(
        number=told["number"].format(year=issued.year),
        title=told["title"],
        issuer=told["issuer"],
        issued_on=issued,
        effective_on=in_force,
    )
    return legislation.register(details=details, by=moment.actor(KEEPER), at=moment.at)
