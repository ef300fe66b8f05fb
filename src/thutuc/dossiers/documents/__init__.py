"""The papers of the one-stop unit as files: PDF and .docx in the form of their day; the register as .xlsx."""

from thutuc.dossiers.documents.printing import form_of, render, render_many
from thutuc.dossiers.documents.register import register_sheet

__all__ = ["form_of", "register_sheet", "render", "render_many"]
