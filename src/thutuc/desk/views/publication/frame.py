"""What every page of one decision shows: who it is, its tabs, the moves that are possible and why others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.planning import Plan
from thutuc.catalogue.rules.decisions.terms import EDITABLE_STATES, DecisionState
from thutuc.journal import queries as journal
from thutuc.kernel.moves import Move
from thutuc.web import words
from thutuc.web.doors import actor_of

NAV = "pipeline"
TABS = (
    ("rows", "desk:decision"),
    ("details", "desk:decision_details"),
    ("opinions", "desk:decision_opinions"),
    ("checks", "desk:decision_checks"),
    ("papers", "desk:decision_papers"),
    ("log", "desk:decision_log"),
)
DIRECT = frozenset({"submit", "clear", "endorse"})
"""Moves that ask for nothing more than the press of a button."""
FORWARD = ("sign", "endorse", "clear", "submit")
BLOCKED = frozenset({"clear", "endorse", "sign"})


def decision_of(request: HttpRequest, code: str) -> Any:
    """The decision that the address names, if this officer may see it."""
    return catalogue.decision(actor_of(request), code)


def may_edit(request: HttpRequest, decision: Any) -> bool:
    """Whether the draft is on this officer's desk."""
    return decision.state in EDITABLE_STATES and not moves.may_draft(actor_of(request), decision.agency_id)


def page(
    request: HttpRequest, decision: Any, tab: str, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the decision under one of its tabs."""
    found = catalogue.tab_counts(decision)
    counts = {"rows": found.operations, "opinions": found.consultations, "checks": found.remarks}
    titles = {
        "rows": _("Thủ tục"),
        "details": _("Thông tin quyết định"),
        "opinions": _("Ý kiến"),
        "checks": _("Phiếu kiểm soát"),
        "papers": _("Văn bản"),
        "log": _("Nhật ký"),
    }
    tabs = [(reverse(name, args=[decision.code]), titles[key], counts.get(key), key == tab) for key, name in TABS]
    context = {
        "nav": NAV,
        "decision": decision,
        "state": DecisionState(decision.state),
        "tabs": tabs,
        "counts": found,
        "editable": may_edit(request, decision),
        "is_signed": decision.state == DecisionState.SIGNED,
        **context,
    }
    return render(request, f"desk/publication/{template}", context, status=status)


@dataclass(frozen=True)
class Button:
    """One move on the page; `why` tells what stands in its way."""

    move: str
    label: str
    url: str
    is_main: bool = False
    is_direct: bool = False
    why: str = ""


def buttons(request: HttpRequest, decision: Any, plan: Plan | None) -> list[Button]:
    """The moves open to this officer, the possible act first; what others may do is told in words."""
    roles = moves.acting_roles(actor_of(request), decision.agency_id)
    open_to_me = [each for each in moves.available(state=decision.state, roles=roles) if each.code != "consult"]
    blocks = len(plan.blocks) if plan else 0
    codes = {each.code for each in open_to_me}
    found = [_button(each, decision, blocks) for each in open_to_me]
    main = _main(codes, blocks)
    found = [Button(**{**each.__dict__, "is_main": each.move == main}) for each in found]
    return sorted(found, key=lambda each: (not each.is_main, each.move in {"cancel", "recall"}, bool(each.why)))


def _main(codes: set[str], blocks: int) -> str:
    if blocks and "return" in codes:
        return "return"
    return next((code for code in FORWARD if code in codes), next(iter(sorted(codes)), ""))


def _button(move: Move, decision: Any, blocks: int) -> Button:
    label, why = _(move.label), ""
    if move.code == "return" and blocks:
        told = ngettext("Trả lại kèm %(count)s chỗ chặn", "Trả lại kèm %(count)s chỗ chặn", blocks)
        label = told % {"count": blocks}
    if move.code in BLOCKED and blocks:
        why = ngettext("Còn %(count)s chỗ chặn.", "Còn %(count)s chỗ chặn.", blocks) % {"count": blocks}
    name = "desk:decision_sign" if move.code == "sign" else "desk:decision_move"
    args = [decision.code] if move.code == "sign" else [decision.code, move.code]
    return Button(move.code, label, reverse(name, args=args), is_direct=move.code in DIRECT, why=why)


def waiting_for(request: HttpRequest, decision: Any) -> list[str]:
    """Who has the next step, where this officer has none."""
    state = DecisionState(decision.state)
    roles = moves.acting_roles(actor_of(request), decision.agency_id)
    if moves.available(state=state, roles=roles):
        return []
    names = {role for move in moves.MOVES if state in move.sources and move.code in FORWARD for role in move.roles}
    return [_(role.label) for role in Role if role in names]


def conflict_words(decision: Any) -> str:
    """Who saved first, and when: everything typed stays on the page."""
    last = journal.of_subject(decision).order_by("-number").first()
    if last is None:
        return _("Có người đã lưu trước. Nội dung bạn nhập vẫn còn bên dưới: xem lại rồi lưu.")
    told = {"who": names_of([last.actor]).get(last.actor, last.actor), "when": words.moment(last.at)}
    return _("%(who)s đã lưu trước lúc %(when)s. Nội dung bạn nhập vẫn còn bên dưới: xem lại rồi lưu.") % told


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """The names behind the journal's keys. One statement."""
    people = {int(key.removeprefix("person:")): key for key in keys if key.removeprefix("person:").isdecimal()}
    names = accounts.names_of(list(people))
    return {key: names[pk] for pk, key in people.items() if pk in names}


def row_choices(rows: Sequence[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """The rows of a decision to choose from."""
    return [(str(row.position), f"{row.position}. {row.code} {row.name}"[:90]) for row, _value in rows]
