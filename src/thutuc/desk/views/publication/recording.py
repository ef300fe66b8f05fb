"""«Ghi quyết định đã ký»: signed elsewhere, true from its own day, known from today; the dry run before the act."""

import secrets
from dataclasses import replace
from time import perf_counter
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Told
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.desk.forms.publication import AnnexForm, DecisionForm, SignForm
from thutuc.desk.forms.publication.acts import SIGNATURE_FIELDS
from thutuc.desk.forms.publication.details import FIELDS
from thutuc.desk.forms.publication.rows import codes_in
from thutuc.desk.views.publication import annexing, editing, frame, running, starting
from thutuc.desk.views.publication.acts import renamed
from thutuc.files.readers import read_decision_facts
from thutuc.kernel.errors import Objection, Refused, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections

KEPT_SECONDS = 3600


class Work:
    """The page's forms together, and what they made."""

    def __init__(self, request: HttpRequest) -> None:
        data, files = request.POST or None, request.FILES or None
        self.details = DecisionForm(
            data, agencies=starting.agencies(), ministries=starting.ministries(request), initial={}
        )
        self.sign = SignForm(data, files, initial={"tu_cach": "chair"})
        self.annex_form = AnnexForm(data, files, prefix="pl")
        self.gone = str(request.POST.get("bai_bo", ""))[:20_000]
        self.gone_by = str(request.POST.get("bai_bo_theo", ""))[:2_000]
        self.annex: annexing.Annex | None = None
        self.paper: services.SignedPaper | None = None
        self.paper_token = _token(request.POST.get("ma_pdf", ""))
        self.operations: list[Operation] = []
        self.problems: list[Any] = []
        self.panel: running.Panel | None = None

    @property
    def failed(self) -> bool:
        return bool(self.details.errors or self.sign.errors or self.annex_form.errors or self.problems)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def record(request: HttpRequest) -> HttpResponse:
    """One page: read the file, fill the facts, give the rows, see what it does, record it."""
    work = Work(request)
    if request.method == "POST":
        _keep_paper(request, work)
        if "doc_tep" in request.POST:
            work = _from_paper(request, work)
        elif _ready(request, work) and "xac_nhan" in request.POST and not work.problems:
            answer = _recorded(request, work)
            if answer is not None:
                return answer
    context = {
        "nav": frame.NAV,
        "work": work,
        "form": work.details,
        "why": reasons(moves.may_record(actor_of(request))),
    }
    return render(request, "desk/publication/record.html", context, status=422 if work.failed else 200)


def _token(given: str) -> str:
    """The key of a kept file; "" for what can be none."""
    return given if len(given) <= 40 and given.isascii() and given.isalnum() else ""


def _keep_paper(request: HttpRequest, work: Work) -> None:
    """The PDF waits between preview and act, an hour at most."""
    upload = request.FILES.get("tep")
    key = f"signed:{actor_of(request).person_id}:"
    if upload is not None and not work.sign.errors.get("tep"):
        work.paper = services.SignedPaper(upload.name or "", upload.read())
        work.paper_token = secrets.token_hex(8)
        cache.set(key + work.paper_token, work.paper, KEPT_SECONDS)
    elif annexing.is_token(work.paper_token):
        work.paper = cache.get(key + work.paper_token)
        work.paper_token = work.paper_token if work.paper else ""


