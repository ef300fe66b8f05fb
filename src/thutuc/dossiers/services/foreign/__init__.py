"""Acts on dossiers of other systems: bringing in, taking over, handing to the successors of closed units."""

from thutuc.dossiers.services.foreign.asking import Ways, ask_again, carry_out, request, request_import, request_trial
from thutuc.dossiers.services.foreign.importing import import_rows
from thutuc.dossiers.services.foreign.keeping import keep_file, open_errors, save_mapping, save_source
from thutuc.dossiers.services.foreign.succession import hand_to_successor, hand_to_successors
from thutuc.dossiers.services.foreign.taking import Target, take_over, take_over_many

__all__ = [
    "Target",
    "Ways",
    "ask_again",
    "carry_out",
    "hand_to_successor",
    "hand_to_successors",
    "import_rows",
    "keep_file",
    "open_errors",
    "request",
    "request_import",
    "request_trial",
    "save_mapping",
    "save_source",
    "take_over",
    "take_over_many",
]
