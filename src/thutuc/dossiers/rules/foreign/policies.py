"""Who may bring dossiers of other systems in, take them over and hand them to successors: the control of procedures."""

from collections.abc import Mapping

from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import Authority, DossierState
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

BASIS = "control.organisation"
KEEPERS = frozenset({Role.CONTROL_OFFICER.value})


def may_keep(actor: Actor) -> list[Objection]:
    """Why the actor may not."""
    if actor.is_system or actor.roles & KEEPERS:
        return []
    words = gettext_noop("Việc này do công chức kiểm soát thủ tục hành chính thực hiện.")
    return [Objection("foreign.keeper", words, BASIS)]


def may_still_keep(actor: Actor) -> list[Objection]:
    """Why a worker may not go on in the name of who asked."""
    if not may_keep(actor):
        return []
    words = gettext_noop(
        "Khi việc bắt đầu, người yêu cầu không còn là công chức kiểm soát thủ tục hành chính. "
        "Công chức đang giữ việc này xác nhận lại."
    )
    return [Objection("foreign.keeper_left", words, BASIS)]


def may_confirm(*, dry_run: bool, counts: Mapping[str, int]) -> list[Objection]:
    """Why a run may not be imported: what was imported is not a trial, and there must be a good row."""
    if not dry_run:
        words = gettext_noop("Tệp này đã được nhập. Muốn nhập lại, nạp tệp và chạy thử lần nữa.")
        return [Objection("foreign.trial", words)]
    if counts["rows"] == counts["faulty"]:
        words = gettext_noop("Không dòng nào đọc được. Sửa tệp hoặc bảng ghép rồi chạy thử lại.")
        return [Objection("foreign.nothing", words)]
    return []


def may_take_over(
    *, authority: Authority, state: DossierState, has_version: bool, is_accepted: bool, is_finished: bool
) -> list[Objection]:
    """Why a dossier may not be taken over: only open ones of the province's former system, with what the law asks."""
    if authority is Authority.LOCAL:
        return [Objection("take_over.local", gettext_noop("Hồ sơ đã do hệ thống này quản lý."))]
    if authority is not Authority.FORMER:
        words = gettext_noop("Hệ thống của Bộ, ngành hoặc Cổng quốc gia đang giải quyết hồ sơ này: không tiếp quản.")
        return [Objection("take_over.authority", words)]
    if state not in states.OPEN:
        return [Objection("take_over.ended", gettext_noop("Hồ sơ đã kết thúc ở hệ thống cũ: không cần tiếp quản."))]
    found = []
    if state not in states.WAITING and not is_accepted:
        words = gettext_noop("Hồ sơ chưa có ngày tiếp nhận. Bổ sung ở tệp của hệ thống cũ rồi nạp lại.")
        found.append(Objection("take_over.accepted", words))
    if state is DossierState.RESULT_READY and not is_finished:
        words = gettext_noop("Hồ sơ chưa có ngày kết thúc xử lý. Bổ sung ở tệp của hệ thống cũ rồi nạp lại.")
        found.append(Objection("take_over.finished", words))
    if state not in states.WAITING and not has_version:
        words = gettext_noop("Danh mục của tỉnh không có thủ tục này. Chọn thủ tục tương ứng.")
        found.append(Objection("take_over.procedure", words, field="procedure"))
    return found


def taken_state(state: DossierState) -> DossierState:
    """Whoever worked on it in the former system does not work on it here: a head assigns it anew."""
    return DossierState.ASSIGNED if state in set(states.AT_UNIT) | {DossierState.AWAIT_ISSUE} else state
