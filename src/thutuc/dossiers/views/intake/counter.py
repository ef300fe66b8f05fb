"""«Tiếp nhận hồ sơ»: one screen, four blocks, one button; nothing personal ever stands in an address."""

import secrets
from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import RECEPTION_ROLES
from thutuc.catalogue.queries import search
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.forms.checklist import OF_PAPERS
from thutuc.dossiers.forms.intake import typed
from thutuc.dossiers.rules.terms import ComponentState
from thutuc.dossiers.views.intake import acts, people
from thutuc.dossiers.views.intake.screen import Screen, context_of, look_for, screen
from thutuc.web import clock, drafts
from thutuc.web.doors import actor_of, roles_only

PAGE, PART = "dossiers/intake/page.html", "dossiers/intake/_refreshed.html"
ACT = "viec"
SUGGESTED = 5
Typed = dict[str, str]
counter_door = roles_only(*RECEPTION_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@drafts.kept
@counter_door
def intake(request: HttpRequest) -> HttpResponse:
    """The screen. GET chooses a procedure (`?thu-tuc=`) and the way (`?cach=postal`); all else is sent in the body."""
    if request.method != "POST":
        return _opened(request)
    given = typed(request.POST)
    act, _colon, value = given.pop(ACT, "").partition(":")
    if request.headers.get("HX-Request"):
        return _counted(request, given)
    return ACTS.get(act, _shown)(request, {**given, act: value} if value else given)


def _opened(request: HttpRequest) -> HttpResponse:
    waiting = drafts.take(request)
    if waiting is not None:
        given = typed(waiting)
        again = _RESTORED.get(given.pop(ACT, ""))
        notice = _("Phiên đăng nhập đã hết giữa chừng. Nội dung đã nhập còn nguyên.")
        return ACTS[again](request, given) if again else page(request, given, notice=notice)
    postal = request.GET.get("cach") == Channel.POSTAL.value
    given = {"thu_tuc": request.GET.get("thu-tuc", "")[:60], "cach_nop": Channel.POSTAL.value if postal else ""}
    return page(request, given)


def page(request: HttpRequest, given: Typed, *, notice: str = "", focus: str = "", known: str = "") -> HttpResponse:
    """The whole page with everything typed in its boxes."""
    shown = screen(actor_of(request), given, at=clock.now())
    shown.known = known
    return drawn(request, shown, notice=notice, focus=focus)


def drawn(request: HttpRequest, shown: Screen, *, notice: str = "", focus: str = "", status: int = 0) -> HttpResponse:
    """Draw a screen: 422 when boxes are in error."""
    cursor = focus or ("so_dinh_danh" if shown.taken else "tim")
    if cursor in shown.form.fields and not (shown.form.is_bound and shown.form.errors):
        shown.form.fields[cursor].widget.attrs["autofocus"] = True
    known = shown.form.data if shown.form.is_bound else shown.form.initial
    context = {
        **context_of(shown),
        "notice": notice or shown.notice,
        "mark": drafts.mark(request),
        "key": str(known.get("khoa", "")) or secrets.token_hex(8),
        "chain": str(known.get("cung", ""))[:400],
        "focus": cursor,
    }
    in_error = shown.form.is_bound and bool(shown.form.errors)
    return render(request, PAGE, context, status=status or (422 if in_error else 200))


def _shown(request: HttpRequest, given: Typed) -> HttpResponse:
    """Count again without a script: the whole page."""
    return page(request, given)


def _counted(request: HttpRequest, given: Typed) -> HttpResponse:
    """Count again: only the parts that depend on what was chosen, whatever button was pressed last."""
    shown = screen(actor_of(request), given, at=clock.now())
    with_papers = "giay_cua" not in given
    return render(request, PART, {**context_of(shown), "with_papers": with_papers})


def _searched(request: HttpRequest, given: Typed) -> HttpResponse:
    """A code, a scanned sheet or words: one procedure is taken at once, several are offered."""
    text = given.pop("tim", "")
    shown_at = clock.now()
    code, hits = look_for(text, at=shown_at) if text.strip() else ("", ())
    if code:
        return _chosen(request, {**given, "chon": code})
    shown = screen(actor_of(request), {**given, "thu_tuc": ""}, at=shown_at)
    shown.asked, shown.hits = text, hits
    nothing = _("Không tìm thấy thủ tục cho «%(text)s». Thử từ ngắn hơn, hoặc quét mã tờ niêm yết.") % {"text": text}
    return drawn(request, shown, notice="" if hits or not text.strip() else nothing)


def _chosen(request: HttpRequest, given: Typed) -> HttpResponse:
    """A procedure was picked: papers are asked afresh, the person stays."""
    code = given.pop("chon", "")
    kept = {name: value for name, value in given.items() if not name.startswith(_OF_PROCEDURE)}
    return page(request, {**kept, "thu_tuc": code})


_OF_PROCEDURE = (*OF_PAPERS, "truong_hop", "noi_giai_quyet", "ban", "noi_dung")


def _changed(request: HttpRequest, given: Typed) -> HttpResponse:
    """«Đổi thủ tục»."""
    return _chosen(request, {**given, "chon": ""})


def _all_given(request: HttpRequest, given: Typed) -> HttpResponse:
    """«Đủ cả»: every paper that nobody has marked."""
    shown = screen(actor_of(request), given, at=clock.now())
    unmarked = [f"giay_{place}" for place, state in enumerate(shown.form.states, start=1) if not state]
    return page(request, {**given, **dict.fromkeys(unmarked, ComponentState.GIVEN.value)}, focus="nhan_ket_qua")


ACTS: dict[str, Callable[[HttpRequest, Typed], HttpResponse]] = {
    "tim": _searched,
    "chon": _chosen,
    "doi": _changed,
    "du-ca": _all_given,
    "tra": partial(people.known, page=page),
    "tiep": partial(people.following, page=page),
    "nhan": partial(acts.accepted, show=drawn),
    "ghi": partial(acts.registered, show=drawn),
    "huong-dan": partial(acts.grounds_asked, show=drawn, act=acts.GUIDE),
    "tu-choi": partial(acts.grounds_asked, show=drawn, act=acts.REFUSE),
    acts.GUIDE: partial(acts.grounds_given, show=drawn, act=acts.GUIDE),
    acts.REFUSE: partial(acts.grounds_given, show=drawn, act=acts.REFUSE),
}
_RESTORED = {acts.GUIDE: "huong-dan", acts.REFUSE: "tu-choi"}
"""Grounds that were being written when the session ended come back as grounds."""


@require_safe
@counter_door
def suggestions(request: HttpRequest) -> HttpResponse:
    """Names of procedures while typing: buttons of the same form."""
    text = request.GET.get("tim", "")
    at = clock.now()
    hits = search.suggest(text, on=clock.today(), at=at, limit=SUGGESTED).hits if len(text.strip()) > 1 else ()
    return render(request, "dossiers/intake/_hits.html", {"hits": hits, "asked": text})
