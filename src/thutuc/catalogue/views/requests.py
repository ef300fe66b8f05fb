"""Long acts on a page: waiting, at work with progress, refused; when done it leads on to what was made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries, services
from thutuc.catalogue.queries import Standing
from thutuc.catalogue.rules.requests import GOING_ON, Stage
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of, roles_only

keepers_only = roles_only(Role.CONTROL_OFFICER)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """How a request stands; one whose worker died is queued again from here."""
    if request.method == "POST":
        services.ask_again(key=key, by=actor_of(request), at=clock.now())
        return redirect("catalogue:request", key=key)
    standing = queries.standing(key, at=clock.now())
    if standing.stage is Stage.DONE:
        return _lead(request, _result(request, standing))
    context = {
        "nav": "import",
        "standing": standing,
        "asked": standing.asked,
        "stage": standing.stage.value,
        "goes_on": standing.stage in GOING_ON,
        "reasons": reasons(standing.objections),
        "back": _start(standing),
    }
    return render(request, "catalogue/request.html", context)


def after(request: HttpRequest, key: str) -> HttpResponse:
    """Where confirming leads: to what was made when that was quick, else to the progress."""
    standing = queries.standing(key, at=clock.now())
    if standing.stage is Stage.DONE:
        return redirect(_result(request, standing))
    return redirect("catalogue:request", key=key)


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """A page that renews a part of itself is told to leave; a whole page is redirected."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _start(standing: Standing) -> str:
    if standing.asked.trial:
        return reverse("catalogue:run", args=[standing.asked.trial.key])
    return reverse("catalogue:opening")


def _result(request: HttpRequest, standing: Standing) -> str:
    """The address of what was made, and the words about it."""
    answer = standing.answer
    if answer and answer.run:
        messages.success(request, _imported(answer.run.counts))
        return reverse("catalogue:run", args=[answer.run.key])
    if answer and answer.opening:
        words = _("Danh mục của tỉnh có thêm %(number)s thủ tục từ ngày %(day)s.")
        day = f"{answer.opening.effective_on:%d/%m/%Y}"
        messages.success(request, words % {"number": answer.opening.counts["procedures"], "day": day})
        return reverse("catalogue:list")
    messages.info(request, _("Không còn thủ tục nào chờ tiếp nhận ở các cấp này."))
    return reverse("catalogue:opening")


def _imported(counts: dict[str, int]) -> str:
    words = ngettext(
        "Đã nhập %(rows)s thủ tục: thêm %(created)s, thay đổi %(changed)s, giữ nguyên %(unchanged)s.",
        "Đã nhập %(rows)s thủ tục: thêm %(created)s, thay đổi %(changed)s, giữ nguyên %(unchanged)s.",
        counts["rows"],
    )
    return words % {name: counts[name] for name in ("rows", "created", "changed", "unchanged")}
