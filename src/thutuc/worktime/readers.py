"""The calendar that the system ships, and calendars and explanations as plain text for the command line."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from thutuc.kernel.text import gettext_noop
from thutuc.web import words
from thutuc.worktime.rules import (
    Calendar,
    Certainty,
    DayKind,
    DayLine,
    DayRow,
    Explanation,
    Limit,
    Mark,
    OfficeHours,
    TimeUnit,
    of_years,
)
from thutuc.worktime.rules.days import clock_text, day_text, in_order

SWAPPED_OFF = gettext_noop("Nghỉ hoán đổi, làm bù ngày %(day)s")
SWAPPED_WORK = gettext_noop("Làm bù cho ngày nghỉ %(day)s")


@dataclass(frozen=True)
class ShippedDays:
    """Years with their certainty, and the days off and worked of the whole country."""

    years: Mapping[int, Certainty]
    rows: tuple[DayRow, ...]

    def calendar(self, *hours: OfficeHours) -> Calendar:
        """The national calendar with these office hours, or the usual ones."""
        return of_years(self.years, self.rows, hours or (OfficeHours(),))


@cache
def shipped_days() -> ShippedDays:
    """Read `data/days.toml`."""
    text = files("thutuc.worktime").joinpath("data/days.toml").read_text(encoding="utf-8")
    years: dict[int, Certainty] = {}
    rows: list[DayRow] = []
    for table in tomllib.loads(text)["year"]:
        certainty = years[table["year"]] = Certainty(table["certainty"])
        rows += [DayRow(off["day"], DayKind.DAY_OFF, off["reason"], certainty=certainty) for off in table["off"]]
        for swap in table.get("swaps", ()):
            rows += _swap(swap["off"], swap["work"], certainty)
    return ShippedDays(years, in_order(rows))


def _swap(rested: date, worked: date, certainty: Certainty) -> list[DayRow]:
    off_words, work_words = SWAPPED_OFF % {"day": day_text(worked)}, SWAPPED_WORK % {"day": day_text(rested)}
    return [
        DayRow(rested, DayKind.DAY_OFF, off_words, certainty=certainty, swapped_with=worked),
        DayRow(worked, DayKind.EXTRA_WORKDAY, work_words, certainty=certainty, swapped_with=rested),
    ]


# -- plain text -------------------------------------------------------------------------------------------------------


def explain_text(explanation: Explanation) -> str:
    """An explanation as lines for a terminal or a note on paper: the answer first, then every day with its reason."""
    lines = [
        _row(_("Tiếp nhận"), _moment(explanation.start)),
        _row(_("Thời hạn"), limit_words(explanation.limit)),
        _row(_("Đến hạn"), _moment(explanation.due)),
        "",
        *(f"{words.weekday_date(line.day):<22} {line_words(line)}" for line in explanation.lines),
        "",
        summary_words(explanation),
    ]
    if explanation.counted_from != explanation.start:
        lines.insert(1, _row(_("Tính lại từ"), _moment(explanation.counted_from)))
    lines += expected_words(explanation)
    return "\n".join(lines)


def calendar_text(calendar: Calendar, year: int) -> str:
    """The days off, the days worked instead and the office hours of a year, one a line."""
    lines = [_("Lịch làm việc năm %(year)s") % {"year": year}, ""]
    for row in in_order(row for day, row in calendar.rows.items() if day.year == year):
        mark = f" ({_(row.certainty.label).lower()})" if calendar.is_expected(row.day) else ""
        lines.append(f"{words.weekday_date(row.day):<22} {_(row.kind.label):<14} {row.reason}{mark}")
    lines += ["", *_hours_lines(calendar, year)]
    if year in calendar.expected_years:
        lines += ["", _("Ngày nghỉ năm %(year)s chưa được công bố chính thức.") % {"year": year}]
    return "\n".join(lines)


def _hours_lines(calendar: Calendar, year: int) -> Iterator[str]:
    for hours in calendar.hours:
        start = hours.validity.start
        if not hours.touches(year):
            continue
        since = "" if start is None or start <= date(year, 1, 1) else _(", từ %(day)s") % {"day": words.day(start)}
        sessions = "; ".join(str(session) for session in hours.sessions)
        yield _("Giờ làm việc %(sessions)s, %(length)s một ngày%(since)s") % {
            "sessions": sessions,
            "length": words.duration(hours.minutes_per_day),
            "since": since,
        }


def _row(label: str, value: str) -> str:
    return f"{label:<12} {value}"


def _moment(at: object) -> str:
    return f"{words.clock_time(at)}, {words.weekday_date(at)}"  # type: ignore[arg-type]


def limit_words(limit: Limit) -> str:
    """«5 ngày làm việc», «trong ngày», in the reader's language."""
    unit = _(limit.unit.label)
    return unit if limit.unit is TimeUnit.SAME_DAY else f"{limit.amount_text} {unit}"


def line_words(line: DayLine) -> str:
    """What happened to one day of a count, with its reason."""
    if line.sittings:
        spans = ", ".join(f"{clock_text(start)}–{clock_text(end)}" for start, end in line.sittings)
        text = _("tính %(length)s: %(spans)s") % {"length": words.duration(line.minutes), "spans": spans}
    else:
        text = mark_words(line.mark)
    if line.paused_minutes and line.mark is Mark.COUNTED:
        text += _("; dừng %(length)s") % {"length": words.duration(line.paused_minutes)}
    return f"{text} – {line.note}" if line.note else text


def mark_words(mark: Mark) -> str:
    """The mark of a day in small letters, to stand inside a line."""
    label = _(mark.label)
    return label[:1].lower() + label[1:]


def summary_words(explanation: Explanation) -> str:
    """«Tính 5 ngày, bỏ qua 3 ngày nghỉ, tạm dừng 0 ngày.»; a limit in hours says its hours."""
    minutes = sum(line.minutes for line in explanation.counted)
    days = _("%(count)s ngày") % {"count": len(explanation.counted)}
    return _("Tính %(counted)s, bỏ qua %(skipped)s ngày nghỉ, tạm dừng %(paused)s ngày.") % {
        "counted": words.duration(minutes) if minutes else days,
        "skipped": len(explanation.skipped),
        "paused": len(explanation.paused),
    }


def expected_words(explanation: Explanation) -> list[str]:
    """A warning for each year whose days off may still change."""
    return [
        _("Hạn này là dự kiến: ngày nghỉ năm %(year)s chưa được công bố chính thức.") % {"year": year}
        for year in explanation.expected_years
    ]
