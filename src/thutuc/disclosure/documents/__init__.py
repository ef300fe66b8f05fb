"""Papers of disclosure: notice sheets for the printer, letters of reminder."""

from thutuc.disclosure.documents.letters import letter
from thutuc.disclosure.documents.sheets import address, bundle_pdf, draw, zipped

__all__ = ["address", "bundle_pdf", "draw", "letter", "zipped"]
