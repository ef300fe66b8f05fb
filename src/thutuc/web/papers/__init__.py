"""Administrative papers in the form of their day: one description, written as .docx and as PDF."""

from thutuc.web.papers.docx import MEDIA_TYPE as DOCX_TYPE
from thutuc.web.papers.docx import docx
from thutuc.web.papers.form import CIRCULAR_01, DECREE_30, FORMS, PaperForm
from thutuc.web.papers.paper import (
    Annex,
    Article,
    Block,
    Column,
    Grid,
    GroupRow,
    Head,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Terms,
    about,
    roman,
)
from thutuc.web.papers.pdf import pdf

__all__ = [
    "CIRCULAR_01",
    "DECREE_30",
    "DOCX_TYPE",
    "FORMS",
    "Annex",
    "Article",
    "Block",
    "Column",
    "Grid",
    "GroupRow",
    "Head",
    "Heading",
    "Paper",
    "PaperForm",
    "Paragraph",
    "Signature",
    "Terms",
    "about",
    "docx",
    "pdf",
    "roman",
]
