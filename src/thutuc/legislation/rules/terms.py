"""The words of the register: kinds of document, relations between them, how sure a fact is."""

from thutuc.kernel.text import Labelled, gettext_noop


class DocumentKind(Labelled):
    """Loại văn bản (Law 64/2025/QH15 on promulgating legal documents, and the laws before it)."""

    CONSTITUTION = "constitution", gettext_noop("Hiến pháp")
    LAW = "law", gettext_noop("Luật, bộ luật")
    ASSEMBLY_RESOLUTION = "assembly_resolution", gettext_noop("Nghị quyết của Quốc hội")
    ORDINANCE = "ordinance", gettext_noop("Pháp lệnh")
    STANDING_RESOLUTION = "standing_resolution", gettext_noop("Nghị quyết của Ủy ban Thường vụ Quốc hội")
    DECREE = "decree", gettext_noop("Nghị định")
    GOVERNMENT_RESOLUTION = "government_resolution", gettext_noop("Nghị quyết của Chính phủ")
    PRIME_MINISTER_DECISION = "prime_minister_decision", gettext_noop("Quyết định của Thủ tướng Chính phủ")
    DIRECTIVE = "directive", gettext_noop("Chỉ thị")
    CIRCULAR = "circular", gettext_noop("Thông tư")
    JOINT_CIRCULAR = "joint_circular", gettext_noop("Thông tư liên tịch")
    COUNCIL_RESOLUTION = "council_resolution", gettext_noop("Nghị quyết của Hội đồng nhân dân")
    COMMITTEE_DECISION = "committee_decision", gettext_noop("Quyết định của Ủy ban nhân dân")
    DECISION = "decision", gettext_noop("Quyết định")
    CONSOLIDATED = "consolidated", gettext_noop("Văn bản hợp nhất")
    TELEGRAM = "telegram", gettext_noop("Công điện")
    PLAN = "plan", gettext_noop("Kế hoạch")
    OTHER = "other", gettext_noop("Văn bản khác")


class RelationKind(Labelled):
    """What a document does to another one."""

    AMENDS = "amends", gettext_noop("sửa đổi, bổ sung")
    REPLACES = "replaces", gettext_noop("thay thế")
    REPEALS = "repeals", gettext_noop("bãi bỏ")
    GUIDES = "guides", gettext_noop("quy định chi tiết, hướng dẫn")


class Certainty(Labelled):
    """How sure a fact is: shown beside it, so that nobody takes a guess for the law."""

    VERIFIED = "V", gettext_noop("Đã đối chiếu văn bản")
    RECALLED = "M", gettext_noop("Chưa đối chiếu văn bản")
    UNCERTAIN = "U", gettext_noop("Chưa chắc chắn, phải kiểm tra")


class Direction(Labelled):
    """How a limit is counted from its event."""

    AFTER = "after", gettext_noop("tính tới, sau sự kiện")
    BEFORE = "before", gettext_noop("tính lui, trước sự kiện")
    NONE = "none", gettext_noop("không tính từ sự kiện")


class ValueUnit(Labelled):
    """The unit of a dated number."""

    WORKING_DAY = "working_day", gettext_noop("ngày làm việc")
    CALENDAR_DAY = "calendar_day", gettext_noop("ngày")
    WORKING_HOUR = "working_hour", gettext_noop("giờ làm việc")
    HOUR = "hour", gettext_noop("giờ")
    MINUTE = "minute", gettext_noop("phút")
    MONTH = "month", gettext_noop("tháng")
    YEAR = "year", gettext_noop("năm")
    TIMES = "times", gettext_noop("lần")
    PERCENT = "percent", gettext_noop("%")
    SETS = "sets", gettext_noop("bộ")
    COUNT = "count", gettext_noop("số đếm")
    DAY_OF_YEAR = "day_of_year", gettext_noop("ngày trong năm")
    DAY_OF_MONTH = "day_of_month", gettext_noop("ngày trong tháng")
    TIME_OF_DAY = "time_of_day", gettext_noop("giờ trong ngày")
    SESSIONS = "sessions", gettext_noop("buổi làm việc")
    CHOICE = "choice", gettext_noop("lựa chọn")
