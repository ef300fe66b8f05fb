"""Files of ministries' decisions: a spreadsheet with one row a procedure, or the national payload.

Rows of several decisions may stand in one sheet; what the sheet does not say of a decision is taken from what was
typed beside the file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from thutuc.catalogue.readers.bounded import check_size, refuse
from thutuc.catalogue.readers.cells import shown
from thutuc.catalogue.readers.fields import Faults
from thutuc.catalogue.readers.files import ZIP, read
from thutuc.catalogue.readers.workbook import MOST_COLUMNS, opened
from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.codes import CodeShape, base_of, parse
from thutuc.catalogue.rules.columns import heading_key
from thutuc.catalogue.rules.decisions.ministries import MOST_ROWS, MinistryDetails, MinistryRow, codes_of
from thutuc.catalogue.rules.decisions.ministry_columns import BY_KEY, guess, kind_of
from thutuc.catalogue.rules.decisions.terms import OperationKind, Source
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.kernel.errors import Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.documents import Citation

LONGEST_KIND = 40
LOOK_FOR_HEAD = 15
"""Lines in which the head of a sheet is looked for: titles stand above it in many offices."""


def read_ministry(
    data: bytes, file_name: str, *, beside: MinistryDetails, columns: Mapping[str, str] | None = None
) -> list[MinistryDetails]:
    """The decisions of a file. `beside` is what was typed with it, `columns` the headings where ours do not fit.

    Raises `Unreadable` with every structural fault, each with its row and column.
    """
    check_size(len(data))
    if not data.startswith(ZIP):
        return _of_payload(read(data, file_name).rows, beside)
    faults = Faults()
    found = _of_sheet(data, beside, columns or {}, faults)
    faults.raise_if_any()
    if not found:
        raise refuse("empty", gettext_noop("Tệp không có thủ tục nào."))
    return found


def _of_sheet(
    data: bytes, beside: MinistryDetails, columns: Mapping[str, str], faults: Faults
) -> list[MinistryDetails]:
    with opened(data) as book:
        lines = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        head, places = _head(lines, columns)
        decisions: dict[str, MinistryDetails] = {}
        current = beside
        for number, values in enumerate(lines, start=head + 1):
            if number - head > MOST_ROWS:
                words_ = gettext_noop("Tệp có hơn %(most)s dòng. Chia tệp thành nhiều phần.")
                raise refuse("too_many", words_, most=MOST_ROWS)
            line = _Line(values, places, number, faults)
            if not (line.text("code") or line.text("name")):
                continue
            current = decisions.get(line.key(current), line.decision(beside, current))
            decisions[line.key(current)] = replace(current, rows=(*current.rows, line.row()))
        return list(decisions.values())


def _head(lines: Iterator[Sequence[Any]], columns: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """(line of the head, place of each part): the first line that names a code or a name."""
    for number, values in enumerate(lines, start=1):
        headings = [shown(value) for value in values]
        places = guess(headings)
        by_key = {heading_key(text): place for place, text in enumerate(headings) if text}
        chosen = {
            key: by_key.get(heading_key(heading)) for key, heading in columns.items() if heading and key in BY_KEY
        }
        places |= {key: place for key, place in chosen.items() if place is not None}
        if "code" in places or len(places) > 1:
            missing = [columns[key] for key, place in chosen.items() if place is None]
            if missing:
                words_ = gettext_noop("Không thấy cột «%(columns)s» ở dòng tiêu đề %(row)s.")
                raise refuse("no_column", words_, columns="», «".join(missing), row=number)
            return number, places
        if number >= LOOK_FOR_HEAD:
            break
    words_ = gettext_noop("Không thấy dòng tiêu đề có cột «Mã thủ tục». Dùng tệp mẫu hoặc ghi tên cột ở phần ghép cột.")
    raise refuse("no_head", words_)


class _Line:
    """One row of the sheet by part."""

    def __init__(self, values: Sequence[Any], places: Mapping[str, int], number: int, faults: Faults) -> None:
        self.values, self.places, self.number, self.faults = values, places, number, faults

    def value(self, key: str) -> Any:
        place = self.places.get(key)
        return self.values[place] if place is not None and place < len(self.values) else None

    def text(self, key: str) -> str:
        value = self.value(key)
        return shown(f"{value:.6f}" if key == "code" and isinstance(value, float) else value)

    def lines(self, key: str) -> str:
        return shown(self.value(key), keep=True)

    def key(self, before: MinistryDetails) -> str:
        """The decision that the row belongs to: its own number, else that of the row above."""
        return numbers.normalise(self.text("number") or before.number)

    def decision(self, beside: MinistryDetails, before: MinistryDetails) -> MinistryDetails:
        """The decision as this row tells it."""
        told = beside if self.text("number") or not before.rows else replace(before, rows=())
        return replace(
            told,
            number=self.text("number") or told.number,
            issuer=self.text("issuer") or told.issuer,
            title=self.text("title") or told.title,
            signed_on=self.day("signed_on") or told.signed_on,
            effective_on=self.day("effective_on") or told.effective_on,
            arrived_on=self.day("arrived_on") or told.arrived_on,
            register_number=self.text("register_number") or told.register_number,
            documents=citations(self.lines("documents")) or told.documents,
            source=Source.FILE,
        )

    def row(self) -> MinistryRow:
        levels, unknown = words.levels(self.lines("levels").replace(";", "\n").replace(",", "\n").splitlines())
        kind = kind_of(self.text("kind")) if self.text("kind") else OperationKind.AMENDED
        if kind is None:
            message = gettext_noop("Dòng %(row)s, cột «%(field)s»: ghi Mới, Sửa đổi, Thay thế hoặc Bãi bỏ.")
            self.faults.add("kind", message, row=self.number, field=BY_KEY["kind"].heading)
        return MinistryRow(
            kind=kind or OperationKind.AMENDED,
            base_code=base_of(self.text("code")),
            name=self.text("name"),
            sector=self.text("sector"),
            levels=levels,
            replaces=codes_of(self.lines("replaces")),
            note="; ".join(filter(None, [self.text("note"), *unknown])),
            row=self.number,
        )

    def day(self, key: str) -> date | None:
        value = self.value(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or not shown(value):
            return value if isinstance(value, date) else None
        found = day_of(shown(value))
        if found is None:
            message = gettext_noop("Dòng %(row)s, cột «%(field)s»: không đọc được ngày. Ghi theo dạng 01/07/2026.")
            self.faults.add("day", message, row=self.number, field=BY_KEY[key].heading)
        return found


_MARKS = re.compile(r"\t|;|\|")


def rows_of_text(text: str) -> tuple[MinistryRow, ...]:
    """Procedures typed or pasted, one a line: code, kind and name in any order between tabs, semicolons or bars.

    Raises `Unreadable` with the number of each line that says no kind.
    """
    faults, found = Faults(), []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in _MARKS.split(line) if part.strip()]
        if not parts:
            continue
        code = next((part for part in parts if parse(part).shape is not CodeShape.OTHER), "")
        others = [part for part in parts if part != code and not part.isdecimal()]
        kind = next((part for part in others if len(part) <= LONGEST_KIND and kind_of(part)), "")
        if not kind:
            message = gettext_noop("Dòng %(row)s: ghi Mới, Sửa đổi, Thay thế hoặc Bãi bỏ.")
            faults.add("kind", message, row=number, field="rows")
        name = " ".join(part for part in others if part != kind)
        found.append(MinistryRow(kind_of(kind) or OperationKind.AMENDED, base_of(code), name, row=number))
    if faults.found:
        raise Unreadable([replace(objection, field="rows") for objection in faults.found])
    return tuple(found)


def day_of(text: str) -> date | None:
    """01/07/2026 or 2026-07-01."""
    for shape in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day without a time
        except ValueError:
            continue
    return None


def citations(text: str) -> tuple[Citation, ...]:
    """Documents named one a line, or between semicolons."""
    parts = (part.strip() for part in text.replace(";", "\n").splitlines())
    return tuple(dict.fromkeys(Citation(numbers.normalise(part)) for part in parts if part))


def _of_payload(rows: Iterable[ImportedRow], beside: MinistryDetails) -> list[MinistryDetails]:
    """Contents of the national payload, by the decision that each one names."""
    decisions: dict[str, MinistryDetails] = {}
    for row in rows:
        content = row.content
        number = numbers.normalise(content.decision_number or beside.number)
        known = decisions.get(number) or replace(
            beside, number=number, issuer=beside.issuer or content.regulating_agency, source=Source.FILE
        )
        item = MinistryRow(
            kind=OperationKind.ABOLISHED if row.is_withdrawn else OperationKind.AMENDED,
            base_code=base_of(content.code),
            name=content.name,
            sector=content.sector,
            levels=content.levels,
            content=content,
            row=row.number,
        )
        decisions[number] = replace(known, rows=(*known.rows, item))
    return list(decisions.values())
