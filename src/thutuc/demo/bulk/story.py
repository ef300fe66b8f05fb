"""The whole past before it is written: made once, told batch by batch in other processes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from django.db import connection

from thutuc.demo.bulk import beside, binary, hands, intake, obstacles, papers, people, plan, staff, tables, telling
from thutuc.demo.bulk.binary import Column, Moments, Numbers, Words
from thutuc.demo.bulk.ground import Ground, read
from thutuc.demo.bulk.intake import Intakes
from thutuc.demo.bulk.obstacles import Marks
from thutuc.demo.bulk.plan import DIRECT, Plan
from thutuc.demo.bulk.staff import Staff
from thutuc.demo.bulk.tables import Batched, Table
from thutuc.dossiers.rules import codes
from thutuc.kernel.periods import LOCAL
from thutuc.legislation import queries as legislation
from thutuc.worktime.rules import Limit, TimeUnit

LIES_STILL = 0.04
RECENT = 60
"""Days before the end in which a dossier may lie still at any step."""
NOON = time(15)


@dataclass
class Story:
    """Everything drawn for all dossiers; `numbers` are the running numbers of their codes."""

    seed: int
    until: datetime
    ground: Ground
    staff: Staff
    plan: Plan
    intakes: Intakes
    marks: Marks
    numbers: Numbers
    answer_due: Moments
    cutoff: Numbers
    cut: Numbers
    base: int = 1

    def __len__(self) -> int:
        return len(self.plan)


def make(*, count: int, seed: int, first: date, last: date, until: datetime, favoured: Collection[str] = ()) -> Story:
    """Draw the plan, its officers, the obstacles and the acceptances."""
    rng = np.random.default_rng(seed)
    ground = read(first=first, last=last, rng=rng)
    ground.favoured = frozenset(each.id for each in ground.bodies.values() if each.code in favoured)
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    end = np.datetime64(until.astimezone(LOCAL).replace(tzinfo=None), "m")
    drawn = plan.draw(ground, count, days, end, rng)
    deciding = np.unique(drawn.agency).tolist()
    receiving = np.unique(drawn.received_by).tolist()
    kept = {ground.heirs.get(each, each) for each in (*deciding, *receiving)}
    partners = [each.id for each in ground.bodies.values() if each.kind in plan.PARTNER_KINDS]
    own = staff.appoint(ground, {*receiving, *kept}, {*deciding, *kept, *partners})
    marks = obstacles.plant(ground, own, drawn, rng)
    intakes = intake.draw(drawn, rng, np.where(marks.item > 0, marks.asked, 1.0))
    papers.VECTORS.read(ground.variants)
    recent = drawn.submitted > end - RECENT * 24 * 60
    still = recent & (rng.random(count) < LIES_STILL)
    cut = np.where(still, rng.integers(0, 6, count), 99)
    numbers = _numbered(ground, drawn, intakes)
    answers, cutoff = _answer_dues(drawn), _cutoffs(intakes)
    return Story(seed, until, ground, own, drawn, intakes, marks, numbers, answers, cutoff, cut)


# -- codes ---


def counters(ground: Ground, drawn: Plan, intakes: Intakes) -> tuple[Numbers, Numbers, Numbers]:
    """Rows of accepted dossiers in the order of their codes, with the reception unit and day of each."""
    rows = np.flatnonzero(~np.isnat(intakes.accepted))
    at = intakes.accepted[rows]
    counter = hands.heirs(ground, drawn.received_by[rows], at)
    day = at.astype("datetime64[D]").astype(np.int64)
    order = np.lexsort((rows, at, day, counter))
    return rows[order], counter[order], day[order]


def _numbered(ground: Ground, drawn: Plan, intakes: Intakes) -> Numbers:
    rows, counter, day = counters(ground, drawn, intakes)
    begins = np.ones(len(rows), dtype=bool)
    begins[1:] = (counter[1:] != counter[:-1]) | (day[1:] != day[:-1])
    place = np.arange(len(rows)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    given = _given()
    at = np.flatnonzero(begins)
    start = np.array([given.get(_series(ground, counter[each], day[each]), 0) for each in at], dtype=np.int64)
    found = np.zeros(len(drawn), dtype=np.int64)
    found[rows] = place + 1 + (start[np.cumsum(begins) - 1] if len(at) else 0)
    return found


def _series(ground: Ground, counter: int, day: int) -> str:
    return codes.series(ground.bodies[int(counter)].identity, date(1970, 1, 1) + timedelta(days=int(day)))


def _given() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT series, value FROM db_counter WHERE series LIKE 'dossier:%%'")
        return dict(cursor.fetchall())


def last_numbers(story: Story) -> dict[str, int]:
    """The last number of every series of codes."""
    rows, counter, day = counters(story.ground, story.plan, story.intakes)
    ends = np.ones(len(rows), dtype=bool)
    ends[:-1] = (counter[1:] != counter[:-1]) | (day[1:] != day[:-1])
    return {
        _series(story.ground, counter[each], day[each]): int(story.numbers[rows[each]]) for each in np.flatnonzero(ends)
    }


# -- what the law says of the day ---


def _answer_dues(drawn: Plan) -> Moments:
    """Eight working hours after a dossier came from afar, while the law said so."""
    found = np.full(len(drawn), telling.NAT)
    afar = np.flatnonzero(drawn.channel != DIRECT)
    table = legislation.parameter_table()["one_stop.first_answer"]
    days = drawn.submitted[afar].astype("datetime64[D]")
    for value in table.values:
        start = np.datetime64(value.days.start or date(1900, 1, 1))
        end = np.datetime64(value.days.end or date(9999, 1, 1))
        rows = afar[(days >= start) & (days < end)]
        limit = Limit(value.number, TimeUnit.WORKING_HOUR)
        for number in np.unique(drawn.counter_calendar[rows]):
            own = rows[drawn.counter_calendar[rows] == number]
            found[own] = drawn.clocks[number].due_at(drawn.submitted[own], limit)
    return found


def _cutoffs(intakes: Intakes) -> Numbers:
    """Until which minute of the day of acceptance a limit within the day ends on it."""
    found = np.full(len(intakes.accepted), NOON.hour * 60, dtype=np.int64)
    days = intakes.accepted.astype("datetime64[D]")
    for value in legislation.parameter_table()["one_stop.same_day_cutoff"].values:
        start = np.datetime64(value.days.start or date(1900, 1, 1))
        end = np.datetime64(value.days.end or date(9999, 1, 1))
        until = time.fromisoformat(str(value.value))
        found[(days >= start) & (days < end)] = until.hour * 60 + until.minute
    return found


# -- a batch ---


def tell(story: Story, first: int, last: int) -> dict[str, Table]:
    """The tables of the dossiers first..last; the same whoever tells it."""
    rng = np.random.default_rng([story.seed, first])
    part = slice(first, last)
    batch = _batch(story, part)
    events = telling.tell(batch, story.ground.variants, rng)
    luck = rng.random((last - first, 10))
    written = np.full(len(batch), telling.NAT)
    letters = np.array([kind.code == "apologise" for kind in telling.kinds()])[events.kind]
    written[events.row[letters]] = events.at[letters]
    batch.appointed = papers.appointments(batch, written, luck[:, 4])
    asks = np.array([kind.code == "consult" for kind in telling.kinds()])[events.kind]
    batch.asks = np.isin(np.arange(len(batch)), events.row[asks])
    placed = hands.place(story.ground, story.staff, batch.plan, events, batch.due, batch.due_after)
    ids = story.base + np.arange(first, last)
    bodies = np.array([each.sector for each in story.ground.variants])
    share = np.where(np.char.find(bodies, "doanh nghiệp") >= 0, 0.9, 0.08)[batch.plan.variant]
    drawn = people.draw(rng, batch.plan.submitted, share)
    own = np.random.default_rng([story.seed, first, story.base])
    keys = binary.letters(own.integers(0, 16, (len(batch), 16)), tables.ALPHABET)
    secrets = binary.letters(own.integers(0, len(codes.READABLE), (len(batch), codes.TYPED_LENGTH)), codes.READABLE)
    told = Batched(batch, events, placed, ids, drawn, _codes(story, batch, part), keys, secrets, luck)
    return _tables(story, told)


def _batch(story: Story, part: slice) -> telling.Batch:
    marks, intakes = story.marks, story.intakes
    return telling.Batch(
        first=part.start,
        plan=story.plan.part(part),
        accepted=intakes.accepted[part],
        intake_life=intakes.life[part],
        intake_at=intakes.at[part],
        late=marks.late[part],
        asked=marks.asked[part],
        until=story.plan.end,
        cutoff=story.cutoff[part],
        cut=story.cut[part],
        answer_due=story.answer_due[part],
        item=marks.item[part],
        demanded=marks.demanded[part],
        partner=marks.partner[part],
        answerer=marks.answerer[part],
        silent=marks.silent[part],
    )


def _codes(story: Story, batch: telling.Batch, part: slice) -> Column:
    days = np.where(np.isnat(batch.accepted), np.datetime64("2000-01-01T00:00"), batch.accepted).astype("datetime64[D]")
    counter = hands.heirs(
        story.ground, batch.plan.received_by, np.where(np.isnat(batch.accepted), days, batch.accepted)
    )
    unique, where = np.unique(counter, return_inverse=True)
    heads = Words(f"{story.ground.bodies[each].identity}-" for each in unique.tolist())
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    of_month = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    day = binary.digits((year % 100) * 10_000 + month * 100 + of_month, 6)
    number = binary.digits(story.numbers[part], 4)
    return binary.joined([heads.take(where), day, binary.constant("-", len(days)), number])


def _tables(story: Story, told: Batched) -> dict[str, Table]:
    ground, people_ = story.ground, story.staff
    return {
        "Dossier": tables.dossiers(told, ground, people_),
        "DossierEvent": tables.events(told),
        "Party": beside.parties(told),
        "Component": beside.components(told, ground),
        "Notice": beside.notices(told, people_, ground),
        "Ground": beside.grounds(told, ground),
        "Consultation": beside.consultations(told),
        "ResultDocument": beside.results(told, people_, ground),
        "Delivery": beside.deliveries(told),
        "UnlistedDemand": beside.demands(told),
    }
