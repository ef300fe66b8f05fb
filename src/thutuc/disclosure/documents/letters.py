"""Letters of reminder, ready to be signed, as .docx or PDF in the form of their day."""

from typing import Literal

from thutuc.disclosure.rules import letters
from thutuc.disclosure.rules.letters import Letter
from thutuc.legislation.documents import form_on
from thutuc.web import papers
from thutuc.web.papers import Annex, Column, Grid, Paper, Paragraph

MOST_IN_TEXT = 12
"""A longer list goes into an annex."""
_COLUMNS = (
    Column("STT", 1.2, is_centred=True),
    Column("Thủ tục hành chính, quyết định", 6),
    Column("Văn bản liên quan", 4.5),
    Column("Hạn thực hiện", 3),
    Column("Ghi chú", 3),
)


def letter(given: Letter, format: Literal["docx", "pdf"] = "docx") -> bytes:
    """The letter."""
    return (papers.pdf if format == "pdf" else papers.docx)(letter_paper(given), form_on(given.on or given.drafted_on))


def letter_paper(given: Letter) -> Paper:
    """The letter as the parts of an administrative paper."""
    rows = [(str(place), row.what, row.source, row.limit, row.note) for place, row in enumerate(given.rows, start=1)]
    grid = Grid(_COLUMNS, tuple(rows))
    is_long = len(rows) > MOST_IN_TEXT
    opening = [Paragraph(line) for line in letters.opening(given)]
    listed = [Paragraph("(Danh sách kèm theo)", is_italic=True)] if is_long else [grid] if rows else []
    return Paper(
        head=papers.Head(
            issuer=given.issuer,
            superior=given.superior,
            symbol=given.symbol,
            place=given.place,
            number=given.number,
            on=given.on,
            year=given.drafted_on.year,
            subject=letters.subject(given),
        ),
        signature=papers.Signature(given.signer_lines, given.signer_name),
        addressees=given.to,
        blocks=(*opening, *listed, *(Paragraph(line) for line in letters.closing(given))),
        recipients=letters.recipients(given),
        contact=given.contact,
        annexes=(Annex("Danh sách", (grid,), note=letters.annex_note(given), is_landscape=False),) if is_long else (),
    )
