"""Acts on the catalogue: import, opening act, versions, names of agencies, column mappings."""

from thutuc.catalogue.services import indexing
from thutuc.catalogue.services.aliases import decide_agency
from thutuc.catalogue.services.importing import Imported, import_rows
from thutuc.catalogue.services.mappings import save_mapping
from thutuc.catalogue.services.online import set_online_level
from thutuc.catalogue.services.opening import OPENED_LEVELS, OpenedCatalogue, open_catalogue
from thutuc.catalogue.services.requesting import ask_again, carry_out, request_import, request_opening
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
    "OpenedCatalogue",
    "ask_again",
    "carry_out",
    "decide_agency",
    "end_version",
    "import_rows",
    "indexing",
    "open_catalogue",
    "open_version",
    "open_versions",
    "publish_version",
    "reopen_version",
    "request_import",
    "request_opening",
    "save_mapping",
    "set_online_level",
    "withdraw_version",
]