def _from_paper(request: HttpRequest, work: Work) -> Work:
    """Number, day and signer as the file tells them; the person confirms."""
    paper, token = work.paper, work.paper_token
    data = request.POST.copy()
    if paper is not None:
        facts = read_decision_facts(paper.content)
        read = {
            "so": facts.number,
            "ngay_ky": f"{facts.signed_on:%d/%m/%Y}" if facts.signed_on else "",
            "nguoi_ky": facts.signers[0] if facts.signers else "",
        }
        for name, value in read.items():
            if value and not data.get(name):
                data[name] = value
        told = ", ".join(filter(None, read.values()))
        words = (
            _("Đọc từ tệp: %(facts)s. Kiểm tra lại.") if told else _("Không đọc được số, ngày từ tệp: ghi bằng tay.")
        )
        messages.info(request, words % {"facts": told} if told else words)
    request.POST = data  # type: ignore[assignment]
    fresh = Work(request)
    for form in (fresh.details, fresh.sign, fresh.annex_form):
        form.is_bound, form.initial = False, {name: data.get(form.add_prefix(name)) for name in form.fields}
    fresh.details.initial["theo"] = data.getlist("theo")
    fresh.details.initial["rut_gon"] = "rut_gon" in data
    fresh.paper, fresh.paper_token = paper, token
    return fresh


def _ready(request: HttpRequest, work: Work) -> bool:
    """Everything that was typed, and the dry run of it."""
    if not all([work.details.is_valid(), work.sign.is_valid(), work.annex_form.is_valid()]):
        return False
    started = perf_counter()
    try:
        work.operations = [*_of_annex(request, work), *_of_codes(work)]
    except (Refused, Unreadable) as refused:
        fields = {"file": "tep", "ma": ""}
        add_objections(work.annex_form, renamed(refused, fields))
        return False
    if work.annex and work.annex.problems:
        words = gettext_noop("Còn %(count)s dòng chưa khớp: ghi mã đúng hoặc bỏ từng dòng. Chưa ghi gì.")
        work.problems = reasons([Objection("annex.unmatched", words, params={"count": work.annex.problems})])
    told = work.details.details()
    plan = catalogue.planned(
        Told(
            told.effective_on or work.sign.cleaned_data["ngay_ky"],
            clock.today(),
            signed_on=work.sign.cleaned_data["ngay_ky"],
            is_recorded=True,
            has_ministry=bool(told.ministry_ids),
        ),
        work.operations,
    )
    work.panel = running.shown(plan, rows=len(work.operations), seconds=perf_counter() - started)
    return True


def _of_annex(request: HttpRequest, work: Work) -> list[Operation]:
    data = work.annex_form.cleaned_data
    if not (data["tep"] or data["dan"].strip() or data["ma_tep"]):
        return []
    token, grids = annexing.kept(request, upload=data["tep"], pasted=data["dan"], token=data["ma_tep"])
    told = work.details.details()
    day = told.effective_on or work.sign.cleaned_data["ngay_ky"]
    work.annex = annexing.read(token, grids, request.POST, on=day, case=told.case)
    return [replace(each, position=place) for place, each in enumerate(work.annex.operations, start=1)]


def _of_codes(work: Work) -> list[Operation]:
    """Procedures that the decision abolishes, told by their codes."""
    codes = codes_in(work.gone)
    if not codes:
        return []
    told = work.details.details()
    built = editing.built(OperationKind.ABOLISHED, codes, told)
    first = len(work.operations) + 1 + (len(work.annex.operations) if work.annex else 0)
    return [
        replace(each, abolition_kind=AbolitionKind.REPEAL, basis=work.gone_by, position=place)
        for place, each in enumerate(built, start=first)
    ]


def _recorded(request: HttpRequest, work: Work) -> HttpResponse | None:
    told = work.details.details()
    details = replace(told, effective_on=told.effective_on or work.sign.cleaned_data["ngay_ky"])
    try:
        issued = services.record_with_paper(
            details=details,
            operations=work.operations,
            signature=work.sign.signature(),
            paper=work.paper,
            by=actor_of(request),
            at=clock.now(),
        )
    except (Refused, Unreadable) as refused:
        add_objections(work.sign, renamed(refused, {**FIELDS, **SIGNATURE_FIELDS}))
        return None
    if work.annex:
        annexing.forget(request, work.annex.token)
    messages.success(
        request, _("Đã ghi %(number)s. Đúng từ ngày ký, hệ thống biết từ hôm nay.") % {"number": issued.decision.number}
    )
    return redirect("desk:decision", issued.decision.code)
