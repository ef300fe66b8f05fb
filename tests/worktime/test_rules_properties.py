"""What must hold for every calendar, moment and limit."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thutuc.kernel.periods import LOCAL, Days
from thutuc.worktime import rules
from thutuc.worktime.rules import (
    Calendar,
    DayKind,
    DayRow,
    Limit,
    OfficeHours,
    Pause,
    Session,
    TimeOfDay,
    TimeUnit,
    add_working_days,
    bulk,
    start_before,
    working_day_before,
    working_days_between,
    working_minutes,
)

FIRST = date(2026, 1, 1)
COVERS = Days(FIRST, date(2027, 7, 1))
MIDNIGHT = datetime(2026, 1, 1, tzinfo=LOCAL)
CUTOFF = time(15)
due_at = partial(rules.due_at, same_day_until=CUTOFF)
explain = partial(rules.explain, same_day_until=CUTOFF)

HOURS = (
    OfficeHours(),
    OfficeHours((Session(420, 690), Session(810, 1020))),
    OfficeHours((Session(480, 960),)),
    OfficeHours((Session(450, 690), Session(780, 990)), legal_hour=60),
    OfficeHours((Session(480, 690), Session(780, 1002)), legal_hour=54),
)


@st.composite
def calendars(draw):
    """Two months of odd days off and worked Saturdays in front, ordinary weeks behind; sometimes hours change."""
    days = draw(st.dictionaries(st.integers(0, 90), st.sampled_from(DayKind), max_size=25))
    rows = tuple(DayRow(FIRST + timedelta(days=day), kind, "lý do") for day, kind in sorted(days.items()))
    before, after = draw(st.sampled_from(HOURS)), draw(st.sampled_from(HOURS))
    change = FIRST + timedelta(days=draw(st.integers(5, 60)))
    hours = (replace(before, validity=Days(None, change)), replace(after, validity=Days(change, None)))
    return Calendar(COVERS, rows, hours)


moments = st.integers(0, 80 * 24 * 60).map(lambda minutes: MIDNIGHT + timedelta(minutes=minutes))
limits = st.one_of(
    st.builds(Limit, st.integers(0, 120), st.just(TimeUnit.WORKING_HOUR)),
    st.builds(Limit, st.integers(0, 40), st.sampled_from((TimeUnit.WORKING_DAY, TimeUnit.CALENDAR_DAY))),
    st.builds(Limit, st.integers(0, 4), st.just(TimeUnit.MONTH)),
    st.just(Limit(1, TimeUnit.SAME_DAY)),
)


@st.composite
def pauses_after(draw, start):
    found, reached = [], start
    for _ in range(draw(st.integers(0, 3))):
        begin = reached + timedelta(minutes=draw(st.integers(0, 6 * 24 * 60)))
        reached = begin + timedelta(minutes=draw(st.integers(0, 9 * 24 * 60)))
        found.append(Pause(begin, reached, "chờ bổ sung", restarts=draw(st.integers(0, 5)) == 0))
    return tuple(found)


@given(calendars(), moments, limits, st.sampled_from(TimeOfDay), st.data())
@settings(max_examples=150, deadline=None)
def test_the_explanation_agrees_with_the_moment(calendar, start, limit, time_of_day, data):
    pauses = data.draw(pauses_after(start))

    explanation = explain(calendar, start, limit, time_of_day=time_of_day, pauses=pauses)

    assert explanation.due == due_at(calendar, start, limit, time_of_day=time_of_day, pauses=pauses)


@given(calendars(), moments, limits)
@settings(max_examples=40, deadline=None)
def test_the_explanation_counts_exactly_the_limit(calendar, start, limit):
    explanation = explain(calendar, start, limit)

    if limit.unit in (TimeUnit.WORKING_DAY, TimeUnit.CALENDAR_DAY):
        assert len(explanation.counted) == limit.days
    if limit.unit is TimeUnit.WORKING_HOUR:
        per_hour = calendar.hours_on(start.date()).minutes_per_hour
        assert sum(line.minutes for line in explanation.counted) == limit.amount * per_hour
    days = [line.day for line in explanation.lines]
    assert days == sorted(set(days))


@given(calendars(), moments, limits, st.integers(0, 90))
@settings(max_examples=40, deadline=None)
def test_one_more_day_off_never_shortens_a_limit(calendar, start, limit, index):
    day = FIRST + timedelta(days=index)
    rows = (*(row for row in calendar.days if row.day != day), DayRow(day, DayKind.DAY_OFF, "bão"))

    later = due_at(replace(calendar, days=rows), start, limit)

    assert later >= due_at(calendar, start, limit)


@given(calendars(), moments, st.integers(1, 120), st.integers(0, 20 * 1440), st.integers(0, 30 * 1440))
@settings(max_examples=40, deadline=None)
def test_a_pause_moves_the_end_by_the_working_time_it_holds(calendar, start, hours, wait, length):
    limit = Limit(hours, TimeUnit.WORKING_HOUR)
    begin = start + timedelta(minutes=wait)
    end = begin + timedelta(minutes=length)
    unpaused = due_at(calendar, start, limit)
    total = working_minutes(calendar, start, unpaused)
    assume(begin < unpaused)

    paused = due_at(calendar, start, limit, pauses=[Pause(begin, end)])

    shifted = calendar.ending_at(calendar.worked_until(unpaused) + working_minutes(calendar, begin, end))
    left = total - working_minutes(calendar, start, begin)
    assert paused == shifted
    assert paused == calendar.ending_at(calendar.worked_until(end) + left)


@given(calendars(), moments, st.integers(1, 40), st.integers(0, 20), st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_a_pause_in_days_moves_the_end_by_the_working_days_it_holds(calendar, start, count, wait, length):
    limit = Limit(count, TimeUnit.WORKING_DAY)
    begin = start + timedelta(days=wait)
    end = begin + timedelta(days=length)
    unpaused = due_at(calendar, start, limit).date()
    left = count - working_days_between(calendar, start.date(), begin.date())
    assume(left > 0)

    paused = due_at(calendar, start, limit, pauses=[Pause(begin, end)]).date()

    held = working_days_between(calendar, begin.date(), end.date())
    assert paused == add_working_days(calendar, end.date(), left)
    assert working_days_between(calendar, unpaused, paused) == held


@given(calendars(), moments, st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_forward_and_back_again(calendar, start, minutes):
    inside = calendar.beginning_at(calendar.worked_until(start))

    end = calendar.ending_at(calendar.worked_until(start) + minutes) if minutes else inside

    assert start_before(calendar, end, minutes) == inside
    assert working_minutes(calendar, inside, end) == minutes


@given(calendars(), moments, st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_days_forward_and_back_again(calendar, start, count):
    day = add_working_days(calendar, start.date(), 0)

    end = add_working_days(calendar, day, count)

    assert working_day_before(calendar, end, count) == day
    assert working_days_between(calendar, day, end) == count


@given(calendars(), st.lists(moments, min_size=1, max_size=30), limits)
@settings(max_examples=40, deadline=None)
def test_arrays_agree_with_single_moments(calendar, starts, limit):
    array = np.array([start.replace(tzinfo=None) for start in starts], dtype="datetime64[m]")

    found = bulk.tables(calendar).due_at(array, limit, same_day_until=CUTOFF)

    expected = [due_at(calendar, start, limit).replace(tzinfo=None) for start in starts]
    assert found.tolist() == expected


@given(calendars(), st.lists(moments, min_size=1, max_size=8), limits, st.data())
@settings(max_examples=60, deadline=None)
def test_arrays_with_pauses_agree_with_single_moments(calendar, starts, limit, data):
    lives = [(start, data.draw(pauses_after(start))) for start in starts]
    array = np.array([start.replace(tzinfo=None) for start in starts], dtype="datetime64[m]")
    none = Pause(None, None)
    stretches = [_stretches([dict(enumerate(pauses)).get(number, none) for _, pauses in lives]) for number in range(3)]

    found = bulk.tables(calendar).due_at(array, limit, same_day_until=CUTOFF, pauses=stretches)

    expected = [due_at(calendar, start, limit, pauses=pauses).replace(tzinfo=None) for start, pauses in lives]
    assert found.tolist() == expected


def _stretches(pauses):
    starts, ends = (
        np.array([each and each.replace(tzinfo=None) for each in side], "datetime64[m]")
        for side in ([pause.start for pause in pauses], [pause.end for pause in pauses])
    )
    return bulk.Stretches(starts, ends, np.array([pause.restarts for pause in pauses]))


@given(calendars(), st.lists(st.tuples(moments, moments), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_arrays_of_spans_agree_with_single_spans(calendar, spans):
    starts = np.array([start.replace(tzinfo=None) for start, _ in spans], dtype="datetime64[m]")
    ends = np.array([end.replace(tzinfo=None) for _, end in spans], dtype="datetime64[m]")
    many = bulk.tables(calendar)

    minutes = many.working_minutes(starts, ends).tolist()
    days = many.working_days_between(starts, ends).tolist()

    assert minutes == [working_minutes(calendar, start, end) for start, end in spans]
    assert days == [working_days_between(calendar, start.date(), end.date()) for start, end in spans]


@given(calendars(), moments, moments)
@settings(max_examples=40, deadline=None)
def test_working_minutes_are_the_overlap_with_the_sessions(calendar, start, end):
    assume(start <= end)
    expected, day = 0, start.date()
    while day <= end.date():
        midnight = datetime.combine(day, datetime.min.time(), tzinfo=LOCAL)
        for session in calendar.hours_on(day).sessions if calendar.is_working(day) else ():
            opens, closes = midnight + timedelta(minutes=session.start), midnight + timedelta(minutes=session.end)
            expected += max(timedelta(), min(end, closes) - max(start, opens)) // timedelta(minutes=1)
        day += timedelta(days=1)

    assert working_minutes(calendar, start, end) == expected
