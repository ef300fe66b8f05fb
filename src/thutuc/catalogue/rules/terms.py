"""The words of a procedure: enumerations of control.md §2.4 and one-stop.md §7 with their Vietnamese labels."""

from thutuc.kernel.text import Labelled, gettext_noop


class Level(Labelled):
    """Cấp thực hiện. DISTRICT existed until 30/06/2025 and stays for history."""

    MINISTRY = "ministry", gettext_noop("Cấp Bộ")
    PROVINCE = "province", gettext_noop("Cấp Tỉnh")
    DISTRICT = "district", gettext_noop("Cấp Huyện")
    COMMUNE = "commune", gettext_noop("Cấp Xã")
    OTHER = "other", gettext_noop("Cơ quan khác")


class ProcedureType(Labelled):
    """Loại thủ tục: who may set its content."""

    LAW_DELEGATED = "law_delegated", gettext_noop("TTHC được luật giao quy định chi tiết")
    NOT_DELEGATED_LOCAL = (
        "not_delegated_local",
        gettext_noop("TTHC không được luật giao cho địa phương quy định hoặc quy định chi tiết"),
    )
    OTHER = "other", gettext_noop("Loại khác")


class Channel(Labelled):
    """Cách thức nộp hồ sơ."""

    DIRECT = "direct", gettext_noop("Trực tiếp")
    ONLINE = "online", gettext_noop("Trực tuyến")
    POSTAL = "postal", gettext_noop("Dịch vụ bưu chính")


class TimeUnit(Labelled):
    """Đơn vị của thời hạn; UNSPECIFIED keeps its words in the note."""

    WORKING_DAY = "working_day", gettext_noop("ngày làm việc")
    CALENDAR_DAY = "calendar_day", gettext_noop("ngày")
    WORKING_HOUR = "working_hour", gettext_noop("giờ làm việc")
    MONTH = "month", gettext_noop("tháng")
    SAME_DAY = "same_day", gettext_noop("trong ngày")
    UNSPECIFIED = "unspecified", gettext_noop("không quy định")


class FeeKind(Labelled):
    """Phí or lệ phí: two things in Vietnamese law."""

    FEE = "fee", gettext_noop("Phí")
    CHARGE = "charge", gettext_noop("Lệ phí")
    UNSPECIFIED = "unspecified", gettext_noop("Phí, lệ phí")


class Subject(Labelled):
    """Đối tượng thực hiện. A label may hold a comma: never split on it."""

    VN_CITIZEN = "vn_citizen", gettext_noop("Công dân Việt Nam")
    OVERSEAS_VN = "overseas_vn", gettext_noop("Người Việt Nam định cư ở nước ngoài")
    FOREIGNER = "foreigner", gettext_noop("Người nước ngoài")
    PUBLIC_SERVANT = "public_servant", gettext_noop("Cán bộ, công chức, viên chức")
    ENTERPRISE = "enterprise", gettext_noop("Doanh nghiệp")
    FOREIGN_INVESTED_ENTERPRISE = "foreign_invested_enterprise", gettext_noop("Doanh nghiệp có vốn đầu tư nước ngoài")
    ORGANISATION = "organisation", gettext_noop("Tổ chức (không bao gồm doanh nghiệp, HTX)")
    FOREIGN_ORGANISATION = "foreign_organisation", gettext_noop("Tổ chức nước ngoài")
    COOPERATIVE = "cooperative", gettext_noop("Hợp tác xã")


class LegacyLevel(Labelled):
    """Mức độ dịch vụ công trực tuyến 1–4, Decree 43/2011, until 14/08/2022."""

    L1 = "1", gettext_noop("Mức độ 1")
    L2 = "2", gettext_noop("Mức độ 2")
    L3 = "3", gettext_noop("Mức độ 3")
    L4 = "4", gettext_noop("Mức độ 4")


class ServiceLevel(Labelled):
    """Dịch vụ công trực tuyến, Decree 42/2022 and after."""

    FULL = "full", gettext_noop("Toàn trình")
    PARTIAL = "partial", gettext_noop("Một phần")
    NONE = "none", gettext_noop("Cung cấp thông tin trực tuyến")


class ProactiveLevel(Labelled):
    """Dịch vụ công trực tuyến chủ động, Decree 224/2026 Art. 16: not the levels of 2011."""

    P1 = "p1", gettext_noop("Nhắc việc")
    P2 = "p2", gettext_noop("Nhắc việc và chuẩn bị hồ sơ")
    P3 = "p3", gettext_noop("Chuẩn bị hồ sơ và đề xuất phương án")
    P4 = "p4", gettext_noop("Tự động thực hiện")


class Mechanism(Labelled):
    """Cơ chế giải quyết."""

    ONE_STOP = "one_stop", gettext_noop("Một cửa")
    LINKED_SAME_LEVEL = "linked_same_level", gettext_noop("Một cửa liên thông cùng cấp")
    LINKED_CROSS_LEVEL = "linked_cross_level", gettext_noop("Một cửa liên thông giữa các cấp")
    NOT_ONE_STOP = "not_one_stop", gettext_noop("Không thực hiện tại bộ phận một cửa")


class AuthorityMode(Labelled):
    """Thẩm quyền giải quyết."""

    ORIGINAL = "original", gettext_noop("Thẩm quyền gốc")
    DECENTRALISED = "decentralised", gettext_noop("Phân cấp")
    DELEGATED = "delegated", gettext_noop("Ủy quyền")


class OnlineScheme(Labelled):
    """Which law counts the online level: the word «mức độ» means another thing in each."""

    LEGACY = "legacy", gettext_noop("Mức độ 1–4 (Nghị định 43/2011/NĐ-CP)")
    SERVICE = "service", gettext_noop("Toàn trình, một phần (Nghị định 42/2022/NĐ-CP)")
    PROACTIVE = "proactive", gettext_noop("Chủ động (Nghị định 224/2026/NĐ-CP)")


ONLINE_VALUES: dict[OnlineScheme, type[Labelled]] = {
    OnlineScheme.LEGACY: LegacyLevel,
    OnlineScheme.SERVICE: ServiceLevel,
    OnlineScheme.PROACTIVE: ProactiveLevel,
}


class CatalogueScope(Labelled):
    """The two catalogues: the national original, and the list that the province itself resolves."""

    NATIONAL = "national", gettext_noop("Cơ sở dữ liệu quốc gia")
    PROVINCE = "province", gettext_noop("Danh mục của tỉnh")


class ImportFormat(Labelled):
    """The shapes in which procedures come in."""

    JSON_LINES = "json_lines", gettext_noop("JSON từng dòng (.jsonl, .jsonl.gz)")
    PORTAL = "portal", gettext_noop("Dữ liệu của Cổng quốc gia (.json)")
    TEMPLATE = "template", gettext_noop("Bảng tính theo mẫu của hệ thống (.xlsx)")
    MAPPED = "mapped", gettext_noop("Bảng tính khác, theo bảng ghép cột (.xlsx)")
