"""The inbox of an officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from thutuc.notifications import queries, services
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.paging import page


@require_safe
@officers_only
def inbox(request: HttpRequest) -> HttpResponse:
    """Hộp thư: one's own messages, newest first; `?chua-doc=1` only the unread ones."""
    actor, unread = actor_of(request), bool(request.GET.get("chua-doc"))
    shown = page(queries.inbox(actor, unread=unread), request, size=25)
    context = {"page": shown, "unread_only": unread, "unread": queries.inbox_count(actor), "nav": "inbox"}
    return render(request, "notifications/inbox.html", context)


@require_safe
@officers_only
def message(request: HttpRequest, code: str) -> HttpResponse:
    """One message; reading it is a button, because a page that is only looked at changes nothing."""
    found = queries.message_of(actor_of(request), code)
    return render(request, "notifications/message.html", {"message": found, "nav": "inbox"})


@require_POST
@officers_only
def read(request: HttpRequest) -> HttpResponse:
    """Đánh dấu đã đọc the chosen messages, or all; then on to where the message points."""
    actor, at = actor_of(request), clock.now()
    if request.POST.get("tat-ca"):
        services.mark_all_read(by=actor, at=at)
    else:
        services.mark_read(codes=request.POST.getlist("chon"), by=actor, at=at)
    onward = request.POST.get("toi", "")
    inside = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return redirect(onward if inside else "notifications:inbox")
