"""Acts on calendars against a real database: what they write, what they refuse, what they leave behind."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from tests.worktime.casebook import at
from tests.worktime.factories import agency, load, officer
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.worktime import queries, services
from thutuc.worktime.models import CalendarDay, CalendarYear, OfficeHoursPeriod
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import Certainty, DayKind, OutsideCalendar, Scope, Session, due_at, parse_limit
from thutuc.worktime.rules.changes import Change

pytestmark = pytest.mark.django_db

STORM, SATURDAY = date(2026, 11, 27), date(2026, 12, 5)
SWAP = Change("Phòng, chống bão số 14", "Công điện 31/CĐ-UBND", off=STORM, work=SATURDAY)
MORNING_AND_AFTERNOON = (Session(420, 690), Session(810, 1020))


def codes(refused):
    return [(objection.code, objection.field) for objection in refused.value.objections]


def test_the_shipped_days_are_loaded_once(system, now):
    first = load(system, now)

    second = load(system, now)

    assert (first.years, first.added) == (10, len(shipped_days().rows))
    assert (second.years, second.added, second.superseded) == (0, 0, 0)
    assert journal.of_subject("worktime.Calendar:national").count() == 1
    assert queries.calendar() == shipped_days().calendar()


def test_a_corrected_release_replaces_what_it_shipped_before(system, now):
    shipped = shipped_days()
    wrong = [replace(row, reason="Nhầm") if row.day == date(2027, 9, 3) else row for row in shipped.rows]
    services.load_national_days(years=shipped.years, rows=wrong, by=system, at=now)

    loaded = load(system, now)

    assert (loaded.added, loaded.superseded) == (1, 1)
    assert queries.calendar() == shipped.calendar()


def test_a_year_edited_by_a_person_is_left_alone(system, now):
    load(system, now)
    announced = Change("Nghỉ thêm theo thông báo", "Thông báo", off=date(2027, 2, 12), scope=Scope.NATIONAL)
    services.change_calendar(change=replace(announced, empty_week_reason="Tết"), by=officer(), at=now)

    loaded = load(system, now)

    assert loaded.kept == (2027,)
    assert loaded.added == 0
    assert not queries.calendar().is_working(date(2027, 2, 12))


def test_a_storm_day_and_the_saturday_worked_for_it_move_deadlines(system, now):
    load(system, now)
    before = due_at(queries.calendar(), at("2026-11-25 09:00"), parse_limit("2 ngày làm việc"))

    services.change_calendar(change=SWAP, by=officer(), at=now)

    after = due_at(queries.calendar(), at("2026-11-25 09:00"), parse_limit("2 ngày làm việc"))
    assert (before.date(), after.date()) == (STORM, date(2026, 11, 30))
    assert queries.calendar().is_working(SATURDAY)
    entry = journal.of_subject("worktime.Calendar:province").get()
    assert (entry.code, entry.actor, entry.details["off"]) == ("calendar.change", "person:1", "2026-11-27")


def test_a_change_for_some_units_leaves_the_others(system, now):
    load(system, now)
    coast, hill = agency(), agency("xa-nui", "Ủy ban nhân dân xã Núi")

    services.change_calendar(change=replace(SWAP, scope=Scope.UNIT, agency_ids=(coast.pk,)), by=officer(), at=now)

    assert not queries.calendar(of=coast.pk).is_working(STORM)
    assert queries.calendar(of=hill.pk).is_working(STORM)
    assert queries.calendar().is_working(STORM)
    assert queries.units_with_own_rows() == {coast.pk}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("", "", off=None), {("change.nothing", "off"), ("change.reason", "reason"), ("change.basis", "basis")}),
        (replace(SWAP, work=STORM), {("change.same_day", "work")}),
        (replace(SWAP, scope=Scope.UNIT), {("change.units", "agencies")}),
        (replace(SWAP, off=date(2026, 11, 28)), {("change.off_already", "off")}),
        (replace(SWAP, work=date(2026, 11, 26)), {("change.worked_already", "work")}),
        (
            replace(SWAP, off=date(2026, 11, 24), work=date(2026, 8, 22), scope=Scope.NATIONAL),
            {("change.taken", "off"), ("change.taken", "work")},
        ),
        (replace(SWAP, off=date(2028, 3, 1)), {("calendar.outside", "off")}),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_with_every_reason(system, now, change, expected):
    load(system, now)

    with pytest.raises(Refused) as refused:
        services.change_calendar(change=change, by=officer(), at=now)

    assert set(codes(refused)) == expected
    assert not CalendarDay.objects.exclude(scope=Scope.NATIONAL).exists()


def test_a_week_without_a_working_day_needs_a_reason(system, now):
    load(system, now)
    for day in (date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 16), date(2026, 12, 17)):
        services.change_calendar(change=replace(SWAP, off=day, work=None), by=officer(), at=now)
    last = replace(SWAP, off=date(2026, 12, 18), work=None)

    with pytest.raises(Refused) as refused:
        services.change_calendar(change=last, by=officer(), at=now)

    assert codes(refused) == [("change.empty_week", "empty_week_reason")]
    assert services.change_calendar(change=replace(last, empty_week_reason="Lũ kéo dài"), by=officer(), at=now) == 1


def test_only_control_officers_and_administrators_change_calendars(system, now):
    load(system, now)

    for act in (
        lambda by: services.change_calendar(change=SWAP, by=by, at=now),
        lambda by: services.remove_day(day_id=1, reason="x", by=by, at=now),
        lambda by: services.open_year(year=2028, by=by, at=now),
        lambda by: services.settle_year(year=2027, revision=1, basis="x", by=by, at=now),
        lambda by: load(by, now),
    ):
        with pytest.raises(Refused) as refused:
            act(officer("specialist"))
        assert codes(refused) == [("calendar.role", "")]


def test_a_day_taken_back_takes_its_swap_along_and_stays_as_history(system, now):
    load(system, now)
    services.change_calendar(change=SWAP, by=officer(), at=now)
    row = CalendarDay.objects.get(day=STORM)

    taken = services.remove_day(day_id=row.pk, reason="Bão tan", by=officer("system_admin"), at=now)

    assert taken == 2
    assert queries.calendar() == shipped_days().calendar()
    assert {past.day for past in queries.past_days(2026)} == {STORM, SATURDAY}
    assert CalendarDay.objects.get(pk=row.pk).superseded_reason == "Bão tan"


def test_a_shipped_swap_is_taken_back_by_a_person_and_stays_so(system, now):
    load(system, now)
    rested = CalendarDay.objects.get(day=date(2026, 8, 31))

    services.remove_day(day_id=rested.pk, reason="Thông báo thay thế", by=officer(), at=now)
    load(system, now)

    assert queries.calendar().is_working(date(2026, 8, 31))
    assert not queries.calendar().is_working(date(2026, 8, 22))


def test_a_saturday_may_be_worked_without_a_day_off(system, now):
    load(system, now)

    services.change_calendar(change=replace(SWAP, off=None), by=officer(), at=now)

    assert queries.calendar().rows[SATURDAY].reason == "Phòng, chống bão số 14"


def test_a_release_that_settles_a_year_settles_it(system, now):
    shipped = shipped_days()
    load(system, now)

    services.load_national_days(years={**shipped.years, 2027: Certainty.DECIDED}, rows=shipped.rows, by=system, at=now)

    assert CalendarYear.objects.get(year=2027).certainty is Certainty.DECIDED


def test_an_end_already_set_bounds_the_hours_put_before_it(system, now):
    load(system, now)
    set_hours(date(2026, 4, 15), at=now)
    set_hours(date(2026, 10, 15), (Session(450, 690), Session(780, 1020)), at=now)

    set_hours(date(2026, 6, 1), (Session(405, 675), Session(810, 1020)), at=now)

    starts = [queries.calendar().opens_at(date(2026, month, 20)).strftime("%H:%M") for month in (3, 5, 7, 11)]
    assert starts == ["07:30", "07:00", "06:45", "07:30"]


def test_taking_back_needs_a_reason_and_a_day_that_counts(system, now):
    load(system, now)
    row = CalendarDay.objects.get(day=date(2026, 11, 24))

    with pytest.raises(Refused) as refused:
        services.remove_day(day_id=row.pk, reason=" ", by=officer(), at=now)
    with pytest.raises(NotFound):
        services.remove_day(day_id=0, reason="x", by=officer(), at=now)

    assert codes(refused) == [("change.reason", "reason")]


def test_the_facts_of_a_day_cannot_be_rewritten(system, now):
    load(system, now)
    services.change_calendar(change=SWAP, by=officer(), at=now)

    with pytest.raises(DatabaseError, match=r"immutable|Cannot delete"), transaction.atomic():
        CalendarDay.objects.filter(day=STORM).update(day=date(2026, 11, 26))
    with pytest.raises(DatabaseError, match=r"immutable|Cannot delete"), transaction.atomic():
        CalendarDay.objects.filter(day=STORM).delete()


def test_the_database_holds_one_row_a_day_and_an_owner_for_unit_days(system, now):
    load(system, now)
    fields = {"day": date(2026, 11, 24), "reason": "x", "recorded_at": now, "recorded_by": "x"}

    for wrong in (
        {"scope": Scope.NATIONAL, "kind": DayKind.EXTRA_WORKDAY},
        {"scope": Scope.UNIT, "kind": DayKind.DAY_OFF},
        {"scope": Scope.PROVINCE, "kind": DayKind.DAY_OFF, "agency": agency()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarDay.objects.create(**fields, **wrong)


def test_an_expected_year_is_settled_when_it_is_announced(system, now):
    load(system, now)
    year = CalendarYear.objects.get(year=2027)

    services.settle_year(year=2027, revision=year.revision, basis="Thông báo của Bộ Nội vụ", by=officer(), at=now)

    calendar = queries.calendar()
    assert not calendar.is_expected(date(2027, 2, 5))
    assert calendar.rows[date(2027, 2, 5)].basis == "Thông báo của Bộ Nội vụ"
    with pytest.raises(Conflict):
        services.settle_year(year=2027, revision=year.revision, basis="x", by=officer(), at=now)
    with pytest.raises(NotFound):
        services.settle_year(year=2030, revision=1, basis="x", by=officer(), at=now)


def test_a_year_is_opened_next_to_the_others_and_expected_until_its_days_are_entered(system, now):
    load(system, now)
    with pytest.raises(OutsideCalendar):
        queries.calendar().is_working(date(2028, 1, 4))

    year = services.open_year(year=2028, by=officer(), at=now)

    assert queries.calendar().is_expected(date(2028, 1, 4))
    with pytest.raises(Refused) as skipped:
        services.open_year(year=2030, by=officer(), at=now)
    with pytest.raises(Refused) as empty:
        services.settle_year(year=2028, revision=year.revision, basis="", by=officer(), at=now)
    assert codes(skipped) == [("year.not_next", "year")]
    assert codes(empty) == [("year.no_days", "year"), ("change.basis", "basis")]


def set_hours(day, sessions=MORNING_AND_AFTERNOON, **given):
    settings = {"agency_id": None, "legal_hour": None, "basis": "Quyết định 12/QĐ-UBND", "by": officer()}
    return services.set_office_hours(valid_from=day, sessions=sessions, **{**settings, **given})


def test_office_hours_hold_from_their_day(system, now):
    load(system, now)

    set_hours(date(2026, 4, 15), at=now)

    calendar = queries.calendar()
    assert calendar.opens_at(date(2026, 4, 14)) == at("2026-04-14 07:30")
    assert calendar.opens_at(date(2026, 4, 15)) == at("2026-04-15 07:00")


def test_later_hours_end_earlier_ones_and_a_correction_supersedes(system, now):
    load(system, now)
    set_hours(date(2026, 4, 15), at=now)
    set_hours(date(2026, 10, 15), (Session(450, 690), Session(780, 1020)), at=now)

    set_hours(date(2026, 4, 15), (Session(405, 675), Session(810, 1020)), at=now)

    calendar = queries.calendar()
    assert calendar.opens_at(date(2026, 10, 14)) == at("2026-10-14 06:45")
    assert calendar.opens_at(date(2026, 10, 15)) == at("2026-10-15 07:30")
    assert OfficeHoursPeriod.objects.filter(superseded_at__isnull=False).count() == 1


def test_a_unit_s_own_hours_lie_over_those_of_the_province(system, now):
    load(system, now)
    unit = agency()
    set_hours(date(2026, 1, 1), at=now)

    set_hours(date(2026, 6, 1), (Session(480, 720), Session(780, 1020)), agency_id=unit.pk, at=now)

    calendar = queries.calendar(of=unit.pk)
    assert calendar.opens_at(date(2026, 5, 29)) == at("2026-05-29 07:00")
    assert calendar.opens_at(date(2026, 6, 1)) == at("2026-06-01 08:00")
    assert queries.calendar().opens_at(date(2026, 6, 1)) == at("2026-06-01 07:00")


def test_hours_that_do_not_make_eight_are_refused_unless_the_legal_hour_is_said(system, now):
    load(system, now)
    seven = (Session(450, 690), Session(780, 960))

    with pytest.raises(Refused) as refused:
        set_hours(date(2026, 4, 15), seven, at=now)
    with pytest.raises(Refused) as unfounded:
        set_hours(date(2026, 4, 15), basis=" ", at=now)
    set_hours(date(2026, 4, 15), seven, legal_hour=60, at=now)

    assert codes(refused) == [("hours.not_eight", "sessions")]
    assert codes(unfounded) == [("change.basis", "basis")]
    due = due_at(queries.calendar(), at("2026-04-15 07:30"), parse_limit("8 giờ"))
    assert due == at("2026-04-16 08:30")


def test_the_database_refuses_seven_hours_without_a_legal_hour(now):
    with pytest.raises(IntegrityError):
        OfficeHoursPeriod.objects.create(
            validity=(date(2026, 1, 1), None), sessions=[], minutes_per_day=420, recorded_at=now, recorded_by="x"
        )


def test_certainty_of_a_change_is_kept(system, now):
    load(system, now)

    services.change_calendar(change=replace(SWAP, certainty=Certainty.EXPECTED), by=officer(), at=now)

    assert queries.calendar().is_expected(STORM)


@pytest.mark.django_db(transaction=True)
def test_of_two_equal_changes_at_once_one_is_refused(system, now):
    load(system, now)
    answers = []

    def act():
        try:
            answers.append(services.change_calendar(change=SWAP, by=officer(), at=now))
        except Refused as refused:
            answers.append(refused.objections[0].code)
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [2, "change.taken", "change.taken", "change.taken"]
