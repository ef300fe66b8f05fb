"""The life of a dossier: the one table of moves (one-stop.md §2, §6; Decree 61/2018, Decree 118/2025 Art. 17–20).

From it come the buttons, the refusals, the permission matrix, the diagram, the journal codes, the pauses of the clock
and the test of every (state, move, role).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thutuc.accounts.rules.roles import RECEPTION_ROLES, RETURN_ROLES, Role
from thutuc.dossiers.rules.terms import Authority, Clock, NoticeKind
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.kernel import moves as kernel
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.errors import Objection
from thutuc.kernel.moves import Move
from thutuc.kernel.text import gettext_noop

APPLICANT = "applicant"
"""The role of whoever holds the code and the secret of a dossier: its owner or the person who brought it."""

RECEPTION = tuple(sorted(RECEPTION_ROLES))
RETURNERS = tuple(sorted(RETURN_ROLES))
HANDLERS = (Role.SPECIALIST, Role.UNIT_HEAD)
DECIDERS = (Role.SIGNER, Role.CHAIR, Role.UNIT_HEAD)
SIGNERS = (Role.SIGNER, Role.CHAIR)

AT_RECEPTION = RECEPTION_ROLES | RETURN_ROLES | {Role.CENTRE_HEAD}
"""They count where the dossier was helped, received or is returned."""
AT_COMPETENT = frozenset({Role.SPECIALIST, Role.UNIT_HEAD, Role.SIGNER, Role.CHAIR, Role.CLERK})
"""They count in the competent agency and in the unit that handles the dossier."""
SYSTEM = "system"
"""The role of the house itself: what follows from facts without anybody's hand."""
ROLES = AT_RECEPTION | AT_COMPETENT | {APPLICANT, SYSTEM}

WAITING = (S.SUBMITTED, S.INTAKE_SUPPLEMENT, S.INTAKE_FEE)
RUNNING = (S.ACCEPTED, S.ASSIGNED, S.IN_PROCESS, S.CONSULTING, S.AWAIT_REVIEW, S.AWAIT_SIGN, S.AWAIT_ISSUE)
PAUSED = (S.SUPPLEMENT, S.TAX_DUTY, S.SUSPENDED)
AT_UNIT = (S.ASSIGNED, S.IN_PROCESS, S.CONSULTING, S.AWAIT_REVIEW, S.AWAIT_SIGN)
"""With the competent agency, no result decision yet: a withdrawal may be asked and, declined, work goes on there."""
IN_HAND = (S.IN_PROCESS, S.CONSULTING, *PAUSED, S.WITHDRAW_REQUESTED)
"""With the officer who handles it; while others review, sign, issue or return it, it is not in these hands."""
FINAL = (S.REJECTED, S.WITHDRAWN, S.TERMINATED, S.RETURNED)
OPEN = (*WAITING, *RUNNING, *PAUSED, S.WITHDRAW_REQUESTED, S.RESULT_READY)
"""Somebody still has to do something."""
ON_TICKING = (*RUNNING, S.WITHDRAW_REQUESTED)
"""The limit runs."""
ON_CLOCK = (*RUNNING, *PAUSED, S.WITHDRAW_REQUESTED)
"""Accepted and not finished: the limit runs or stands still."""


@dataclass(frozen=True)
class DossierMove(Move):
    """A move of a dossier: besides the shape of every move, what it does to the clock and which paper it makes.

    `stays` keeps the state it starts from; `back` goes to the state kept when the dossier left it; `held` is for the
    officer in whose hands the dossier is, or a head of the unit.
    """

    clock: Clock = Clock.NONE
    notice: NoticeKind | None = None
    stays: bool = False
    back: bool = False
    held: bool = False


def _row(
    code: str,
    label: str,
    source: S | tuple[S, ...],
    target: S,
    roles: tuple[str, ...],
    basis: str,
    *,
    reason: bool = False,
    clock: Clock = Clock.NONE,
    notice: NoticeKind | None = None,
    back: bool = False,
    held: bool = False,
) -> DossierMove:
    return DossierMove(code, label, source, target, roles, basis, reason, clock, notice, back=back, held=held)


