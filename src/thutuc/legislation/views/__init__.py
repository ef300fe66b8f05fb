"""Staff screens of the register, the parameters and the bases."""

from thutuc.legislation.views.bases import bases
from thutuc.legislation.views.documents import document, documents, export
from thutuc.legislation.views.keeping import amend, attach, detach, register, relate, unrelate
from thutuc.legislation.views.parameters import end_override, override, parameter, parameters

__all__ = [
    "amend",
    "attach",
    "bases",
    "detach",
    "document",
    "documents",
    "end_override",
    "export",
    "override",
    "parameter",
    "parameters",
    "register",
    "relate",
    "unrelate",
]
