"""The clock of a dossier: promises, pauses, lateness, whose days; the law's examples and what holds for every case."""

import itertools
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.contents import content
from thutuc.catalogue.rules.content import Offer, TimeLimit
from thutuc.catalogue.rules.terms import Channel
from thutuc.catalogue.rules.terms import TimeUnit as PublishedUnit
from thutuc.dossiers.rules import clock, codes, states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.segments import Stay, segments, used_by
from thutuc.dossiers.rules.terms import Clock, DossierState, TimelinessOpen, Whose
from thutuc.kernel.periods import LOCAL
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import Calendar, DayKind, DayRow, Limit, OfficeHours, Pause, Scope, TimeUnit, of_years
from thutuc.worktime.rules.days import Certainty

S = DossierState
SHIPPED = shipped_days()
CALENDAR = of_years(dict(SHIPPED.years), tuple(SHIPPED.rows), (OfficeHours(),))
DAYS, HOURS = TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=LOCAL)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def with_holiday(day: date) -> Calendar:
    row = DayRow(day, DayKind.DAY_OFF, "Nghỉ thêm", Scope.PROVINCE, Certainty.DECIDED, "QĐ", None)
    return of_years(dict(SHIPPED.years), (*SHIPPED.rows, row), (OfficeHours(),))


@pytest.mark.parametrize(
    ("accepted", "requested", "sent", "due"),
    [
        ("2026-11-02 09:00", "2026-11-06 15:00", "2026-11-17 10:00", "2026-11-25 15:00"),
        ("2027-01-25 08:00", "2027-01-29 15:00", "2027-02-17 09:00", "2027-02-24 11:30"),
    ],
    ids=["E24", "E27"],
)
def test_hours_run_on_from_their_remainder(accepted: str, requested: str, sent: str, due: str) -> None:
    running = clock.paused(Running(at(accepted), Limit(80, HOURS)), at=at(requested))
    assert running.paused_since == at(requested)

    running = clock.after(running, Clock.RESUME, at=at(sent))

    assert clock.due(CALENDAR, running) == at(due)


def test_days_run_on_or_are_counted_again() -> None:
    """E25, E26."""
    paused = clock.paused(Running(at("2026-11-02 09:00"), Limit(10, DAYS)), at=at("2026-11-06 15:00"))

    runs_on = clock.after(paused, Clock.RESUME, at=at("2026-11-17 10:00"))
    again = clock.after(paused, Clock.RESTART, at=at("2026-11-17 10:00"))

    assert clock.due(CALENDAR, runs_on) == at("2026-11-26 17:00")
    assert clock.due(CALENDAR, again) == at("2026-12-02 17:00")


def test_pauses_come_back_as_they_were_kept() -> None:
    running = clock.paused(Running(MONDAY, Limit(10, DAYS)), at=at("2026-11-17 09:00"), reason="suspend")
    running = clock.paused(clock.resumed(running, at=at("2026-11-18 09:00")), at=at("2026-11-19 09:00"))

    assert clock.pauses_from(clock.pauses_plain(running.pauses)) == running.pauses


def test_a_procedure_without_a_due_day_is_never_late() -> None:
    assert clock.due(CALENDAR, Running(MONDAY, None)) is None
    told = clock.standing(CALENDAR, state=S.IN_PROCESS, due_at=None, now=at("2027-06-01 08:00"), warning_days=2)
    assert told is TimelinessOpen.NO_DUE


@pytest.mark.parametrize(
    ("state", "now", "told"),
    [
        (S.IN_PROCESS, "2026-11-18 09:00", TimelinessOpen.IN_TIME),
        (S.IN_PROCESS, "2026-11-19 09:00", TimelinessOpen.NEAR_DUE),
        (S.IN_PROCESS, "2026-11-23 23:59", TimelinessOpen.NEAR_DUE),
        (S.IN_PROCESS, "2026-11-24 00:01", TimelinessOpen.LATE),
        (S.SUPPLEMENT, "2026-12-24 09:00", TimelinessOpen.PAUSED),
        (S.RESULT_READY, "2026-12-24 09:00", TimelinessOpen.ENDED),
    ],
)
def test_dates_tell_how_an_open_dossier_stands(state: DossierState, now: str, told: TimelinessOpen) -> None:
    due = at("2026-11-23 17:00")

    assert clock.standing(CALENDAR, state=state, due_at=due, now=at(now), warning_days=2) is told


def test_a_printed_promise_never_comes_forward_and_moves_on_only_by_a_notice() -> None:
    promised, earlier, later = at("2026-11-23 17:00"), at("2026-11-20 17:00"), at("2026-11-25 17:00")

    assert clock.binding_due(promised=promised, computed=earlier, may_move=True) == promised
    assert clock.binding_due(promised=promised, computed=later, may_move=False) == promised
    assert clock.binding_due(promised=promised, computed=later, may_move=True) == later


