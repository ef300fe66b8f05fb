"""Hồ sơ trễ hạn: whose, since when, with whom; urged by letter, explained, judged."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.dossiers import queries
from thutuc.dossiers.documents import render as drawn
from thutuc.dossiers.forms.late import ExplanationForm, JudgementForm, UrgingForm
from thutuc.dossiers.queries import late as reading
from thutuc.dossiers.queries import urging as letters
from thutuc.dossiers.rules import lateness
from thutuc.dossiers.rules.lateness import ExplanationState
from thutuc.dossiers.services import urging as services
from thutuc.kernel.errors import Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page
from thutuc.web.papers import DOCX_TYPE

ANSWER_DAYS = timedelta(days=3)
KINDS = {"pdf": "application/pdf", "docx": DOCX_TYPE}


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def late(request: HttpRequest) -> HttpResponse:
    """The list; with one agency chosen, the letter to it."""
    actor, on = actor_of(request), clock.today()
    form = UrgingForm(request.POST or None, initial={"answer_by": on + ANSWER_DAYS})
    if request.method == "POST" and form.is_valid():
        written = _urge(request, form)
        if written is not None:
            return written
    return _late_page(request, form, may_urge=not lateness.may_urge(actor))


def _agency(request: HttpRequest) -> int | None:
    given = request.GET.get("co_quan", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 10 else None


def _late_page(request: HttpRequest, form: UrgingForm, *, may_urge: bool) -> HttpResponse:
    actor, on, world = actor_of(request), clock.today(), queries.world()
    kind = "gan" if request.GET.get("loai") == "gan" else "tre"
    warning = int(world.number("one_stop.warning", on=on) or 2)
    late_rows = reading.late(actor, on=on)
    near_rows = reading.near(actor, on=on, world=world, days=warning)
    agencies = reading.by_agency(late_rows if kind == "tre" else near_rows)
    agency = _agency(request)
    rows = late_rows if kind == "tre" else near_rows
    if agency is not None:
        rows = rows.filter(agency=agency)
    shown = page(reading.listed(rows), request, size=reading.SIZE)
    context = {
        "nav": "late",
        "form": form,
        "kind": kind,
        "agencies": agencies,
        "chosen": next((each for each in agencies if each.agency_id == agency), None) if agency else None,
        "rows": reading.rows_of(shown.items, world=world, on=on),
        "page": shown,
        "warning": warning,
        "may_urge": may_urge and kind == "tre" and agency is not None,
        "waiting": reading.explanations(actor, on=on, state=ExplanationState.ASKED).count(),
    }
    return render(request, "dossiers/late/list.html", context, status=422 if form.errors else 200)


def _urge(request: HttpRequest, form: UrgingForm) -> HttpResponse | None:
    by, at, agency = actor_of(request), clock.now(), _agency(request)
    picked = request.POST.getlist("chon")[: lateness.MOST_DOSSIERS + 1]
    dossiers = reading.chosen(by, picked, on=clock.today())
    try:
        letter = services.urge(agency_id=agency or 0, dossiers=dossiers, by=by, at=at, **form.cleaned_data)
    except Refused as refused:
        add_objections(form, refused)
        return None
    messages.success(request, _("Đã ghi văn bản đôn đốc. Tải về để ký và gửi."))
    return redirect("dossiers:letter", letter.key)


@require_safe
@officers_only
def letter_list(request: HttpRequest) -> HttpResponse:
    """The letters, newest first."""
    shown = page(reading.letters(actor_of(request), on=clock.today()), request)
    return render(request, "dossiers/late/letters.html", {"nav": "late", "page": shown})


@require_safe
@officers_only
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """One letter with what became of each dossier."""
    actor, on = actor_of(request), clock.today()
    found = reading.letter(actor, key, on=on)
    context = {"nav": "late", "letter": found, "rows": letters.answers(found)}
    return render(request, "dossiers/late/letter.html", context)


@require_safe
@officers_only
def letter_paper(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The letter to sign."""
    found = reading.letter(actor_of(request), key, on=clock.today())
    content = drawn(letters.paper(found), "docx" if kind == "docx" else "pdf")
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="don-doc-{found.key}.{kind}"'
    return answer


@require_safe
@officers_only
def explanations(request: HttpRequest) -> HttpResponse:
    """Giải trình: those to be answered first."""
    actor, on = actor_of(request), clock.today()
    given = request.GET.get("tinh_trang", "")
    state = ExplanationState(given) if given in set(ExplanationState) else None
    shown = page(reading.explanations(actor, on=on, state=state), request)
    context = {"nav": "late", "page": shown, "state": state, "states": list(ExplanationState), "today": on}
    return render(request, "dossiers/late/explanations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def explanation(request: HttpRequest, key: str) -> HttpResponse:
    """One explanation: answered by the agency, judged by who asked."""
    actor, on, at = actor_of(request), clock.today(), clock.now()
    found = reading.explanation(actor, key, on=on)
    state = ExplanationState(found.state)
    form = _form_of(request, found, state)
    if form is not None and request.method == "POST" and form.is_valid() and _act(request, found, form):
        return redirect("dossiers:explanation", key)
    context: dict[str, Any] = {
        "nav": "late",
        "explanation": found,
        "state": state,
        "form": form,
        "judging": isinstance(form, JudgementForm),
        "uses": letters.uses_told(found.dossier, until=at),
    }
    wrong = form is not None and form.errors
    return render(request, "dossiers/late/explanation.html", context, status=422 if wrong else 200)


def _form_of(request: HttpRequest, found: Any, state: ExplanationState) -> ExplanationForm | JudgementForm | None:
    actor, data = actor_of(request), request.POST or None
    if state is ExplanationState.ANSWERED and not lateness.may_urge(actor):
        return JudgementForm(data)
    answers = any(post.agency_id == found.agency_id and post.role in lateness.ANSWERERS for post in actor.posts)
    if state in lateness.OPEN_TO_ANSWER and answers:
        return ExplanationForm(data, initial={"reason": found.reason, "done_by": found.done_by})
    return None


def _act(request: HttpRequest, found: Any, form: ExplanationForm | JudgementForm) -> bool:
    by, at, told = actor_of(request), clock.now(), form.cleaned_data
    try:
        if isinstance(form, JudgementForm):
            accepted = told["verdict"] == "accepted"
            services.judge(explanation=found, accepted=accepted, note=told["note"], by=by, at=at)
            messages.success(request, _("Đã ghi ý kiến về giải trình."))
        else:
            services.explain(explanation=found, reason=told["reason"], done_by=told["done_by"], by=by, at=at)
            messages.success(request, _("Đã gửi giải trình."))
    except Refused as refused:
        add_objections(form, refused)
        return False
    return True
