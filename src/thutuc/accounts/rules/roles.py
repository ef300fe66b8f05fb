"""Roles (vai trò): control roles of Thông tư 02/2017/TT-VPCP, one-stop roles of Nghị định 118/2025/NĐ-CP.

A role is held in an agency for a period; one person may hold several.
"""

from thutuc.kernel.text import Labelled, gettext_noop


class Role(Labelled):
    """What somebody does in an agency."""

    CHAIR = "chair", gettext_noop("Chủ tịch, Phó Chủ tịch Ủy ban nhân dân tỉnh")
    OFFICE_HEAD = "office_head", gettext_noop("Chánh Văn phòng")
    CONTROL_OFFICER = "control_officer", gettext_noop("Công chức kiểm soát thủ tục hành chính")
    UNIT_HEAD = "unit_head", gettext_noop("Thủ trưởng, lãnh đạo đơn vị")
    FOCAL_POINT = "focal_point", gettext_noop("Cán bộ, công chức đầu mối")
    COUNTER_OFFICER = "counter_officer", gettext_noop("Công chức một cửa")
    RECEPTION_OFFICER = "reception_officer", gettext_noop("Cán bộ tiếp nhận hồ sơ")
    RETURN_OFFICER = "return_officer", gettext_noop("Cán bộ trả kết quả")
    CENTRE_HEAD = "centre_head", gettext_noop("Người đứng đầu Bộ phận Một cửa")
    SPECIALIST = "specialist", gettext_noop("Chuyên viên thụ lý")
    SIGNER = "signer", gettext_noop("Lãnh đạo ký duyệt")
    CLERK = "clerk", gettext_noop("Văn thư")
    PROCEDURE_CONTROLLER = "procedure_controller", gettext_noop("Cán bộ cấu hình thủ tục và quy trình")
    COORDINATOR = "coordinator", gettext_noop("Cán bộ của cơ quan phối hợp")
    POSTAL_AGENT = "postal_agent", gettext_noop("Nhân viên bưu chính công ích")
    INSPECTOR = "inspector", gettext_noop("Thành viên đoàn kiểm tra")
    SYSTEM_ADMIN = "system_admin", gettext_noop("Quản trị hệ thống")


CONTROL_ROLES = frozenset(
    {
        Role.CHAIR,
        Role.OFFICE_HEAD,
        Role.CONTROL_OFFICER,
        Role.UNIT_HEAD,
        Role.FOCAL_POINT,
        Role.COUNTER_OFFICER,
        Role.INSPECTOR,
    }
)
"""Roles of the control of procedures."""

ONE_STOP_ROLES = frozenset(
    {
        Role.COUNTER_OFFICER,
        Role.RECEPTION_OFFICER,
        Role.RETURN_OFFICER,
        Role.CENTRE_HEAD,
        Role.UNIT_HEAD,
        Role.SPECIALIST,
        Role.SIGNER,
        Role.CLERK,
        Role.PROCEDURE_CONTROLLER,
        Role.COORDINATOR,
        Role.POSTAL_AGENT,
    }
)
"""Roles of the one-stop mechanism."""

RECEPTION_ROLES = frozenset({Role.COUNTER_OFFICER, Role.RECEPTION_OFFICER})
"""Who receives dossiers: in a small commune the one officer of the counter does both."""

RETURN_ROLES = frozenset({Role.COUNTER_OFFICER, Role.RETURN_OFFICER})
"""Who hands out results."""
