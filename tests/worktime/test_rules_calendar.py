"""Days, office hours, limits: what is understood and what is refused."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from tests.worktime.casebook import at
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import Days
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import (
    Calendar,
    Certainty,
    DayKind,
    DayRow,
    Limit,
    Mark,
    OfficeHours,
    OutsideCalendar,
    Pause,
    Scope,
    Session,
    TimeOfDay,
    TimeUnit,
    add_working_days,
    bulk,
    due_at,
    due_before,
    explain,
    of_years,
    parse_limit,
    start_before,
    working_minutes,
)

YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
MONDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 21)
SEVEN_HOURS = (Session(450, 690), Session(780, 960))


def codes(refused):
    return [objection.code for objection in refused.value.objections]


def test_a_later_scope_wins_over_an_earlier_one():
    rows = (
        DayRow(MONDAY, DayKind.DAY_OFF, "nghỉ cả nước"),
        DayRow(MONDAY, DayKind.EXTRA_WORKDAY, "tỉnh làm việc", Scope.PROVINCE),
        DayRow(MONDAY, DayKind.DAY_OFF, "xã nghỉ bão", Scope.UNIT),
    )

    assert not Calendar(YEAR, rows[:1]).is_working(MONDAY)
    assert Calendar(YEAR, rows[:2]).is_working(MONDAY)
    assert Calendar(YEAR, rows[::-1]).rows[MONDAY].reason == "xã nghỉ bão"


def test_an_extra_workday_wins_over_the_weekend():
    calendar = Calendar(YEAR, (DayRow(SATURDAY, DayKind.EXTRA_WORKDAY, "làm bù"),))

    assert calendar.is_working(SATURDAY)
    assert add_working_days(calendar, date(2026, 11, 20), 1) == SATURDAY


@pytest.mark.parametrize("kind", DayKind)
def test_a_day_may_not_stand_twice_in_one_scope(kind):
    rows = (DayRow(SATURDAY, DayKind.EXTRA_WORKDAY, "làm bù"), DayRow(SATURDAY, kind, "lần hai"))

    with pytest.raises(Refused) as refused:
        Calendar(YEAR, rows)

    assert codes(refused) == ["calendar.day_twice"]


def test_sessions_that_do_not_make_eight_hours_are_refused():
    with pytest.raises(Refused) as refused:
        OfficeHours(SEVEN_HOURS)

    assert codes(refused) == ["hours.not_eight"]
    assert "7 giờ" in str(refused.value)


def test_sessions_of_seven_hours_count_once_the_legal_hour_is_said():
    full_hours = Calendar(YEAR, hours=(OfficeHours(SEVEN_HOURS, legal_hour=60),))
    seven_and_a_half = OfficeHours((Session(480, 720), Session(780, 996)), legal_hour=57)

    assert due_at(full_hours, at("2026-11-16 07:30"), parse_limit("8 giờ")) == at("2026-11-17 08:30")
    assert due_at(full_hours, at("2026-11-16 07:30"), parse_limit("1 ngày làm việc")) == at("2026-11-17 16:00")
    eighths = Calendar(YEAR, hours=(seven_and_a_half,))
    assert due_at(eighths, at("2026-11-16 08:00"), parse_limit("8 giờ")) == at("2026-11-16 16:36")


@pytest.mark.parametrize(
    ("sessions", "legal_hour", "code"),
    [
        ((), None, "hours.none"),
        ((Session(780, 1020), Session(450, 690)), None, "hours.order"),
        ((Session(450, 690), Session(690, 930)), None, "hours.order"),
        ((Session(690, 450), Session(780, 1020)), None, "hours.order"),
        ((Session(1000, 1480),), None, "hours.order"),
        (SEVEN_HOURS, 50, "hours.legal_hour"),
        ((Session(450, 690), Session(780, 1020)), 45, "hours.legal_hour"),
    ],
)
def test_hours_that_make_no_sense_are_refused(sessions, legal_hour, code):
    with pytest.raises(Refused) as refused:
        OfficeHours(sessions, legal_hour=legal_hour)

    assert codes(refused) == [code]


def test_a_calendar_without_hours_for_some_day_is_refused():
    with pytest.raises(Refused) as refused:
        Calendar(YEAR, hours=(OfficeHours(validity=Days(date(2026, 3, 1), None)),))

    assert codes(refused) == ["hours.missing"]
    with pytest.raises(Refused):
        Calendar(YEAR, hours=(OfficeHours(validity=Days(None, date(2026, 3, 1))),))
    assert Calendar(YEAR, hours=(OfficeHours(validity=Days(None, date(2028, 1, 1))),))


def test_sessions_are_said_as_on_the_door():
    assert str(Session.between(time(7, 30), time(11, 30))) == "07:30–11:30"


def test_minutes_over_full_hours_are_named_in_a_refusal():
    with pytest.raises(Refused, match="7 giờ 30 phút"):
        OfficeHours((Session(450, 690), Session(780, 990)))


def test_hours_change_on_their_day():
    summer = OfficeHours((Session(420, 690), Session(810, 1020)), Days(date(2026, 4, 15), None))
    calendar = Calendar(YEAR, hours=(OfficeHours(validity=Days(None, date(2026, 4, 15))), summer))

    assert due_at(calendar, at("2026-04-14 16:00"), parse_limit("2 giờ")) == at("2026-04-15 08:00")
    assert calendar.opens_at(date(2026, 4, 15)) == at("2026-04-15 07:00")


def test_half_a_day_takes_the_length_of_the_unit_s_own_day():
    calendar = Calendar(YEAR, hours=(OfficeHours(SEVEN_HOURS, legal_hour=60),))

    assert due_at(calendar, at("2026-11-16 07:30"), parse_limit("0,5 ngày làm việc")) == at("2026-11-16 11:00")


def test_a_part_of_a_day_that_is_no_whole_minute_is_refused():
    with pytest.raises(Refused) as refused:
        due_at(Calendar(YEAR), at("2026-11-16 07:30"), Limit(Fraction(1, 7), TimeUnit.WORKING_DAY))

    assert codes(refused) == ["limit.minute"]


@pytest.mark.parametrize(
    "question",
    [
        lambda calendar: due_at(calendar, at("2026-12-28 09:00"), parse_limit("10 ngày làm việc")),
        lambda calendar: due_at(calendar, at("2026-12-28 09:00"), parse_limit("80 giờ")),
        lambda calendar: due_at(calendar, at("2026-12-28 09:00"), parse_limit("1 tháng")),
        lambda calendar: due_at(calendar, at("2025-12-28 09:00"), parse_limit("1 giờ")),
        lambda calendar: due_at(calendar, at("2027-01-04 09:00"), parse_limit("1 giờ")),
        lambda calendar: due_before(calendar, date(2026, 1, 5), parse_limit("5 ngày làm việc")),
        lambda calendar: start_before(calendar, at("2026-01-05 09:00"), 60 * 80),
        lambda calendar: calendar.beginning_at(calendar.minutes_before[-1]),
        lambda calendar: explain(calendar, at("2026-12-28 09:00"), parse_limit("10 ngày làm việc")),
        lambda calendar: bulk.tables(calendar).add_working_days([date(2026, 12, 28)], [10]),
        lambda calendar: bulk.tables(calendar).add_working_days([date(2025, 12, 28)], [1]),
        lambda calendar: bulk.tables(calendar).due_at([datetime(2026, 12, 28, 9)], parse_limit("80 giờ")),
        lambda calendar: due_at(calendar, at("9999-12-31 09:00"), parse_limit("1 tháng")),
        lambda calendar: explain(calendar, at("9999-12-31 09:00"), parse_limit("1 tháng")),
        lambda calendar: due_before(calendar, date(1, 1, 1), parse_limit("1 tháng")),
        lambda calendar: of_years({}),
        lambda calendar: of_years({2024: Certainty.DECIDED, 2026: Certainty.DECIDED}),
    ],
)
def test_a_count_that_leaves_the_entered_years_is_an_objection_never_a_guess(question):
    with pytest.raises(OutsideCalendar) as refused:
        question(Calendar(YEAR))

    assert refused.value.objections[0].basis == "worktime.calendar"


def test_a_calendar_has_a_first_and_a_last_day():
    with pytest.raises(ValueError, match="finite"):
        Calendar(Days(date(2026, 1, 1), None))


def test_instants_are_read_on_the_clock_of_vietnam():
    utc = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)

    assert due_at(Calendar(YEAR), utc, parse_limit("4 giờ")) == at("2026-11-16 15:30")
    with pytest.raises(ValueError, match="time zone"):
        due_at(Calendar(YEAR), datetime(2026, 11, 16, 10), parse_limit("4 giờ"))


def test_seconds_are_dropped():
    assert due_at(Calendar(YEAR), at("2026-11-16 10:00:59"), parse_limit("4 giờ")) == at("2026-11-16 15:30")


def test_a_limit_in_days_may_keep_the_hour_of_acceptance():
    kept = due_at(Calendar(YEAR), at("2026-11-16 10:12"), parse_limit("2 ngày"), time_of_day=TimeOfDay.KEEP)

    assert kept == at("2026-11-18 10:12")


def test_the_hour_of_the_cut_off_is_a_parameter():
    start, limit = at("2026-11-16 15:30"), parse_limit("trong ngày")

    assert due_at(Calendar(YEAR), start, limit, same_day_until=time(16)) == at("2026-11-16 17:00")
    assert due_at(Calendar(YEAR), start, limit, same_day_until=time(15)) == at("2026-11-17 17:00")


def many_at_once(calendar, start, limit):
    return bulk.tables(calendar).due_at([start.replace(tzinfo=None)], limit)


@pytest.mark.parametrize("count", [due_at, explain, many_at_once])
def test_a_limit_within_the_day_is_not_counted_by_a_guessed_cut_off(count):
    with pytest.raises(ValueError, match="dated cut-off"):
        count(Calendar(YEAR), at("2026-11-16 15:30"), parse_limit("trong ngày"))


def test_no_end_is_known_while_the_clock_stands():
    with pytest.raises(Refused) as refused:
        due_at(
            Calendar(YEAR), at("2026-11-16 09:00"), parse_limit("4 giờ"), pauses=[Pause(at("2026-11-16 10:00"), None)]
        )

    assert codes(refused) == ["pause.open"]


@pytest.mark.parametrize(
    "pauses",
    [
        [Pause(at("2026-11-16 08:00"), at("2026-11-16 08:30"))],
        [Pause(at("2026-11-17 08:00"), at("2026-11-16 10:30"))],
        [
            Pause(at("2026-11-17 08:00"), at("2026-11-18 10:30")),
            Pause(at("2026-11-18 08:00"), at("2026-11-19 10:30")),
        ],
    ],
)
def test_pauses_out_of_order_are_refused(pauses):
    with pytest.raises(Refused) as refused:
        due_at(Calendar(YEAR), at("2026-11-16 09:00"), parse_limit("4 giờ"), pauses=pauses)

    assert codes(refused) == ["pause.order"]


@pytest.mark.parametrize("text", ["4 giờ", "trong ngày", "0,5 ngày làm việc"])
def test_only_limits_in_days_and_months_run_backwards(text):
    with pytest.raises(Refused) as refused:
        due_before(Calendar(YEAR), MONDAY, parse_limit(text))

    assert codes(refused) == ["limit.backwards"]


def test_months_run_backwards_too():
    assert due_before(Calendar(YEAR), date(2026, 12, 31), parse_limit("1 tháng")) == date(2026, 11, 30)


def test_time_runs_backwards_as_a_negative_number():
    assert working_minutes(Calendar(YEAR), at("2026-11-16 11:30"), at("2026-11-16 10:30")) == -60


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 ngày làm việc", 5, TimeUnit.WORKING_DAY),
        ("05 ngay lam viec", 5, TimeUnit.WORKING_DAY),
        ("  15  Ngày (làm việc) ", 15, TimeUnit.WORKING_DAY),
        ("0,5 ngày làm việc", Fraction(1, 2), TimeUnit.WORKING_DAY),
        ("1/2 ngày làm việc", Fraction(1, 2), TimeUnit.WORKING_DAY),
        ("nửa ngày làm việc", Fraction(1, 2), TimeUnit.WORKING_DAY),
        ("10 ngày", 10, TimeUnit.CALENDAR_DAY),
        ("không quá 20 ngày.", 20, TimeUnit.CALENDAR_DAY),
        ("4 giờ", 4, TimeUnit.WORKING_HOUR),
        ("08 giờ làm việc", 8, TimeUnit.WORKING_HOUR),
        ("1.5 giờ", Fraction(3, 2), TimeUnit.WORKING_HOUR),
        ("30 phút", Fraction(1, 2), TimeUnit.WORKING_HOUR),
        ("1 tháng", 1, TimeUnit.MONTH),
        ("1 năm", 12, TimeUnit.MONTH),
        ("trong ngày", 1, TimeUnit.SAME_DAY),
        ("Ngay trong ngày làm việc", 1, TimeUnit.SAME_DAY),
    ],
)
def test_limits_are_read_as_people_write_them(text, amount, unit):
    assert parse_limit(text) == Limit(amount, unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "limit.unreadable"),
        ("năm ngày", "limit.unreadable"),
        ("5", "limit.unreadable"),
        ("-5 ngày", "limit.unreadable"),
        ("5 ngày và 3 giờ", "limit.unreadable"),
        ("0 ngày", "limit.zero"),
        ("1/0 ngày làm việc", "limit.zero"),
        ("0,5 ngày", "limit.whole"),
        ("1,5 tháng", "limit.whole"),
        ("0,001 giờ", "limit.minute"),
        ("99999 ngày", "limit.range"),
        ("200 năm", "limit.range"),
    ],
)
def test_other_words_are_refused_with_what_would_be_understood(text, code):
    with pytest.raises(Refused) as refused:
        parse_limit(text)

    assert codes(refused) == [code]


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit(5, TimeUnit.WORKING_DAY), "5 ngày làm việc"),
        (Limit(Fraction(1, 2), TimeUnit.WORKING_DAY), "0,5 ngày làm việc"),
        (Limit(Fraction(1, 3), TimeUnit.WORKING_HOUR), "1/3 giờ làm việc"),
        (Limit(1, TimeUnit.SAME_DAY), "trong ngày"),
    ],
)
def test_a_limit_is_said_in_vietnamese(limit, text):
    assert str(limit) == text


def test_an_explanation_names_every_day():
    calendar = shipped_days().calendar()

    explanation = explain(calendar, at("2026-11-19 09:00"), parse_limit("5 ngày làm việc"))

    assert [(line.day.day, line.mark) for line in explanation.lines] == [
        (19, Mark.START),
        (20, Mark.COUNTED),
        (21, Mark.WEEKEND),
        (22, Mark.WEEKEND),
        (23, Mark.COUNTED),
        (24, Mark.OFF),
        (25, Mark.COUNTED),
        (26, Mark.COUNTED),
        (27, Mark.COUNTED),
    ]
    assert [line.note for line in explanation.skipped if line.mark is Mark.OFF] == ["Ngày Văn hóa Việt Nam"]
    assert not explanation.is_expected


def test_an_explanation_of_hours_names_the_sittings_and_the_pause():
    pause = Pause(at("2026-11-16 10:30"), at("2026-11-17 13:00"), "chờ bổ sung bản vẽ")

    explanation = explain(Calendar(YEAR), at("2026-11-16 10:00"), parse_limit("2 giờ"), pauses=[pause])

    first, second = explanation.lines
    assert (first.sittings, first.minutes, first.paused_minutes) == (((600, 630),), 30, 300)
    assert (second.sittings, second.minutes, second.paused_minutes) == (((780, 870),), 90, 240)
    assert explanation.paused == (first, second)


def test_a_whole_day_in_pause_tells_its_reason():
    pause = Pause(at("2026-11-16 10:30"), at("2026-11-18 13:00"), "chờ bổ sung bản vẽ")

    in_hours = explain(Calendar(YEAR), at("2026-11-16 18:00"), parse_limit("2 giờ"))
    paused = explain(Calendar(YEAR), at("2026-11-16 10:00"), parse_limit("2 giờ"), pauses=[pause])

    assert in_hours.lines[0].mark is Mark.OUTSIDE
    assert (paused.lines[1].mark, paused.lines[1].note) == (Mark.PAUSED, "chờ bổ sung bản vẽ")


def test_a_count_that_touches_a_year_not_yet_announced_says_so():
    calendar = shipped_days().calendar()

    explanation = explain(calendar, at("2026-12-28 09:00"), parse_limit("10 ngày làm việc"))

    assert explanation.expected_years == (2027,)
    assert explanation.is_expected


def test_a_single_day_may_be_expected_in_a_decided_year():
    row = DayRow(date(2026, 11, 17), DayKind.DAY_OFF, "dự kiến nghỉ bão", certainty=Certainty.EXPECTED)

    assert Calendar(YEAR, (row,)).is_expected(row.day)
    assert not Calendar(YEAR, (row,)).is_expected(MONDAY)


def test_the_shipped_calendar_holds_every_swap():
    swaps = {row.day: row.reason for row in shipped_days().rows if row.kind is DayKind.EXTRA_WORKDAY}

    assert sorted(swaps) == [
        date(2019, 1, 5),
        date(2019, 5, 4),
        date(2024, 5, 4),
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
    ]
    assert swaps[date(2019, 1, 5)] == "Làm bù cho ngày nghỉ 31/12/2018"
