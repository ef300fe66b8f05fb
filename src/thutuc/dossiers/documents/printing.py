"""A paper as a file: its form by the day of acceptance, its letters by the rules of form of the day it is made."""

from collections.abc import Sequence
from typing import Literal

from thutuc.dossiers.documents.docx import docx
from thutuc.dossiers.documents.layouts import slips
from thutuc.dossiers.documents.pdf import pdf
from thutuc.dossiers.documents.slip import form_of as letters_of
from thutuc.dossiers.queries.forms import form_on
from thutuc.dossiers.rules.papers import Form, OneStopPaper
from thutuc.legislation import documents as legislation

Format = Literal["pdf", "docx"]


def form_of(paper: OneStopPaper) -> Form:
    """The form that this paper has."""
    return form_on(paper.kind, paper.head.form_day)


def render(paper: OneStopPaper, as_: Format = "pdf") -> bytes:
    """The paper with all its copies."""
    return render_many([paper], as_)


def render_many(given: Sequence[OneStopPaper], as_: Format = "pdf") -> bytes:
    """Several papers in one file, for one press of the print key."""
    found = [slip for paper in given for slip in slips(paper, form_of(paper))]
    letters = letters_of(legislation.form_on(given[0].head.on))
    return pdf(found, letters) if as_ == "pdf" else docx(found, letters)
