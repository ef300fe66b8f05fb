"""Long acts on a page: waiting, at work with progress, refused; when done it leads on to what was made."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.db.asking import Standing
from thutuc.dossiers.queries import foreign as queries
from thutuc.dossiers.rules.foreign.terms import LongKind
from thutuc.dossiers.services import foreign
from thutuc.dossiers.views.foreign import NAV, keepers_only
from thutuc.kernel.asking import GOING_ON, Stage
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """How a long act stands; one whose worker died is queued again from here."""
    if request.method == "POST":
        foreign.ask_again(key=key, by=actor_of(request), at=clock.now())
        return redirect("dossiers:long_act", key=key)
    standing = queries.standing(key, at=clock.now())
    if standing.stage is Stage.DONE:
        address = _result(request, standing)
        return HttpResponse(headers={"HX-Redirect": address}) if "HX-Request" in request.headers else redirect(address)
    context = {
        "nav": NAV,
        "standing": standing,
        "asked": standing.asked,
        "about": _about(standing),
        "stage": standing.stage.value,
        "goes_on": standing.stage in GOING_ON,
        "reasons": reasons(standing.objections),
        "back": _back(standing),
    }
    return render(request, "dossiers/foreign/long_act.html", context)


def after(request: HttpRequest, key: str) -> HttpResponse:
    """Where asking leads: to what was made when that was quick, else to the progress."""
    standing = queries.standing(key, at=clock.now())
    if standing.stage is Stage.DONE:
        return redirect(_result(request, standing))
    return redirect("dossiers:long_act", key=key)


def _about(standing: Standing[Any, Any]) -> str:
    asked = standing.asked
    return str(asked.file or (asked.trial.file if asked.trial else ""))


def _back(standing: Standing[Any, Any]) -> str:
    asked = standing.asked
    if asked.trial:
        return reverse("dossiers:foreign_run", args=[asked.trial.key])
    if asked.file:
        return reverse("dossiers:foreign_file", args=[asked.file.key])
    return reverse("dossiers:hand_over" if asked.kind == LongKind.HAND_OVER else "dossiers:foreign_list")


def _result(request: HttpRequest, standing: Standing[Any, Any]) -> str:
    """The address of what was made, and the words about it."""
    answer, kind = standing.answer, standing.asked.kind
    assert answer is not None
    counts = answer.run.counts if answer.run else answer.counts
    if kind == LongKind.IMPORT:
        words = _("Đã nhập: thêm %(new)s, thay đổi %(changed)s, giữ nguyên %(unchanged)s, lỗi %(faulty)s.")
        messages.success(request, words % counts)
    if answer.run:
        return reverse("dossiers:foreign_run", args=[answer.run.key])
    if kind == LongKind.HAND_OVER:
        messages.success(request, _("Đã bàn giao %(moved)s hồ sơ; %(undecided)s hồ sơ chờ quyết định.") % counts)
        return reverse("dossiers:hand_over")
    messages.success(request, _("Đã tiếp quản %(taken)s hồ sơ; %(refused)s hồ sơ chưa tiếp quản được.") % counts)
    for message in dict.fromkeys(reason for _key, reason in counts["reasons"]):
        messages.warning(request, _(message))
    return reverse("dossiers:foreign_list")
