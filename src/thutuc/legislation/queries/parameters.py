"""Dated numbers: the shipped value of the day, or the province's own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import models

from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.legislation.models import ParameterOverride
from thutuc.legislation.queries.shipped import parameter_table
from thutuc.legislation.rules import parameters as rules
from thutuc.legislation.rules.parameters import Parameter, ParameterValue
from thutuc.legislation.rules.values import said

__all__ = [
    "dated_values",
    "kept_parameter",
    "overrides_of",
    "parameter",
    "parameter_history",
    "parameter_table",
    "parameters",
]


def parameter(key: str, *, on: date) -> ParameterValue:
    """The value of `key` on a day. KeyError for an unknown key; NotFound when the law had no such number that day."""
    known = parameter_table()[key]
    found = rules.value_on([*known.values, *_values(known, overrides_of(key).filter(validity__contains=on))], on)
    if found is None:
        raise NotFound(f"{key}: {on}")
    return found


Stamp = tuple[int, int]
_kept: dict[Stamp | None, dict[str, tuple[ParameterValue, ...]]] = {}


def kept_parameter(key: str, *, on: date, stamp: Stamp | None) -> ParameterValue | None:
    """The value of a day without a statement where the stamp of parameters (`db.stamps`) has not changed since.

    None when the law had no such number that day. A stamp of None says that the province has no values of its own.
    """
    values = _kept.get(stamp)
    if values is None:
        _kept.clear()
        values = dated_values(parameter_table()) if stamp else {k: p.values for k, p in parameter_table().items()}
        _kept[stamp] = values
    return rules.value_on(values[key], on)


def central_body(*, on: date) -> str:
    """Who controls procedures for the whole country on a day; "" before there was such a body."""
    try:
        value = parameter("control.central_body", on=on)
    except NotFound:
        return ""
    return said(value.value, value.unit)[1]


def parameters(*, on: date) -> list[tuple[Parameter, ParameterValue]]:
    """Every parameter that has a value on a day, with it, in the order of the files. One statement."""
    own: dict[str, list[ParameterOverride]] = defaultdict(list)
    for row in ParameterOverride.objects.filter(validity__contains=on):
        own[row.key].append(row)
    pairs = (
        (known, rules.value_on([*known.values, *_values(known, own[key])], on))
        for key, known in parameter_table().items()
    )
    return [(known, value) for known, value in pairs if value is not None]


def dated_values(keys: Iterable[str]) -> dict[str, tuple[ParameterValue, ...]]:
    """Every value that these parameters ever had, the province's own among them. One statement.

    For rules that look at many days at once: `rules.parameters.value_on` picks the one of a day.
    """
    table = parameter_table()
    wanted = list(keys)
    own: dict[str, list[ParameterOverride]] = defaultdict(list)
    for row in ParameterOverride.objects.filter(key__in=wanted):
        own[row.key].append(row)
    return {key: (*table[key].values, *_values(table[key], own[key])) for key in wanted}


def parameter_history(key: str) -> tuple[Parameter, list[ParameterValue]]:
    """A parameter and all its values, the province's own among them, newest first. NotFound for an unknown key."""
    known = parameter_table().get(key)
    if known is None:
        raise NotFound(key)
    values = [*known.values, *_values(known, overrides_of(key))]
    values.sort(key=lambda value: (value.days.start or date.min, value.is_override), reverse=True)
    return known, values


def overrides_of(key: str) -> models.QuerySet[ParameterOverride]:
    """The province's own values of one parameter, newest first."""
    return ParameterOverride.objects.filter(key=key).order_by("-validity")


def _values(known: Parameter, rows: Iterable[ParameterOverride]) -> list[ParameterValue]:
    return [
        rules.override(
            known,
            value=row.value,
            unit=row.unit,
            days=Days(row.validity.lower, row.validity.upper),
            source=row.source,
            article=row.article,
        )
        for row in rows
    ]
