"""Words of the work with the national database: what was decided of a mismatch, what is entered there."""

from thutuc.kernel.text import Labelled, gettext_noop


class ItemState(Labelled):
    """Which side is mended; a mismatch that is lawful is accepted with a reason."""

    OPEN = "open", gettext_noop("Chưa xem")
    MEND_THERE = "mend_there", gettext_noop("Sửa CSDLQG")
    MEND_HERE = "mend_here", gettext_noop("Sửa ở tỉnh")
    ACCEPTED = "accepted", gettext_noop("Chấp nhận khác biệt")


class EntryKind(Labelled):
    """What is done on the national database for a procedure (control.md §3.2; Decree 63/2010 Art. 24)."""

    PUBLISH = "publish", gettext_noop("Nhập mới và công khai")
    AMEND = "amend", gettext_noop("Sửa nội dung và công khai lại")
    ABOLISH = "abolish", gettext_noop("Gỡ thủ tục đã bãi bỏ")
