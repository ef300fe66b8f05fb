"""Reading the cases that lawyers keep as TOML."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from thutuc.kernel.periods import LOCAL, Days
from thutuc.worktime.rules import Calendar, DayKind, DayRow

CASES = Path(__file__).parent / "cases"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def calendar_of(
    table: dict[str, Any], *, off: Sequence[date] = (), worked: Sequence[date] = (), without: Sequence[date] = ()
) -> Calendar:
    days_off = [day for day in (*table["off"], *off) if day not in without]
    days_worked = [day for day in (*table["worked"], *worked) if day not in without]
    rows = [DayRow(day, DayKind.DAY_OFF, "nghỉ") for day in days_off]
    rows += [DayRow(day, DayKind.EXTRA_WORKDAY, "làm bù") for day in days_worked]
    return Calendar(Days(table["first"], table["last"] + timedelta(days=1)), tuple(rows))


def moment(value: datetime) -> datetime:
    return value.replace(tzinfo=LOCAL)


def at(text: str) -> datetime:
    """`2026-11-16 10:00` on the office clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)
