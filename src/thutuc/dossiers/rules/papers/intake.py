"""The papers of intake: receipt, receipt for several dossiers, supplement, refusal (one-stop.md §4.1 to §4.3)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from thutuc.dossiers.rules.papers.forms import PaperKind
from thutuc.dossiers.rules.papers.people import Copy, Help, PaperHead, Party, Tracking
from thutuc.worktime.rules import Explanation


@dataclass(frozen=True)
class ComponentLine:
    """One paper of the dossier with how many of each kind were handed in."""

    name: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """One stretch with its promise. Neither day nor `has_no_due_date` is a gap; a procedure may have no due date."""

    received_at: datetime
    due_at: datetime | None = None
    has_no_due_date: bool = False
    deadline: Explanation | None = None
    """How the due date was reached; printed below the signatures."""


@dataclass(frozen=True)
class ReceivedDossier:
    """What a receipt says of one dossier. `limit` is as the law writes it: «05 ngày làm việc»."""

    code: str
    request: str
    stage: Stage
    limit: str = ""
    components: tuple[ComponentLine, ...] = ()
    set_count: int = 1
    second_stage: Stage | None = None
    """Giai đoạn 2 of a procedure in two stages (after a tax notice)."""
    book_number: str = ""
    entry_number: str = ""
    return_place: str = ""
    tracking: Tracking = field(default_factory=Tracking)


@dataclass(frozen=True)
class ReceiptPaper:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Online: one copy, signed by the officer alone."""

    kind: ClassVar[PaperKind] = PaperKind.RECEIPT

    head: PaperHead
    reception_unit: str
    owner: Party
    dossier: ReceivedDossier
    officer: str
    submitter: Party | None = None
    """Who brought it, when it was not the owner."""
    is_online: bool = False
    copies: tuple[Copy, ...] = (Copy.APPLICANT, Copy.KEPT)


@dataclass(frozen=True)
class OwnedDossier:
    """One of several dossiers on one receipt, with its owner; each is looked up by itself."""

    owner: str
    dossier: ReceivedDossier


@dataclass(frozen=True)
class SeveralReceiptPaper:
    """Phiếu tiếp nhận nhiều hồ sơ: the dossiers that one person brought at once."""

    kind: ClassVar[PaperKind] = PaperKind.RECEIPT_OF_SEVERAL

    head: PaperHead
    reception_unit: str
    submitter: Party
    dossiers: tuple[OwnedDossier, ...]
    officer: str
    received_at: datetime
    copies: tuple[Copy, ...] = (Copy.APPLICANT, Copy.KEPT)


@dataclass(frozen=True)
class SupplementItem:
    """One thing to bring or to mend. `ground` is the item of the published list or the lawful class behind it."""

    name: str
    content: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0
    ground: str = ""
    is_outside_list: bool = False
    """A demand beyond the published list: recorded, and the citizen may report it."""


@dataclass(frozen=True)
class SupplementPaper:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything at once, with its reason."""

    kind: ClassVar[PaperKind] = PaperKind.SUPPLEMENT

    head: PaperHead
    reception_unit: str
    owner: Party
    request: str
    items: tuple[SupplementItem, ...]
    reason: str
    help: Help
    guide: str
    """The officer who signs as Người hướng dẫn."""
    dossier_code: str = ""
    is_accepted: bool = False
    """After acceptance (stage PROCESSING) the code is required."""
    due_for_applicant: date | None = None
    clock: str = ""
    """What happens to the time limit meanwhile, in plain words."""
    report_link: str = ""
    """Where a demand outside the list is reported."""
    tracking: Tracking = field(default_factory=Tracking)


@dataclass(frozen=True)
class RefusalPaper:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ: the reason in words, its ground, where to ask."""

    kind: ClassVar[PaperKind] = PaperKind.REFUSAL

    head: PaperHead
    reception_unit: str
    owner: Party
    request: str
    reason: str
    help: Help
    refuser: str
    grounds: tuple[str, ...] = ()
    dossier_code: str = ""
    filed_at: datetime | None = None
    is_online: bool = False
    submitter: Party | None = None
    tracking: Tracking = field(default_factory=Tracking)
