"""Truths that the database itself holds, each with a Vietnamese sentence."""

from collections.abc import Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class _OnePoint(Func):
    """int8range(id, id, '[]'): equality through a range, so that no btree_gist extension is needed."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, field: str) -> None:
        super().__init__(F(field), F(field), Value("[]"))


class _OneWord(Func):
    """The same for a code of letters, through the server's own stable hash."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, field: str) -> None:
        number = Func(F(field), Value(0), function="hashtextextended", output_field=models.BigIntegerField())
        super().__init__(number, number, Value("[]"))


def no_overlap(
    name: str,
    *,
    keys: Sequence[str],
    words: Sequence[str] = (),
    period: str = "validity",
    message: str = "Khoảng thời gian trùng với một dòng đã có.",
    condition: Q | None = None,
) -> ExclusionConstraint:
    """Rows with the same `keys` (columns of whole numbers) and `words` (columns of codes) never share a day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((_OnePoint(key), RangeOperators.OVERLAPS) for key in keys),
            *((_OneWord(word), RangeOperators.OVERLAPS) for word in words),
            (period, RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def paired(name: str, *fields: str) -> models.CheckConstraint:
    """All of `fields` are set, or none: who-and-when columns come together."""
    none, every = Q(), Q()
    for field in fields:
        none &= Q(**{f"{field}__isnull": True})
        every &= Q(**{f"{field}__isnull": False})
    return models.CheckConstraint(
        condition=none | every, name=name, violation_error_message="Các ô này phải cùng có hoặc cùng trống."
    )


def starts(name: str, period: str = "validity") -> models.CheckConstraint:
    """`period` is not empty and has a first day."""
    return models.CheckConstraint(
        condition=Q(**{f"{period}__startswith__isnull": False}) & Q(**{f"{period}__isempty": False}),
        name=name,
        violation_error_message="Khoảng thời gian phải có ngày bắt đầu, trước ngày kết thúc.",
    )
