"""The page and the head of an administrative paper as .docx, shared by every paper that has them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from thutuc.web.papers.form import ACROSS, HIGH, WIDE, PaperForm
from thutuc.web.papers.ooxml import FACE, cell, element, page_number, paragraph, row, run, table, words
from thutuc.web.papers.paper import Head, about, name_lines

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def begin(title: str, author: str, form: PaperForm, on: date | None) -> Any:
    """An empty file that says what it is, whose it is and of which day."""
    document = Document()
    body = document.element.body
    for old in list(body.iterchildren(qn("w:p"))):
        body.remove(old)
    _set_up(document, form)
    told = document.core_properties
    told.title, told.author, told.language = words(title)[:255], words(author)[:255], "vi-VN"
    told.comments = told.subject = ""
    if on:
        told.created = told.modified = datetime.combine(on, time(), UTC)
    return document


def putter(document: Any) -> Callable[[Any], None]:
    """Puts one piece after the other at the end of the body."""
    body = document.element.body
    return lambda piece: body.insert(len(body) - 1, piece)


def new_part(document: Any) -> None:
    """A new page, not yet laid out, from which pages are counted for themselves."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _flatten(document.element.body.findall(qn("w:p"))[-1])
    _count_from_one(section)


def page(section: Section, form: PaperForm, *, is_landscape: bool = False, contact: str = "", label: str = "") -> None:
    """Size, margins and the place of the page number; on the first page a label above and the contact below."""
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(HIGH), Mm(WIDE)) if is_landscape else (Mm(WIDE), Mm(HIGH))
    sides = (ACROSS, ACROSS) if is_landscape else (form.left, form.right)
    top = form.left - 5 if is_landscape else form.top
    section.top_margin, section.bottom_margin = Mm(top), Mm(form.bottom)
    section.left_margin, section.right_margin = Mm(sides[0]), Mm(sides[1])
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    where = section.header if form.is_numbered_on_top else section.footer
    align = "center" if form.is_numbered_on_top else "right"
    _only(where, page_number(form.page_number, align))
    if label:
        _only(
            section.first_page_header,
            *(paragraph(run(line, size=9.5, italic=True), align="right") for line in label.split("\n")),
        )
    if contact:
        foot = [paragraph(rule=True), paragraph(run(contact, size=form.contact), align="center")]
        _only(section.first_page_footer, *foot)


def letterhead(head: Head, form: PaperForm, *, width: float, has_number: bool = True) -> Any:
    """Agencies and number at the left; country, motto, place and day at the right."""
    left = 65.0
    right = width - left
    issuers = [paragraph(run(line, size=form.issuer), align="center") for line in name_lines(head.superior)]
    own = [paragraph(run(line, size=form.issuer, bold=True), align="center") for line in name_lines(head.own_name)]
    country = [
        paragraph(run(COUNTRY, size=form.country, bold=True), align="center"),
        paragraph(run(MOTTO, size=form.motto, bold=True), align="center"),
    ]
    dateline = paragraph(run(head.dateline, size=form.dateline, italic=True), align="center", before=6)
    made = table([left, right], is_ruled=False)
    made.append(
        row([cell(left, [*issuers, *own, short_rule(left, 22)]), cell(right, [*country, short_rule(right, 53)])])
    )
    made.append(row([cell(left, _reference(head, form) if has_number else []), cell(right, [dateline])]))
    return made


def short_rule(width: float, length: float) -> Any:
    """A line of this length in the middle of the width."""
    inset = (width - length) / 2
    return paragraph(inset=(inset, inset), rule=True, exact=3, after=3)


def _reference(head: Head, form: PaperForm) -> list[Any]:
    lines = [paragraph(run(head.reference, size=form.reference), align="center", before=6)]
    if head.subject:
        subject = about(head.subject).replace("Về việc", "V/v", 1)
        lines.append(paragraph(run(subject, size=form.subject), align="center", before=4))
    return lines


def _set_up(document: Any, form: PaperForm) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(form.body)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    style.element.rPr.append(element("lang", val="vi-VN", eastAsia="vi-VN"))


def _only(part: Any, *pieces: Any) -> None:
    holder = part._element  # noqa: SLF001 — python-docx gives headers no other door
    for old in list(holder):
        holder.remove(old)
    for piece in pieces:
        holder.append(piece)


def _flatten(last: Any) -> None:
    """The paragraph that ends a part takes no room: else it may stand alone on a page."""
    last.find(qn("w:pPr")).insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _count_from_one(section: Section) -> None:
    properties = section._sectPr  # noqa: SLF001 — python-docx knows no page numbers
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))
