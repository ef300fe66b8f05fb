"""Words of bringing dossiers of other systems in."""

from thutuc.kernel.text import Labelled, gettext_noop


class LongKind(Labelled):
    """What is asked of a worker."""

    TRIAL = "trial", gettext_noop("Chạy thử tệp hồ sơ")
    IMPORT = "import", gettext_noop("Nhập hồ sơ của hệ thống khác")
    TAKE_OVER = "take_over", gettext_noop("Tiếp quản hồ sơ")
    HAND_OVER = "hand_over", gettext_noop("Bàn giao hồ sơ của đơn vị đã kết thúc")


JOB = "dossiers.carry_out"
"""The one job: what it does is in the request."""
MIRROR, TAKE_OVER, SUCCEED = "mirror", "take_over", "succeed"
"""Codes of events that are no moves: what a source says, taking over, handing to a successor."""


class Outcome(Labelled):
    """What becomes of a row of a file."""

    NEW = "new", gettext_noop("Thêm mới")
    CHANGED = "changed", gettext_noop("Thay đổi")
    UNCHANGED = "unchanged", gettext_noop("Giữ nguyên")
    TAKEN = "taken", gettext_noop("Đã tiếp quản, không ghi")
    FAULTY = "faulty", gettext_noop("Lỗi")
