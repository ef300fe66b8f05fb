"""What a reader hands to the import: rows of one file, each with its content and the parts that it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.terms import ImportFormat
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

ALL_FIELDS = frozenset(item.name for item in fields(ProcedureContent))
MOST_ROWS = 50_000
MOST_FAULTS = 50
"""Faults told at once; a file that is wrong throughout needs no longer list."""


@dataclass(frozen=True)
class ImportedRow:
    """One procedure of a file. `speaks_of` are the fields that the file has: the others are left as they are.

    `is_withdrawn` is None when the file says nothing of the state of the procedure.
    """

    number: int
    raw: str
    content: ProcedureContent
    speaks_of: frozenset[str] = ALL_FIELDS
    unknown: tuple[str, ...] = ()
    is_withdrawn: bool | None = None
    columns: frozenset[str] = frozenset()
    """The parts that have a column, of a spreadsheet: a field such as `offers` may be spoken of by one of three."""


@dataclass(frozen=True)
class Reading:
    """A file that was understood: nothing in it is structurally wrong."""

    file_name: str
    file_hash: str
    format: ImportFormat
    rows: Sequence[ImportedRow] = field(repr=False)


def merged(known: ProcedureContent, row: ImportedRow) -> ProcedureContent:
    """The known content with the parts that the row speaks of (docs/adr/0002: a poorer file erases nothing)."""
    if row.speaks_of >= ALL_FIELDS:
        return row.content
    return replace(known, **{name: getattr(row.content, name) for name in row.speaks_of})


def fault(kind: str, message: str, /, *, row: int = 0, field: str = "", **params: object) -> Objection:
    """One structural fault with its row and field."""
    return Objection(f"import.{kind}", message, field=field, params={"row": row, "field": field, **params})


def twice(rows: Sequence[ImportedRow], base_of: dict[int, str]) -> list[Objection]:
    """A code that stands in two rows: nobody can say which one is meant. `base_of` gives the code by row number."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        code = base_of[row.number]
        if code in first:
            words = gettext_noop("Dòng %(row)s: mã %(code)s đã có ở dòng %(first)s. Giữ lại một dòng cho mỗi mã.")
            found.append(fault("code_twice", words, row=row.number, field="code", code=code, first=first[code]))
        first.setdefault(code, row.number)
    return found
