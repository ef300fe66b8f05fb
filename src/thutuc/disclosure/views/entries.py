"""Nhập CSDLQG: what waits for which hand, the sheet to copy from, the two hands, corrections."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.disclosure.forms.national import CorrectForm, EnteredForm, PublishedForm
from thutuc.disclosure.queries import entries as queries
from thutuc.disclosure.rules import entry_sheet
from thutuc.disclosure.rules.national import EntryKind
from thutuc.disclosure.services import entering
from thutuc.disclosure.views.kinds import KINDS, SLUGS
from thutuc.kernel.errors import NotFound, Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

NAV = "entries"
hands_only = roles_only(Role.CONTROL_OFFICER, Role.OFFICE_HEAD)
TABS = ("cho-nhap", "cho-cong-khai", "da-xong")


@require_safe
@officers_only
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits to be entered, what waits to be published, what is done."""
    on = clock.today()
    duties = queries.entries_due(on=on)
    tab = request.GET.get("xem", "")
    tab = tab if tab in TABS else TABS[0]
    lists: dict[str, Any] = {
        "cho-nhap": [duty for duty in duties if duty.entry is None],
        "cho-cong-khai": [duty for duty in duties if duty.entry is not None],
    }
    paged = page(queries.made() if tab == TABS[2] else lists[tab], request)
    context = {
        "nav": NAV,
        "tab": tab,
        "counts": {name.replace("-", "_"): len(rows) for name, rows in lists.items()},
        "late": sum(1 for duty in duties if duty.is_late(on)),
        "page": paged,
        "rows": _rows(paged.items) if tab != TABS[2] else [],
        "made": [_made(each) for each in paged.items] if tab == TABS[2] else [],
        "on": on,
    }
    return render(request, "disclosure/entries.html", context)


def _rows(duties: Sequence[queries.Duty]) -> list[dict[str, Any]]:
    days = queries.days_left((duty.due_on for duty in duties), on=clock.today())
    return [
        {
            "duty": duty,
            "operation": duty.operation,
            "slug": SLUGS[duty.operation.kind],
            "days": days.get(duty.due_on),
        }
        for duty in duties
    ]


def _made(entry: Any) -> dict[str, Any]:
    kind = EntryKind(entry.kind)
    return {"entry": entry, "kind": kind, "slug": SLUGS[kind]}


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def entry(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """The sheet of one operation with the hand that is next."""
    if kind not in KINDS:
        raise NotFound(f"entry kind {kind}")
    duty = queries.duty(code, number, KINDS[kind], on=clock.today())
    form = _form(request, duty)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _act(request, duty, form)
        except Refused as refused:
            add_objections(form, refused)
        else:
            return redirect(request.path)
    return _sheet(request, duty, form)


def _form(request: HttpRequest, duty: queries.Duty) -> Any:
    """The form of the hand that is next; None when both are done."""
    today = f"{clock.today():%d/%m/%Y}"
    if duty.entry is None:
        return EnteredForm(request.POST or None, initial={"entered_on": today})
    if duty.entry.published_on is None:
        initial = {"published_on": today, "national_date": today}
        return PublishedForm(request.POST or None, request.FILES or None, initial=initial)
    return None


def _act(request: HttpRequest, duty: queries.Duty, form: Any) -> None:
    by, at = actor_of(request), clock.now()
    if duty.entry is None:
        entering.enter(duty=duty, by=by, at=at, **form.cleaned_data)
        messages.success(request, _("Đã ghi nhập. Người thứ hai kiểm tra và công khai."))
    else:
        entering.publish(entry=duty.entry, by=by, at=at, **form.asked())
        messages.success(request, _("Đã ghi công khai trên CSDLQG."))


def _sheet(request: HttpRequest, duty: queries.Duty, form: Any) -> HttpResponse:
    operation, made = duty.operation, duty.entry
    version = catalogue.versions(operation.code).filter(number=operation.number).first()
    content = catalogue.content_of(version) if version else None
    actor = actor_of(request)
    before = queries.history(made) if made else []
    context = {
        "nav": NAV,
        "duty": duty,
        "operation": operation,
        "entry": made,
        "kind": operation.kind,
        "boxes": entry_sheet.sheet(content) if content and operation.kind is not EntryKind.ABOLISH else (),
        "days": _days(duty),
        "form": form,
        "before": before,
        "pictures": queries.evidence([made, *before]) if made else [],
        "is_first_hand": made is not None and made.entered_by == actor.key,
        "may_act": bool(actor.roles & {Role.CONTROL_OFFICER.value, Role.OFFICE_HEAD.value}),
        "empty": entry_sheet.EMPTY,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "disclosure/entry.html", context, status=status)


def _days(duty: queries.Duty) -> int | None:
    """Working days left; None when nothing is owed any more."""
    if duty.entry is not None and duty.entry.published_on is not None:
        return None
    return queries.days_left([duty.due_on], on=clock.today()).get(duty.due_on)


@require_http_methods(["GET", "HEAD", "POST"])
@hands_only
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Take an entry back and tell it anew."""
    wrong = queries.entry(key)
    days = {name: getattr(wrong, name) for name in ("entered_on", "published_on", "national_date")}
    initial = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day}
    initial |= {"national_code": wrong.national_code, "note": wrong.note}
    form = CorrectForm(request.POST or None, initial=initial, published=wrong.published_on is not None)
    slug = SLUGS[EntryKind(wrong.kind)]
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            entering.correct(entry=wrong, right=form.right(), reason=reason, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect("disclosure:entry", code=wrong.code, number=wrong.version.number, kind=slug)
    context = {"nav": NAV, "entry": wrong, "form": form, "slug": slug}
    return render(request, "disclosure/entry_correct.html", context, status=422 if form.errors else 200)
