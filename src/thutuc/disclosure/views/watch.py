"""Bộ công bố: where changes of the law have stopped, whose turn it is, the letter about it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.disclosure import documents
from thutuc.disclosure.documents.watch import watch_sheet
from thutuc.disclosure.forms.upstream import ReminderForm, WatchForm
from thutuc.disclosure.queries import watch as queries
from thutuc.disclosure.queries.watch import WatchRow
from thutuc.disclosure.rules import reminding
from thutuc.disclosure.rules.watch import Office, addressee, letter_of
from thutuc.disclosure.services import reminding as services
from thutuc.disclosure.views.told_cases import told
from thutuc.kernel.errors import Refused
from thutuc.legislation.queries import central_body
from thutuc.organisations import queries as organisations
from thutuc.web import clock, papers, sheets
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page, query_without

NAV = "upstream"
senders_only = roles_only(*map(Role, sorted(reminding.SENDERS)))


@require_safe
@officers_only
def watch(request: HttpRequest) -> HttpResponse:
    """The watch list: seven cells, then the cases, what was due first at the head."""
    form = WatchForm(request.GET)
    chosen = form.filters()
    on = clock.today()
    found = queries.watch_list(on=on, filters=chosen)
    form.offer(found.ministries, found.agencies)
    shown = page(found.rows, request, size=25)
    kinds = query_without(request, "loai")
    context = {
        "nav": NAV,
        "form": form,
        "page": shown,
        "rows": [told(row) for row in shown.items],
        "cells": [
            {
                "label": _(count.kind.label),
                "value": count.open,
                "late": count.late,
                "oldest": count.oldest,
                "href": f"?{kinds}loai={count.kind.value}",
                "current": count.kind is chosen.kind,
            }
            for count in found.counts
        ],
        "total": found.total,
        "all_query": kinds,
        "kind_label": _(chosen.kind.label) if chosen.kind else "",
        "is_filtered": any((chosen.kind, chosen.ministry, chosen.agency, chosen.fault, chosen.text)),
        "export_query": query_without(request),
        "day": on,
    }
    return render(request, "disclosure/watch.html", context)


@require_safe
@officers_only
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a spreadsheet, whole."""
    found = queries.watch_list(on=clock.today(), filters=WatchForm(request.GET).filters())
    return sheets.answer(watch_sheet(found.rows), "bo-cong-bo.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def case(request: HttpRequest) -> HttpResponse:
    """One case: what is known of it, the letter, and the letters that went out."""
    on = clock.today()
    row = queries.watch_case(request.GET.get("viec", ""), on=on)
    may_remind = not reminding.may_remind(actor_of(request))
    initial = {"to": addressee(row.case, row.agency), "sent_on": on}
    form = ReminderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.remind(case=row.case, by=actor_of(request), at=clock.now(), **form.cleaned_data)
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi văn bản đôn đốc."))
            return redirect(f"{reverse('disclosure:case')}?{urlencode({'viec': row.case.key})}")
    context = {
        "nav": NAV,
        "row": told(row),
        "case": row.case,
        "names": _named(row, on),
        "reminders": queries.reminders(row.case.key),
        "form": form,
        "may_remind": may_remind,
        "letter_query": urlencode({"viec": row.case.key}),
    }
    return render(request, "disclosure/case.html", context, status=422 if form.errors else 200)


@require_safe
@senders_only
def letter(request: HttpRequest) -> HttpResponse:
    """The letter about a case, ready to be numbered and signed, as .docx."""
    on = clock.today()
    row = queries.watch_case(request.GET.get("viec", ""), on=on)
    before = [(each.number, each.sent_on) for each in queries.reminders(row.case.key)]
    to = request.GET.get("gui", "").strip()[:300] or addressee(row.case, row.agency)
    names = dict(_named(row, on))
    made = documents.letter(
        letter_of(row.case, to=to, office=_office(request), names=names, before=before[::-1], on=on)
    )
    return _download(made, "cong-van-don-doc.docx")


def _named(row: WatchRow, on: Any) -> list[tuple[str, str]]:
    """The procedures of a case with their names, in order."""
    codes = row.case.missing or row.case.codes
    names = queries.names_of_procedures(codes, on=on)
    return [(code, names.get(code, "")) for code in codes]


def _office(request: HttpRequest) -> Office:
    """Whose letter it is: the agency of the officer's own post."""
    post = next(post for post in actor_of(request).posts if post.role in reminding.SENDERS)
    name = organisations.names_of({post.agency_id}).get(post.agency_id, "")
    province = settings.SITE["province_name"]
    contact = ", ".join(filter(None, [settings.SITE["phone"], settings.SITE["email"]]))
    place, bureau = province.removeprefix("Tỉnh ").strip(), central_body(on=clock.today())
    return Office(name, settings.SITE["authority"], place, contact=contact, bureau=bureau)


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=papers.DOCX_TYPE, headers=headers)
