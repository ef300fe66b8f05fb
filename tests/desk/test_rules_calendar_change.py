"""What becomes of promised days when the calendar changes."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worktime.casebook import at
from thutuc.desk.rules.calendar_change import Outcome, Preview, Promise, changed_days, effects, examples, with_below
from thutuc.kernel.periods import Days
from thutuc.worktime.rules import Calendar, Limit, TimeUnit
from thutuc.worktime.rules.changes import Change, changed

BEFORE = Calendar(Days(date(2026, 1, 1), date(2028, 1, 1)))
STORM, SATURDAY = date(2026, 11, 27), date(2026, 12, 5)
SWAP = Change("Bão số 14", "Công điện 31", off=STORM, work=SATURDAY)


def promise(day, days):
    return Promise(at(f"{day} 09:00"), Limit(days, TimeUnit.WORKING_DAY))


def effect_of(given, change=SWAP):
    return next(effects(BEFORE, changed(BEFORE, change), [given]))


def test_a_promise_that_falls_on_the_day_off_moves_to_the_next_day():
    effect = effect_of(promise("2026-11-25", 2))

    assert (effect.outcome, effect.old, effect.new) == (Outcome.ON_DAY_OFF, STORM, date(2026, 11, 30))


def test_a_promise_with_the_day_off_inside_moves_by_a_day():
    effect = effect_of(promise("2026-11-25", 4))

    assert (effect.outcome, effect.lost, effect.gained) == (Outcome.MOVED, (STORM,), ())


def test_the_saturday_worked_instead_catches_up():
    onto_saturday = effect_of(promise("2026-11-25", 7))
    behind = effect_of(promise("2026-11-25", 8))

    assert (onto_saturday.old, onto_saturday.new) == (date(2026, 12, 4), SATURDAY)
    assert (behind.outcome, behind.lost, behind.gained) == (Outcome.UNCHANGED, (STORM,), (SATURDAY,))


def test_a_promise_is_never_pulled_earlier():
    effect = effect_of(promise("2026-12-03", 2), Change("x", "y", work=SATURDAY))

    assert (effect.outcome, effect.new, effect.promised) == (Outcome.KEPT, SATURDAY, date(2026, 12, 7))


def test_examples_lie_around_the_change_and_stay_inside_the_calendar():
    found = examples(BEFORE, [STORM, SATURDAY])

    days = {given.accepted.date() for given in found}
    assert min(days) == date(2026, 10, 23)
    assert max(days) == date(2026, 11, 26)
    assert examples(BEFORE, []) == []
    assert all(given.accepted.year == 2027 for given in examples(BEFORE, [date(2027, 12, 31)]))


def test_units_below_the_chosen_ones_come_along():
    parents = {1: None, 2: 1, 3: 2, 4: 1, 5: None}

    assert with_below([2, 5], parents) == (2, 3, 5)
    assert with_below([], parents) == ()


@given(st.dates(date(2026, 3, 1), date(2027, 6, 1)), st.dates(date(2026, 3, 1), date(2027, 6, 1)))
@settings(max_examples=60, deadline=None)
def test_the_numbers_close_and_every_touched_row_has_a_reason(off, work):
    if BEFORE.is_working(off) is False or BEFORE.is_working(work):
        return
    after = changed(BEFORE, Change("x", "y", off=off, work=work))
    days = changed_days(BEFORE, after)

    preview = Preview(tuple(effects(BEFORE, after, examples(BEFORE, days))))

    assert days == tuple(sorted((off, work)))
    assert sum(len(preview.of(outcome)) for outcome in Outcome) == len(preview.effects)
    assert all(effect.lost or effect.gained for effect in preview.touched)
    assert (preview.span is None) == all(effect.promised == effect.old for effect in preview.effects)
