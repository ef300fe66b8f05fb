"""Words of posting (niêm yết): Decree 63/2010/NĐ-CP Art. 16, 17, 26 as amended in 2017; mismatches: control.md §4."""

from thutuc.kernel.text import Labelled, gettext_noop


class PlaceKind(Labelled):
    """Where procedures are shown at an office: «niêm yết, hoặc hình thức điện tử phù hợp»."""

    BOARD = "board", gettext_noop("Bảng niêm yết")
    FOLDER = "folder", gettext_noop("Tập, kẹp tra cứu")
    KIOSK = "kiosk", gettext_noop("Ki-ốt tra cứu")
    SCREEN = "screen", gettext_noop("Màn hình")
    PAGE = "page", gettext_noop("Trang thông tin điện tử")

    @property
    def renews_itself(self) -> bool:
        """Electronic places show the text in force by themselves: nobody has to hang anything."""
        return self not in {PlaceKind.BOARD, PlaceKind.FOLDER}


class SheetKind(Labelled):
    """What a printed sheet holds."""

    PROCEDURE = "procedure", gettext_noop("Tờ một thủ tục")
    LIST = "list", gettext_noop("Danh mục thủ tục")
    FEEDBACK_NOTICE = "feedback_notice", gettext_noop("Thông báo nơi nhận phản ánh, kiến nghị")


class Subject(Labelled):
    """What hangs: a procedure, or the notice of where to send feedback (Decree 20/2008/NĐ-CP Art. 13)."""

    PROCEDURE = "procedure", gettext_noop("Thủ tục")
    FEEDBACK_NOTICE = "feedback_notice", gettext_noop("Thông báo nơi nhận phản ánh, kiến nghị")


class Verdict(Labelled):
    """Kết quả kiểm tra một tờ niêm yết: the one word in the band."""

    IN_FORCE = "in_force", gettext_noop("Còn hiệu lực")
    NOT_YET = "not_yet", gettext_noop("Chưa có hiệu lực")
    SUPERSEDED = "superseded", gettext_noop("Đã được thay thế")
    ABOLISHED = "abolished", gettext_noop("Đã bãi bỏ")
    UNKNOWN = "unknown", gettext_noop("Không có tờ này")

    @property
    def is_outdated(self) -> bool:
        """Whether a sheet with this answer should no longer hang."""
        return self in {Verdict.SUPERSEDED, Verdict.ABOLISHED}


class Outcome(Labelled):
    """What a check on the spot found: right, or a kind of mismatch."""

    OK = "ok", gettext_noop("Đúng")
    NOT_POSTED = "not_posted", gettext_noop("Còn hiệu lực nhưng chưa niêm yết")
    POSTED_WRONG = "posted_wrong", gettext_noop("Niêm yết không đủ hoặc không đúng")
    EXPIRED_STILL_POSTED = "expired_still_posted", gettext_noop("Hết hiệu lực nhưng còn niêm yết")
    POSTED_NE_LISTED = "posted_ne_listed", gettext_noop("Bản niêm yết khác bản công khai trên cơ sở dữ liệu")
    HANDLED_NE_LISTED = "handled_ne_listed", gettext_noop("Cách giải quyết khác bản đã công khai, niêm yết")
    MISSING_FORMS = "missing_forms", gettext_noop("Thiếu mẫu đơn, tờ khai treo kèm")
    MISSING_FEEDBACK_NOTICE = "missing_feedback_notice", gettext_noop("Thiếu thông báo nơi nhận phản ánh, kiến nghị")

    @property
    def is_mismatch(self) -> bool:
        return self is not Outcome.OK


class DutyKind(Labelled):
    """What a unit owes its boards."""

    TAKE_DOWN = "take_down", gettext_noop("Gỡ")
    REPLACE = "replace", gettext_noop("Thay bản")
    POST = "post", gettext_noop("Treo mới")
    FEEDBACK_NOTICE = "feedback_notice", gettext_noop("Treo thông báo")
