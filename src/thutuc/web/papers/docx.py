"""A paper as .docx: opens in Word, LibreOffice and OnlyOffice and may be worked on there."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from thutuc.web.papers import frame
from thutuc.web.papers.form import PaperForm
from thutuc.web.papers.ooxml import cell, element, paragraph, row, run, table
from thutuc.web.papers.paper import (
    Annex,
    Article,
    Block,
    Grid,
    GroupRow,
    Heading,
    Paper,
    Paragraph,
    Terms,
    about,
    closed,
    numbered,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SIGNING_ROOM = 5
"""Empty lines between the office and the name, for signature and seal."""


def docx(paper: Paper, form: PaperForm) -> bytes:
    """The paper in this form."""
    docx_file = frame.begin(paper.title, paper.head.issuer, form, paper.head.on)
    writer = _Writer(form, frame.putter(docx_file))
    frame.page(docx_file.sections[0], form, contact=paper.contact)
    writer.write(paper)
    for annex in numbered(paper.annexes):
        frame.new_part(docx_file)
        frame.page(docx_file.sections[-1], form, is_landscape=annex.is_landscape)
        writer.annex(annex)
    out = io.BytesIO()
    docx_file.save(out)
    return out.getvalue()


@dataclass
class _Writer:
    """Puts one piece after the other into the body."""

    form: PaperForm
    put: Callable[[Any], None]

    def write(self, paper: Paper) -> None:
        form = self.form
        self.put(frame.letterhead(paper.head, form, width=form.width(is_landscape=False)))
        self.put(paragraph(after=6))
        for piece in (*_opening(paper, form), *_preamble(paper, form)):
            self.put(piece)
        width = form.width(is_landscape=False)
        self.blocks(paper.blocks[:-1], form.body, width)
        last = [piece for block in paper.blocks[-1:] for piece in _pieces(block, form, form.body, width)]
        for piece in [*map(_kept, last), paragraph(keep=True)]:
            self.put(piece)
        self.put(_foot(paper, form))

    def annex(self, annex: Annex) -> None:
        form = self.form
        self.put(paragraph(run(annex.label, size=form.kind, bold=True), align="center", keep=True))
        title = annex.title.upper() if form.is_annex_name_capital else annex.title
        self.put(paragraph(run(title, size=form.kind, bold=True), align="center", keep=True))
        if annex.note:
            self.put(paragraph(run(annex.note, size=form.kind, italic=True), align="center", after=8))
        self.blocks(annex.blocks, form.body, form.width(is_landscape=annex.is_landscape))

    def blocks(self, blocks: Iterable[Block], size: float, width: float) -> None:
        for block in blocks:
            for piece in _pieces(block, self.form, size, width):
                self.put(piece)


def _opening(paper: Paper, form: PaperForm) -> list[Any]:
    """Tên loại, trích yếu; Kính gửi."""
    pieces = []
    if paper.kind:
        pieces.append(paragraph(run(paper.kind.upper(), size=form.kind, bold=True), align="center", before=6))
        summary = about(paper.summary)
        pieces.append(paragraph(run(summary, size=form.kind, bold=True), align="center", inset=(8, 8)))
        pieces.append(frame.short_rule(form.width(is_landscape=False), 40))
    return [*pieces, *_addressees(paper, form)]


def _addressees(paper: Paper, form: PaperForm) -> list[Any]:
    if not paper.addressees:
        return []
    if len(paper.addressees) == 1:
        told = run(f"Kính gửi: {paper.addressees[0]}.", size=form.body)
        return [paragraph(told, align="center", before=10, after=10)]
    lines = [paragraph(run("Kính gửi:", size=form.body), inset=(40, 0), before=10)]
    lines += [paragraph(run(f"- {line}", size=form.body), inset=(55, 0)) for line in closed(paper.addressees, ".")]
    return [*lines, paragraph(after=4)]


def _preamble(paper: Paper, form: PaperForm) -> list[Any]:
    pieces = []
    if paper.authority:
        authority = run(paper.authority.upper(), size=form.body, bold=True)
        pieces.append(paragraph(authority, align="center", before=10, after=10))
    for line in closed(paper.preamble, form.last_basis):
        told = run(line, size=form.body, italic=form.are_bases_italic)
        pieces.append(_running(form, told))
    if paper.enacts:
        pieces.append(paragraph(run(paper.enacts, size=form.body, bold=True), align="center", before=8, after=8))
    return pieces


def _kept(piece: Any) -> Any:
    """A paragraph that stays on the page of what follows: nobody signs an empty page."""
    look = piece.find(qn("w:pPr"))
    if look is not None and look.find(qn("w:keepNext")) is None:
        look.insert(0, element("keepNext"))
    return piece


def _running(form: PaperForm, *runs: Any) -> Any:
    return paragraph(*runs, align="both", after=form.paragraph_gap, line=form.line, first=form.indent)


def _pieces(block: Block, form: PaperForm, size: float, width: float) -> list[Any]:
    match block:
        case Article():
            head = [run(f"Điều {block.number}. ", size=size, bold=True), run(block.text, size=size)]
            return [_running(form, *head), *(_running(form, run(text, size=size)) for text in block.paragraphs)]
        case Paragraph():
            lines = block.text.split("\n")
            bold, italic = block.is_bold, block.is_italic
            return [_running(form, run(line, size=size, bold=bold, italic=italic)) for line in lines]
        case Heading():
            told = run(block.text, size=size, bold=True)
            return [paragraph(told, align="center" if block.is_centred else "left", before=8, after=6, keep=True)]
        case Terms():
            return [piece for name, text in block.rows for piece in _term(form, name, text, size)]
        case Grid():
            return [_grid(block, form, width), paragraph(after=4)]


def _term(form: PaperForm, name: str, text: str, size: float) -> list[Any]:
    lines = [line for line in text.split("\n") if line.strip()]
    head = run(f"{name}: ", size=size, bold=True)
    if len(lines) < 2:
        return [_running(form, head, run(lines[0] if lines else "Không quy định.", size=size))]
    return [_running(form, head), *(_running(form, run(line, size=size)) for line in lines)]


def _grid(grid: Grid, form: PaperForm, width: float) -> Any:
    total = sum(column.share for column in grid.columns)
    widths = [column.share * width / total for column in grid.columns]
    aligns = ["center" if column.is_centred else "left" for column in grid.columns]
    made = table(widths, is_ruled=True)
    heads = [
        cell(each, [paragraph(run(column.heading, size=form.table, bold=True), align="center")], is_middle=True)
        for column, each in zip(grid.columns, widths, strict=True)
    ]
    made.append(row(heads, is_head=True, splits=False))
    for line in grid.rows:
        if isinstance(line, GroupRow):
            told = paragraph(run(line.text, size=form.table, bold=True), before=2, after=2, keep=True)
            made.append(row([cell(width, [told], span=len(widths))], splits=False))
            continue
        cells = [
            cell(each, [paragraph(run(part, size=form.table), align=align) for part in text.strip().split("\n")])
            for text, each, align in zip(line, widths, aligns, strict=True)
        ]
        made.append(row(cells, splits=grid.is_tall(line, width)))
    return made


def _foot(paper: Paper, form: PaperForm) -> Any:
    """Nơi nhận at the left; office, room and name at the right, never torn apart."""
    left = (form.width(is_landscape=False)) / 2
    lines = [paragraph(run("Nơi nhận:", size=form.recipients_head, bold=True, italic=True))]
    lines += [paragraph(run(f"- {line}", size=form.recipients)) for line in closed(paper.recipients, ".")]
    sign = [
        paragraph(run(line.upper(), size=form.body, bold=True), align="center", keep=True)
        for line in paper.signature.lines
    ]
    sign += [paragraph(run("", size=form.body), keep=True) for _place in range(_SIGNING_ROOM)]
    sign.append(paragraph(run(paper.signature.name, size=form.body, bold=True), align="center"))
    made = table([left, left], is_ruled=False)
    made.append(row([cell(left, lines if paper.recipients else []), cell(left, sign)], splits=False))
    return made
