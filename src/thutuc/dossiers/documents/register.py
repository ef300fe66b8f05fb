"""Sổ theo dõi hồ sơ as a spreadsheet: the same fifteen columns, no cell is ever a formula."""

from thutuc.dossiers.documents.layouts.lists import REGISTER_COLUMNS, register_rows
from thutuc.dossiers.rules.papers import RegisterPaper
from thutuc.web import sheets

_WIDTH_OF_SHARE = 0.9
"""Signs of a spreadsheet for a millimetre of the paper."""


def register_sheet(paper: RegisterPaper) -> bytes:
    """The register as .xlsx."""
    columns = [(column.heading, round(column.share * _WIDTH_OF_SHARE)) for column in REGISTER_COLUMNS]
    return sheets.workbook(paper.kind.label, columns, register_rows(paper))
