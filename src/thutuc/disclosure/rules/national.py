"""Words of the work with the national database: what was decided of a mismatch, what is entered there."""

from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
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


CONTROL = frozenset({Role.CONTROL_OFFICER.value})
SECOND_HANDS = frozenset({Role.CONTROL_OFFICER.value, Role.OFFICE_HEAD.value})
LONGEST_NOTE = 2_000


def may_compare(actor: Actor) -> list[Objection]:
    """Who brings an export and decides of mismatches. Decree 63/2010 Art. 24: the control office keeps the data."""
    if actor.is_system or actor.roles & CONTROL:
        return []
    words = gettext_noop("Việc này do công chức kiểm soát thủ tục hành chính thực hiện.")
    return [Objection("comparison.keeper", words, "control.organisation")]


def may_still_compare(actor: Actor) -> list[Objection]:
    """Why a comparison may not go on in the name of who asked."""
    if not may_compare(actor):
        return []
    words = gettext_noop(
        "Khi việc bắt đầu, người yêu cầu không còn là công chức kiểm soát thủ tục hành chính. "
        "Công chức đang giữ việc này nạp lại tệp."
    )
    return [Objection("comparison.keeper_left", words, "control.organisation")]


def day_objections(as_of: date, today: date) -> list[Objection]:
    """An export is of a day that has been."""
    if as_of <= today:
        return []
    words = gettext_noop("Ngày của tệp không được sau hôm nay.")
    return [Objection("comparison.day", words, field="as_of")]


def decision_objections(
    state: ItemState, note: str, *, is_closed: bool, is_newest: bool, chosen: int
) -> list[Objection]:
    """Why the chosen mismatches may not be decided so."""
    if is_closed:
        return [Objection("comparison.closed", gettext_noop("Lần đối soát này đã kết thúc."))]
    if not is_newest:
        words = gettext_noop("Đã có lần đối soát mới hơn. Quyết định trên lần mới nhất.")
        return [Objection("comparison.superseded", words)]
    found = []
    if not chosen:
        found.append(Objection("comparison.none", gettext_noop("Chọn ít nhất một thủ tục."), field="chon"))
    if state is ItemState.ACCEPTED and not note:
        words = gettext_noop("Ghi lý do chấp nhận khác biệt.")
        found.append(Objection("comparison.reason", words, "disclosure.quality", "note"))
    if len(note) > LONGEST_NOTE:
        words = gettext_noop("Ghi chú dài hơn %(most)s ký tự.")
        found.append(Objection("comparison.note", words, field="note", params={"most": LONGEST_NOTE}))
    return found


def closing_objections(*, undecided: int, is_closed: bool) -> list[Objection]:
    """Why a run may not be closed: every mismatch is somebody's to mend, or accepted."""
    if is_closed:
        return [Objection("comparison.closed", gettext_noop("Lần đối soát này đã kết thúc."))]
    if not undecided:
        return []
    words = gettext_noop("Còn %(number)s thủ tục chưa xem. Quyết định hết rồi kết thúc.")
    return [Objection("comparison.undecided", words, "disclosure.quality", params={"number": undecided})]
