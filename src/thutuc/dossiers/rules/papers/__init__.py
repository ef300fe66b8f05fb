"""The papers of the one-stop unit as plain values: what stands on each, which form it has, what is missing."""

from thutuc.dossiers.rules.papers.course import (
    ApologyPaper,
    ControlSlipPaper,
    HandoverLine,
    LateDossier,
    RegisterPaper,
    RegisterRow,
    StopPaper,
    UrgingPaper,
)
from thutuc.dossiers.rules.papers.deadlines import deadline_lines, moment_words
from thutuc.dossiers.rules.papers.forms import BASIS, LOCAL_KINDS, Form, FormSets, PaperKind, form_on, form_sets
from thutuc.dossiers.rules.papers.intake import (
    ComponentLine,
    OwnedDossier,
    ReceiptPaper,
    ReceivedDossier,
    RefusalPaper,
    SeveralReceiptPaper,
    Stage,
    SupplementItem,
    SupplementPaper,
)
from thutuc.dossiers.rules.papers.missing import OneStopPaper, missing
from thutuc.dossiers.rules.papers.people import (
    ID_LABEL,
    TAX_LABEL,
    Copy,
    Help,
    PaperHead,
    Party,
    Signer,
    Tracking,
)
from thutuc.dossiers.rules.papers.results import HandedResult, HandoverPaper, ResultAckPaper

__all__ = [
    "BASIS",
    "ID_LABEL",
    "LOCAL_KINDS",
    "TAX_LABEL",
    "ApologyPaper",
    "ComponentLine",
    "ControlSlipPaper",
    "Copy",
    "Form",
    "FormSets",
    "HandedResult",
    "HandoverLine",
    "HandoverPaper",
    "Help",
    "LateDossier",
    "OneStopPaper",
    "OwnedDossier",
    "PaperHead",
    "PaperKind",
    "Party",
    "ReceiptPaper",
    "ReceivedDossier",
    "RefusalPaper",
    "RegisterPaper",
    "RegisterRow",
    "ResultAckPaper",
    "SeveralReceiptPaper",
    "Signer",
    "Stage",
    "StopPaper",
    "SupplementItem",
    "SupplementPaper",
    "Tracking",
    "UrgingPaper",
    "deadline_lines",
    "form_on",
    "form_sets",
    "missing",
    "moment_words",
]
