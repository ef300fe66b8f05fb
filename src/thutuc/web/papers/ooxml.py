"""Pieces of a .docx: paragraphs, cells, borders, page numbers. Built as elements: hundreds of rows are quick."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FACE = "Times New Roman"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")


def words(text: object) -> str:
    """NFC without the signs that XML cannot hold."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", str(text)))


def element(tag: str, **attributes: object) -> Any:
    """An element of the w: name space with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def run(text: str, *, size: float, bold: bool = False, italic: bool = False) -> Any:
    """A run of text; a new line in it is a line break."""
    made = element("r")
    look = element("rPr")
    if bold:
        look.append(element("b"))
    if italic:
        look.append(element("i"))
    look.append(element("sz", val=round(size * 2)))
    look.append(element("szCs", val=round(size * 2)))
    made.append(look)
    for place, line in enumerate(words(text).split("\n")):
        if place:
            made.append(element("br"))
        told = element("t")
        told.text = line
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(told)
    return made


def paragraph(
    *runs: Any,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    exact: float = 0,
    first: float = 0,
    inset: tuple[float, float] = (0, 0),
    keep: bool = False,
    rule: bool = False,
) -> Any:
    """A paragraph; gaps in points, indents in millimetres; `rule` draws a line under it."""
    made = element("p")
    look = element("pPr")
    if keep:
        look.append(element("keepNext"))
    if rule:
        border = element("pBdr")
        border.append(element("bottom", val="single", sz=6, space=1, color="auto"))
        look.append(border)
    height = {"line": twips(exact), "lineRule": "exact"} if exact else {"line": round(240 * line), "lineRule": "auto"}
    look.append(element("spacing", before=twips(before), after=twips(after), **height))
    if first or any(inset):
        look.append(element("ind", left=from_mm(inset[0]), right=from_mm(inset[1]), firstLine=from_mm(first)))
    look.append(element("jc", val=align))
    made.append(look)
    for each in runs:
        made.append(each)
    return made


def table(widths: Sequence[float], *, is_ruled: bool) -> Any:
    """An empty table of fixed columns (millimetres), with or without lines."""
    made = element("tbl")
    look = element("tblPr")
    look.append(element("tblW", w=sum(map(from_mm, widths)), type="dxa"))
    look.append(element("jc", val="center"))
    if is_ruled:
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz=4, space=0, color="auto"))
        look.append(borders)
    look.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=from_mm(1.2 if is_ruled else 0.5), type="dxa"))
    look.append(margins)
    made.append(look)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=from_mm(width)))
    made.append(grid)
    return made


def row(cells: Sequence[Any], *, is_head: bool = False, splits: bool = True) -> Any:
    """A row of cells; a head row stands again on every page."""
    made = element("tr")
    look = element("trPr")
    if not splits:
        look.append(element("cantSplit"))
    if is_head:
        look.append(element("tblHeader"))
    made.append(look)
    for cell in cells:
        made.append(cell)
    return made


def cell(width: float, paragraphs: Sequence[Any], *, span: int = 1, is_middle: bool = False) -> Any:
    """A cell with at least one paragraph."""
    made = element("tc")
    look = element("tcPr")
    look.append(element("tcW", w=from_mm(width), type="dxa"))
    if span > 1:
        look.append(element("gridSpan", val=span))
    if is_middle:
        look.append(element("vAlign", val="center"))
    made.append(look)
    for each in paragraphs or [paragraph()]:
        made.append(each)
    return made


def page_number(size: float, align: str) -> Any:
    """A paragraph that holds the number of its page."""
    parts = []
    for kind in ("begin", "separate", "end"):
        part = element("r")
        part.append(element("fldChar", fldCharType=kind))
        parts.append(part)
    code = element("r")
    instruction = element("instrText")
    instruction.text = " PAGE "
    code.append(instruction)
    return paragraph(parts[0], code, parts[1], run("2", size=size), parts[2], align=align)


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def from_mm(millimetres: float) -> int:
    """Twentieths of a point from millimetres."""
    return round(millimetres * 1440 / 25.4)
