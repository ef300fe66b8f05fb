"""Acts on the register and on the province's own parameters."""

from thutuc.legislation.services.attachments import attach, detach
from thutuc.legislation.services.citations import ensure_documents
from thutuc.legislation.services.overrides import end_override, override_parameter
from thutuc.legislation.services.register import amend, amend_dates, register, relate, unrelate
from thutuc.legislation.services.seed import load_seed

__all__ = [
    "amend",
    "amend_dates",
    "attach",
    "detach",
    "end_override",
    "ensure_documents",
    "load_seed",
    "override_parameter",
    "register",
    "relate",
    "unrelate",
]
