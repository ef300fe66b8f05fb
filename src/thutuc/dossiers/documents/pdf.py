"""Slips as one PDF."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from thutuc.dossiers.documents.slip import Block, Cell, Code, Note, Slip, Table, title_lines
from thutuc.web import typeset
from thutuc.web.papers import PaperForm
from thutuc.web.papers.paper import closed, name_lines

_BETWEEN_FIGURES = re.compile(r"(?<=\d)-(?=\d)")
_MAY_BREAK = "-\u200b"
"""A dossier code may go over two lines after its hyphens; the typesetter breaks none before a figure."""
TEMPLATE = Path(__file__).with_name("slip.typ")


def pdf(slips: Sequence[Slip], form: PaperForm) -> bytes:
    """The slips one after the other, each with its own pages."""
    first = slips[0]
    title = f"{first.title} {first.head.number}".strip()
    data = {"title": title, "form": form, "slips": [_slip(each) for each in slips]}
    return typeset.pdf(TEMPLATE, data, at=datetime.combine(first.head.on, time(), UTC) if first.head.on else None)


def _slip(slip: Slip) -> dict[str, Any]:
    head = slip.head
    return {
        **vars(slip),
        "title_lines": title_lines(slip.title),
        "head": {
            "superior": name_lines(head.superior),
            "issuer": name_lines(head.own_name) or ("",),
            "reference": head.reference if slip.has_number else "",
            "subject": "",
            "dateline": head.dateline,
        },
        "code": _code(slip.code),
        "blocks": [_block(block) for block in slip.blocks],
        "recipients": closed(slip.recipients, "."),
        "notes": [_note(note) for note in slip.notes],
    }


def _block(block: Block) -> dict[str, Any]:
    told = {"block": type(block).__name__.lower(), **vars(block)}
    if isinstance(block, Table):
        return told | {"rows": [[_cell(cell) for cell in row] for row in block.rows]}
    return told | {"told": getattr(block, "told", "")}


def _cell(cell: Cell) -> str | dict[str, Any] | None:
    return _code(cell) if isinstance(cell, Code) else _BETWEEN_FIGURES.sub(_MAY_BREAK, cell)


def _note(note: Note) -> dict[str, Any]:
    return {**vars(note), "code": _code(note.code)}


def _code(code: Code | None) -> dict[str, Any] | None:
    return {**vars(code), "svg": typeset.qr(code.holds, border=1)} if code else None
