"""The calendar that the system ships, and calendars and explanations as plain text for the command line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from thutuc.kernel.text import gettext_noop
from thutuc.worktime.rules import Calendar, Certainty, DayKind, DayRow, OfficeHours, of_years
from thutuc.worktime.rules.days import day_text, in_order

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
            off_words = SWAPPED_OFF % {"day": day_text(swap["work"])}
            work_words = SWAPPED_WORK % {"day": day_text(swap["off"])}
            rested, worked = swap["off"], swap["work"]
            rows.append(DayRow(rested, DayKind.DAY_OFF, off_words, certainty=certainty, swapped_with=worked))
            rows.append(DayRow(worked, DayKind.EXTRA_WORKDAY, work_words, certainty=certainty, swapped_with=rested))
    return ShippedDays(years, in_order(rows))
