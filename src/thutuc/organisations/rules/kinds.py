"""Words for areas and agencies.

Areas: Luật Tổ chức chính quyền địa phương (72/2025/QH15; before 01/07/2025: 77/2015/QH13, three levels).
Agencies: 63/2010/NĐ-CP, 61/2018/NĐ-CP, 118/2025/NĐ-CP.
"""

from thutuc.kernel.text import Labelled, gettext_noop


class AreaLevel(Labelled):
    """Levels of administrative areas; the district level ended on 30/06/2025 and stays for history."""

    PROVINCE = "province", gettext_noop("Cấp tỉnh")
    DISTRICT = "district", gettext_noop("Cấp huyện")
    COMMUNE = "commune", gettext_noop("Cấp xã")


class AreaKind(Labelled):
    """What an area is called by law; the word stands at the head of its name."""

    PROVINCE = "province", gettext_noop("Tỉnh")
    CENTRAL_CITY = "central_city", gettext_noop("Thành phố trực thuộc trung ương")
    CITY = "city", gettext_noop("Thành phố")
    URBAN_DISTRICT = "urban_district", gettext_noop("Quận")
    TOWN = "town", gettext_noop("Thị xã")
    DISTRICT = "district", gettext_noop("Huyện")
    COMMUNE = "commune", gettext_noop("Xã")
    WARD = "ward", gettext_noop("Phường")
    TOWNSHIP = "township", gettext_noop("Thị trấn")
    SPECIAL_ZONE = "special_zone", gettext_noop("Đặc khu")


class AgencyLevel(Labelled):
    """The level of government at which an agency works."""

    CENTRAL = "central", gettext_noop("Trung ương")
    PROVINCE = "province", gettext_noop("Cấp tỉnh")
    DISTRICT = "district", gettext_noop("Cấp huyện")
    COMMUNE = "commune", gettext_noop("Cấp xã")


class AgencyKind(Labelled):
    """Kinds of bodies in the control of procedures and in the one-stop mechanism."""

    CENTRAL_CONTROL = "central_control", gettext_noop("Cơ quan kiểm soát thủ tục hành chính ở trung ương")
    MINISTRY = "ministry", gettext_noop("Bộ, cơ quan ngang Bộ")
    ADVISORY_COUNCIL = "advisory_council", gettext_noop("Hội đồng tư vấn cải cách thủ tục hành chính")
    PROVINCE_COUNCIL = "province_council", gettext_noop("Hội đồng nhân dân cấp tỉnh")
    PROVINCE_PC = "province_pc", gettext_noop("Ủy ban nhân dân cấp tỉnh")
    PROVINCE_OFFICE = "province_office", gettext_noop("Văn phòng Ủy ban nhân dân cấp tỉnh")
    CONTROL_DIVISION = "control_division", gettext_noop("Phòng Kiểm soát thủ tục hành chính")
    DEPARTMENT = "department", gettext_noop("Sở, ban, ngành")
    DEPT_JUSTICE = "dept_justice", gettext_noop("Sở Tư pháp")
    DEPT_HOME = "dept_home", gettext_noop("Sở Nội vụ")
    DEPT_ICT = "dept_ict", gettext_noop("Sở Khoa học và Công nghệ (trước 2025: Sở Thông tin và Truyền thông)")
    DIVISION = "division", gettext_noop("Phòng, đơn vị chuyên môn")
    DISTRICT_PC = "district_pc", gettext_noop("Ủy ban nhân dân cấp huyện")
    COMMUNE_PC = "commune_pc", gettext_noop("Ủy ban nhân dân cấp xã")
    VERTICAL_AGENCY = "vertical_agency", gettext_noop("Cơ quan ngành dọc tại địa phương")
    PROVINCIAL_CENTRE = "provincial_centre", gettext_noop("Trung tâm Phục vụ hành chính công cấp tỉnh")
    SERVICE_CENTRE = PROVINCIAL_CENTRE
    ONE_LEVEL_CENTRE = "one_level_centre", gettext_noop("Trung tâm Phục vụ hành chính công một cấp")
    CENTRE_BRANCH = "centre_branch", gettext_noop("Chi nhánh Trung tâm Phục vụ hành chính công")
    COMMUNE_CENTRE = "commune_centre", gettext_noop("Trung tâm Phục vụ hành chính công cấp xã")
    RECEPTION_UNIT = "reception_unit", gettext_noop("Bộ phận Tiếp nhận và Trả kết quả")
    RECEPTION_POINT = "reception_point", gettext_noop("Điểm tiếp nhận và trả kết quả")
    KIOSK = "kiosk", gettext_noop("Ki-ốt thông minh")
    DISTRICT_UNIT = "district_unit", gettext_noop("Bộ phận Tiếp nhận và Trả kết quả cấp huyện")
    ONE_STOP_UNIT = "one_stop_unit", gettext_noop("Bộ phận Một cửa")


ONE_STOP_KINDS = frozenset(
    {
        AgencyKind.PROVINCIAL_CENTRE,
        AgencyKind.ONE_LEVEL_CENTRE,
        AgencyKind.CENTRE_BRANCH,
        AgencyKind.COMMUNE_CENTRE,
        AgencyKind.RECEPTION_UNIT,
        AgencyKind.RECEPTION_POINT,
        AgencyKind.DISTRICT_UNIT,
        AgencyKind.ONE_STOP_UNIT,
    }
)
"""Places where a citizen hands in a dossier (Bộ phận Một cửa); a kiosk is a device, not a place of officers."""


class Scope(Labelled):
    """How much of an old unit went to a new one."""

    WHOLE = "whole", gettext_noop("Toàn bộ")
    PARTIAL = "partial", gettext_noop("Một phần")


class ItemKind(Labelled):
    """What a reorganisation leaves for a person to decide."""

    SPLIT = "split", gettext_noop("Đơn vị cũ bị chia cho nhiều đơn vị mới")
    NO_PREDECESSOR = "no_predecessor", gettext_noop("Đơn vị mới không có đơn vị cũ")
    NO_SUCCESSOR = "no_successor", gettext_noop("Đơn vị cũ kết thúc mà không có nơi tiếp nhận")
    UNMENTIONED = "unmentioned", gettext_noop("Đơn vị cũ không có trong tệp")

    @property
    def is_new(self) -> bool:
        """The item is about a new unit, not an old one."""
        return self is ItemKind.NO_PREDECESSOR


class Subject(Labelled):
    """What a reorganisation acts on."""

    AREAS = "areas", gettext_noop("Đơn vị hành chính")
    AGENCIES = "agencies", gettext_noop("Cơ quan, đơn vị")
