"""Whether a printed paper is genuine and still counts: what anybody is told who scans its QR code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.telling.path import Happened
from thutuc.kernel.text import Labelled, gettext_noop


class Worth(Labelled):
    """What a paper of ours is worth today."""

    CURRENT = "current", gettext_noop("Giấy thật, còn giá trị")
    MOVED = "moved", gettext_noop("Giấy thật, ngày hẹn đã đổi")
    REPLACED = "replaced", gettext_noop("Giấy thật, đã có giấy mới hơn")
    DONE = "done", gettext_noop("Giấy thật, việc trên giấy đã xong")


@dataclass(frozen=True)
class Printed:
    """A paper as the dossier remembers it: which act made it, what came after."""

    kind: PaperKind
    made: Happened
    after: tuple[Happened, ...]
    promised_on: date | None = None
    due_on: date | None = None
    is_final: bool = False


_MADE_BY: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.RECEIPT: ("accept", "restart"),
    PaperKind.SUPPLEMENT: ("guide", "request_supplement"),
    PaperKind.REFUSAL: ("refuse", "lapse"),
    PaperKind.APOLOGY: ("apologise",),
    PaperKind.STOP: ("grant_withdrawal", "terminate"),
    PaperKind.RESULT_ACK: ("deliver",),
}
_ANSWERED_BY = frozenset({"send_again", "send_supplement", "accept_supplement", "restart", "accept", "lapse"})


def made_by(kind: PaperKind, number: int, acts: Sequence[tuple[int, Happened]]) -> int | None:
    """The place of the act that made the paper: the one of this number, else the newest that makes such papers."""
    codes = _MADE_BY.get(kind)
    for place in reversed(range(len(acts))):
        own_number, act = acts[place]
        if (number == own_number and (not codes or act.code in codes)) or (
            not number and (not codes or act.code in codes)
        ):
            return place
    return None


def worth(paper: Printed) -> Worth:
    """What the paper is worth now."""
    later = {act.code for act in paper.after}
    if later & set(_MADE_BY.get(paper.kind, ())):
        return Worth.REPLACED
    if paper.kind is PaperKind.SUPPLEMENT and later & _ANSWERED_BY:
        return Worth.DONE
    if paper.kind in (PaperKind.RECEIPT, PaperKind.APOLOGY):
        if paper.is_final:
            return Worth.DONE
        if paper.promised_on and paper.due_on and paper.promised_on != paper.due_on:
            return Worth.MOVED
    return Worth.CURRENT
