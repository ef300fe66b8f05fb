"""Words of a publication decision. Decree 63/2010 Art. 13–15 as amended 2013, 2017; practice in control.md §3, §16."""

from thutuc.kernel.text import Labelled, gettext_noop


class DecisionState(Labelled):
    """Where a draft is. What follows signing (entered, disclosed, posted) is derived from facts of disclosure."""

    DRAFT = "draft", gettext_noop("Sở soạn thảo")
    CONSULTING = "consulting", gettext_noop("Lấy ý kiến")
    CONTROL = "control", gettext_noop("Kiểm soát chất lượng")
    RETURNED = "returned", gettext_noop("Trả lại, sửa lại")
    ENDORSING = "endorsing", gettext_noop("Văn phòng trình")
    SIGNING = "signing", gettext_noop("Chờ ký")
    SIGNED = "signed", gettext_noop("Đã ký")
    CANCELLED = "cancelled", gettext_noop("Đã hủy")


OPEN_STATES = (
    DecisionState.DRAFT,
    DecisionState.CONSULTING,
    DecisionState.CONTROL,
    DecisionState.RETURNED,
    DecisionState.ENDORSING,
    DecisionState.SIGNING,
)
"""A draft that is still on somebody's desk."""
EDITABLE_STATES = (DecisionState.DRAFT, DecisionState.CONSULTING, DecisionState.RETURNED)
"""The department may still change what the draft says."""


class OperationKind(Labelled):
    """What a decision does to one procedure."""

    NEW = "new", gettext_noop("Mới")
    AMENDED = "amended", gettext_noop("Sửa đổi")
    REPLACED = "replaced", gettext_noop("Thay thế")
    ABOLISHED = "abolished", gettext_noop("Bãi bỏ")
    STANDARDISED = "standardised", gettext_noop("Chuẩn hóa")
    PROCESS = "process", gettext_noop("Quy trình nội bộ")
    LISTING = "listing", gettext_noop("Cách tiếp nhận")
    COMPETENCE = "competence", gettext_noop("Chuyển thẩm quyền")


CHANGING = (
    OperationKind.AMENDED,
    OperationKind.STANDARDISED,
    OperationKind.PROCESS,
    OperationKind.LISTING,
    OperationKind.COMPETENCE,
)
"""Operations on a procedure that is in force and stays so, with another content."""
BRINGING = (OperationKind.NEW, OperationKind.REPLACED)
"""Operations that bring a procedure into the list."""


class PublicationCase(Labelled):
    """Who owns the content: lists of central procedures, or full contents where the law lets the province detail."""

    LIST = "list", gettext_noop("Công bố danh mục")
    FULL = "full", gettext_noop("Công bố TTHC được giao quy định chi tiết")


class AbolitionKind(Labelled):
    """Two words for two acts: annulled as unlawful from the start, or repealed."""

    REPEAL = "repeal", gettext_noop("Bãi bỏ")
    ANNUL = "annul", gettext_noop("Hủy bỏ")


class SignerCapacity(Labelled):
    """In whose name somebody signs; publication may be delegated."""

    CHAIR = "chair", gettext_noop("Chủ tịch")
    KT_CHAIR = "kt_chair", gettext_noop("KT. Chủ tịch")
    TUQ = "tuq", gettext_noop("TUQ. Chủ tịch")
    TL = "tl", gettext_noop("TL. Chủ tịch")
    HEAD = "head", gettext_noop("Người đứng đầu cơ quan")


class ReturnReason(Labelled):
    """Why a draft goes back."""

    TIME_LIMIT = "time_limit", gettext_noop("Thời hạn khác quyết định của bộ")
    LEGAL_BASIS = "legal_basis", gettext_noop("Thiếu căn cứ pháp lý")
    EXTRA_PAPER = "extra_paper", gettext_noop("Giấy tờ ngoài quy định")
    REPLACED_CODE = "replaced_code", gettext_noop("Sai mã thủ tục bị thay")
    FEE = "fee", gettext_noop("Sai phí, lệ phí")
    AUTHORITY = "authority", gettext_noop("Sai thẩm quyền, cơ quan giải quyết")
    INCOMPLETE = "incomplete", gettext_noop("Thiếu bộ phận tạo thành")
    PAPER_FORM = "paper_form", gettext_noop("Sai thể thức")
    OTHER = "other", gettext_noop("Lý do khác")


class Severity(Labelled):
    """How much a finding weighs."""

    BLOCK = "block", gettext_noop("Chặn")
    WARN = "warn", gettext_noop("Lưu ý")
    HINT = "hint", gettext_noop("Gợi ý")


class OutcomeKind(Labelled):
    """What an operation did to a version."""

    OPENED = "opened", gettext_noop("Mở")
    ENDED = "ended", gettext_noop("Đóng")
    REOPENED = "reopened", gettext_noop("Mở lại")
    VOIDED = "voided", gettext_noop("Không có hiệu lực")


class Opinion(Labelled):
    """What an agency answers when asked."""

    AGREES = "agrees", gettext_noop("Thống nhất")
    AGREES_WITH_REMARKS = "agrees_with_remarks", gettext_noop("Thống nhất, có ý kiến")
    DISAGREES = "disagrees", gettext_noop("Không thống nhất")


class Source(Labelled):
    """How something of the ministries came to us."""

    FORM = "form", gettext_noop("Nhập tay")
    FILE = "file", gettext_noop("Từ tệp")
    EXCHANGE = "exchange", gettext_noop("Kết nối")


class SightingState(Labelled):
    """What was seen of a ministry's decision on the national database on a day."""

    ABSENT = "absent", gettext_noop("Chưa đăng tải")
    PARTIAL = "partial", gettext_noop("Đăng tải chưa đầy đủ")
    FULL = "full", gettext_noop("Đăng tải đầy đủ")