def _stay(
    code: str,
    label: str,
    source: tuple[S, ...],
    roles: tuple[str, ...],
    basis: str,
    *,
    reason: bool = False,
    notice: NoticeKind | None = None,
    held: bool = False,
) -> DossierMove:
    return DossierMove(code, label, source, source[0], roles, basis, reason, notice=notice, stays=True, held=held)


ACCEPTANCE, GUIDANCE, REFUSAL = "one_stop.acceptance", "one_stop.guidance", "one_stop.refusal"
TRANSFER, HANDLING, SUPPLEMENT = "one_stop.transfer", "one_stop.handling", "one_stop.supplement"
CALENDAR = "worktime.calendar"
APOLOGY, STOP, RESULT = "one_stop.apology", "one_stop.stop", "one_stop.result"

MOVES: tuple[DossierMove, ...] = (
    # Tiếp nhận
    _row("submit", gettext_noop("Nộp hồ sơ"), S.DRAFT, S.SUBMITTED, (APPLICANT, *RECEPTION), ACCEPTANCE),
    _row(
        *("accept", gettext_noop("Tiếp nhận"), (S.DRAFT, *WAITING), S.ACCEPTED, RECEPTION, ACCEPTANCE),
        clock=Clock.START,
    ),
    _row(
        *("guide", gettext_noop("Hướng dẫn hoàn thiện"), (S.DRAFT, S.SUBMITTED), S.INTAKE_SUPPLEMENT),
        *(RECEPTION, GUIDANCE),
        reason=True,
        notice=NoticeKind.SUPPLEMENT,
    ),
    _row(
        *("send_again", gettext_noop("Nộp phần hoàn thiện"), S.INTAKE_SUPPLEMENT, S.SUBMITTED),
        *((APPLICANT, *RECEPTION), GUIDANCE),
    ),
    _row(
        *("require_fee", gettext_noop("Yêu cầu nộp phí trước"), S.SUBMITTED, S.INTAKE_FEE, RECEPTION, ACCEPTANCE),
    ),
    _row("settle_fee", gettext_noop("Ghi đã nộp phí"), S.INTAKE_FEE, S.SUBMITTED, RECEPTION, ACCEPTANCE),
    _row(
        *("refuse", gettext_noop("Từ chối tiếp nhận"), (S.DRAFT, *WAITING), S.REJECTED, RECEPTION, REFUSAL),
        reason=True,
        notice=NoticeKind.REFUSAL,
    ),
    _row(
        *("lapse", gettext_noop("Không tiếp nhận vì quá hạn hoàn thiện"), S.INTAKE_SUPPLEMENT, S.REJECTED),
        *(RECEPTION, REFUSAL),
        notice=NoticeKind.REFUSAL,
    ),
    _row(
        *("withdraw", gettext_noop("Rút hồ sơ"), WAITING, S.WITHDRAWN, (APPLICANT, *RECEPTION), STOP),
        reason=True,
    ),
    # Chuyển, phân công
    _row("hand_over", gettext_noop("Chuyển giải quyết"), S.ACCEPTED, S.ASSIGNED, RECEPTION, TRANSFER),
    _row(
        *("settle_at_once", gettext_noop("Trả kết quả ngay"), S.ACCEPTED, S.RESULT_READY, (*RECEPTION, *SIGNERS)),
        HANDLING,
        clock=Clock.END,
    ),
    _stay(
        *("redirect", gettext_noop("Chuyển đơn vị khác"), (S.ASSIGNED,), (*RECEPTION, Role.UNIT_HEAD), TRANSFER),
        reason=True,
    ),
    _row("assign", gettext_noop("Phân công"), S.ASSIGNED, S.IN_PROCESS, (Role.UNIT_HEAD,), HANDLING),
    _row("take", gettext_noop("Nhận thụ lý"), S.ASSIGNED, S.IN_PROCESS, (Role.SPECIALIST,), HANDLING),
    _stay(
        *("reassign", gettext_noop("Phân công lại"), (S.IN_PROCESS, S.CONSULTING, S.AWAIT_REVIEW)),
        *((Role.UNIT_HEAD,), HANDLING),
        reason=True,
    ),
    # Thụ lý
    _row(
        *("consult", gettext_noop("Lấy ý kiến"), (S.IN_PROCESS, S.CONSULTING), S.CONSULTING, HANDLERS, HANDLING),
        held=True,
    ),
    _row(
        *("conclude", gettext_noop("Tổng hợp ý kiến"), S.CONSULTING, S.IN_PROCESS, HANDLERS, HANDLING),
        held=True,
    ),
    _row(
        *("request_supplement", gettext_noop("Yêu cầu bổ sung"), (S.ASSIGNED, S.IN_PROCESS), S.SUPPLEMENT),
        *(HANDLERS, SUPPLEMENT),
        reason=True,
        clock=Clock.PAUSE,
        notice=NoticeKind.SUPPLEMENT,
        held=True,
    ),
    _stay(
        *("send_supplement", gettext_noop("Gửi phần bổ sung"), (S.SUPPLEMENT,), (APPLICANT, *RECEPTION), SUPPLEMENT),
    ),
    _row(
        *("accept_supplement", gettext_noop("Nhận bổ sung, tính tiếp"), S.SUPPLEMENT, S.IN_PROCESS),
        *((*RECEPTION, Role.SPECIALIST), SUPPLEMENT),
        clock=Clock.RESUME,
    ),
    _row(
        *("restart", gettext_noop("Nhận bổ sung, tính lại từ đầu"), S.SUPPLEMENT, S.ACCEPTED, RECEPTION, SUPPLEMENT),
        clock=Clock.RESTART,
    ),
    _row(
        *("require_duty", gettext_noop("Chờ nghĩa vụ tài chính"), S.IN_PROCESS, S.TAX_DUTY, HANDLERS, HANDLING),
        reason=True,
        clock=Clock.PAUSE,
        held=True,
    ),
    _row(
        *("finish_duty", gettext_noop("Đã thực hiện nghĩa vụ tài chính"), S.TAX_DUTY, S.IN_PROCESS),
        *((*RECEPTION, *HANDLERS), HANDLING),
        clock=Clock.RESUME,
    ),
    _row(
        *("suspend", gettext_noop("Tạm dừng"), (S.ASSIGNED, S.IN_PROCESS, S.CONSULTING, S.AWAIT_REVIEW), S.SUSPENDED),
        *(DECIDERS, STOP),
        reason=True,
        clock=Clock.PAUSE,
    ),
    _row(
        *("resume", gettext_noop("Giải quyết tiếp"), S.SUSPENDED, S.IN_PROCESS, DECIDERS, STOP),
        reason=True,
        clock=Clock.RESUME,
    ),
    # Trình, ký, phát hành
    _row(
        *("submit_for_review", gettext_noop("Trình lãnh đạo phòng"), S.IN_PROCESS, S.AWAIT_REVIEW, HANDLERS, HANDLING),
        held=True,
    ),
    _row(
        *("submit_for_signature", gettext_noop("Trình ký"), S.IN_PROCESS, S.AWAIT_SIGN, HANDLERS, HANDLING),
        held=True,
    ),
    _row(
        *("submit_for_signature", gettext_noop("Trình ký"), S.AWAIT_REVIEW, S.AWAIT_SIGN, (Role.UNIT_HEAD,), HANDLING),
    ),
    _row("sign", gettext_noop("Ký duyệt"), S.AWAIT_SIGN, S.AWAIT_ISSUE, SIGNERS, RESULT),
    _row(
        *("issue", gettext_noop("Phát hành"), S.AWAIT_ISSUE, S.RESULT_READY, (Role.CLERK, *SIGNERS), RESULT),
        clock=Clock.END,
    ),
    _row(
        "record_result",
        gettext_noop("Ghi kết quả đã ký nơi khác"),
        (S.IN_PROCESS, S.AWAIT_REVIEW, S.AWAIT_SIGN, S.AWAIT_ISSUE, S.SUSPENDED),
        S.RESULT_READY,
        (Role.CLERK, *HANDLERS),
        RESULT,
        clock=Clock.END,
    ),
    _row(
        *("send_back", gettext_noop("Trả lại người thụ lý"), S.AWAIT_REVIEW, S.IN_PROCESS, (Role.UNIT_HEAD,), HANDLING),
        reason=True,
    ),
    _row(
        *("send_back", gettext_noop("Trả lại người thụ lý"), S.AWAIT_SIGN, S.IN_PROCESS, SIGNERS, HANDLING),
        reason=True,
    ),
    _row(
        *("send_back", gettext_noop("Trả lại người ký"), S.AWAIT_ISSUE, S.AWAIT_SIGN, (Role.CLERK,), RESULT),
        reason=True,
    ),
    _row(
        *("recall", gettext_noop("Thu hồi"), (S.AWAIT_REVIEW, S.AWAIT_SIGN), S.IN_PROCESS, HANDLERS, HANDLING),
    ),
    # Rút, dừng, hẹn lại
    _row(
        *("request_withdrawal", gettext_noop("Đề nghị rút hồ sơ"), AT_UNIT, S.WITHDRAW_REQUESTED),
        *((APPLICANT, *RECEPTION), STOP),
        reason=True,
    ),
    _row(
        *("grant_withdrawal", gettext_noop("Đồng ý cho rút"), (S.WITHDRAW_REQUESTED, *PAUSED), S.WITHDRAWN),
        *(DECIDERS, STOP),
        reason=True,
        clock=Clock.END,
        notice=NoticeKind.STOP,
    ),
    _row(
        *("grant_withdrawal", gettext_noop("Đồng ý cho rút"), S.ACCEPTED, S.WITHDRAWN),
        *((*RECEPTION, Role.CENTRE_HEAD), STOP),
        reason=True,
        clock=Clock.END,
        notice=NoticeKind.STOP,
    ),
    _row(
        *("decline_withdrawal", gettext_noop("Không cho rút"), S.WITHDRAW_REQUESTED, S.IN_PROCESS, DECIDERS, STOP),
        reason=True,
        back=True,
    ),
    _row(
        *("terminate", gettext_noop("Dừng giải quyết"), (S.ASSIGNED, S.IN_PROCESS, *PAUSED), S.TERMINATED),
        *(DECIDERS, STOP),
        reason=True,
        clock=Clock.END,
        notice=NoticeKind.STOP,
    ),
    _stay(
        *("extend", gettext_noop("Gia hạn theo luật chuyên ngành"), AT_UNIT, DECIDERS, HANDLING),
        reason=True,
        notice=NoticeKind.EXTENSION,
    ),
    _stay(
        *("apologise", gettext_noop("Xin lỗi, hẹn lại"), RUNNING, (*DECIDERS, Role.CENTRE_HEAD), APOLOGY),
        reason=True,
        notice=NoticeKind.APOLOGY,
    ),
    _stay(
        *("recount", gettext_noop("Tính lại ngày hẹn vì đổi lịch làm việc"), ON_TICKING, (SYSTEM,), CALENDAR),
        reason=True,
    ),
    # Trả kết quả
    _row("deliver", gettext_noop("Trả kết quả"), S.RESULT_READY, S.RETURNED, RETURNERS, RESULT),
    _row(
        *("reopen", gettext_noop("Mở lại vì kết quả sai"), S.RESULT_READY, S.IN_PROCESS, SIGNERS, RESULT),
        reason=True,
    ),
    _stay(
        *("correct_result", gettext_noop("Đính chính kết quả"), (S.RESULT_READY, S.RETURNED)),
        *((*SIGNERS, Role.CLERK), RESULT),
        reason=True,
    ),
)

