"""Who has a dossier after each move and who made it: as the services write it, over whole arrays."""

from dataclasses import dataclass

import numpy as np

from thutuc.accounts.rules.roles import Role
from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.demo.bulk.ground import Ground
from thutuc.demo.bulk.plan import ONLINE, Plan
from thutuc.demo.bulk.staff import Staff
from thutuc.demo.bulk.telling import Events, kinds

SEATS = 24
"""How many places each role has in a table of people: more than any agency has officers."""
COUNTER, HEAD, SPECIALIST, SIGNER, CLERK, APPLICANT = range(6)
_BY_MOVE = {
    **dict.fromkeys(("assign", "reassign", "suspend", "resume", "terminate", "extend", "apologise"), HEAD),
    **dict.fromkeys(("grant_withdrawal", "decline_withdrawal"), HEAD),
    **dict.fromkeys(("take", "consult", "conclude", "request_supplement", "require_duty", "record_result"), SPECIALIST),
    **dict.fromkeys(("submit_for_review", "submit_for_signature", "recall"), SPECIALIST),
    **dict.fromkeys(("sign", "send_back", "reopen"), SIGNER),
    **dict.fromkeys(("issue", "correct_result"), CLERK),
    **dict.fromkeys(("submit", "send_again", "send_supplement", "request_withdrawal", "withdraw"), APPLICANT),
}
TO_COUNTER = {"submit", "accept", "guide", "refuse", "restart", "issue", "settle_at_once", "record_result"}
TO_AGENCY = {"hand_over", "reopen"}
EMPTY_HANDS = {"submit", "accept", "guide", "refuse", "hand_over", "restart"}
GIVES = {"hand_over", "assign", "reassign", "submit_for_review", "submit_for_signature"}
RESUMES = {"accept_supplement", "restart", "finish_duty", "resume", "extend"}


@dataclass(frozen=True)
class Hands:
    """One entry an event: who acted (0 for the applicant), where the dossier is then, who holds it, what is due."""

    person: Numbers
    agency: Numbers
    """The competent agency of the moment: an ended one has gone over to its heir."""
    reception: Numbers
    unit: Numbers
    holder: Numbers
    given_by: Numbers
    opened: Moments
    due: Moments


def place(ground: Ground, staff: Staff, plan: Plan, events: Events, due: Moments, due_after: Moments) -> Hands:
    """Everything that follows from the moves and their moments."""
    codes = np.array([kind.code for kind in kinds()])[events.kind]
    agency = heirs(ground, plan.agency[events.row], events.at)
    reception = heirs(ground, plan.received_by[events.row], events.at)
    person = _actors(staff, plan, events, codes, agency, reception)
    first = plan_numbers(plan)[events.row]
    own = staff.table(Role.SPECIALIST, SEATS)[agency, first % SEATS]
    other = staff.table(Role.SPECIALIST, SEATS)[agency, (first + 1) % SEATS]
    holder = np.where(codes == "reassign", other, own)
    takes = np.isin(codes, ("take", "assign", "reassign"))
    empties = np.isin(codes, tuple(EMPTY_HANDS))
    since = kept_from(takes | empties)
    held = np.where(takes, holder, 0)[since]
    at_counter = np.isin(codes, tuple(TO_COUNTER))
    moved = kept_from(at_counter | np.isin(codes, tuple(TO_AGENCY)))
    unit = np.where(at_counter[moved], reception, agency)
    begins = events.number == 1
    gives = kept_from(begins | np.isin(codes, tuple(GIVES)))
    given = np.where(np.isin(codes, tuple(GIVES)), person, 0)[gives]
    touched = kept_from(empties | takes | np.isin(codes, ("submit_for_review", "submit_for_signature")))
    opened = np.where(codes == "take", events.at, np.datetime64("NaT"))[touched]
    return Hands(person, agency, reception, unit, held, given, opened, _due(events, codes, due, due_after))


def kept_from(sets: np.ndarray) -> Numbers:
    """For each event the latest one, itself included, that sets a thing: every dossier's first event has to."""
    found: Numbers = np.maximum.accumulate(np.where(sets, np.arange(len(sets)), 0))
    return found


def heirs(ground: Ground, agencies: Numbers, at: Moments) -> Numbers:
    """Those who go on with the work of agencies that have ended by then."""
    size = max(ground.bodies) + 1
    heir, end = np.arange(size), np.full(size, np.datetime64("9999-01-01"), dtype="datetime64[D]")
    for body in ground.bodies.values():
        end[body.id] = np.datetime64(body.end)
        heir[body.id] = ground.heirs.get(body.id, body.id)
    found, days = agencies.copy(), at.astype("datetime64[D]")
    for _generation in range(3):
        found = np.where(days >= end[found], heir[found], found)
    return found


def plan_numbers(plan: Plan) -> Numbers:
    """A number for each dossier that spreads its work over officers: by its own facts, not by chance."""
    minutes = plan.submitted.astype(np.int64)
    found: Numbers = (minutes * 2_654_435_761 + plan.variant * 40_503 + plan.agency * 97) % 1_000_003
    return found


def _actors(
    staff: Staff, plan: Plan, events: Events, codes: np.ndarray, agency: Numbers, reception: Numbers
) -> Numbers:
    table = {number: _BY_MOVE.get(kind.code, COUNTER) for kind, number in kinds().items()}
    for kind, number in kinds().items():
        if kind.code == "submit_for_signature" and kind.source == "await_review":
            table[number] = HEAD
        if kind.code == "send_back" and kind.source == "await_review":
            table[number] = HEAD
        if kind.code == "grant_withdrawal" and kind.source == "accepted":
            table[number] = COUNTER
    who = np.array([table[number] for number in range(len(table))])[events.kind]
    afar = plan.channel[events.row] == ONLINE
    who = np.where((who == APPLICANT) & ~afar, COUNTER, who)
    spread = plan_numbers(plan)[events.row]
    seat = spread % SEATS
    later = (codes == "submit_for_signature") | (codes == "record_result") | (codes == "conclude")
    reassigned = later & _was_reassigned(events, codes)
    people = {
        COUNTER: staff.table(Role.COUNTER_OFFICER, SEATS)[reception, seat],
        HEAD: staff.table(Role.UNIT_HEAD, SEATS)[agency, seat],
        SPECIALIST: staff.table(Role.SPECIALIST, SEATS)[agency, (spread + reassigned) % SEATS],
        SIGNER: staff.table(Role.SIGNER, SEATS)[agency, seat],
        CLERK: staff.table(Role.CLERK, SEATS)[agency, seat],
    }
    found = np.zeros(len(who), dtype=np.int64)
    for role, own in people.items():
        found = np.where(who == role, own, found)
    return found


def _was_reassigned(events: Events, codes: np.ndarray) -> np.ndarray:
    since = kept_from((events.number == 1) | (codes == "reassign"))
    found: np.ndarray = codes[since] == "reassign"
    return found


def _due(events: Events, codes: np.ndarray, due: Moments, due_after: Moments) -> Moments:
    level = np.where(codes == "accept", 1, np.where(np.isin(codes, tuple(RESUMES)), 2, 0))
    since = kept_from((events.number == 1) | (level > 0))
    now = level[since]
    found = np.full(len(codes), np.datetime64("NaT"), dtype="datetime64[m]")
    found = np.where(now == 1, due[events.row], found)
    return np.where(now == 2, due_after[events.row], found)
