"""A saved column mapping as a value: which column of a foreign sheet is which part."""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass


@dataclass(frozen=True)
class Mapping:
    """`columns` gives for each part the heading of its column; `sheet` "" is the first sheet of the file."""

    name: str
    columns: Pairs[str, str]
    sheet: str = ""
    header_row: int = 1
