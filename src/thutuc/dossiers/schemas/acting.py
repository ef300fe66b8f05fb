"""What an act takes: one body for every move, a table that says which move takes what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.intake import Check
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.results import Handed, Result
from thutuc.dossiers.rules.terms import ApplicantKind, ComponentState, GroundKind, IdKind, Opinion, Outcome, ReturnWay
from thutuc.dossiers.schemas.bounds import Body, Code, Count, Line, Moment, Name, NearDay, Place, ProcedureCode, Text
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

MOST = 200


class ApplicantBody(Body):
    """Whose dossier it is, or who brings it."""

    name: Name
    kind: ApplicantKind = ApplicantKind.CITIZEN
    id_kind: IdKind = IdKind.PERSONAL
    id_number: str = Field("", max_length=40)
    born_on: NearDay | None = None
    address: str = Field("", max_length=500)
    phone: str = Field("", max_length=30)
    email: str = Field("", max_length=254)
    portal_id: str = Field("", max_length=80)

    def told(self) -> Applicant:
        """As the services take it."""
        return Applicant(**_parts(self))


class CheckBody(Body):
    """What the counter found of one paper of the published list; `position` from 1."""

    position: Place
    state: ComponentState = ComponentState.GIVEN
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0
    note: str = Field("", max_length=1000)

    def told(self) -> Check:
        """As the services take it."""
        return Check(**_parts(self))


class GroundBody(Body):
    """One ground: a paper of the published list (`document`, from 1) or a lawful class with words to act on."""

    kind: GroundKind
    words: str = Field("", max_length=2000)
    document: Place | None = None

    def told(self) -> Ground:
        """As the services take it."""
        return Ground(**_parts(self))


class ResultBody(Body):
    """A result as it is issued or recorded."""

    outcome: Literal["granted", "refused"]
    name: str = Field(max_length=1000)
    issued_on: NearDay
    number: str = Field("", max_length=80)
    signer: Line = ""
    signer_title: Line = ""
    issuer: Name = ""
    valid_until: NearDay | None = None
    reason: Text = ""

    def told(self) -> Result:
        """As the services take it."""
        return Result(**{**_parts(self), "outcome": Outcome(self.outcome)})


class HandedBody(Body):
    """To whom a result went, and how."""

    way: ReturnWay
    receiver: Name
    receiver_is: str = Field("", max_length=120)
    parcel: str = Field("", max_length=60)
    originals_back: str = Field("", max_length=1000)

    def told(self) -> Handed:
        """As the services take it."""
        return Handed(**_parts(self))


def _parts(body: Body) -> dict[str, Any]:
    return {name: getattr(body, name) for name in type(body).model_fields}


class MoveBody(Body):
    """Of these a move takes what `GET /moves` says; the others must not be sent."""

    reason: Text | None = None
    case: Name | None = None
    checks: list[CheckBody] | None = Field(None, max_length=MOST)
    grounds: list[GroundBody] | None = Field(None, max_length=50)
    due_on: NearDay | None = None
    unit: Code | None = Field(None, description="Code of an agency")
    person: Code | None = Field(None, description="Code of an officer, see `handlers`")
    agencies: list[Code] | None = Field(None, max_length=30, description="Codes of agencies")
    question: Text | None = None
    due_at: Moment | None = None
    words: Text | None = None
    new_due_on: NearDay | None = None
    signer: Line | None = None
    signer_title: Line | None = None
    amount: Annotated[Decimal, Field(gt=0, le=9999, max_digits=7, decimal_places=3)] | None = None
    basis: Name | None = None
    result: ResultBody | None = None
    handed: HandedBody | None = None

    def check(self, code: str) -> None:
        """Refused with every field that the move needs and every one that it does not take."""
        refuse_if([*self._missing(code), *self._stray(code)])

    def _missing(self, code: str) -> Iterator[Objection]:
        for name in FIELDS[code].needed:
            if getattr(self, name) is None:
                words = gettext_noop("Thao tác này cần thêm «%(field)s».")
                yield Objection("move.needs", words, field=name, params={"field": name})

    def _stray(self, code: str) -> Iterator[Objection]:
        for name in type(self).model_fields:
            if getattr(self, name) is not None and name not in FIELDS[code].taken:
                words = gettext_noop("Thao tác này không nhận «%(field)s».")
                yield Objection("move.takes", words, field=name, params={"field": name})

    def told_checks(self) -> list[Check]:
        """As the services take them."""
        return [each.told() for each in self.checks or ()]

    def told_grounds(self) -> list[Ground]:
        """As the services take them."""
        return [each.told() for each in self.grounds or ()]


@dataclass(frozen=True)
class Fields:
    """What a move needs and what else it takes."""

    needed: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        return frozenset((*self.needed, *self.more))


_OWN: Mapping[str, Fields] = {
    "accept": Fields(("checks",), ("case",)),
    "guide": Fields(("grounds", "reason"), ("due_on", "case")),
    "refuse": Fields(("grounds", "reason"), ("case",)),
    "hand_over": Fields((), ("unit",)),
    "redirect": Fields(("unit", "reason")),
    "assign": Fields(("person",)),
    "reassign": Fields(("person", "reason")),
    "consult": Fields(("agencies", "question", "due_at")),
    "request_supplement": Fields(("grounds", "reason"), ("due_on",)),
    "send_again": Fields((), ("words",)),
    "send_supplement": Fields((), ("words",)),
    "apologise": Fields(("reason", "new_due_on"), ("signer", "signer_title")),
    "extend": Fields(("amount", "basis", "reason")),
    **dict.fromkeys(("issue", "record_result", "settle_at_once"), Fields(("result",))),
    "correct_result": Fields(("result", "reason")),
    "deliver": Fields(("handed",)),
}


def _fields(code: str) -> Fields:
    if code in _OWN:
        return _OWN[code]
    asks = any(move.needs_reason for move in states.BY_CODE[code])
    return Fields(("reason",)) if asks else Fields((), ("reason",))


FIELDS: Mapping[str, Fields] = {code: _fields(code) for code in states.BY_CODE}
"""Every move of the table."""
FIRST_MOVES = ("submit", "accept", "guide", "refuse")


class NewDossier(Body):
    """A dossier as it comes to a counter, and what the counter does with it at once.

    `submit` leaves it in the queue; `accept` takes `checks`; `guide` and `refuse` take `grounds` and `reason`.
    """

    move: Literal["submit", "accept", "guide", "refuse"] = "submit"
    procedure: ProcedureCode
    channel: Channel = Channel.DIRECT
    owner: ApplicantBody
    submitter: ApplicantBody | None = None
    case: Name = ""
    title: str = Field("", max_length=1000)
    return_way: ReturnWay = ReturnWay.COUNTER
    counter: Code | None = Field(None, description="Code of the reception unit, one of the key's own; else the first")
    agency: Code | None = Field(None, description="Code of the agency that decides, where several may")
    national_code: str = Field("", max_length=80, pattern=r"^[A-Za-z0-9.\-_/]*$")
    submitted_at: Moment | None = None
    checks: list[CheckBody] = Field([], max_length=MOST)
    grounds: list[GroundBody] = Field([], max_length=50)
    reason: Text = ""
    due_on: NearDay | None = None

    def told_checks(self) -> Sequence[Check]:
        """As the services take them."""
        return [each.told() for each in self.checks]

    def told_grounds(self) -> Sequence[Ground]:
        """As the services take them."""
        return [each.told() for each in self.grounds]


class OpinionBody(Body):
    """What the agency that was asked says."""

    opinion: Opinion
    answer: Text = ""


class WordsBody(Body):
    """Words."""

    words: Text


class AnswerBody(Body):
    """An answer."""

    answer: Text