BY_CODE: dict[str, tuple[DossierMove, ...]] = {
    code: tuple(move for move in MOVES if move.code == code) for code in dict.fromkeys(move.code for move in MOVES)
}


@dataclass(frozen=True)
class Hands:
    """Where a dossier is, as far as rights depend on it: `reception` are the agencies that helped with it, received it
    or return it, `competent` those that decide and handle it, `holder` the officer in whose hands it is, `key` its own.
    """

    state: S
    reception: frozenset[int]
    competent: frozenset[int]
    holder: int | None = None
    return_state: str = ""
    authority: Authority = Authority.LOCAL
    key: str = ""


def applicant(key: str) -> Actor:
    """Whoever has shown code and secret of the dossier with this key: known to the journal by the dossier."""
    return Actor(ActorKind.ANONYMOUS, f"{APPLICANT}:{key}")


def acting_roles(by: Actor, hands: Hands) -> frozenset[str]:
    """The roles that count for this dossier: a post counts only where the dossier is. The system acts for everybody."""
    if by.is_system:
        return frozenset(ROLES)
    if hands.key and by == applicant(hands.key):
        return frozenset({APPLICANT})
    return frozenset(post.role for post in by.posts if counts(post, hands))


def counts(post: HeldPost, hands: Hands) -> bool:
    """A post counts only where the dossier is."""
    here = (hands.reception, AT_RECEPTION), (hands.competent, AT_COMPETENT)
    return any(post.agency_id in agencies and post.role in roles for agencies, roles in here)


