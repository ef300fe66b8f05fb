"""The papers of results: hand-over to the counter and the acknowledgement of who took it (one-stop.md §4.8)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.papers.people import Copy, PaperHead, Tracking


@dataclass(frozen=True)
class HandedResult:
    """One result that goes to the counter."""

    code: str
    request: str
    result: str
    owner: str
    address: str = ""
    has_fee: bool = False
    goes_by_post: bool = False


@dataclass(frozen=True)
class HandoverPaper:
    """Phiếu bàn giao kết quả of the solving agency to the one-stop unit."""

    kind: ClassVar[PaperKind] = PaperKind.HANDOVER

    head: PaperHead
    giving: str
    receiving: str
    at: datetime
    rows: tuple[HandedResult, ...]
    giver: str
    receiver: str


@dataclass(frozen=True)
class ResultAckPaper:
    """Giấy biên nhận trả kết quả: who gave what to whom, and which originals were taken back."""

    kind: ClassVar[PaperKind] = PaperKind.RESULT_ACK

    head: PaperHead
    dossier_code: str
    procedure: str
    owner: str
    returner: str
    returner_phone: str
    receiver: str
    receiver_phone: str
    result_kind: str
    result_abstract: str
    on: date
    result_number: str = ""
    receiver_id: str = ""
    taken_back: tuple[str, ...] = ()
    """Bản gốc thu lại."""
    copies: tuple[Copy, ...] = (Copy.APPLICANT, Copy.KEPT)
    tracking: Tracking = field(default_factory=Tracking)
