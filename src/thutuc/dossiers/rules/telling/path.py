"""The way of a dossier, oldest first: what was done, where it is, what is still to come (ui.md §13, `c-step`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.kernel.text import gettext_noop

DONE_WORDS: dict[str, str] = {
    "submit": gettext_noop("Đã nộp hồ sơ"),
    "accept": gettext_noop("Đã tiếp nhận hồ sơ"),
    "guide": gettext_noop("Được hướng dẫn hoàn thiện"),
    "send_again": gettext_noop("Đã nộp phần hoàn thiện"),
    "require_fee": gettext_noop("Được báo nộp phí trước"),
    "settle_fee": gettext_noop("Đã ghi nhận phí"),
    "refuse": gettext_noop("Không được tiếp nhận"),
    "lapse": gettext_noop("Không được tiếp nhận vì quá ngày hoàn thiện"),
    "withdraw": gettext_noop("Đã rút hồ sơ"),
    "hand_over": gettext_noop("Đã chuyển đến nơi giải quyết"),
    "settle_at_once": gettext_noop("Đã giải quyết ngay"),
    "redirect": gettext_noop("Đã chuyển sang đơn vị khác"),
    "assign": gettext_noop("Đã giao người xem hồ sơ"),
    "take": gettext_noop("Đã có người nhận xem hồ sơ"),
    "consult": gettext_noop("Đã hỏi ý kiến cơ quan khác"),
    "conclude": gettext_noop("Đã tổng hợp ý kiến"),
    "request_supplement": gettext_noop("Được yêu cầu bổ sung"),
    "send_supplement": gettext_noop("Đã gửi phần bổ sung"),
    "accept_supplement": gettext_noop("Phần bổ sung đã đủ, tính tiếp thời hạn"),
    "restart": gettext_noop("Phần bổ sung đã đủ, tính lại thời hạn từ đầu"),
    "require_duty": gettext_noop("Được báo nộp thuế, tiền theo thông báo"),
    "finish_duty": gettext_noop("Đã nộp thuế, tiền theo thông báo"),
    "suspend": gettext_noop("Tạm dừng giải quyết"),
    "resume": gettext_noop("Giải quyết tiếp"),
    "submit_for_review": gettext_noop("Đã xem xong, trình lãnh đạo phòng"),
    "submit_for_signature": gettext_noop("Đã trình ký"),
    "sign": gettext_noop("Đã ký kết quả"),
    "issue": gettext_noop("Đã có kết quả"),
    "record_result": gettext_noop("Đã có kết quả"),
    "send_back": gettext_noop("Được trả lại để xem thêm"),
    "request_withdrawal": gettext_noop("Đã đề nghị rút hồ sơ"),
    "grant_withdrawal": gettext_noop("Được đồng ý cho rút"),
    "decline_withdrawal": gettext_noop("Không được đồng ý cho rút"),
    "terminate": gettext_noop("Dừng giải quyết"),
    "extend": gettext_noop("Gia hạn theo luật chuyên ngành"),
    "recount": gettext_noop("Lịch làm việc thay đổi, dời ngày hẹn"),
    "apologise": gettext_noop("Xin lỗi vì chậm, hẹn lại ngày"),
    "deliver": gettext_noop("Đã trả kết quả"),
    "reopen": gettext_noop("Mở lại vì kết quả có chỗ sai"),
    "correct_result": gettext_noop("Đính chính kết quả"),
}
INSIDE = frozenset({"reassign", "recall"})
"""Who of the office holds it is no step of the way."""
FROM_APPLICANT = frozenset({"request_withdrawal"})
"""Acts whose reason the applicant wrote; it is not read back on a page."""
_REASONED = frozenset(
    {*("refuse", "lapse", "require_duty", "suspend", "resume", "grant_withdrawal", "decline_withdrawal", "terminate")}
    | {*("extend", "apologise", "reopen", "correct_result")}
)
"""Acts that owe the applicant their reason. A request for papers tells its grounds in a box of its own."""
_LATE = frozenset({"apologise"})
_HELD_UP = frozenset({"guide", "require_fee", "request_supplement", "require_duty", "suspend"})

_COMING: tuple[tuple[S, str], ...] = (
    (S.SUBMITTED, gettext_noop("Tiếp nhận hồ sơ")),
    (S.ACCEPTED, gettext_noop("Chuyển đến nơi giải quyết")),
    (S.ASSIGNED, gettext_noop("Giao người xem hồ sơ")),
    (S.IN_PROCESS, gettext_noop("Xem giấy tờ và điều kiện")),
    (S.AWAIT_SIGN, gettext_noop("Ký kết quả")),
    (S.AWAIT_ISSUE, gettext_noop("Cấp số, đóng dấu")),
    (S.RESULT_READY, gettext_noop("Trả kết quả")),
)
"""What is done in a state, in order: of a dossier in this state it is still to come."""
_GOES_ON_WITH = {
    S.INTAKE_SUPPLEMENT: S.SUBMITTED,
    S.INTAKE_FEE: S.SUBMITTED,
    S.SUPPLEMENT: S.IN_PROCESS,
    S.SUSPENDED: S.IN_PROCESS,
    S.TAX_DUTY: S.AWAIT_SIGN,
    S.CONSULTING: S.AWAIT_SIGN,
    S.AWAIT_REVIEW: S.AWAIT_SIGN,
}
"""Where the way goes on from a state that is no step of it."""
MOST_STEPS = 40


@dataclass(frozen=True)
class Happened:
    """One act, as far as the way tells of it."""

    code: str
    target: S
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """One step: `state` is done, pause, late, now or next."""

    words: str
    state: str
    at: datetime | None = None
    reason: str = ""


def walked(acts: Sequence[Happened]) -> tuple[Step, ...]:
    """What was done, oldest first; of a very long way the newest part."""
    shown = [act for act in acts if act.code in DONE_WORDS][-MOST_STEPS:]
    return tuple(
        Step(DONE_WORDS[act.code], _tone(act.code), act.at, act.reason if act.code in _REASONED else "")
        for act in shown
    )


def _tone(code: str) -> str:
    if code in _LATE:
        return "late"
    return "pause" if code in _HELD_UP else "done"


def coming(state: S) -> tuple[Step, ...]:
    """What is still to come after where the dossier is; nothing once it has ended, or while that is asked for."""
    order = [each for each, _words in _COMING]
    if state in order:
        first = order.index(state) + 1
    elif state in _GOES_ON_WITH:
        first = order.index(_GOES_ON_WITH[state])
    else:
        return ()
    return tuple(Step(words, "next") for _state, words in _COMING[first:])
