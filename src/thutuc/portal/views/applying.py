"""Acts of the applicant on the page of a dossier: send papers, withdraw, take the result, report, follow."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thutuc.dossiers import services
from thutuc.dossiers.queries import attached, links
from thutuc.dossiers.queries import tracking as queries
from thutuc.dossiers.rules.terms import DemandBy
from thutuc.dossiers.services import following, sending
from thutuc.dossiers.services.following import Mail
from thutuc.files import queries as files
from thutuc.files import services as keeping
from thutuc.files.views import HEADERS
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.portal.forms import DossierFollowForm, SupplementForm, WithdrawForm
from thutuc.portal.views import tracked
from thutuc.portal.views.tracking import applicant, private, proven
from thutuc.web import clock, limits
from thutuc.web.forms import add_objections

BOTH = ["GET", "HEAD", "POST"]
MOST_MAILS = 5
"""Confirmations that one address of the network may ask for in a quarter of an hour."""


def _found(key: str) -> queries.Tracked:
    return queries.tracked(queries.proven(key), at=clock.now())


@sensitive_post_parameters()
@require_http_methods(BOTH)
@proven
def supplement(request: HttpRequest, key: str) -> HttpResponseBase:
    """Nộp bản bổ sung: files and words on the request that stands open."""
    found = _found(key)
    if found.request is None or found.request.sent_at:
        return redirect("portal:dossier", key)
    form = SupplementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send(found, form, key)
        except Refused as refused:
            add_objections(form, refused)
        else:
            return redirect("portal:dossier", key)
    context = {"form": form, **tracked.page(found, now=clock.now())}
    return render(request, "portal/dossier_supplement.html", context, status=422 if form.errors else 200)


def _send(found: queries.Tracked, form: SupplementForm, key: str) -> None:
    uploads = [sending.Upload(file.name, file.chunks()) for file in form.cleaned_data["tep"]]
    words = form.cleaned_data["words"]
    sending.send_papers(dossier=found.dossier, uploads=uploads, words=words, by=applicant(key), at=clock.now())


@sensitive_post_parameters()
@require_http_methods(BOTH)
@proven
def withdraw(request: HttpRequest, key: str) -> HttpResponseBase:
    """Rút hồ sơ: the reason first, then a page that says what it means, then the act."""
    found = _found(key)
    codes = sorted(found.moves & tracked.WITHDRAWALS)
    if not codes:
        return redirect("portal:dossier", key)
    form = WithdrawForm(request.POST or None)
    sure = False
    if request.method == "POST" and form.is_valid():
        sure = True
        if request.POST.get("chac") == "co":
            reason = form.cleaned_data["reason"]
            services.move(dossier=found.dossier, code=codes[0], reason=reason, by=applicant(key), at=clock.now())
            return redirect("portal:dossier", key)
    context = {"form": form, "sure": sure, "at_once": codes[0] == "withdraw", **tracked.page(found, now=clock.now())}
    return render(request, "portal/dossier_withdraw.html", context, status=422 if form.errors else 200)


@require_safe
@proven
def result(request: HttpRequest, key: str) -> HttpResponse:
    """The results with their files, the newest first."""
    dossier = queries.proven(key)
    return render(request, "portal/dossier_result.html", {"dossier": dossier, "results": attached.results(dossier)})


@require_safe
@proven
def result_file(request: HttpRequest, key: str, code: str) -> FileResponse:
    """One file of a result; that it was opened is a line of the journal."""
    use = attached.result_file(queries.proven(key), code)
    content = files.opened(use.file)
    keeping.read(use=use, by=applicant(key), at=clock.now())
    return FileResponse(
        content, as_attachment=True, filename=use.name, content_type=use.file.media_type, headers=HEADERS
    )


@require_POST
@proven
def unlisted(request: HttpRequest, key: str) -> HttpResponse:
    """Báo yêu cầu ngoài danh mục: one tap, told once for each request."""
    found = _found(key)
    if found.request and not found.has_reported:
        asked = "; ".join(
            ": ".join(part for part in (each.document, each.words) if part) for each in found.request.asked
        )
        words = _("Người nộp báo bị yêu cầu giấy tờ ngoài danh mục đã công bố: %(asked)s") % {
            "asked": asked or found.request.reason
        }
        services.report_unlisted(
            dossier=found.dossier, words=words, by_whom=DemandBy.APPLICANT, by=applicant(key), at=clock.now()
        )
    return redirect("portal:dossier", key)


# -- messages ---


@sensitive_post_parameters()
@require_http_methods(BOTH)
@proven
def follow(request: HttpRequest, key: str) -> HttpResponseBase:
    """Nhận tin khi có thay đổi: a mail asks the mailbox to confirm."""
    found = queries.proven(key)
    form = DossierFollowForm(request.POST or None)
    asked = False
    if request.method == "POST" and form.is_valid():
        address = limits.client_address(request) or ""
        if limits.guesses("dossier-mail", address) >= MOST_MAILS:
            return limits.refuse(request, limits.PAGES)
        limits.guessed_wrong("dossier-mail", address)
        asked = _ask(found, form, key)
    context = {"form": form, "dossier": found, "asked": asked}
    return render(request, "portal/dossier_follow.html", context, status=422 if form.errors else 200)


def _ask(found: Any, form: DossierFollowForm, key: str) -> bool:
    language = get_language() or "vi"
    try:
        following.follow(
            dossier=found,
            address=form.cleaned_data["email"],
            language=language,
            write=lambda row: _confirmation(row.key, found.code or found.key, language),
            by=applicant(key),
            at=clock.now(),
        )
    except Refused as refused:
        add_objections(form, refused)
        return False
    return True


def _confirmation(key: str, code: str, language: str) -> Mail:
    with translation.override(language):
        lines = [
            _("Có người, có lẽ là ông bà, xin nhận thư khi hồ sơ %(code)s có thay đổi.") % {"code": code},
            _("Mở trang này và bấm «Xác nhận» để bắt đầu nhận thư:"),
            links.follower_link(key, language),
            _("Nếu không phải ông bà, không cần làm gì. Sau 7 ngày không xác nhận, địa chỉ này được xóa."),
        ]
        return Mail(_("Xác nhận nhận tin về hồ sơ %(code)s") % {"code": code}, "\n\n".join(lines) + "\n")


@require_http_methods(BOTH)
def follower(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of a link in a mail: reading it changes nothing, its buttons confirm or end."""
    row = queries.follower(key)
    if request.method == "POST":
        act = following.end if request.POST.get("viec") == "thoi" else following.confirm
        act(follower=row, by=Actor.anonymous(), at=clock.now())
        return redirect("portal:dossier_follower", key)
    context = {"code": row.dossier.code or row.dossier.key, "state": row.state}
    answer: HttpResponse = private(render(request, "portal/dossier_follower.html", context))
    return answer
