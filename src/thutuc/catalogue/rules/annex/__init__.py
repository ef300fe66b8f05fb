"""Annex tables of publication decisions as people make them (control.md §3.2), read into operations."""

from thutuc.catalogue.rules.annex.columns import AnnexColumn, guess, section_kinds
from thutuc.catalogue.rules.annex.matching import How, Index, Known, Match, match
from thutuc.catalogue.rules.annex.reading import Told, operation_of
from thutuc.catalogue.rules.annex.tables import MOST_ROWS, AnnexRow, AnnexTable, Grid, tables_of

__all__ = [
    "MOST_ROWS",
    "AnnexColumn",
    "AnnexRow",
    "AnnexTable",
    "Grid",
    "How",
    "Index",
    "Known",
    "Match",
    "Told",
    "guess",
    "match",
    "operation_of",
    "section_kinds",
    "tables_of",
]
