"""Words of the dossier (one-stop.md §2, §6, §11): states, ways, kinds; codes are kept, labels are shown."""

from thutuc.kernel.text import Labelled, gettext_noop


class DossierState(Labelled):
    """Where a dossier is (one-stop.md §6.3): finer than the ten national states, which are its projection."""

    DRAFT = "draft", gettext_noop("Đang nhập")
    SUBMITTED = "submitted", gettext_noop("Chờ tiếp nhận")
    INTAKE_SUPPLEMENT = "intake_supplement", gettext_noop("Chờ hoàn thiện trước khi tiếp nhận")
    INTAKE_FEE = "intake_fee", gettext_noop("Chờ nộp phí trước khi tiếp nhận")
    REJECTED = "rejected", gettext_noop("Không tiếp nhận")
    ACCEPTED = "accepted", gettext_noop("Đã tiếp nhận, chờ chuyển")
    ASSIGNED = "assigned", gettext_noop("Chờ phân công")
    IN_PROCESS = "in_process", gettext_noop("Đang thụ lý")
    CONSULTING = "consulting", gettext_noop("Đang lấy ý kiến")
    AWAIT_REVIEW = "await_review", gettext_noop("Chờ lãnh đạo phòng xem")
    AWAIT_SIGN = "await_sign", gettext_noop("Chờ ký")
    AWAIT_ISSUE = "await_issue", gettext_noop("Chờ phát hành")
    SUPPLEMENT = "supplement", gettext_noop("Chờ bổ sung")
    TAX_DUTY = "tax_duty", gettext_noop("Chờ thực hiện nghĩa vụ tài chính")
    SUSPENDED = "suspended", gettext_noop("Tạm dừng")
    WITHDRAW_REQUESTED = "withdraw_requested", gettext_noop("Đề nghị rút, chờ quyết định")
    WITHDRAWN = "withdrawn", gettext_noop("Đã rút")
    TERMINATED = "terminated", gettext_noop("Dừng giải quyết")
    RESULT_READY = "result_ready", gettext_noop("Chờ trả kết quả")
    RETURNED = "returned", gettext_noop("Đã trả kết quả")


