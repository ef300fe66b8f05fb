"""Files in: lists of areas, old → new of areas, old → new of agencies. The header tells which one it is.

These are also the bodies of the commands `import-units` and `reorganise`.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import fold, gettext_noop, tidy
from thutuc.organisations import services
from thutuc.organisations.rules import snapshot
from thutuc.organisations.rules.agencies import AgencyRow
from thutuc.organisations.rules.areas import Unit, is_code
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaLevel, Scope
from thutuc.organisations.rules.reorganisation import MapRow
from thutuc.organisations.services import Act, AgencyOutcome, Outcome, Progress
from thutuc.organisations.services.outcome import silent

MOST_BYTES = 20 * 1024 * 1024
MOST_SHOWN = 50
Line = Mapping[str, str]


class Shape(Enum):
    """The lists we know: the columns that tell each, and from when a list stands when nobody says."""

    MAPPING = (
        "ma_tinh_cu ma_xa_cu ten_xa_cu ma_tinh_moi ma_xa_moi ten_xa_moi pham_vi mac_dinh",
        None,
    )
    AGENCIES = ("ma_cu ma_moi ten_moi loai cap truc_thuoc pham_vi mac_dinh", None)
    LEGACY = ("ma_tinh ten_tinh ma_huyen ten_huyen loai_huyen ma_xa ten_xa", date(2025, 1, 1))
    THREE_LEVELS = ("ma_tinh ten_tinh ma_huyen ten_huyen ma_xa ten_xa", date(2021, 1, 1))
    TWO_LEVELS = ("ma_tinh ten_tinh ma_xa ten_xa", date(2025, 7, 1))
    PROVINCES = ("ma_tinh ten", date(2025, 7, 1))

    def __init__(self, columns: str, day: date | None) -> None:
        self.columns = frozenset(columns.split())
        self.day = day

    @property
    def is_list_of_areas(self) -> bool:
        return self not in {Shape.MAPPING, Shape.AGENCIES}


@dataclass(frozen=True)
class Table:
    """A file read as text: its shape, its lines with their numbers, its SHA-256."""

    name: str
    shape: Shape
    lines: tuple[tuple[int, Line], ...]
    content_hash: str


def read(content: bytes, name: str = "") -> Table:
    """Decode and recognise a file; `Unreadable` says what is wrong and what to do."""
    if len(content) > MOST_BYTES:
        raise _unreadable("file.size", gettext_noop("Tệp «%(name)s» lớn quá 20 MB."), name=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = gettext_noop("Tệp «%(name)s» không phải UTF-8 (lỗi ở byte %(place)s). Lưu lại dưới dạng CSV UTF-8.")
        raise _unreadable("file.encoding", words, name=name, place=error.start) from error
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = {tidy(column) for column in reader.fieldnames or ()}
        lines = tuple((reader.line_num, _clean(row)) for row in reader)
    except csv.Error as error:
        words = gettext_noop("Tệp «%(name)s» hỏng từ dòng %(line)s: mở lại bằng bảng tính và lưu thành CSV.")
        raise _unreadable("file.csv", words, name=name, line=reader.line_num) from error
    shape = next((shape for shape in Shape if shape.columns <= columns), None)
    if shape is None:
        words = gettext_noop("Tệp «%(name)s» không có các cột cần thiết. Dòng đầu phải là tên cột, ví dụ: %(columns)s.")
        example = ", ".join(Shape.TWO_LEVELS.value[0].split())
        raise _unreadable("file.columns", words, name=name, columns=example)
    if not lines:
        raise _unreadable("file.empty", gettext_noop("Tệp «%(name)s» không có dòng nào."), name=name)
    return Table(name, shape, lines, hashlib.sha256(content).hexdigest())


def units(table: Table) -> list[Unit]:
    """The areas of a list, each once, in the order of the file."""
    found: dict[Unit, None] = {}
    faults: list[Objection] = []
    for number, line in table.lines:
        for unit in _units_of(table.shape, line):
            if not is_code(unit.code) or unit.kind is None:
                faults.append(_unit_fault(number, unit))
            found.setdefault(unit)
    _raise([*faults, *snapshot.objections(found)])
    return list(found)


def mapping(table: Table) -> list[MapRow]:
    """The lines of a list old → new of areas."""
    faults: list[Objection] = []
    rows = []
    for number, line in table.lines:
        faults += _blank(number, line, ("ma_tinh_cu", "ma_xa_cu", "ma_tinh_moi", "ma_xa_moi", "ten_xa_moi"))
        scope = _scope(line["pham_vi"])
        if scope is None:
            words = gettext_noop("Dòng %(line)s: phạm vi phải là «toàn bộ» hoặc «một phần», không phải «%(value)s».")
            faults.append(_fault(number, "pham_vi", words, value=line["pham_vi"]))
        default = line["mac_dinh"] == "1"
        codes = (line["ma_tinh_cu"], line["ma_xa_cu"], line["ten_xa_cu"], line["ma_tinh_moi"], line["ma_xa_moi"])
        rows.append(MapRow(number, *codes, line["ten_xa_moi"], scope or Scope.WHOLE, default))
        faults += [
            _fault(number, column, gettext_noop("Dòng %(line)s: mã «%(value)s» phải là chữ số."), value=line[column])
            for column in ("ma_tinh_moi", "ma_xa_moi")
            if line[column] and not is_code(line[column])
        ]
    _raise(faults)
    return rows


def agency_rows(table: Table) -> list[AgencyRow]:
    """The lines of a list old → new of agencies; kinds and levels by code or by their Vietnamese words."""
    faults: list[Objection] = []
    rows = []
    for number, line in table.lines:
        kind, level = _word(AgencyKind, line["loai"]), _word(AgencyLevel, line["cap"])
        scope = _scope(line["pham_vi"] or Scope.WHOLE)
        wrong = [("loai", kind), ("cap", level), ("pham_vi", scope)]
        words = gettext_noop("Dòng %(line)s: không hiểu «%(value)s».")
        faults += [
            _fault(number, column, words, value=line[column])
            for column, value in wrong
            if value is None and line[column]
        ]
        rows.append(
            AgencyRow(
                line=number,
                old=line["ma_cu"],
                new=line["ma_moi"],
                name=line["ten_moi"],
                short_name=line.get("ten_ngan", ""),
                kind=kind,
                level=level,
                parent=line["truc_thuoc"],
                area=line.get("dia_gioi", ""),
                identity_code=line.get("ma_dinh_danh", ""),
                scope=scope or Scope.WHOLE,
                is_default=line["mac_dinh"] in {"1", ""},
            )
        )
    _raise(faults)
    return rows


def import_units(
    files: Sequence[Path],
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> list[Outcome]:
    """`thutuc import-units FILE…`: lists of the same day are one list, earlier days first; all or nothing."""
    tables = sorted(
        (read(path.read_bytes(), path.name) for path in files), key=lambda t: t.shape is not Shape.PROVINCES
    )
    _raise(_not_lists(tables))
    by_day: dict[date, list[Table]] = {}
    for table in tables:
        by_day.setdefault(on or table.shape.day or date.max, []).append(table)
    lists = {day: [unit for table in group for unit in units(table)] for day, group in by_day.items()}
    hashes = [table.content_hash for table in tables]
    return services.load_areas(lists=lists, hashes=hashes, by=by, at=at, dry_run=dry_run, progress=progress)


def reorganise(
    files: Sequence[Path],
    *,
    on: date,
    basis: str,
    by: Actor,
    at: datetime,
    document_number: str = "",
    dry_run: bool = False,
    progress: Progress = silent,
) -> Outcome | AgencyOutcome:
    """`thutuc reorganise FILE…`: one list old → new, and lists of the new areas when they are not yet loaded."""
    tables = [read(path.read_bytes(), path.name) for path in files]
    return reorganise_tables(
        tables,
        on=on,
        basis=basis,
        document_number=document_number,
        by=by,
        at=at,
        dry_run=dry_run,
        progress=progress,
    )


def reorganise_tables(
    tables: Sequence[Table],
    *,
    on: date,
    basis: str,
    by: Actor,
    at: datetime,
    title: str = "",
    document_number: str = "",
    dry_run: bool = False,
    progress: Progress = silent,
) -> Outcome | AgencyOutcome:
    """The same over files already read: the page of reorganisations."""
    acts = [table for table in tables if not table.shape.is_list_of_areas]
    if len(acts) != 1:
        words = gettext_noop("Cần đúng một tệp đơn vị cũ → mới; đã đưa %(count)s tệp như vậy.")
        raise _unreadable("file.acts", words, count=len(acts))
    table = acts[0]
    act = Act(on, basis, table.content_hash, title, document_number)
    if table.shape is Shape.AGENCIES:
        rows = agency_rows(table)
        return services.reorganise_agencies(rows=rows, act=act, by=by, at=at, dry_run=dry_run, progress=progress)
    listed = [unit for other in tables if other.shape.is_list_of_areas for unit in units(other)]
    return services.reorganise_areas(
        rows=mapping(table), listed=listed, act=act, by=by, at=at, dry_run=dry_run, progress=progress
    )


def _clean(row: Mapping[str | None, str | list[str] | None]) -> Line:
    return {tidy(column): tidy(value) for column, value in row.items() if column and isinstance(value, str)} | {
        tidy(column): "" for column, value in row.items() if column and value is None
    }


def _units_of(shape: Shape, line: Line) -> Iterable[Unit]:
    """The areas that one line names, from the top."""
    if shape is Shape.PROVINCES:
        yield Unit(AreaLevel.PROVINCE, line["ma_tinh"], line["ten"])
        return
    above = Unit(AreaLevel.PROVINCE, line["ma_tinh"], line["ten_tinh"])
    yield above
    if shape in {Shape.LEGACY, Shape.THREE_LEVELS}:
        above = Unit(AreaLevel.DISTRICT, line["ma_huyen"], line["ten_huyen"], above.key)
        yield above
        if not line["ma_xa"] and not line["ten_xa"]:
            return
    yield Unit(AreaLevel.COMMUNE, line["ma_xa"], line["ten_xa"], above.key)


def _unit_fault(number: int, unit: Unit) -> Objection:
    if not unit.code:
        words = gettext_noop("Dòng %(line)s: thiếu mã của «%(name)s».")
    elif not is_code(unit.code):
        words = gettext_noop("Dòng %(line)s: mã «%(code)s» phải là chữ số.")
    else:
        words = gettext_noop("Dòng %(line)s: tên «%(name)s» phải bắt đầu bằng loại đơn vị, ví dụ «Xã», «Phường».")
    return _fault(number, f"ma_{unit.level}", words, code=unit.code, name=unit.name)


def _scope(text: str) -> Scope | None:
    return {"toan bo": Scope.WHOLE, "mot phan": Scope.PARTIAL, "whole": Scope.WHOLE, "partial": Scope.PARTIAL}.get(
        fold(text)
    )


def _word(states: type[AgencyKind] | type[AgencyLevel], text: str) -> Any:
    wanted = fold(text)
    return next((member for member in states if wanted in {member.value, fold(member.label)}), None)


def _blank(number: int, line: Line, columns: Iterable[str]) -> list[Objection]:
    words = gettext_noop("Dòng %(line)s: cột %(name)s trống.")
    return [_fault(number, column, words, name=column) for column in columns if not line[column]]


def _not_lists(tables: Iterable[Table]) -> list[Objection]:
    words = gettext_noop("Tệp «%(name)s» là danh sách đơn vị cũ → mới: dùng lệnh reorganise cho tệp này.")
    return [
        Objection("file.shape", words, params={"name": table.name})
        for table in tables
        if not table.shape.is_list_of_areas
    ]


def _fault(number: int, column: str, message: str, **params: object) -> Objection:
    return Objection(f"file.{column}", message, field=column, params={"line": number, **params})


def _unreadable(code: str, message: str, **params: object) -> Unreadable:
    return Unreadable([Objection(code, message, params=params)])


def _raise(faults: Sequence[Objection]) -> None:
    if faults:
        raise Unreadable(faults[:MOST_SHOWN])
