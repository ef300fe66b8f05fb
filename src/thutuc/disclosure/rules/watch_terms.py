"""Words of the upstream watch (theo dõi công bố của bộ, ngành): control.md §3.4, §16."""

from thutuc.kernel.text import Labelled, gettext_noop


class CaseKind(Labelled):
    """Where a change of the law has stopped on its way, from the ministry to the board."""

    LAW_NO_MINISTRY = "law_no_ministry", gettext_noop("Luật đã đổi, bộ chưa công bố")
    MINISTRY_NOT_SENT = "ministry_not_sent", gettext_noop("Bộ đã công bố, chưa gửi tỉnh")
    MINISTRY_NOT_NATIONAL = "ministry_not_national", gettext_noop("Bộ chưa đăng đủ trên CSDLQG")
    MINISTRY_NO_PROVINCE = "ministry_no_province", gettext_noop("Bộ đã công bố, tỉnh chưa")
    PROVINCE_NOT_ENTERED = "province_not_entered", gettext_noop("Tỉnh đã ký, chưa nhập CSDLQG")
    ENTERED_DIFFERS = "entered_differs", gettext_noop("Đã nhập, còn khác")
    SHEET_OUTDATED = "sheet_outdated", gettext_noop("Niêm yết chưa theo kịp")

    @property
    def is_upstream(self) -> bool:
        """Whether a ministry has to move first."""
        return self in UPSTREAM


UPSTREAM = (CaseKind.LAW_NO_MINISTRY, CaseKind.MINISTRY_NOT_SENT, CaseKind.MINISTRY_NOT_NATIONAL)


class Owner(Labelled):
    """Who has to act."""

    MINISTRY = "ministry", gettext_noop("Bộ, ngành")
    DEPARTMENT = "department", gettext_noop("Sở, ngành của tỉnh")
    CONTROL = "control", gettext_noop("Bộ phận kiểm soát thủ tục")
    UNIT = "unit", gettext_noop("Đơn vị niêm yết")


class Step(Labelled):
    """What has to happen next."""

    URGE_PUBLISH = "urge_publish", gettext_noop("Đôn đốc bộ công bố")
    AWAIT_MINISTRY = "await_ministry", gettext_noop("Chờ bộ công bố, chưa đến hạn")
    URGE_SEND = "urge_send", gettext_noop("Đề nghị bộ gửi quyết định")
    AWAIT_SENDING = "await_sending", gettext_noop("Chờ bộ gửi, chưa đến hạn")
    URGE_NATIONAL = "urge_national", gettext_noop("Đề nghị bộ đăng đủ trên CSDLQG")
    DRAFT = "draft", gettext_noop("Lập dự thảo quyết định công bố")
    FINISH_DRAFT = "finish_draft", gettext_noop("Hoàn tất dự thảo đang làm")
    ENTER = "enter", gettext_noop("Nhập và công khai trên CSDLQG")
    MEND = "mend", gettext_noop("Sửa chỗ khác trên CSDLQG")
    HANG = "hang", gettext_noop("Treo, thay, gỡ tờ niêm yết")


class Touching(Labelled):
    """How we know that a legal document touches a procedure."""

    ASSESSED = "assessed", gettext_noop("Đã có người rà soát")
    CITED = "cited", gettext_noop("Thủ tục căn cứ vào văn bản này")
    CHANGES_CITED = "changes_cited", gettext_noop("Văn bản này thay đổi căn cứ của thủ tục")