class NationalState(Labelled):
    """The ten states of the national portal (one-stop.md §6.1)."""

    REGISTERED = "1", gettext_noop("Mới đăng ký")
    ACCEPTED = "2", gettext_noop("Được tiếp nhận")
    NOT_ACCEPTED = "3", gettext_noop("Không được tiếp nhận")
    PROCESSING = "4", gettext_noop("Đang xử lý")
    SUPPLEMENT_REQUESTED = "5", gettext_noop("Yêu cầu bổ sung giấy tờ")
    FINANCIAL_OBLIGATION = "6", gettext_noop("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = "7", gettext_noop("Công dân yêu cầu rút hồ sơ")
    STOPPED = "8", gettext_noop("Dừng xử lý")
    COMPLETED = "9", gettext_noop("Đã xử lý xong")
    RETURNED = "10", gettext_noop("Đã trả kết quả")


class Clock(Labelled):
    """What a move does to the time limit."""

    NONE = "none", gettext_noop("Không đổi")
    START = "start", gettext_noop("Bắt đầu tính")
    PAUSE = "pause", gettext_noop("Tạm dừng tính")
    RESUME = "resume", gettext_noop("Tính tiếp")
    RESTART = "restart", gettext_noop("Tính lại từ đầu")
    END = "end", gettext_noop("Thôi tính")


class Authority(Labelled):
    """Which system may set the state (control.md §16.2): the others show what it says."""

    LOCAL = "local", gettext_noop("Hệ thống của tỉnh")
    FORMER = "former", gettext_noop("Hệ thống cũ của tỉnh")
    MINISTRY = "ministry", gettext_noop("Hệ thống của Bộ, ngành")
    NATIONAL = "national", gettext_noop("Cổng Dịch vụ công quốc gia")


class ReturnWay(Labelled):
    """Nơi nhận kết quả."""

    COUNTER = "counter", gettext_noop("Tại Bộ phận Một cửa")
    POST = "post", gettext_noop("Qua bưu chính công ích")
    ONLINE = "online", gettext_noop("Bản điện tử")


class ApplicantKind(Labelled):
    """Chủ hồ sơ là ai."""

    CITIZEN = "citizen", gettext_noop("Công dân")
    ENTERPRISE = "enterprise", gettext_noop("Doanh nghiệp, hợp tác xã")
    STATE_AGENCY = "state_agency", gettext_noop("Cơ quan nhà nước")
    ORGANISATION = "organisation", gettext_noop("Tổ chức khác")


class IdKind(Labelled):
    """Loại giấy tờ định danh."""

    PERSONAL = "personal", gettext_noop("Số định danh cá nhân")
    OLD_CARD = "old_card", gettext_noop("Chứng minh nhân dân")
    PASSPORT = "passport", gettext_noop("Hộ chiếu")
    TAX = "tax", gettext_noop("Mã số thuế, mã số doanh nghiệp")
    OTHER = "other", gettext_noop("Giấy tờ khác")


class PartyRole(Labelled):
    """Whose dossier it is, and who brought it."""

    OWNER = "owner", gettext_noop("Chủ hồ sơ")
    SUBMITTER = "submitter", gettext_noop("Người nộp thay")


class ComponentState(Labelled):
    """What the counter found of one paper."""

    GIVEN = "given", gettext_noop("Đủ")
    MISSING = "missing", gettext_noop("Thiếu")
    WRONG = "wrong", gettext_noop("Chưa đúng")
    DATA = "data", gettext_noop("Đã có dữ liệu")
    NOT_NEEDED = "not_needed", gettext_noop("Không cần trong trường hợp này")


class GroundKind(Labelled):
    """A lawful ground to ask for more or to refuse (control.md §16.9): a missing paper is one of several."""

    MISSING_PAPER = "missing_paper", gettext_noop("Thiếu giấy tờ trong danh mục")
    WRONG_CONTENT = "wrong_content", gettext_noop("Nội dung chưa đúng")
    CONDITION_NOT_MET = "condition_not_met", gettext_noop("Chưa đáp ứng điều kiện")
    DATA_MISMATCH = "data_mismatch", gettext_noop("Dữ liệu không khớp")
    NOT_COMPETENT = "not_competent", gettext_noop("Không thuộc thẩm quyền")
    FEE_UNPAID = "fee_unpaid", gettext_noop("Chưa nộp phí, lệ phí")
    NO_AUTHORISATION = "no_authorisation", gettext_noop("Không có ủy quyền")


LISTED_GROUNDS = frozenset({GroundKind.MISSING_PAPER, GroundKind.WRONG_CONTENT})
"""They speak of a paper: it must stand in the published list."""


class NoticeKind(Labelled):
    """A paper to the applicant that follows from an act (one-stop.md §4)."""

    SUPPLEMENT = "supplement", gettext_noop("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal", gettext_noop("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    APOLOGY = "apology", gettext_noop("Văn bản xin lỗi và hẹn lại ngày trả kết quả")
    EXTENSION = "extension", gettext_noop("Thông báo gia hạn theo luật chuyên ngành")
    STOP = "stop", gettext_noop("Thông báo dừng giải quyết hồ sơ")


class Stage(Labelled):
    """Before the clock or under it."""

    INTAKE = "intake", gettext_noop("Tiếp nhận")
    PROCESSING = "processing", gettext_noop("Giải quyết")


class SupplementPolicy(Labelled):
    """What a request for papers does to the limit, a property of the accepted version (one-stop.md §2.5)."""

    RESTART = "restart", gettext_noop("Tính lại từ đầu")
    PAUSE = "pause", gettext_noop("Tạm dừng rồi tính tiếp")
    NONE = "none", gettext_noop("Vẫn tính")


class Outcome(Labelled):
    """How a dossier ended."""

    GRANTED = "granted", gettext_noop("Đồng ý")
    REFUSED = "refused", gettext_noop("Từ chối giải quyết")
    WITHDRAWN = "withdrawn", gettext_noop("Rút hồ sơ")
    TERMINATED = "terminated", gettext_noop("Dừng giải quyết")
    NOT_ACCEPTED = "not_accepted", gettext_noop("Không tiếp nhận")


class MoneyState(Labelled):
    """Tình trạng phí, lệ phí: a dimension of its own."""

    NONE = "none", gettext_noop("Không thu")
    UNPAID = "unpaid", gettext_noop("Chưa thanh toán")
    PENDING = "pending", gettext_noop("Chờ thanh toán")
    PAID = "paid", gettext_noop("Đã thanh toán")
    CANCELLED = "cancelled", gettext_noop("Hủy thanh toán")
    REFUNDED = "refunded", gettext_noop("Đã hoàn")
    EXEMPT = "exempt", gettext_noop("Miễn")


class DeliveryState(Labelled):
    """Tình trạng trao kết quả: a dimension of its own."""

    NONE = "none", gettext_noop("Chưa có kết quả")
    WAITING = "waiting", gettext_noop("Chờ nhận")
    POSTED = "posted", gettext_noop("Đã giao bưu chính")
    HANDED = "handed", gettext_noop("Đã trao")


class SyncState(Labelled):
    """Whether the national portal knows what we know: a dimension of its own."""

    NOT_SYNCED = "not_synced", gettext_noop("Chưa đồng bộ")
    SYNCED = "synced", gettext_noop("Đã đồng bộ")
    FAILED = "failed", gettext_noop("Đồng bộ lỗi")
    DEAD = "dead", gettext_noop("Không đồng bộ được")


class Whose(Labelled):
    """Whose days are being used."""

    CITIZEN = "citizen", gettext_noop("Người nộp")
    COUNTER = "counter", gettext_noop("Bộ phận Một cửa")
    DEPARTMENT = "department", gettext_noop("Cơ quan giải quyết")
    CONSULTED = "consulted", gettext_noop("Cơ quan được lấy ý kiến")
    SUSPENDED = "suspended", gettext_noop("Tạm dừng")


class TimelinessOpen(Labelled):
    """How an open dossier stands to its due day (one-stop.md §11)."""

    IN_TIME = "in_time", gettext_noop("Trong hạn")
    NEAR_DUE = "near_due", gettext_noop("Sắp đến hạn")
    LATE = "late", gettext_noop("Quá hạn")
    PAUSED = "paused", gettext_noop("Tạm dừng")
    NO_DUE = "no_due", gettext_noop("Không có ngày hẹn trả")
    ENDED = "ended", gettext_noop("Đã kết thúc")


class DemandBy(Labelled):
    """Who told of a demand outside the published list."""

    OFFICER = "officer", gettext_noop("Công chức ghi")
    APPLICANT = "applicant", gettext_noop("Người nộp báo")


class ConsultState(Labelled):
    """Tình trạng một lần lấy ý kiến; overdue is computed, never kept."""

    SENT = "sent", gettext_noop("Đã gửi")
    ANSWERED = "answered", gettext_noop("Đã trả lời")
    CANCELLED = "cancelled", gettext_noop("Đã thôi hỏi")


class Opinion(Labelled):
    """Ý kiến của cơ quan phối hợp."""

    AGREES = "agrees", gettext_noop("Thống nhất")
    CONDITIONS = "conditions", gettext_noop("Thống nhất có điều kiện")
    DISAGREES = "disagrees", gettext_noop("Không thống nhất")