def test_the_limit_is_that_of_the_case_and_the_channel() -> None:
    def days(count: int) -> TimeLimit:
        return TimeLimit(count, PublishedUnit.WORKING_DAY)  # type: ignore[arg-type]

    told = content(
        offers=(
            Offer(Channel.DIRECT, limit=days(5)),
            Offer(Channel.DIRECT, case="Phải xác minh", limit=days(10)),
            Offer(Channel.ONLINE, limit=days(3)),
        )
    )

    assert clock.limit_of(told, channel=Channel.DIRECT, case="") == Limit(5, DAYS)
    assert clock.limit_of(told, channel=Channel.DIRECT, case="Phải xác minh") == Limit(10, DAYS)
    assert clock.limit_of(told, channel=Channel.ONLINE, case="Phải xác minh") == Limit(3, DAYS)
    assert clock.limit_of(content(offers=()), channel=Channel.DIRECT, case="") is None


def test_half_and_four_fifths_of_the_time_are_marks_of_warning() -> None:
    share = clock.used_share(
        CALENDAR, started_at=at("2026-11-16 07:30"), due_at=at("2026-11-17 17:00"), now=at("2026-11-16 17:00")
    )

    assert share == Fraction(1, 2)


moments = st.datetimes(datetime(2026, 1, 5), datetime(2026, 10, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=LOCAL)
)
limits = st.one_of(
    st.integers(1, 40).map(lambda amount: Limit(amount, DAYS)),
    st.integers(1, 60).map(lambda amount: Limit(amount, TimeUnit.CALENDAR_DAY)),
    st.integers(1, 200).map(lambda amount: Limit(amount, HOURS)),
)


@given(moments, limits, st.dates(date(2026, 1, 6), date(2026, 12, 20)))
def test_a_day_off_more_never_shortens_a_limit(start: datetime, limit: Limit, day: date) -> None:
    if not CALENDAR.is_working(day):
        return
    plain, longer = clock.due(CALENDAR, Running(start, limit)), clock.due(with_holiday(day), Running(start, limit))

    assert plain is not None
    assert longer is not None
    assert longer >= plain


@given(moments, st.integers(1, 200), st.integers(1, 20_000), st.integers(0, 30_000))
def test_shifting_by_a_pause_is_running_on_from_the_remainder(start: datetime, hours: int, wait: int, gap: int) -> None:
    running = Running(start, Limit(hours, HOURS))
    due = clock.due(CALENDAR, running)
    assert due is not None
    begins = start + timedelta(minutes=wait)
    if begins >= due:
        return
    pause = Pause(begins, begins + timedelta(minutes=gap))

    remainder = clock.due(CALENDAR, Running(start, running.limit, (pause,)))

    assert remainder == clock.shifted(CALENDAR, due, pause)


@given(moments, st.lists(st.tuples(st.sampled_from(sorted(S)), st.integers(0, 5_000)), min_size=1, max_size=12))
def test_segments_add_up_to_the_whole_time(start: datetime, visits: list[tuple[DossierState, int]]) -> None:
    stays, moment = [], start
    for state, minutes in visits:
        stays.append(Stay(S(state), moment, 1))
        moment += timedelta(minutes=minutes)

    found = segments(CALENDAR, stays, until=moment)

    silent = {S.DRAFT, *states.FINAL}
    elapsed = sum(minutes for state, minutes in visits if S(state) not in silent) * 60
    assert sum(segment.seconds for segment in found) == elapsed
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert sum(used_by(found).values()) == sum(segment.minutes for segment in found)


def test_each_stretch_is_somebodys() -> None:
    stays = [
        Stay(S.ACCEPTED, at("2026-11-16 08:00"), 1),
        Stay(S.IN_PROCESS, at("2026-11-16 10:00"), 2),
        Stay(S.CONSULTING, at("2026-11-17 08:00"), 2),
        Stay(S.SUPPLEMENT, at("2026-11-18 08:00"), 2),
        Stay(S.SUSPENDED, at("2026-11-19 08:00"), 2),
    ]

    used = used_by(segments(CALENDAR, stays, until=at("2026-11-20 08:00")))

    assert used == {
        Whose.CITIZEN: 480,
        Whose.COUNTER: 120,
        Whose.DEPARTMENT: 360,
        Whose.CONSULTED: 480,
        Whose.SUSPENDED: 480,
    }


@pytest.mark.parametrize("code", ["000.00.15.H56-190806-0001", "H14.16-261116-0001", "H56.15.02-260101-12345"])
def test_codes_of_both_schemes_are_known(code: str) -> None:
    assert codes.is_code(code)


@pytest.mark.parametrize("code", ["H14.16-261316-0001", "H14.16-261116-001", "14.16-261116-0001", "", "H14.16"])
def test_what_is_no_code_is_told(code: str) -> None:
    assert not codes.is_code(code)


def test_a_code_is_of_agency_day_and_number() -> None:
    assert codes.code("H56.15", date(2019, 8, 6), 1) == "H56.15-190806-0001"
    assert codes.code("H56.15", date(2019, 8, 6), 12345) == "H56.15-190806-12345"
    assert codes.typed_secret(" ab-cd 23.4x ") == "ABCD234X"


def test_same_day_procedures_end_on_the_day_before_the_hour_of_the_law() -> None:
    """E22."""
    limit = clock.limit_from(None, "") or Limit(1, TimeUnit.SAME_DAY)
    for start, due in (
        ("2026-11-20 14:59", "2026-11-20"),
        ("2026-11-20 15:00", "2026-11-23"),
        ("2026-11-23 15:10", "2026-11-25"),
    ):
        found = clock.due(CALENDAR, Running(at(start), limit, same_day_until=time(15)))
        assert found is not None
        assert found.date().isoformat() == due
