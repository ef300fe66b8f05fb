"""Papers and spreadsheets of the catalogue."""

from thutuc.catalogue.documents.connected import paper_of, submission_of
from thutuc.catalogue.documents.decisions import decision, submission
from thutuc.catalogue.documents.preamble import usual_preamble
from thutuc.catalogue.documents.sheets import list_of, report_of, template

__all__ = ["decision", "list_of", "paper_of", "report_of", "submission", "submission_of", "template", "usual_preamble"]