def hand_of(by: Actor, hands: Hands) -> int | None:
    """Whose hands work: those of the holder too where they are away and the actor stands in for them."""
    return hands.holder if f"person:{hands.holder}" in by.keys else by.person_id


def objections(
    code: str, *, hands: Hands, roles: Collection[str], person: int | None = None, reason: str | None = None
) -> list[Objection]:
    """Every reason why the move may not be made; empty when it may."""
    if hands.authority is not Authority.LOCAL:
        words = gettext_noop("Hồ sơ do hệ thống khác quản lý: chỉ xem, không xử lý tại đây.")
        return [Objection("move.mirrored", words)]
    found = kernel.objections(MOVES, code, state=hands.state, roles=roles, reason=reason)
    if not found and not _in_hand(code, hands, roles, person):
        words = gettext_noop("Hồ sơ đang do người khác thụ lý: nhờ lãnh đạo phân công lại nếu cần.")
        found.append(Objection("move.holder", words, HANDLING))
    return found


def _in_hand(code: str, hands: Hands, roles: Collection[str], person: int | None) -> bool:
    if hands.holder is None or person == hands.holder or Role.UNIT_HEAD in roles:
        return True
    return not all(move.held for move in BY_CODE[code] if hands.state in move.sources and set(move.roles) & set(roles))


def available(*, hands: Hands, roles: Collection[str], person: int | None = None) -> Sequence[DossierMove]:
    """The buttons: in the order of the table, each code once."""
    if hands.authority is not Authority.LOCAL:
        return ()
    found = {
        move.code: move
        for move in MOVES
        if hands.state in move.sources and set(move.roles) & set(roles) and _in_hand(move.code, hands, roles, person)
    }
    return tuple(found.values())


def move_of(code: str, *, state: str) -> DossierMove:
    """The row of the table; KeyError when there is none."""
    for move in BY_CODE.get(code, ()):
        if state in move.sources:
            return move
    raise KeyError((code, state))


def target(code: str, *, hands: Hands) -> S:
    """Where the move leads."""
    move = move_of(code, state=hands.state)
    if move.stays:
        return hands.state
    if move.back and hands.return_state:
        return S(hands.return_state)
    return S(move.target)
