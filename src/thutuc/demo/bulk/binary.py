"""Rows for COPY … WITH BINARY, built column by column: arrays in, one string of bytes out.

A column is a rectangle of bytes with the length of each value, -1 where it is NULL; a table is the rectangles side by
side with everything left out that is longer than its value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]
Moments = NDArray[np.datetime64]

HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TAIL = b"\xff\xff"
NULL = -1
_AHEAD = 7 * 60
"""Minutes by which the clocks of Việt Nam are before UTC."""
_ZERO = np.datetime64("2000-01-01T00:00", "m")
_ZERO_DAY = np.datetime64("2000-01-01", "D")


@dataclass(frozen=True)
class Column:
    """The values of one column, left-justified, with their lengths."""

    body: Bytes
    lengths: Numbers

    @property
    def width(self) -> int:
        return self.body.shape[1]


class Words:
    """A vocabulary: values that many rows share, taken by number."""

    def __init__(self, values: Iterable[str | bytes]) -> None:
        raw = [value.encode() if isinstance(value, str) else value for value in values]
        self.lengths = np.array([len(value) for value in raw], dtype=np.int64)
        width = max(1, int(self.lengths.max(initial=1)))
        joined = b"".join(value.ljust(width, b"\0") for value in raw)
        self.body = np.frombuffer(joined, dtype=np.uint8).reshape(len(raw), width)

    def take(self, index: Numbers, null: NDArray[np.bool_] | None = None) -> Column:
        """The value of every row; an index below nought, or `null`, is NULL."""
        absent = index < 0 if null is None else (index < 0) | null
        safe = np.where(index < 0, 0, index)
        return Column(self.body[safe], np.where(absent, NULL, self.lengths[safe]))


def constant(value: str | bytes, count: int) -> Column:
    """The same value in every row."""
    return Words([value]).take(np.zeros(count, dtype=np.int64))


def nothing(count: int) -> Column:
    """NULL in every row."""
    return Column(np.zeros((count, 1), dtype=np.uint8), np.full(count, NULL, dtype=np.int64))


def _fixed(values: NDArray[Any], kind: str, null: NDArray[np.bool_] | None) -> Column:
    plain = np.ascontiguousarray(values.astype(kind))
    size = plain.dtype.itemsize
    lengths = np.full(len(plain), size, dtype=np.int64)
    if null is not None:
        lengths[null] = NULL
    return Column(plain.view(np.uint8).reshape(len(plain), size), lengths)


def bigint(values: Numbers, null: NDArray[np.bool_] | None = None) -> Column:
    """bigint."""
    return _fixed(values, ">i8", null)


def integer(values: Numbers, null: NDArray[np.bool_] | None = None) -> Column:
    """integer."""
    return _fixed(values, ">i4", null)


def smallint(values: Numbers, null: NDArray[np.bool_] | None = None) -> Column:
    """smallint."""
    return _fixed(values, ">i2", null)


def boolean(values: NDArray[np.bool_]) -> Column:
    """boolean."""
    return _fixed(values, "u1", None)


def moment(local: Moments) -> Column:
    """timestamptz from wall-clock minutes in Việt Nam; NaT is NULL."""
    minutes = (local.astype("datetime64[m]") - _ZERO).astype(np.int64) - _AHEAD
    absent = np.isnat(local)
    return _fixed(np.where(absent, 0, minutes) * 60_000_000, ">i8", absent)


def day(days: Moments) -> Column:
    """date; NaT is NULL."""
    absent = np.isnat(days)
    numbers = (days.astype("datetime64[D]") - _ZERO_DAY).astype(np.int64)
    return _fixed(np.where(absent, 0, numbers), ">i4", absent)


def digits(values: Numbers, width: int) -> Column:
    """Whole numbers as text, padded with noughts to `width`, longer where they need more."""
    size = max(width, len(str(int(values.max(initial=0)))))
    powers = 10 ** np.arange(size - 1, -1, -1, dtype=np.int64)
    body = ((values[:, None] // powers) % 10 + ord("0")).astype(np.uint8)
    needed = np.maximum(width, np.searchsorted(10 ** np.arange(1, size, dtype=np.int64), values, side="right") + 1)
    if size == width:
        return Column(body, needed)
    shift = (size - needed)[:, None] + np.arange(size)
    return Column(np.take_along_axis(body, np.minimum(shift, size - 1), axis=1), needed)


def letters(numbers: NDArray[np.integer[Any]], alphabet: str) -> Column:
    """Text whose letters are given by number, one row of numbers a value."""
    table = np.frombuffer(alphabet.encode(), dtype=np.uint8)
    return Column(table[numbers], np.full(len(numbers), numbers.shape[1], dtype=np.int64))


def joined(parts: Sequence[Column]) -> Column:
    """Texts one after the other in one value; NULL where the first is."""
    body, mask = _side_by_side([(part.body, np.maximum(part.lengths, 0)) for part in parts])
    total = mask.sum(axis=1)
    width = max(1, int(total.max(initial=1)))
    out = np.zeros((len(body), width), dtype=np.uint8)
    out[np.arange(width) < total[:, None]] = body[mask]
    return Column(out, np.where(parts[0].lengths < 0, NULL, total))


def _side_by_side(parts: Sequence[tuple[Bytes, Numbers]]) -> tuple[Bytes, NDArray[np.bool_]]:
    width = sum(body.shape[1] for body, _lengths in parts)
    count = len(parts[0][0])
    matrix = np.zeros((count, width), dtype=np.uint8)
    mask = np.zeros((count, width), dtype=bool)
    at = 0
    for body, lengths in parts:
        end = at + body.shape[1]
        matrix[:, at:end] = body
        mask[:, at:end] = np.arange(end - at) < lengths[:, None]
        at = end
    return matrix, mask


def rows(columns: Sequence[Column]) -> bytes:
    """The rows of a table, without head and tail."""
    count = len(columns[0].lengths)
    if not count:
        return b""
    width = 2 + sum(4 + column.width for column in columns)
    matrix = np.zeros((count, width), dtype=np.uint8)
    mask = np.ones((count, width), dtype=bool)
    matrix[:, :2] = np.frombuffer(len(columns).to_bytes(2, "big"), dtype=np.uint8)
    at = 2
    for column in columns:
        matrix[:, at : at + 4] = column.lengths.astype(">i4").view(np.uint8).reshape(count, 4)
        at += 4
        end = at + column.width
        matrix[:, at:end] = column.body
        if int(column.lengths.min()) < column.width:
            mask[:, at:end] = np.arange(column.width) < column.lengths[:, None]
        at = end
    return matrix[mask].tobytes()


def jsonb(values: Iterable[str]) -> Words:
    """jsonb from its text."""
    return Words(b"\x01" + value.encode() for value in values)


def bigint_array(values: Sequence[int]) -> bytes:
    """bigint[] of one dimension."""
    head = (1, 0, 20, len(values), 1) if values else (0, 0, 20)
    told = b"".join(number.to_bytes(4, "big") for number in head)
    return told + b"".join((8).to_bytes(4, "big") + value.to_bytes(8, "big") for value in values)


def numeric(text: str) -> bytes:
    """numeric with three places, from a plain decimal; "" is NULL's stand-in and never sent."""
    whole, _, part = text.partition(".")
    low = int(part.ljust(3, "0")[:3] or 0) * 10
    groups: list[int] = []
    rest = int(whole or 0)
    while rest:
        groups.insert(0, rest % 10_000)
        rest //= 10_000
    weight = len(groups) - 1
    groups += [low] if low else []
    while groups and groups[0] == 0:
        groups.pop(0)
        weight -= 1
    head = (len(groups), weight if groups else 0, 0, 3)
    return b"".join(number.to_bytes(2, "big", signed=True) for number in (*head, *groups))


def tsvector(lexemes: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """tsvector from its words in order, each with its places."""
    told = len(lexemes).to_bytes(4, "big")
    for word, places in lexemes:
        told += word.encode() + b"\0" + len(places).to_bytes(2, "big")
        told += b"".join(place.to_bytes(2, "big") for place in places)
    return told


def clock(minutes: Numbers, null: NDArray[np.bool_]) -> Column:
    """time from minutes of the day."""
    return _fixed(minutes * 60_000_000, ">i8", null)
