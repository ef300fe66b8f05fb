"""A batch as the rows of its tables: what the services would have written, column by column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thutuc.demo.bulk import binary, papers
from thutuc.demo.bulk.binary import Column, Moments, Numbers, Words
from thutuc.demo.bulk.ground import CHANNELS, Ground
from thutuc.demo.bulk.hands import Hands
from thutuc.demo.bulk.people import Applicants, vocabulary
from thutuc.demo.bulk.staff import Staff
from thutuc.demo.bulk.telling import NAT, Batch, Events, kinds
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import ApplicantKind, DeliveryState, DossierState, MoneyState, Outcome, ReturnWay

STRIDE = 32
"""Keys of rows below a dossier: its own key times this, plus a place."""
ALPHABET = "0123456789abcdef"
FAR = np.datetime64("9999-01-01T07:00", "m")
Table = Mapping[str, Column]
STATES = tuple(DossierState)


@dataclass(frozen=True)
class Batched:
    """A batch with all that was drawn for it; `ids` are the keys of its dossiers."""

    batch: Batch
    events: Events
    hands: Hands
    ids: Numbers
    people: Applicants
    codes: Column
    keys: Column
    secrets: Column
    luck: np.ndarray
    """Numbers of chance by dossier, for what nothing else depends on."""

    @property
    def count(self) -> int:
        return len(self.batch)


def event_keys(told: Batched) -> Numbers:
    """The keys of the events."""
    return told.ids[told.events.row] * STRIDE + told.events.number


def by(person: Numbers, keys: Column, rows: Numbers) -> Column:
    """Who did it: an officer, or whoever holds the code and the secret."""
    officers = binary.joined([binary.constant("person:", len(person)), binary.digits(person, 1)])
    own = Column(keys.body[rows], keys.lengths[rows])
    applicants = binary.joined([binary.constant("applicant:", len(person)), own])
    return choose(person > 0, officers, applicants)


def choose(first: np.ndarray, one: Column, other: Column) -> Column:
    """The value of `one` where `first` says so, else that of `other`."""
    width = max(one.width, other.width)
    body = np.where(first[:, None], _wide(one, width), _wide(other, width))
    return Column(body, np.where(first, one.lengths, other.lengths))


def _wide(column: Column, width: int) -> np.ndarray:
    return np.pad(column.body, ((0, 0), (0, width - column.width)))


def chosen(values: Sequence[str], index: Numbers) -> Column:
    """Words by number."""
    return Words(values).take(index)


# -- events ---


def events(told: Batched) -> Table:
    """dossiers_dossierevent."""
    made, hands, count = told.events, told.hands, len(told.events.row)
    every = list(kinds())
    absent = hands.person == 0
    nobody = hands.holder == 0
    at = binary.moment(made.at)
    return {
        "id": binary.bigint(event_keys(told)),
        "dossier_id": binary.bigint(told.ids[made.row]),
        "number": binary.integer(made.number),
        "code": chosen([kind.code for kind in every], made.kind),
        "source": chosen([kind.source for kind in every], made.kind),
        "target": chosen([kind.target for kind in every], made.kind),
        "at": at,
        "recorded_at": at,
        "by": by(hands.person, told.keys, made.row),
        "person_id": binary.bigint(hands.person, absent),
        "standing_for": binary.constant("", count),
        "agency_id": binary.bigint(hands.unit),
        "holder_id": binary.bigint(hands.holder, nobody),
        "due_at": binary.moment(hands.due),
        "reason": papers.reasons(made, told.luck),
        "details": papers.details(told.batch, made, hands),
    }


# -- the dossier as it stands ---


@dataclass(frozen=True)
class _Last:
    """The last event of every dossier, by place; `has` counts events of a code by dossier."""

    at: Numbers
    state: Numbers

    def value(self, values: np.ndarray) -> np.ndarray:
        found: np.ndarray = values[self.at]
        return found


def last_states(told: Batched) -> _Last:
    """Where every dossier stands."""
    at = np.flatnonzero(told.events.last)
    targets = np.array([STATES.index(DossierState(kind.target)) for kind in kinds()])
    return _Last(at, targets[told.events.kind[at]])


def moment_of(told: Batched, codes: Sequence[str]) -> Moments:
    """When each dossier last had a move of these codes; NaT where it never had."""
    found = np.full(told.count, NAT)
    own = np.array([kind.code in codes for kind in kinds()])[told.events.kind]
    found[told.events.row[own]] = told.events.at[own]
    return found


def count_of(told: Batched, code: str) -> Numbers:
    """How often each dossier had a move."""
    own = np.array([kind.code == code for kind in kinds()])[told.events.kind]
    return np.bincount(told.events.row[own], minlength=told.count).astype(np.int64)


def is_in(last: _Last, wanted: Sequence[DossierState]) -> np.ndarray:
    """Which dossiers stand in one of the states."""
    found: np.ndarray = np.array([state in wanted for state in STATES])[last.state]
    return found


ENDS = ("issue", "record_result", "settle_at_once", "grant_withdrawal", "terminate", "withdraw")
FINISHED = (DossierState.WITHDRAWN, DossierState.TERMINATED, DossierState.RESULT_READY, DossierState.RETURNED)


def dossiers(told: Batched, ground: Ground, staff: Staff) -> Table:
    """dossiers_dossier."""
    last = last_states(told)
    return {
        **_what(told, ground, last),
        **_where(told, last),
        **_when(told, ground, last),
        **_how(told, ground, last),
    }


def _what(told: Batched, ground: Ground, last: _Last) -> Table:
    batch, count = told.batch, told.count
    variant, variants = batch.plan.variant, ground.variants
    code = Column(told.codes.body, np.where(np.isnat(batch.accepted), binary.NULL, told.codes.lengths))
    return {
        "id": binary.bigint(told.ids),
        "revision": binary.integer(last.value(told.events.number)),
        "key": told.keys,
        "code": code,
        "secret": told.secrets,
        "authority": binary.constant("local", count),
        "state": chosen([state.value for state in STATES], last.state),
        "return_state": choose(
            is_in(last, [DossierState.WITHDRAW_REQUESTED]),
            chosen([kind.source for kind in kinds()], told.events.kind[last.at]),
            binary.constant("", count),
        ),
        "procedure_id": binary.bigint(np.array([each.procedure_id for each in variants])[variant]),
        "version_id": binary.bigint(np.array([each.version_id for each in variants])[variant]),
        "procedure_code": chosen([each.code for each in variants], variant),
        "procedure_name": chosen([each.name for each in variants], variant),
        "case": chosen([each.case for each in variants], variant),
        "channel": chosen([channel.value for channel in CHANNELS], batch.plan.channel),
        "owner_name": vocabulary().take(told.people.name),
        "owner_kind": chosen(
            [ApplicantKind.CITIZEN.value, ApplicantKind.ENTERPRISE.value], told.people.is_body.astype(np.int64)
        ),
        "policy": chosen([each.policy.value for each in variants], variant),
        "words": papers.words(variant, told.people.name, code),
        "contact": papers.contacts(told.people.number, told.luck),
    }


def _where(told: Batched, last: _Last) -> Table:
    hands, plan = told.hands, told.batch.plan
    holder, given = last.value(hands.holder), last.value(hands.given_by)
    return {
        "agency_id": binary.bigint(last.value(hands.agency)),
        "unit_id": binary.bigint(last.value(hands.unit)),
        "received_by_id": binary.bigint(last.value(hands.reception)),
        "helped_by_id": binary.bigint(plan.helped_by, plan.helped_by == 0),
        "holder_id": binary.bigint(holder, holder == 0),
        "given_by_id": binary.bigint(given, given == 0),
        "opened_at": binary.moment(last.value(hands.opened)),
        "reach": papers.reach(told.batch, told.events, hands, last.at),
    }


def _when(told: Batched, ground: Ground, last: _Last) -> Table:
    batch, events_ = told.batch, told.events
    due = last.value(told.hands.due)
    runs = is_in(last, (*states.RUNNING, DossierState.WITHDRAW_REQUESTED))
    none = np.array([each.policy == "none" for each in ground.variants])[batch.plan.variant]
    runs |= is_in(last, [DossierState.SUPPLEMENT]) & none
    moved = np.array([kind.source != kind.target for kind in kinds()])[events_.kind]
    since = np.full(told.count, NAT)
    since[events_.row[moved]] = events_.at[moved]
    finished = np.where(is_in(last, FINISHED), moment_of(told, ENDS), NAT)
    returned = np.where(is_in(last, [DossierState.RETURNED]), moment_of(told, ["deliver"]), NAT)
    promised = np.where(np.isnat(batch.accepted), NAT, batch.due)
    return {
        "state_since": binary.moment(since),
        "submitted_at": binary.moment(batch.plan.submitted),
        "intake_due_at": binary.moment(batch.answer_due),
        "accepted_at": binary.moment(batch.accepted),
        "pauses": papers.pauses(batch, told.events),
        "promised_at": binary.moment(promised),
        "due_at": binary.moment(due),
        "appointed_at": binary.moment(batch.appointed),
        "step_due_at": binary.moment(papers.step_dues(told, ground, last.state, runs, due)),
        "due_key": binary.moment(np.where(runs & ~np.isnat(due), due, FAR)),
        "finished_at": binary.moment(finished),
        "returned_at": binary.moment(returned),
        "recorded_at": binary.moment(batch.plan.submitted),
    }


def _how(told: Batched, ground: Ground, last: _Last) -> Table:
    batch, count = told.batch, told.count
    variant, variants = batch.plan.variant, ground.variants
    accepted = ~np.isnat(batch.accepted)
    amounts = Words(binary.numeric(str(float(v.limit.amount))) if v.limit else b"\0" for v in variants)
    endless = np.array([each.limit is None for each in variants])[variant] | ~accepted
    units = Words(["", *(each.limit.unit.value if each.limit else "" for each in variants)])
    owes = np.array([each.costs for each in variants])[variant] & accepted
    way = np.where(told.luck[:, 0] < 0.1, 1, np.where(told.luck[:, 0] > 0.75, 2, 0))
    delivery = np.where(is_in(last, [DossierState.RESULT_READY]), 1, np.where(is_in(last, FINISHED[3:]), 3, 0))
    return {
        "limit_amount": amounts.take(variant, endless),
        "limit_unit": units.take(np.where(accepted, variant + 1, 0)),
        "extra_amount": Words([binary.numeric("0"), binary.numeric("3")]).take((batch.extra > 0).astype(np.int64)),
        "same_day_until": binary.clock(batch.cutoff, ~accepted),
        "supplement_count": binary.smallint(count_of(told, "request_supplement")),
        "guidance_count": binary.smallint(count_of(told, "guide")),
        "apology_count": binary.smallint(count_of(told, "apologise")),
        "event_count": binary.integer(last.value(told.events.number)),
        "outcome": chosen(["", *Outcome], papers.outcomes(told, last.state)),
        "return_way": chosen([each.value for each in (ReturnWay.COUNTER, ReturnWay.POST, ReturnWay.ONLINE)], way),
        "money": chosen([MoneyState.NONE.value, MoneyState.UNPAID.value], owes.astype(np.int64)),
        "delivery": chosen([each.value for each in DeliveryState], delivery),
        "sync": binary.constant("not_synced", count),
    }
