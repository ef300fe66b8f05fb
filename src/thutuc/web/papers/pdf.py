"""A paper as PDF, set as the .docx is."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from thutuc.web import typeset
from thutuc.web.papers.form import PaperForm
from thutuc.web.papers.paper import Block, Grid, GroupRow, Paper, about, closed, name_lines, numbered

TEMPLATE = Path(__file__).with_name("administrative.typ")


def pdf(paper: Paper, form: PaperForm) -> bytes:
    """The paper in this form."""
    head = paper.head
    data = {
        "title": paper.title,
        "form": form,
        "superior": name_lines(head.superior),
        "issuer": name_lines(head.own_name),
        "reference": head.reference,
        "dateline": head.dateline,
        "subject": about(head.subject).replace("Về việc", "V/v", 1) if head.subject else "",
        "kind": paper.kind,
        "summary": about(paper.summary),
        "authority": paper.authority,
        "preamble": closed(paper.preamble, form.last_basis),
        "enacts": paper.enacts,
        "addressees": closed(paper.addressees, "."),
        "blocks": _told(paper.blocks, form.width(is_landscape=False)),
        "recipients": closed(paper.recipients, "."),
        "contact": paper.contact,
        "signature": paper.signature,
        "annexes": [
            {**vars(annex), "blocks": _told(annex.blocks, form.width(is_landscape=annex.is_landscape))}
            for annex in numbered(paper.annexes)
        ],
    }
    return typeset.pdf(TEMPLATE, data, at=datetime.combine(head.on, time(), UTC) if head.on else None)


def _told(blocks: Iterable[Block], width: float) -> list[dict[str, Any]]:
    return [_one(block, width) for block in blocks]


def _one(block: Block, width: float) -> dict[str, Any]:
    told = {"block": type(block).__name__.lower(), **vars(block)}
    if isinstance(block, Grid):
        told["tall"] = [not isinstance(row, GroupRow) and block.is_tall(row, width) for row in block.rows]
    return told
