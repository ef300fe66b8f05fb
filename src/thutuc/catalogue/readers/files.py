"""One file of procedures, whatever its shape: the shape is told by its bytes first, by its name second."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from thutuc.catalogue.readers import collected, portal
from thutuc.catalogue.readers.bounded import check_size, gunzip, refuse, text_of
from thutuc.catalogue.readers.fields import Faults, Fields
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.readers.workbook import rows_of_workbook
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.rows import MOST_ROWS, ImportedRow, Reading, twice
from thutuc.catalogue.rules.terms import ImportFormat
from thutuc.kernel.errors import Unreadable
from thutuc.kernel.text import gettext_noop

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
PORTAL_FIELDS = {"codeNotation", "executionMethods", "executionSteps", "executionCases"}
WRAPPERS = ("data", "items", "content", "result", "results")
NOT_JSON = gettext_noop("Dòng %(row)s: không phải JSON (%(where)s). Kiểm tra lại dấu ngoặc và dấu phẩy.")


def read(data: bytes, file_name: str, *, mapping: Mapping | None = None) -> Reading:
    """Understand the file or raise `Unreadable` with every structural fault, each with its row and field."""
    check_size(len(data))
    digest = hashlib.sha256(data).hexdigest()
    faults = Faults()
    if data.startswith(ZIP):
        kind, rows = rows_of_workbook(data, faults, mapping)
    else:
        text = text_of(gunzip(data) if data.startswith(GZIP) else data)
        kind, rows = _rows_of_text(text, file_name, faults)
    _check_rows(rows, faults)
    return Reading(file_name, digest, kind, rows)


def _check_rows(rows: list[ImportedRow], faults: Faults) -> None:
    faults.raise_if_any()
    if not rows:
        raise refuse("empty", gettext_noop("Tệp không có thủ tục nào."))
    again = twice(rows, {row.number: base_of(row.content.code) for row in rows})
    if again:
        raise Unreadable(again[:50])


def _rows_of_text(text: str, file_name: str, faults: Faults) -> tuple[ImportFormat, list[ImportedRow]]:
    whole = _whole(text, file_name)
    if whole is not None:
        found = [(place, item, _dumped(item)) for place, item in enumerate(whole, start=1)]
    else:
        found = list(_lines(text, faults))
    rows = [row for number, item, raw in found if (row := _row(item, number, raw, faults)) is not None]
    is_portal = bool(found) and isinstance(found[0][1], dict) and bool(PORTAL_FIELDS & set(found[0][1]))
    return ImportFormat.PORTAL if is_portal else ImportFormat.JSON_LINES, rows


def _dumped(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _whole(text: str, file_name: str) -> list[Any] | None:
    """The items of a file that is one JSON value; None when each line is a value of its own."""
    start = text.lstrip()[:1]
    lines_by_name = ".jsonl" in file_name.lower() or ".ndjson" in file_name.lower()
    if not start or (start != "[" and (lines_by_name or _first_line_is_whole(text))):
        return None
    value = _load(text, 0)
    return _unwrapped(value)


def _first_line_is_whole(text: str) -> bool:
    first, _, rest = text.lstrip().partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return bool(rest.strip())


def _unwrapped(value: Any) -> list[Any]:
    if isinstance(value, dict):
        inner = next((value[name] for name in WRAPPERS if isinstance(value.get(name), dict | list)), None)
        has_code = any(name in value for name in ("code", "ma_tthc", "codeNotation"))
        return [value] if has_code or inner is None else _unwrapped(inner)
    return value if isinstance(value, list) else [value]


def _lines(text: str, faults: Faults) -> Iterator[tuple[int, Any, str]]:
    count = 0
    for number, line in enumerate(text.split("\n"), start=1):
        raw = line.strip()
        if not raw:
            continue
        count += 1
        if count > MOST_ROWS:
            raise refuse(
                "too_many", gettext_noop("Tệp có hơn %(most)s dòng. Chia tệp thành nhiều phần."), most=MOST_ROWS
            )
        try:
            yield number, _load(raw, number), raw
        except Unreadable as unreadable:
            faults.found += unreadable.objections
            if len(faults.found) >= 20:
                faults.raise_if_any()


def _load(text: str, number: int) -> Any:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
        return _storable(value) if "\\u" in text else value
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}" if not number else str(error.colno)
        raise refuse("json", NOT_JSON, row=number or error.lineno, where=where) from error
    except (ValueError, RecursionError) as error:
        raise refuse("json", NOT_JSON, row=number or 1, where=type(error).__name__) from error


def _storable(value: Any) -> Any:
    """Without NUL and halves of surrogate pairs, which JSON can write and no database can hold."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {_UNSTORABLE.sub("", name): _storable(item) for name, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _row(item: Any, number: int, raw: str, faults: Faults) -> ImportedRow | None:
    if not isinstance(item, dict):
        words = gettext_noop("Dòng %(row)s: cần một nhóm ô của một thủ tục.")
        faults.add("not_object", words, row=number, field="")
        return None
    fields = Fields(item, row=number, faults=faults)
    if "ma_tthc" in item:
        return collected.row_of(fields, raw)
    if PORTAL_FIELDS & set(item):
        return portal.row_of(fields, raw)
    return _own(fields, item, raw)


def _own(fields: Fields, item: dict[str, Any], raw: str) -> ImportedRow | None:
    """A row that this system exported: the content as it is written."""
    if not fields.code("code"):
        return None
    try:
        return ImportedRow(fields.row, raw, canonical.from_plain(item))
    except Unreadable as unreadable:
        part = unreadable.objections[0].field
        words = gettext_noop("Dòng %(row)s: phần «%(field)s» không đúng cấu trúc.")
        fields.fault("structure", words, part)
        return None
