"""Papers of disclosure: notice sheets for the printer."""

from thutuc.disclosure.documents.sheets import address, bundle_pdf, zipped

__all__ = ["address", "bundle_pdf", "zipped"]
