"""The week on the desk: every duty stands in exactly one place."""

from datetime import date, timedelta

from thutuc.desk.rules.week import Duty, Field, monday_of, plan

MONDAY = date(2026, 11, 23)
TODAY = date(2026, 11, 25)


def duty(due: date | None, *, mine: bool = False) -> Duty:
    return Duty(Field.LAW, "Xem văn bản", "legislation:documents", "Mở", due=due, mine=mine)


def week_of(*duties: Duty, off: dict[date, str] | None = None):
    days_off = {date(2026, 11, 24): "Ngày Văn hóa Việt Nam", **(off or {})}

    def day_off(day: date) -> str:
        return days_off.get(day, "Cuối tuần" if day.weekday() > 4 else "")

    return plan(duties, today=TODAY, monday=MONDAY, day_off=day_off, days_left=lambda day: (day - TODAY).days)


def test_a_duty_of_yesterday_is_late_and_one_of_today_is_not() -> None:
    week = week_of(duty(TODAY - timedelta(days=1)), duty(TODAY))

    assert [group.key for group in week.groups] == ["late", "2026-11-25"]


def test_the_numbers_of_the_strip_are_the_duties_of_the_groups() -> None:
    week = week_of(duty(TODAY), duty(TODAY, mine=True), duty(date(2026, 12, 2)), duty(date(2027, 3, 1)), duty(None))

    placed = sum(len(group.duties) for group in week.groups)
    today = next(cell for cell in week.cells if cell.is_today)
    assert placed == 5
    assert (today.total, today.mine) == (2, 1)
    assert [group.key for group in week.groups] == ["2026-11-25", "next", "later", "undated"]


def test_a_day_off_says_its_name() -> None:
    week = week_of()

    assert [cell.off for cell in week.cells if cell.start == date(2026, 11, 24)] == ["Ngày Văn hóa Việt Nam"]


def test_a_worked_saturday_has_its_own_cell_and_a_free_one_has_none() -> None:
    saturday = date(2026, 11, 28)

    assert saturday not in [cell.start for cell in week_of().cells]
    assert saturday in [cell.start for cell in week_of(off={saturday: ""}).cells]


def test_a_duty_that_falls_on_a_free_saturday_is_still_shown() -> None:
    saturday = date(2026, 11, 28)

    week = week_of(duty(saturday))

    assert [(group.key, len(group.duties)) for group in week.groups] == [("2026-11-28", 1)]


def test_my_own_duties_come_first_among_equals() -> None:
    week = week_of(duty(TODAY), duty(TODAY, mine=True))

    assert [d.mine for d in week.groups[0].duties] == [True, False]


def test_the_week_of_a_sunday_began_on_the_monday_before() -> None:
    assert monday_of(date(2026, 11, 29)) == MONDAY
