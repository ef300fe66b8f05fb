"""The papers of the course: apology, stopping, control slip, register, urging (one-stop.md §4.4-4.8)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.papers.people import PaperHead, Party, Signer, Tracking
from thutuc.worktime.rules import Timeliness


@dataclass(frozen=True)
class ApologyPaper:
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả (2018); văn bản xin lỗi và đề nghị gia hạn (2025)."""

    kind: ClassVar[PaperKind] = PaperKind.APOLOGY

    head: PaperHead
    addressee: Party
    dossier_code: str
    request: str
    sector: str
    agency: str
    """Which agency received the dossier."""
    received_at: datetime
    due_at_old: datetime
    due_at_new: datetime
    reason: str
    signer: Signer
    occurrence: int = 1
    recipients: tuple[str, ...] = ()
    tracking: Tracking = field(default_factory=Tracking)


@dataclass(frozen=True)
class StopPaper:
    """Thông báo dừng giải quyết hồ sơ: who asked, how far it came, the ground, what becomes of papers and fees."""

    kind: ClassVar[PaperKind] = PaperKind.STOP

    head: PaperHead
    addressee: Party
    dossier_code: str
    request: str
    received_at: datetime
    stage: str
    """How far the dossier had come."""
    ground: str
    papers: str
    """What becomes of the papers handed in."""
    fees: str
    """What becomes of what was paid."""
    signer: Signer
    asked_by: str = ""
    asked_at: datetime | None = None
    """Who asked for it and when; both empty when the agency stops by itself."""
    stopped_on: date | None = None
    recipients: tuple[str, ...] = ()
    tracking: Tracking = field(default_factory=Tracking)


@dataclass(frozen=True)
class HandoverLine:
    """One hand-over of the control slip; lines are only ever added."""

    giving: str
    receiving: str
    at: datetime
    giver: str
    receiver: str
    result: Timeliness | None = None
    """How the step that ends here stood to its time; None for one without a time."""
    note: str = ""


@dataclass(frozen=True)
class ControlSlipPaper:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ."""

    kind: ClassVar[PaperKind] = PaperKind.CONTROL_SLIP

    head: PaperHead
    dossier_code: str
    request: str
    owner: str
    received_at: datetime
    solving_agency: str
    lines: tuple[HandoverLine, ...]
    due_at: datetime | None = None
    has_no_due_date: bool = False
    coordinating: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterRow:
    """One dossier in the register; its place in the book is counted on the way out unless `entry` says it."""

    code: str
    procedure: str
    owner: str
    contact: str
    """Address, telephone."""
    solving_agency: str
    received_on: date
    set_count: int = 1
    due_on: date | None = None
    has_no_due_date: bool = False
    handed_on: date | None = None
    """Passed on to the solving agency."""
    result_on: date | None = None
    """Result received from the solving agency."""
    returned_on: date | None = None
    return_way: str = ""
    signed_by: str = ""
    note: str = ""
    entry: int | None = None


@dataclass(frozen=True)
class RegisterPaper:
    """Sổ theo dõi hồ sơ. `span` says what it holds: «từ ngày 01/7/2025 đến ngày 30/9/2025»."""

    kind: ClassVar[PaperKind] = PaperKind.REGISTER

    head: PaperHead
    rows: tuple[RegisterRow, ...]
    span: str = ""
    book_number: str = ""


@dataclass(frozen=True)
class LateDossier:
    """One dossier of an urging slip."""

    code: str
    procedure: str
    owner: str
    due_at: datetime
    days_late: int
    holder: str
    """Where it lies and with whom."""


@dataclass(frozen=True)
class UrgingPaper:
    """Phiếu đôn đốc of the centre to a late agency, with the day of its answer."""

    kind: ClassVar[PaperKind] = PaperKind.URGING

    head: PaperHead
    addressee: str
    dossiers: tuple[LateDossier, ...]
    answer_by: date
    signer: Signer
    request: str = ""
    """What is asked for beyond the usual."""
    recipients: tuple[str, ...] = ()
