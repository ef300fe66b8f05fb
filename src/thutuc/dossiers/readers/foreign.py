"""Dossiers of another system: the head row of a file, then its rows one by one."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from thutuc.catalogue.readers.bounded import BROKEN, check_size, refuse, text_of
from thutuc.catalogue.readers.workbook import opened
from thutuc.catalogue.rules.columns import guess, heading_key
from thutuc.dossiers.models import ForeignFile
from thutuc.dossiers.queries import foreign
from thutuc.dossiers.rules.foreign import columns, words
from thutuc.dossiers.rules.foreign.columns import COLUMNS, Head, Layout
from thutuc.dossiers.rules.foreign.reading import MOST_ROWS, Reader, Reading, refuse_twins
from thutuc.kernel.errors import Unreadable
from thutuc.kernel.text import gettext_noop, tidy

ZIP = b"PK\x03\x04"
DEEPEST_HEAD = 12
"""Exports carry a title, a day, a name of the agency above their head row."""
MOST_COLUMNS = 60
SAMPLE = 3_000
MOST_WORDS = 40
STEP = 500
Line = tuple[int, Sequence[Any]]


def head_of(data: bytes) -> Head:
    """The head row is the one that names most parts; its file says about how many rows follow."""
    with _lines(data, "") as (lines, about):
        first = list(islice(lines, SAMPLE))
    if not first:
        raise refuse("empty", gettext_noop("Tệp không có dòng nào."))
    scored = [(len(guess(_texts(values), COLUMNS)), -number) for number, values in first[:DEEPEST_HEAD]]
    best, number = max(scored)
    number = -number if best else first[0][0]
    head = next(_texts(values) for at, values in first if at == number)
    while head and not head[-1]:
        head.pop()
    body = [values for at, values in first if at > number]
    place = guess(head, COLUMNS).get("state")
    found = [_words(body, at) if place in (None, at) else () for at in range(len(head))]
    return Head(number, tuple(head), tuple(found), max(about - number, len(body)))


def _texts(values: Sequence[Any]) -> list[str]:
    return [tidy(words.shown(value))[:300] for value in values]


def _words(body: Sequence[Sequence[Any]], at: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for values in body:
        text = tidy(words.shown(values[at]))[:60] if at < len(values) else ""
        if text:
            found[text] = None
        if len(found) > MOST_WORDS:
            return ()
    return tuple(found)


def read(data: bytes, layout: Layout, *, now: datetime, progress: Callable[[int], None] = lambda done: None) -> Reading:
    """Every row, good or faulty. `Unreadable` when the file or the layout as a whole cannot be understood."""
    agencies = foreign.agencies_by_name(on=now.date())
    with _lines(data, layout.sheet) as (lines, _about):
        head = next((_texts(values) for number, values in lines if number == layout.header_row), [])
        faults = columns.objections(layout.columns, head)
        if faults:
            raise Unreadable(faults)
        places = columns.places(head, layout)
        reading = Reading(head, frozenset(places))
        reader = Reader(places, words.states_of(layout.states), agencies, now)
        for number, values in lines:
            if reading.total >= MOST_ROWS:
                message = gettext_noop("Tệp có hơn %(most)s dòng. Chia tệp thành nhiều phần.")
                raise refuse("too_many", message, most=MOST_ROWS)
            if any(value not in (None, "") for value in values):
                reader.read(number, values, reading)
                if reading.total % STEP == 0:
                    progress(reading.total)
    if not reading.total:
        raise refuse("empty", gettext_noop("Tệp không có dòng nào."))
    refuse_twins(reading)
    return reading


def read_kept(
    file: ForeignFile, layout: Layout, *, now: datetime, progress: Callable[[int], None] = lambda done: None
) -> Reading:
    """A kept file, read again."""
    return read(foreign.bytes_of(file), layout, now=now, progress=progress)


@contextmanager
def _lines(data: bytes, sheet: str) -> Iterator[tuple[Iterator[Line], int]]:
    """(number, cells) of every row, and about how many there are."""
    check_size(len(data))
    if data.startswith(ZIP):
        with opened(data) as book:
            found = _sheet(book, sheet)
            rows = found.iter_rows(max_col=MOST_COLUMNS, values_only=True)
            yield enumerate(rows, start=1), found.max_row or 0
    else:
        text = text_of(data)
        yield _of_text(text), text.count("\n")


def _sheet(book: Any, name: str) -> Any:
    if not book.worksheets:
        raise refuse("broken", BROKEN)
    if not name:
        return book.worksheets[0]
    for sheet in book.worksheets:
        if heading_key(sheet.title) == heading_key(name):
            return sheet
    raise refuse("no_sheet", gettext_noop("Không có trang tính «%(sheet)s» trong tệp."), sheet=name)


def _of_text(text: str) -> Iterator[Line]:
    first = text[: text.find("\n")] if "\n" in text else text
    mark = max(";,\t|", key=first.count)
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            yield number, values[:MOST_COLUMNS]
    except csv.Error as error:
        raise refuse("broken", BROKEN) from error
