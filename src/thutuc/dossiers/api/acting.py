"""Dossiers made and moved: every move of the table through one address, each one service."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Path, Status
from pydantic import StringConstraints

from thutuc.accounts import queries as accounts
from thutuc.accounts.api import actor_of, once
from thutuc.dossiers import queries, services
from thutuc.dossiers.api.router import router
from thutuc.dossiers.queries.places import counter_of, place_of
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.intake import Intake
from thutuc.dossiers.rules.terms import ConsultState, DemandBy
from thutuc.dossiers.schemas.acting import AnswerBody, MoveBody, NewDossier, OpinionBody, WordsBody
from thutuc.dossiers.schemas.bounds import PROBLEMS, ActHeaders, KeyPath, RowPath
from thutuc.dossiers.schemas.reading import Done, RowDone
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.web import clock

MovePath = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")], Path(description="Code of a move, see `GET /moves`")
]
DONE = {200: Done, **PROBLEMS}
ROW_DONE = {200: RowDone, **PROBLEMS}
Who = Mapping[str, Any]
Act = Callable[[Any, MoveBody, Who], Any]


# -- a new dossier ---


@router.post("/dossiers", tags=["acts"], response={201: Done, **PROBLEMS}, summary="A dossier comes to a counter")
def make_dossier(request: HttpRequest, body: NewDossier, headers: Header[ActHeaders]) -> Status[dict[str, Any]]:
    """Left for the counter to look at (`submit`), or accepted, guided, refused at once, by the same rules."""
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        return Done.of(_make(body, actor), secret=True).model_dump(mode="json")

    return Status(201, once(request, headers.idempotency_key, act))


def _make(body: NewDossier, by: Actor) -> Any:
    at = clock.now()
    counter = counter_of(by, body.counter, at=at)
    place = place_of(body.procedure, counter, body.agency, at=at)
    intake = Intake(
        procedure_code=place.procedure_code,
        channel=body.channel,
        owner=body.owner.told(),
        received_by_id=place.received_by_id,
        agency_id=place.agency_id,
        case=body.case,
        submitter=body.submitter.told() if body.submitter else None,
        helped_by_id=place.helped_by_id,
        title=body.title or place.name,
        return_way=body.return_way,
        national_code=body.national_code,
        submitted_at=body.submitted_at,
    )
    if body.move == "submit":
        return services.register(intake=intake, by=by, at=at)
    checks = body.told_checks()
    if body.move == "accept":
        return services.receive(intake=intake, checks=checks, by=by, at=at)
    told: dict[str, Any] = {"intake": intake, "checks": checks, "grounds": body.told_grounds(), "reason": body.reason}
    if body.move == "guide":
        return services.guide_new(**told, due_on=body.due_on, by=by, at=at)
    return services.refuse_new(**told, by=by, at=at)


# -- every move ---


def _unit(code: str | None) -> int | None:
    """The id of an agency by its code; None without one."""
    if code is None:
        return None
    try:
        return organisations.agency_by_code(code).pk
    except NotFound as missing:
        words = gettext_noop("Không có cơ quan, đơn vị mã «%(code)s».")
        raise Refused([Objection("unit.unknown", words, field="unit", params={"code": code})]) from missing


def _units(codes: list[str]) -> list[int]:
    """The ids of agencies in force by their codes. One statement."""
    rows = organisations.agencies_in_force(on=clock.today()).filter(code__in=codes)
    found = dict(rows.values_list("code", "pk"))
    words = gettext_noop("Không có cơ quan, đơn vị mã «%(code)s».")
    unknown = [code for code in codes if code not in found]
    refuse_if(Objection("unit.unknown", words, field="agencies", params={"code": code}) for code in unknown)
    return [found[code] for code in codes]


def _person(code: str, by: Actor) -> int:
    try:
        return accounts.person(by, code).pk
    except NotFound as missing:
        words = gettext_noop("Không có cán bộ mã «%(code)s» ở đơn vị của bạn.")
        raise Refused([Objection("person.unknown", words, field="person", params={"code": code})]) from missing


def _reason(body: MoveBody) -> str:
    return body.reason or ""


def _guide(dossier: Any, body: MoveBody, who: Who) -> Any:
    told: dict[str, Any] = {"grounds": body.told_grounds(), "reason": _reason(body), "due_on": body.due_on}
    return services.guide(dossier=dossier, **told, case=body.case, **who)


def _refuse(dossier: Any, body: MoveBody, who: Who) -> Any:
    told: dict[str, Any] = {"grounds": body.told_grounds(), "reason": _reason(body), "case": body.case}
    return services.refuse(dossier=dossier, **told, **who)


def _consult(dossier: Any, body: MoveBody, who: Who) -> Any:
    assert body.due_at is not None
    told: dict[str, Any] = {"agency_ids": _units(body.agencies or []), "question": body.question or ""}
    return services.consult(dossier=dossier, **told, due_at=body.due_at, **who)


def _request_supplement(dossier: Any, body: MoveBody, who: Who) -> Any:
    told: dict[str, Any] = {"grounds": body.told_grounds(), "reason": _reason(body), "due_on": body.due_on}
    return services.request_supplement(dossier=dossier, **told, **who)


def _apologise(dossier: Any, body: MoveBody, who: Who) -> Any:
    told: dict[str, Any] = {"reason": _reason(body), "new_due_on": body.new_due_on}
    told |= {"signer": body.signer or "", "signer_title": body.signer_title or ""}
    return services.apologise(dossier=dossier, **told, **who)


def _extend(dossier: Any, body: MoveBody, who: Who) -> Any:
    amount = Fraction(body.amount or 0)
    return services.extend(dossier=dossier, amount=amount, basis=body.basis or "", reason=_reason(body), **who)


def _result(service: Callable[..., Any]) -> Act:
    def act(dossier: Any, body: MoveBody, who: Who) -> Any:
        assert body.result is not None
        return service(dossier=dossier, result=body.result.told(), **who)

    return act


def _correct(dossier: Any, body: MoveBody, who: Who) -> Any:
    assert body.result is not None
    return services.correct_result(dossier=dossier, result=body.result.told(), reason=_reason(body), **who)


def _deliver(dossier: Any, body: MoveBody, who: Who) -> Any:
    assert body.handed is not None
    return services.deliver(dossier=dossier, handed=body.handed.told(), **who)


ACTS: Mapping[str, Act] = {
    "accept": lambda dossier, body, who: services.accept(
        dossier=dossier, checks=body.told_checks(), case=body.case, **who
    ),
    "guide": _guide,
    "refuse": _refuse,
    "hand_over": lambda dossier, body, who: services.hand_over(dossier=dossier, unit_id=_unit(body.unit), **who),
    "redirect": lambda dossier, body, who: services.redirect(
        dossier=dossier, unit_id=_unit(body.unit) or 0, reason=_reason(body), **who
    ),
    "assign": lambda dossier, body, who: services.assign(
        dossier=dossier, person_id=_person(body.person or "", who["by"]), **who
    ),
    "reassign": lambda dossier, body, who: services.reassign(
        dossier=dossier, person_id=_person(body.person or "", who["by"]), reason=_reason(body), **who
    ),
    "consult": _consult,
    "request_supplement": _request_supplement,
    **dict.fromkeys(
        ("send_supplement", "send_again"),
        lambda dossier, body, who: services.send_supplement(dossier=dossier, words=body.words or "", **who),
    ),
    **dict.fromkeys(
        ("accept_supplement", "restart"), lambda dossier, _body, who: services.accept_supplement(dossier=dossier, **who)
    ),
    "apologise": _apologise,
    "extend": _extend,
    "issue": _result(services.issue),
    "record_result": _result(services.record_result),
    "settle_at_once": _result(services.settle_at_once),
    "correct_result": _correct,
    "deliver": _deliver,
}
"""The moves that need more than a reason; every other one is `services.move`."""


@router.post("/dossiers/{key}/moves/{code}", tags=["acts"], response=DONE, summary="Make a move")
def make_move(
    request: HttpRequest, key: KeyPath, code: MovePath, body: MoveBody, headers: Header[ActHeaders],
    response: HttpResponse,
) -> dict[str, Any]:  # fmt: skip
    """Every move of the table; refused with every reason at once. Supplements restart or resume by their policy."""
    if code not in states.BY_CODE:
        raise NotFound(f"move {code}")
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        found = queries.for_action(actor, key, on=clock.today())
        headers.expect(found)
        _allowed(code, found, actor)
        body.check(code)
        who: Who = {"by": actor, "at": clock.now()}
        if code in ACTS:
            done = ACTS[code](found, body, who)
        else:
            done = services.move(dossier=found, code=code, reason=_reason(body), **who)
        return Done.of(done).model_dump(mode="json")

    answer = once(request, headers.idempotency_key, act)
    response["ETag"] = f'"{answer["revision"]}"'
    return answer


def _allowed(code: str, found: Any, by: Actor) -> None:
    """The table is asked first: before what the body lacks, and for the names that share one service."""
    hands = queries.hands_of(found)
    refuse_if(
        states.objections(code, hands=hands, roles=states.acting_roles(by, hands), person=states.hand_of(by, hands))
    )


# -- questions to other agencies, demands outside the list ---


@router.post("/consultations/{key}/answer", tags=["acts"], response=ROW_DONE, summary="Answer a question")
def answer_consultation(
    request: HttpRequest, key: RowPath, body: OpinionBody, headers: Header[ActHeaders]
) -> dict[str, Any]:
    """By the agency that was asked."""
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        row = queries.consultation(actor, key, on=clock.today())
        headers.expect(row)
        done = services.answer_consultation(
            consultation=row, opinion=body.opinion, answer=body.answer, by=actor, at=clock.now()
        )
        return RowDone.of(done, state=ConsultState(done.state).value).model_dump(mode="json")

    return once(request, headers.idempotency_key, act)


@router.post(
    "/consultations/{key}/reminders", tags=["acts"], response=ROW_DONE, summary="Remind the agency that was asked"
)
def remind_consultation(request: HttpRequest, key: RowPath, headers: Header[ActHeaders]) -> dict[str, Any]:
    """By the unit that handles the dossier; counted."""
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        row = queries.consultation(actor, key, on=clock.today())
        headers.expect(row)
        done = services.remind_consultation(consultation=row, by=actor, at=clock.now())
        return RowDone.of(done, state=ConsultState(done.state).value).model_dump(mode="json")

    return once(request, headers.idempotency_key, act)


@router.post(
    "/dossiers/{key}/demands", tags=["acts"], response=ROW_DONE, summary="Record a demand outside the published list"
)
def report_demand(request: HttpRequest, key: KeyPath, body: WordsBody, headers: Header[ActHeaders]) -> dict[str, Any]:
    """A paper beyond the list that was asked for: never a ground, and seen by the control office."""
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        found = queries.for_action(actor, key, on=clock.today())
        done = services.report_unlisted(
            dossier=found, words=body.words, by_whom=DemandBy.OFFICER, by=actor, at=clock.now()
        )
        return RowDone.of(done, state="open").model_dump(mode="json")

    return once(request, headers.idempotency_key, act)


@router.post(
    "/demands/{key}/answer", tags=["acts"], response=ROW_DONE, summary="What was done about a demand outside the list"
)
def answer_demand(request: HttpRequest, key: RowPath, body: AnswerBody, headers: Header[ActHeaders]) -> dict[str, Any]:
    """By the control office."""
    actor = actor_of(request)

    def act() -> dict[str, Any]:
        row = queries.demand(actor, key, on=clock.today())
        headers.expect(row)
        done = services.answer_unlisted(demand=row, answer=body.answer, by=actor, at=clock.now())
        return RowDone.of(done, state="answered").model_dump(mode="json")

    return once(request, headers.idempotency_key, act)
