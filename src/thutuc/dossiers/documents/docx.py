"""Slips as one .docx, set as the PDF is."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import segno
from docx.shared import Mm

from thutuc.dossiers.documents.slip import Block, Cell, Code, Line, Note, Sign, Slip, Table, Text, title_lines
from thutuc.web.papers import PaperForm, frame
from thutuc.web.papers.ooxml import cell, element, paragraph, row, run, table
from thutuc.web.papers.paper import closed

_SIGNING_ROOM = 3
_CODE_SIDE = 36.0


def docx(slips: Sequence[Slip], form: PaperForm) -> bytes:
    """The slips one after the other, each on its own pages."""
    first = slips[0]
    docx_file = frame.begin(f"{first.title} {first.head.number}".strip(), first.head.issuer, form, first.head.on)
    for place, slip in enumerate(slips):
        if place:
            frame.new_part(docx_file)
        section = docx_file.sections[-1]
        frame.page(section, form, is_landscape=slip.is_landscape, label=slip.form_label, contact=slip.remark)
        _Writer(docx_file, form, slip).write()
    out = io.BytesIO()
    docx_file.save(out)
    return out.getvalue()


class _Writer:
    """One slip after the other into the same file."""

    def __init__(self, docx_file: Any, form: PaperForm, slip: Slip) -> None:
        self.docx_file, self.form, self.slip = docx_file, form, slip
        self.put = frame.putter(docx_file)
        self.width = form.width(is_landscape=slip.is_landscape)

    def write(self) -> None:
        slip, form = self.slip, self.form
        self.put(frame.letterhead(slip.head, form, width=self.width, has_number=slip.has_number))
        self.put(_gap(6))
        self._title()
        if slip.addressee:
            told = run(f"Kính gửi: {slip.addressee}", size=form.body)
            self.put(paragraph(told, align="center", before=4, after=6))
        for block in slip.blocks:
            self._block(block)
        if slip.signs:
            self.put(_gap(8))
            self.put(self._foot())
        for note in slip.notes:
            self._note(note)

    def _title(self) -> None:
        slip, form = self.slip, self.form
        looks = [run(line.upper(), size=form.kind, bold=True) for line in title_lines(slip.title)]
        looks += [run(slip.subtitle, size=form.body, bold=True)] if slip.subtitle else []
        looks += [run(line, size=12, italic=True) for line in slip.under]
        lines = [paragraph(look, align="center") for look in looks]
        if slip.code is None:
            for line in [*lines, _gap(8)]:
                self.put(line)
            return
        middle = self.width - 2 * _CODE_SIDE
        made = table([_CODE_SIDE, middle, _CODE_SIDE], is_ruled=False)
        side = cell(_CODE_SIDE, self._code(slip.code, 22))
        made.append(row([cell(_CODE_SIDE, []), cell(middle, lines, is_middle=True), side], splits=False))
        self.put(made)
        self.put(_gap(4))

    def _block(self, block: Block) -> None:
        form = self.form
        if isinstance(block, Line):
            self.put(self._line(block))
        elif isinstance(block, Text):
            for words in block.text.split("\n"):
                told = run(words, size=form.body, bold=block.is_strong, italic=block.is_italic)
                first = 0 if block.is_flush else form.indent
                self.put(paragraph(told, align="both", after=form.paragraph_gap, line=form.line, first=first))
        else:
            self.put(self._table(block))
            self.put(_gap(5))

    def _line(self, line: Line) -> Any:
        size = self.form.body
        pieces = [run(f"{line.label}: ", size=size), run(line.told, size=size, bold=line.is_strong)]
        first = self.form.indent if self.slip.addressee else 0
        return paragraph(*pieces, after=self.form.paragraph_gap, line=self.form.line, first=first)

    def _table(self, block: Table) -> Any:
        total = sum(column.share for column in block.columns)
        widths = [column.share * self.width / total for column in block.columns]
        aligns = ["center" if column.is_centred else "left" for column in block.columns]
        made = table(widths, is_ruled=True)
        for head in _heads(block, widths):
            made.append(head)
        for line in block.rows:
            cells = zip(line, widths, aligns, strict=True)
            made.append(row([cell(w, self._cell(told, block.size, align)) for told, w, align in cells], splits=False))
        return made

    def _cell(self, told: Cell, size: float, align: str) -> list[Any]:
        if isinstance(told, Code):
            return self._code(told, 18)
        return [paragraph(run(part, size=size), align=align) for part in told.strip().split("\n")]

    def _code(self, code: Code, side: float) -> list[Any]:
        holder = element("r")
        drawing = element("drawing")
        picture = io.BytesIO()
        segno.make(code.holds, error="m", micro=False).save(picture, kind="png", scale=6, border=1)
        inline = self.docx_file.part.new_pic_inline(picture, Mm(side), Mm(side))
        inline.docPr.set("descr", code.holds)
        drawing.append(inline)
        holder.append(drawing)
        words = [paragraph(run(line, size=8.5), align="center") for line in code.words]
        return [paragraph(holder, align="center"), *words]

    def _foot(self) -> Any:
        slip = self.slip
        cells = [self._recipients(slip.recipients)] if slip.recipients else [[]] if len(slip.signs) == 1 else []
        cells += [self._sign(sign) for sign in slip.signs]
        each = self.width / len(cells)
        made = table([each] * len(cells), is_ruled=False)
        made.append(row([cell(each, lines) for lines in cells], splits=False))
        return made

    def _recipients(self, lines: Iterable[str]) -> list[Any]:
        form = self.form
        head = paragraph(run("Nơi nhận:", size=form.recipients_head, bold=True, italic=True))
        return [head, *(paragraph(run(f"- {line}", size=form.recipients)) for line in closed(lines, "."))]

    def _sign(self, sign: Sign) -> list[Any]:
        size = self.form.body
        lines = [paragraph(run(line.upper(), size=size, bold=True), align="center", keep=True) for line in sign.lines]
        if sign.hint:
            lines.append(paragraph(run(sign.hint, size=11, italic=True), align="center", keep=True))
        lines += [paragraph(run("", size=size), keep=True) for _place in range(_SIGNING_ROOM)]
        return [*lines, paragraph(run(sign.name, size=size, bold=True), align="center")]

    def _note(self, note: Note) -> None:
        self.put(paragraph(rule=True, exact=6, after=4, keep=True))
        lines = [paragraph(run(note.title, size=10, bold=True), keep=True)]
        last = len(note.lines) - 1
        lines += [paragraph(run(line, size=10), keep=place < last) for place, line in enumerate(note.lines)]
        if note.code is None:
            for line in lines:
                self.put(line)
            return
        side = 26.0
        made = table([self.width - side, side], is_ruled=False)
        made.append(row([cell(self.width - side, lines), cell(side, self._code(note.code, 20))], splits=False))
        self.put(made)
        self.put(_gap(2))


def _gap(points: float) -> Any:
    """Nothing, so high: two tables that touch would become one."""
    return paragraph(exact=points, keep=True)


def _heads(block: Table, widths: Sequence[float]) -> list[Any]:
    """One row of headings, or two where some stand over several columns; then the numbers of the columns."""
    groups = block.groups or tuple(("", 1) for _column in block.columns)
    first, second, place = [], [], 0
    for words, span in groups:
        columns, sizes = block.columns[place : place + span], widths[place : place + span]
        if words:
            first.append(_head(words, sum(sizes), block.size, span=span))
            second += [_head(column.heading, size, block.size) for column, size in zip(columns, sizes, strict=True)]
        else:
            is_joined = bool(block.groups)
            first.append(_joined(_head(columns[0].heading, sizes[0], block.size), "restart" if is_joined else ""))
            second.append(_joined(_head("", sizes[0], block.size), "continue"))
        place += span
    rows = [first, second] if block.groups else [first]
    if block.has_numbers:
        rows.append([_number(place, size, block.size) for place, size in enumerate(widths, start=1)])
    return [row(cells, is_head=True, splits=False) for cells in rows]


def _head(words: str, width: float, size: float, *, span: int = 1) -> Any:
    return cell(width, [paragraph(run(words, size=size, bold=True), align="center")], span=span, is_middle=True)


def _number(number: int, width: float, size: float) -> Any:
    return cell(width, [paragraph(run(f"({number})", size=size), align="center")])


def _joined(made: Any, how: str) -> Any:
    """A cell that goes over two rows."""
    if how:
        look = made[0]
        look.insert(len(look) - 1, element("vMerge", val=how))
    return made
