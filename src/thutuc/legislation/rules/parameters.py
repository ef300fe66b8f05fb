"""Dated numbers of the law: each value has a period, a unit, a source, an article and a degree of certainty.

The shape follows the law: a number is in force from a day until another text changes it (control.md §10).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.periods import Days, overlapping
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.rules.terms import Certainty, Direction, ValueUnit
from thutuc.legislation.rules.values import Value, readable_objections, typed


@dataclass(frozen=True)
class ParameterValue:
    """One value of one parameter for a period. `is_override` marks the province's own value."""

    key: str
    value: Value
    unit: ValueUnit
    days: Days
    source: str
    article: str = ""
    certainty: Certainty = Certainty.UNCERTAIN
    direction: Direction = Direction.NONE
    note: str = ""
    is_override: bool = False

    @property
    def number(self) -> int:
        """The value as a whole number; an error when the parameter is not one."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.key} is not a whole number: {self.value!r}")

    @property
    def time(self) -> time:
        """The value as a time of day; an error when the parameter is not one."""
        if self.unit is ValueUnit.TIME_OF_DAY:
            return time.fromisoformat(str(self.value))
        raise TypeError(f"{self.key} is not a time of day: {self.value!r}")


@dataclass(frozen=True)
class Parameter:
    """A parameter with its values in the order of time."""

    key: str
    name: str
    group: str
    event: str = ""
    direction: Direction = Direction.NONE
    values: tuple[ParameterValue, ...] = ()

    @property
    def unit(self) -> ValueUnit:
        """The unit of its latest value."""
        return self.values[-1].unit


def table(rows: Iterable[Mapping[str, Any]]) -> dict[str, Parameter]:
    """Every parameter by its key; `Unreadable` names each faulty row and what is wrong with it."""
    found: dict[str, Parameter] = {}
    faults: list[Objection] = []
    for row in rows:
        key = str(row.get("key", ""))
        faults += _row_faults(key, row, known=found)
        if not faults:
            found[key] = _parameter(key, row)
            faults += period_faults(key, [value.days for value in found[key].values])
    if faults:
        raise Unreadable(faults)
    return found


def value_on(values: Sequence[ParameterValue], on: date) -> ParameterValue | None:
    """The value in force on a day; a value of the province goes before the one of the law."""
    valid = [value for value in values if on in value.days]
    return min(valid, key=lambda value: not value.is_override, default=None)


def override(parameter: Parameter, *, value: str, unit: str, days: Days, source: str, article: str) -> ParameterValue:
    """The province's own value of `parameter`, read from text; certainty is verified: the province knows its text."""
    unit_given = ValueUnit(unit)
    return ParameterValue(
        parameter.key,
        typed(value, unit_given),
        unit_given,
        days,
        source,
        article,
        Certainty.VERIFIED,
        parameter.direction,
        is_override=True,
    )


def override_objections(parameter: Parameter | None, *, value: str, unit: str, source: str) -> list[Objection]:
    """Why the province may not set this value."""
    if parameter is None:
        words = gettext_noop("Không có tham số này. Chọn một tham số trong danh sách.")
        return [Objection("parameter.unknown", words, field="key")]
    found = []
    if unit not in {member.value for member in ValueUnit}:
        found.append(Objection("parameter.unit", gettext_noop("Chọn đơn vị trong danh sách."), field="unit"))
    else:
        found += readable_objections(value, ValueUnit(unit))
    if not source.strip():
        words = gettext_noop("Ghi số, ký hiệu văn bản làm căn cứ cho giá trị riêng của tỉnh.")
        found.append(Objection("parameter.source", words, field="source"))
    return found


def period_faults(key: str, periods: Sequence[Days]) -> list[Objection]:
    """Two values of one key never share a day."""
    clash = overlapping(periods)
    if not clash:
        return []
    words = gettext_noop("«%(key)s»: hai giá trị trùng thời gian, từ ngày %(first)s và từ ngày %(second)s.")
    params = {"key": key, "first": clash[0].start, "second": clash[1].start}
    return [Objection("parameter.overlap", words, field=key, params=params)]


def _row_faults(key: str, row: Mapping[str, Any], *, known: Mapping[str, Parameter]) -> list[Objection]:
    if not key or key in known:
        words = gettext_noop("Khóa «%(key)s» trống hoặc lặp lại.")
        return [Objection("parameter.key", words, field=key, params={"key": key})]
    found = []
    for name in ("name", "group", "values"):
        if not row.get(name):
            words = gettext_noop("«%(key)s» thiếu «%(name)s».")
            found.append(Objection("parameter.missing", words, field=key, params={"key": key, "name": name}))
    for value in row.get("values", ()):
        found += value_faults(key, value, ("value", "unit", "source", "certainty"))
    return found


def value_faults(key: str, value: Mapping[str, Any], needed: Sequence[str]) -> list[Objection]:
    """What is missing from one dated row, and dates in the wrong order."""
    found = []
    missing = [name for name in (*needed, "from") if value.get(name) in (None, "")]
    if missing:
        words = gettext_noop("«%(key)s»: một giá trị thiếu «%(name)s».")
        params = {"key": key, "name": ", ".join(missing)}
        found.append(Objection("parameter.missing", words, field=key, params=params))
    first, end = value.get("from"), value.get("to")
    if first and end and end <= first:
        words = gettext_noop("«%(key)s»: ngày kết thúc %(end)s phải sau ngày bắt đầu %(first)s.")
        params = {"key": key, "first": first, "end": end}
        found.append(Objection("parameter.dates", words, field=key, params=params))
    return found


def _parameter(key: str, row: Mapping[str, Any]) -> Parameter:
    direction = Direction(row.get("direction", "none"))
    values = [_value(key, value, direction) for value in row["values"]]
    values.sort(key=lambda value: value.days.start or date.min)
    bare = Parameter(key, row["name"], row["group"], row.get("event", ""), direction)
    return replace(bare, values=tuple(values))


def _value(key: str, row: Mapping[str, Any], direction: Direction) -> ParameterValue:
    unit = ValueUnit(row["unit"])
    return ParameterValue(
        key,
        typed(row["value"], unit),
        unit,
        Days(row["from"], row.get("to")),
        row["source"],
        row.get("article", ""),
        Certainty(row["certainty"]),
        Direction(row.get("direction", direction)),
        row.get("note", ""),
    )
