"""Papers and spreadsheets of the catalogue."""

from thutuc.catalogue.documents.decisions import decision, submission
from thutuc.catalogue.documents.preamble import usual_preamble
from thutuc.catalogue.documents.sheets import list_of, report_of, template

__all__ = ["decision", "list_of", "report_of", "submission", "template", "usual_preamble"]
