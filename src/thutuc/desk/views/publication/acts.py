"""Acts on a decision: moves with their reasons and remarks, opinions, the signature, reversal, faults."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.terms import Opinion, ReturnReason, Severity
from thutuc.desk.forms.publication import AnswerForm, ConsultForm, FaultForm, ReasonForm, ReturnForms, SignForm
from thutuc.desk.forms.publication.acts import SIGNATURE_FIELDS
from thutuc.desk.views.publication import frame, running
from thutuc.files.readers import read_decision_facts
from thutuc.kernel.errors import Conflict, NotFound, Objection, Refused, Unreadable
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections

MANY_REMARKS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One move: direct ones by a press, others with a reason; a return with remarks."""
    found = frame.decision_of(request, code)
    known = {each.code: each for each in moves.MOVES if each.code not in {"sign", "consult"}}
    if name not in known:
        raise NotFound(name)
    if name == "return":
        return _return(request, found)
    form = ReasonForm(request.POST or None, initial={"phien": found.revision})
    asked = known[name].needs_reason
    if request.method == "POST" and form.is_valid():
        if _moved(request, found, form, name, reason=form.cleaned_data["reason"]):
            return redirect("desk:decision", found.code)
        found = frame.decision_of(request, code)
    context = {"nav": frame.NAV, "decision": found, "move": known[name], "form": form, "asks": asked}
    return render(request, "desk/publication/move.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, found: Any, form: Any, name: str, **told: Any) -> bool:
    """Whether the move was made; the form tells why not."""
    found.revision = form.cleaned_data["phien"]
    try:
        services.move_decision(decision=found, move=name, by=actor_of(request), at=clock.now(), **told)
    except Refused as refused:
        add_objections(form, refused)
        return False
    except Conflict:
        form.add_error(None, frame.conflict_words(found))
        return False
    state = _(moves.target(name, state=_source(name)).label)
    messages.success(request, _("Dự thảo %(code)s: %(state)s.") % {"code": found.code, "state": state})
    return True


def _source(name: str) -> str:
    return next(each.sources[0] for each in moves.MOVES if each.code == name)


def _return(request: HttpRequest, found: Any) -> HttpResponse:
    """Trả lại: the blocks of the dry run stand there as first remarks."""
    rows = frame.row_choices(catalogue.operations_of(found))
    if request.method == "POST":
        forms = ReturnForms(rows, request.POST, revision=found.revision)
        if forms.is_valid() and _moved(request, found, forms.head, "return", remarks=forms.told()):
            return redirect("desk:decision", found.code)
        found = frame.decision_of(request, found.code)
    else:
        forms = ReturnForms(rows, initial=_blocks(found), revision=found.revision)
    failed = bool(forms.head.errors or any(forms.remarks.errors)) if request.method == "POST" else False
    context = {"nav": frame.NAV, "decision": found, "forms": forms, "form": forms.head}
    return render(request, "desk/publication/return.html", context, status=422 if failed else 200)


GUESSED = {
    "limit.differs": ReturnReason.TIME_LIMIT,
    "content.no_basis": ReturnReason.LEGAL_BASIS,
    "paper.extra": ReturnReason.EXTRA_PAPER,
    "row.no_replaced": ReturnReason.REPLACED_CODE,
    "row.replaces_itself": ReturnReason.REPLACED_CODE,
    "fee.unknown": ReturnReason.FEE,
    "content.missing": ReturnReason.INCOMPLETE,
    "level.missing": ReturnReason.AUTHORITY,
}


def _blocks(found: Any) -> list[dict[str, Any]]:
    plan = catalogue.dry_run(found, on=clock.today())
    return [
        {
            "dong": str(each.position or ""),
            "ly_do": GUESSED.get(each.code, ReturnReason.OTHER).value,
            "muc": Severity.BLOCK.value,
            "noi_dung": running.finding_words(each),
        }
        for each in plan.blocks[:MANY_REMARKS]
    ]


# --- opinions ---


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def opinions(request: HttpRequest, code: str) -> HttpResponse:
    """Ý kiến: who was asked, what they answered; asking more."""
    found = frame.decision_of(request, code)
    agencies = [(str(each.pk), each.name) for each in organisations.agencies_in_force(on=clock.today())]
    form = ConsultForm(request.POST or None, agencies=agencies, initial={"phien": found.revision})
    if request.method == "POST" and form.is_valid():
        if _consulted(request, found, form):
            return redirect("desk:decision_opinions", found.code)
        found = frame.decision_of(request, code)
    actor = actor_of(request)
    roles = moves.acting_roles(actor, found.agency_id)
    return frame.page(
        request,
        found,
        "opinions",
        "opinions.html",
        status=422 if form.errors else 200,
        form=form,
        may_ask=not moves.objections("consult", state=found.state, roles=roles),
        rows=[(each, _opinion(each), each.agency_id in actor.agency_ids) for each in catalogue.consultations_of(found)],
        today=clock.today(),
    )


def _opinion(row: Any) -> str:
    return _(Opinion(row.opinion).label) if row.opinion else ""


def _consulted(request: HttpRequest, found: Any, form: ConsultForm) -> bool:
    found.revision = form.cleaned_data["phien"]
    agencies = [int(pk) for pk in form.cleaned_data["don_vi"]]
    try:
        services.consult(
            decision=found, agency_ids=agencies, due_on=form.cleaned_data["han"], by=actor_of(request), at=clock.now()
        )
    except Refused as refused:
        add_objections(form, renamed(refused, ConsultForm.FIELDS))
        return False
    except Conflict:
        form.add_error(None, frame.conflict_words(found))
        return False
    messages.success(request, _("Đã gửi lấy ý kiến %(count)s đơn vị.") % {"count": len(agencies)})
    return True


def renamed(refused: Refused | Unreadable, fields: dict[str, Any]) -> Refused:
    """The objections beside the fields of the form."""
    return Refused(
        Objection(each.code, each.message, each.basis, fields.get(each.field, each.field) or "", each.params)
        for each in refused.objections
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def answer(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Trả lời ý kiến, by the agency that was asked."""
    found = frame.decision_of(request, code)
    asked = catalogue.consultation(found, key)
    form = AnswerForm(request.POST or None, initial={"phien": asked.revision})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked.revision = data["phien"]
        told = {"opinion": Opinion(data["y_kien"]), "text": data["noi_dung"]}
        try:
            services.answer_consultation(consultation=asked, **told, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, renamed(refused, AnswerForm.FIELDS))
        except Conflict:
            form.add_error(None, frame.conflict_words(found))
        else:
            messages.success(request, _("Đã ghi ý kiến."))
            return redirect("desk:decision_opinions", found.code)
        asked = catalogue.consultation(found, key)
    context = {"nav": frame.NAV, "decision": found, "asked": asked, "form": form}
    return render(request, "desk/publication/answer.html", context, status=422 if form.errors else 200)


# --- the signature ---


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Ban hành: number, day, signer, the signed file; what will happen is repeated above the button."""
    found = frame.decision_of(request, code)
    initial = {"tu_cach": found.capacity, "nguoi_ky": found.signer_name, "chuc_vu": found.signer_title}
    form = SignForm(request.POST or None, request.FILES or None, initial={"ngay_ky": clock.today(), **initial})
    if request.method == "POST" and form.is_valid() and _signed(request, found, form):
        return redirect("desk:decision", found.code)
    if form.errors:
        found = frame.decision_of(request, code)
    panel = running.panel(found, catalogue.tab_counts(found).operations)
    roles = moves.acting_roles(actor_of(request), found.agency_id)
    context = {
        "nav": frame.NAV,
        "decision": found,
        "form": form,
        "panel": panel,
        "why": reasons(moves.objections("sign", state=found.state, roles=roles)),
    }
    return render(request, "desk/publication/sign.html", context, status=422 if form.errors else 200)


def _signed(request: HttpRequest, found: Any, form: SignForm) -> bool:
    found.revision = form.cleaned_data["phien"] or found.revision
    paper = form.paper()
    try:
        services.sign_with_paper(
            decision=found, signature=form.signature(), paper=paper, by=actor_of(request), at=clock.now()
        )
    except Refused as refused:
        add_objections(form, renamed(refused, SIGNATURE_FIELDS))
        return False
    except Conflict:
        form.add_error(None, frame.conflict_words(found))
        return False
    messages.success(request, _("Đã ban hành %(number)s.") % {"number": form.cleaned_data["so"]})
    if paper:
        _compare_facts(request, form, paper.content)
    return True


def _compare_facts(request: HttpRequest, form: SignForm, content: bytes) -> None:
    """The number and day in the file beside those that were typed: a difference is said, nothing is changed."""
    facts, data = read_decision_facts(content), form.cleaned_data
    if facts.number and facts.number != data["so"].strip():
        told = {"file": facts.number, "typed": data["so"]}
        messages.warning(request, _("Tệp ghi số %(file)s, bạn ghi %(typed)s. Kiểm tra lại.") % told)
    if facts.signed_on and facts.signed_on != data["ngay_ky"]:
        told = {"file": f"{facts.signed_on:%d/%m/%Y}", "typed": f"{data['ngay_ky']:%d/%m/%Y}"}
        messages.warning(request, _("Tệp ghi ngày %(file)s, bạn ghi %(typed)s. Kiểm tra lại.") % told)


# --- after the signature ---


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def fault(request: HttpRequest, code: str) -> HttpResponse:
    """Sai sót thấy sau khi ký."""
    found = frame.decision_of(request, code)
    form = FaultForm(request.POST or None, initial={"ngay": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.report_fault(
                decision=found,
                reason=ReturnReason(data["ly_do"]),
                text=data["noi_dung"],
                found_on=data["ngay"],
                code=data["ma"],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refused as refused:
            add_objections(form, renamed(refused, FaultForm.FIELDS))
        else:
            messages.success(request, _("Đã ghi sai sót. Sửa bằng một quyết định khác."))
            return redirect("desk:decision", found.code)
    context = {"nav": frame.NAV, "decision": found, "form": form}
    return render(request, "desk/publication/fault.html", context, status=422 if form.errors else 200)
