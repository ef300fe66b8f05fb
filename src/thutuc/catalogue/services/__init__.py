"""Acts on the catalogue: import, opening act, versions, names of agencies, column mappings."""

from thutuc.catalogue.services import indexing
from thutuc.catalogue.services.aliases import decide_agency
from thutuc.catalogue.services.drafting import (
    add_operations,
    draft_decision,
    edit_decision,
    edit_operation,
    remove_operation,
)
from thutuc.catalogue.services.filing import SignedPaper, attach_signed, record_with_paper, sign_with_paper
from thutuc.catalogue.services.importing import Imported, import_rows
from thutuc.catalogue.services.mappings import save_mapping
from thutuc.catalogue.services.moving import (
    answer_consultation,
    answer_remark,
    consult,
    move_decision,
    report_fault,
)
from thutuc.catalogue.services.online import set_online_level
from thutuc.catalogue.services.opening import OPENED_LEVELS, OpenedCatalogue, open_catalogue
from thutuc.catalogue.services.requesting import ask_again, carry_out, request_import, request_opening
from thutuc.catalogue.services.signing import Issued, draft_reversal, record_signed, sign_decision
from thutuc.catalogue.services.upstream import (
    assess_document,
    receive_ministry_decision,
    record_arrival,
    record_sighting,
    take_in,
    take_in_all,
)
from thutuc.catalogue.services.versions import (
    Act,
    end_version,
    open_version,
    open_versions,
    publish_version,
    reopen_version,
    withdraw_version,
)

__all__ = [
    "OPENED_LEVELS",
    "Act",
    "Imported",
    "Issued",
    "OpenedCatalogue",
    "SignedPaper",
    "add_operations",
    "answer_consultation",
    "answer_remark",
    "ask_again",
    "assess_document",
    "attach_signed",
    "carry_out",
    "consult",
    "decide_agency",
    "draft_decision",
    "draft_reversal",
    "edit_decision",
    "edit_operation",
    "end_version",
    "import_rows",
    "indexing",
    "move_decision",
    "open_catalogue",
    "open_version",
    "open_versions",
    "publish_version",
    "receive_ministry_decision",
    "record_arrival",
    "record_sighting",
    "record_signed",
    "record_with_paper",
    "remove_operation",
    "reopen_version",
    "report_fault",
    "request_import",
    "request_opening",
    "save_mapping",
    "set_online_level",
    "sign_decision",
    "sign_with_paper",
    "take_in",
    "take_in_all",
    "withdraw_version",
]
