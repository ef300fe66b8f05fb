"""Reading the register, the dated parameters and the legal bases."""

from thutuc.legislation.queries.bases import bases, basis, basis_table
from thutuc.legislation.queries.doctor import doctor_faults
from thutuc.legislation.queries.documents import (
    ActingDocument,
    DocumentPage,
    acting,
    changing,
    details_of,
    document_by_number,
    document_page,
    documents,
    documents_by_numbers,
    effects,
    may_read_files,
    relation,
    statuses,
    years,
)
from thutuc.legislation.queries.limits import same_day_until
from thutuc.legislation.queries.parameters import (
    central_body,
    dated_values,
    kept_parameter,
    overrides_of,
    parameter,
    parameter_history,
    parameter_table,
    parameters,
)

__all__ = [
    "ActingDocument",
    "DocumentPage",
    "acting",
    "bases",
    "basis",
    "basis_table",
    "central_body",
    "changing",
    "dated_values",
    "details_of",
    "doctor_faults",
    "document_by_number",
    "document_page",
    "documents",
    "documents_by_numbers",
    "effects",
    "kept_parameter",
    "may_read_files",
    "overrides_of",
    "parameter",
    "parameter_history",
    "parameter_table",
    "parameters",
    "relation",
    "same_day_until",
    "statuses",
    "years",
]
