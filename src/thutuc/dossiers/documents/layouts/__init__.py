"""Each paper of the one-stop unit laid out as slips."""

from collections.abc import Callable
from typing import Any

from thutuc.dossiers.documents.layouts import course, intake, lists
from thutuc.dossiers.documents.slip import Slip
from thutuc.dossiers.rules.papers import Form, OneStopPaper, PaperKind

_LAYOUTS: dict[PaperKind, Callable[[Any, Form], tuple[Slip, ...]]] = {
    PaperKind.RECEIPT: intake.receipt,
    PaperKind.RECEIPT_OF_SEVERAL: intake.several,
    PaperKind.SUPPLEMENT: intake.supplement,
    PaperKind.REFUSAL: intake.refusal,
    PaperKind.APOLOGY: course.apology,
    PaperKind.STOP: course.stop,
    PaperKind.URGING: course.urging,
    PaperKind.RESULT_ACK: course.result_ack,
    PaperKind.CONTROL_SLIP: lists.control_slip,
    PaperKind.REGISTER: lists.register,
    PaperKind.HANDOVER: lists.handover,
}


def slips(paper: OneStopPaper, form: Form) -> tuple[Slip, ...]:
    """The paper in this form, one slip for each copy."""
    return _LAYOUTS[paper.kind](paper, form)
