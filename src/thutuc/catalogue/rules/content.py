"""The full content of one procedure version as one frozen value: the currency of import, difference, lint, API, export.

Parts follow Decree 63/2010 Art. 8(2) as amended in 2017 (control.md §2.1). Text is NFC; an absent text is "",
never «Không có thông tin». Nothing that was published is dropped: what has no structure stays as text.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thutuc.catalogue.rules.terms import (
    AuthorityMode,
    Channel,
    FeeKind,
    Level,
    Mechanism,
    OnlineScheme,
    ProcedureType,
    Subject,
    TimeUnit,
)


@dataclass(frozen=True)
class TimeLimit:
    """Thời hạn giải quyết. `amount` in `unit`; None when the text gives no number. `note` keeps the published words."""

    amount: Decimal | None = None
    unit: TimeUnit = TimeUnit.UNSPECIFIED
    note: str = ""


@dataclass(frozen=True)
class Fee:
    """Phí hoặc lệ phí. `amount` in whole đồng; None when the text gives no number; 0 is free of charge."""

    amount: int | None = None
    kind: FeeKind = FeeKind.UNSPECIFIED
    note: str = ""


@dataclass(frozen=True)
class Offer:
    """Cách thức thực hiện: one channel, for one case (`case` "" is every case), with its own limit and fees.

    `limit` is what the applicant is promised; `legal_limit` the limit of the law where the province has cut it.
    """

    channel: Channel
    case: str = ""
    limit: TimeLimit = TimeLimit()
    legal_limit: TimeLimit | None = None
    fees: tuple[Fee, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class RequiredDocument:
    """Thành phần hồ sơ: one paper. Counts are None when the source gives none."""

    name: str
    originals: int | None = None
    copies: int | None = None
    form: str = ""
    has_form: bool = False
    note: str = ""
    code: str = ""
    required: bool = True


@dataclass(frozen=True)
class DossierCase:
    """Trường hợp: the papers asked in one case; `name` "" is the only case."""

    name: str = ""
    documents: tuple[RequiredDocument, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of the order of performance (trình tự thực hiện); `case` "" is every case."""

    text: str
    title: str = ""
    case: str = ""


@dataclass(frozen=True)
class Output:
    """Kết quả thực hiện."""

    name: str
    code: str = ""
    note: str = ""


@dataclass(frozen=True)
class LegalBasis:
    """Căn cứ pháp lý: a document as cited. `number` is normalised (60/2014/QH13)."""

    number: str
    title: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class ProcessStep:
    """One step of the internal workflow (quy trình nội bộ): who does what in how many working hours (one-stop.md §5.1).

    `role` is a code of `accounts` where it is known, else ""; `unit` keeps the words of the decision.
    """

    name: str
    role: str = ""
    unit: str = ""
    hours_direct: Decimal | None = None
    hours_online: Decimal | None = None
    output: str = ""
    note: str = ""


@dataclass(frozen=True)
class OnlineOffer:
    """Mức độ trực tuyến in one scheme; `agency` "" is every agency; `reason` why it is not fully online."""

    scheme: OnlineScheme
    value: str
    agency: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ProcedureContent:
    """Nội dung thủ tục hành chính: all parts of one version."""

    code: str
    name: str
    levels: tuple[Level, ...] = ()
    procedure_type: ProcedureType | None = None
    sector: str = ""
    sector_code: str = ""
    subjects: tuple[Subject, ...] = ()
    subjects_note: str = ""
    steps: tuple[Step, ...] = ()
    offers: tuple[Offer, ...] = ()
    cases: tuple[DossierCase, ...] = ()
    sets: int | None = None
    resolving_agency: str = ""
    competent_authority: str = ""
    delegated_agency: str = ""
    cooperating_agency: str = ""
    reception_address: str = ""
    outputs: tuple[Output, ...] = ()
    conditions: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    regulating_agency: str = ""
    regulating_agency_code: str = ""
    decision_number: str = ""
    related: str = ""
    keywords: str = ""
    description: str = ""
    mechanism: Mechanism | None = None
    authority_mode: AuthorityMode | None = None
    is_boundary_free: bool = False
    is_internal: bool = False
    online_levels: tuple[OnlineOffer, ...] = ()
    workflow: tuple[ProcessStep, ...] = ()
    workflow_decision: str = ""
    national_id: str = ""

    @property
    def documents(self) -> tuple[RequiredDocument, ...]:
        """Every paper of every case, in order."""
        return tuple(document for case in self.cases for document in case.documents)

    @property
    def forms(self) -> tuple[RequiredDocument, ...]:
        """The papers that come with a form (mẫu đơn, tờ khai)."""
        return tuple(document for document in self.documents if document.has_form)
