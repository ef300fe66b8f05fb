"""One written form of a content: plain values without defaults, and back; its hash says whether two are the same."""

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop

MOST = 10**15
"""Larger numbers are in no content: whatever says so is not one of ours."""


def to_plain(value: Any) -> Any:
    """A dataclass as a dict of JSON values; what equals its default is left out, so that new parts change no hash."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: to_plain(getattr(value, item.name))
            for item in fields(value)
            if getattr(value, item.name) != item.default
        }
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Decimal) -> str:
    """5, 5.0 and 5.00 are one number."""
    text = format(value.normalize(), "f")
    return text if value else "0"


def from_plain(plain: Any) -> ProcedureContent:
    """The content again. Raises `Unreadable` with the name of the part that does not fit."""
    content: ProcedureContent = _reader(ProcedureContent)(plain, "")
    return content


@cache
def _reader(kind: Any) -> Callable[[Any, str], Any]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = [choice for choice in get_args(kind) if choice is not type(None)]
        read = _reader(inner)
        return lambda plain, where: None if plain is None else read(plain, where)
    if origin is tuple:
        return _items(_reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return _record(kind)
    return _scalar(kind)


def _items(read: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def items(plain: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(plain, list | tuple):
            raise _unfit(where)
        return tuple(read(item, f"{where}[{place}]") for place, item in enumerate(plain))

    return items


def _record(kind: Any) -> Callable[[Any, str], Any]:
    hints = get_type_hints(kind)
    known: dict[str, Field[Any]] = {item.name: item for item in fields(kind)}

    def record(plain: Any, where: str) -> Any:
        if not isinstance(plain, dict):
            raise _unfit(where)
        unknown = [name for name in plain if name not in known]
        missing = [name for name, item in known.items() if item.default is MISSING and name not in plain]
        if unknown or missing:
            raise _unfit(f"{where}.{(unknown or missing)[0]}".lstrip("."))
        return kind(**{name: _reader(hints[name])(plain[name], f"{where}.{name}".lstrip(".")) for name in plain})

    return record


def _scalar(kind: Any) -> Callable[[Any, str], Any]:
    def scalar(plain: Any, where: str) -> Any:
        try:
            if kind is date:
                return date.fromisoformat(plain)
            if kind in (str, bool, int):
                if type(plain) is not kind or (kind is int and abs(plain) > MOST):
                    raise _unfit(where)
                return plain
            return _decimal(plain, where) if kind is Decimal else kind(plain)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise _unfit(where) from error

    return scalar


def _decimal(plain: Any, where: str) -> Decimal:
    number = Decimal(str(plain))
    if not number.is_finite() or abs(number) > MOST:
        raise _unfit(where)
    return number


def _unfit(where: str) -> Unreadable:
    words = gettext_noop("Phần «%(field)s» không đúng cấu trúc.")
    return Unreadable([Objection("content.structure", words, field=where, params={"field": where or "."})])


def dumps(content: ProcedureContent) -> str:
    """One line of JSON, keys in order: the form that is hashed and exported."""
    return _written(to_plain(content))


def hash_of(content: ProcedureContent) -> str:
    """SHA-256 of the written form: equal exactly when the contents are equal."""
    return hash_plain(to_plain(content))


NOT_ON_NOTICE = frozenset(
    {
        *("workflow", "workflow_decision", "online_levels", "national_id", "keywords", "related", "description"),
        *("decision_number", "sector_code", "regulating_agency", "regulating_agency_code", "is_internal"),
    }
)
"""Parts that no notice on a board shows."""


def notice_hash(plain: Mapping[str, Any]) -> str:
    """Equal for two contents whose notices read the same, told by their plain values."""
    return hash_plain({name: value for name, value in plain.items() if name not in NOT_ON_NOTICE})


def hash_plain(plain: Any) -> str:
    """The same of a content that is already plain."""
    return hashlib.sha256(_written(plain).encode()).hexdigest()


def _written(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
