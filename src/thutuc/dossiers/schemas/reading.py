"""What is told of dossiers."""

from datetime import date, datetime
from typing import Any, Self

from ninja import Field, Schema

from thutuc.catalogue.rules.terms import Channel
from thutuc.catalogue.schemas import ProblemError
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.national import national
from thutuc.dossiers.rules.terms import (
    ApplicantKind,
    Authority,
    ComponentState,
    ConsultState,
    DossierState,
    IdKind,
    NationalState,
    NoticeKind,
    PartyRole,
    TimelinessOpen,
)
from thutuc.dossiers.schemas.acting import FIELDS
from thutuc.kernel.periods import local_date
from thutuc.worktime.rules import Explanation


class DayTold(Schema):
    """One day of the count: counted or not, and why."""

    day: date
    mark: str
    note: str
    minutes: int
    paused_minutes: int


class ClockTold(Schema):
    """Promised when accepted, due by law now, the new day of an apology; every day of the count."""

    accepted_at: datetime | None
    limit_amount: str | None
    limit_unit: str
    promised_at: datetime | None
    due_at: datetime | None
    appointed_at: datetime | None
    step_due_at: datetime | None
    standing: TimelinessOpen
    days: list[DayTold]

    @classmethod
    def of(cls, dossier: Any, explained: Explanation | None, standing: TimelinessOpen) -> Self:
        days = [
            DayTold(
                day=line.day,
                mark=line.mark.value,
                note=line.note,
                minutes=line.minutes,
                paused_minutes=line.paused_minutes,
            )
            for line in (explained.lines if explained else ())
        ]
        moments = ("accepted_at", "promised_at", "due_at", "appointed_at", "step_due_at")
        amount = dossier.limit_amount
        return cls(
            **{name: getattr(dossier, name) for name in moments},
            limit_amount=f"{amount.normalize():f}" if amount is not None else None,
            limit_unit=dossier.limit_unit,
            standing=standing,
            days=days,
        )


class MoveTold(Schema):
    """A move that is open to the key now: where it leads, what it needs and takes."""

    code: str
    label: str
    to: DossierState
    needs: list[str]
    takes: list[str]


class ComponentTold(Schema):
    """One paper of the list, as the counter found it."""

    position: int
    name: str
    state: ComponentState
    originals: int
    certified: int
    copies: int
    note: str


class EventTold(Schema):
    """One thing that happened. `agency` had it from then on."""

    number: int
    code: str
    source: DossierState
    target: DossierState
    at: datetime
    by: str | None
    agency: str | None
    due_at: datetime | None
    reason: str


class ConsultationTold(Schema):
    """One question to another agency."""

    key: str
    agency: str
    question: str
    asked_at: datetime
    due_at: datetime
    state: ConsultState
    opinion: str
    answer: str
    reminders: int


class NoticeTold(Schema):
    """One paper to the applicant."""

    kind: NoticeKind
    at: datetime
    reason: str
    applicant_due_on: date | None
    settled_at: datetime | None


class DossierTold(Schema):
    """One dossier as it stands. Who the people are is told by `people`, and written down. Last 100 events."""

    key: str
    code: str | None
    revision: int
    authority: Authority
    source: str
    source_code: str
    national_code: str
    procedure_code: str
    procedure_name: str
    case: str
    channel: Channel
    title: str
    owner_name: str
    state: DossierState
    national_state: NationalState | None
    since: datetime
    submitted_at: datetime
    finished_at: datetime | None
    returned_at: datetime | None
    outcome: str
    clock: ClockTold
    moves: list[MoveTold]
    components: list[ComponentTold]
    events: list[EventTold]
    consultations: list[ConsultationTold]
    notices: list[NoticeTold]

    @classmethod
    def of(cls, dossier: Any, *, clock: ClockTold, moves: list[MoveTold], parts: dict[str, Any]) -> Self:
        plain = (
            *("key", "code", "revision", "authority", "source", "source_code", "national_code", "procedure_code"),
            *("procedure_name", "case", "channel", "title", "owner_name", "state", "submitted_at", "finished_at"),
            *("returned_at", "outcome"),
        )
        return cls(
            **{name: getattr(dossier, name) for name in plain},
            national_state=national_of(dossier),
            since=dossier.state_since,
            clock=clock,
            moves=moves,
            **parts,
        )


def national_of(dossier: Any) -> NationalState | None:
    """The state that the nation would be told."""
    state, channel = DossierState(dossier.state), Channel(dossier.channel)
    return national(state, channel=channel, is_accepted=dossier.accepted_at is not None)


class Done(Schema):
    """How a dossier stands after an act. Nothing personal: it is kept a day for whoever sends the request again."""

    key: str
    code: str | None
    revision: int
    state: DossierState
    national_state: NationalState | None
    promised_on: date | None
    due_at: datetime | None
    appointed_at: datetime | None
    outcome: str
    secret: str | None = Field(None, description="For the receipt: with the code it opens the applicant's own page")

    @classmethod
    def of(cls, dossier: Any, *, secret: bool = False) -> Self:
        plain = ("key", "code", "revision", "state", "due_at", "appointed_at", "outcome")
        return cls(
            **{name: getattr(dossier, name) for name in plain},
            national_state=national_of(dossier),
            promised_on=local_date(dossier.promised_at) if dossier.promised_at else None,
            secret=dossier.secret if secret else None,
        )


class MoveRow(Schema):
    """One row of the table of moves."""

    code: str
    label: str
    sources: list[DossierState]
    target: DossierState
    stays: bool
    roles: list[str]
    basis: str
    needs: list[str]
    takes: list[str]

    @classmethod
    def of(cls, move: states.DossierMove) -> Self:
        fields = FIELDS[move.code]
        return cls(
            code=move.code,
            label=move.label,
            sources=[DossierState(each) for each in move.sources],
            target=DossierState(move.target),
            stays=move.stays,
            roles=list(move.roles),
            basis=move.basis,
            needs=list(fields.needed),
            takes=sorted(fields.taken),
        )


class MoveList(Schema):
    """Every move."""

    items: list[MoveRow]


class PartyTold(Schema):
    """Whose dossier it is, who brought it."""

    role: PartyRole
    kind: ApplicantKind
    name: str
    id_kind: IdKind
    id_number: str
    born_on: date | None
    address: str
    phone: str
    email: str


class People(Schema):
    """The people of a dossier."""

    items: list[PartyTold]


class Choice(Schema):
    """What a code of a body may name."""

    code: str
    name: str


class Choices(Schema):
    """What may be chosen."""

    items: list[Choice]


class HandlerTold(Schema):
    """Somebody who may handle the dossier, with how many they have in hand."""

    code: str
    name: str
    unit: str
    open: int


class Handlers(Schema):
    """Who may handle the dossier."""

    items: list[HandlerTold]


class RowDone(Schema):
    """A question or a demand after an act."""

    key: str
    dossier: str
    revision: int
    state: str

    @classmethod
    def of(cls, row: Any, *, state: str) -> Self:
        return cls(key=row.key, dossier=row.dossier.key, revision=row.revision, state=state)


class BroughtItem(Schema):
    """What became of one record."""

    place: int
    code: str
    result: str = Field(description="`created`, `unchanged` (it was here) or `refused`")
    errors: list[ProblemError]


class BroughtList(Schema):
    """What became of every record, in the order of the batch."""

    items: list[BroughtItem]
    created: int
    unchanged: int
    refused: int
