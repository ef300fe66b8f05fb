"""The error file of an import: faulty rows as they came, each with its reasons, to be mended and brought again."""

from collections import defaultdict

from django.utils.translation import gettext as _

from thutuc.dossiers.rules.foreign.columns import BY_KEY, COLUMNS
from thutuc.dossiers.rules.foreign.reading import Reading
from thutuc.dossiers.rules.foreign.words import shown
from thutuc.web import sheets
from thutuc.web.answers import words_of

WIDTH = 22


def error_file(reading: Reading) -> bytes:
    """The columns of the file, before them the row and what is wrong with it. It can be brought again as it is."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for fault in reading.faults:
        column = BY_KEY.get(fault.field)
        label = f"{_(column.heading)}: " if column else ""
        reasons[int(str(fault.params["row"]))].append(f"{label}{words_of(fault)}")
    columns = [(_("Dòng trong tệp"), 10), (_("Lý do"), 60), *((text, WIDTH) for text in reading.head)]
    rows = (
        [number, "\n".join(reasons[number]), *(shown(value) for value in reading.raw[number])]
        for number in sorted(reasons)
    )
    return sheets.workbook(_("Dòng lỗi"), columns, rows)


def template() -> bytes:
    """An empty sheet with the headings that are known by themselves."""
    return sheets.workbook(_("Hồ sơ"), [(_(column.heading), WIDTH) for column in COLUMNS], ())
