"""One decision: its rows with the dry run, its facts, opinions, control sheet, papers, log."""

from typing import Any, Literal, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.catalogue import documents, services
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions.terms import OperationKind, Severity
from thutuc.catalogue.rules.difference import compare
from thutuc.catalogue.rules.effects import effects
from thutuc.desk.forms.publication import HeadForm, PaperForm, RemarkAnswerForm
from thutuc.desk.views.publication import editing, frame, rows, running
from thutuc.files import queries as files
from thutuc.files.readers import read_signature
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page as page_of

ROWS = 50
ADD = (
    (OperationKind.NEW, "m"),
    (OperationKind.AMENDED, "s"),
    (OperationKind.REPLACED, "t"),
    (OperationKind.ABOLISHED, "b"),
    (OperationKind.PROCESS, ""),
    (OperationKind.LISTING, ""),
    (OperationKind.STANDARDISED, ""),
)


@require_safe
@officers_only
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """The rows; `?dong=2` opens one in place."""
    found = frame.decision_of(request, code)
    asked = request.GET.get("dong", "")
    position = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else None
    work = None
    if position and frame.may_edit(request, found):
        try:
            work = editing.opened(catalogue.operation(found, position))
        except NotFound:
            position = None
    return rows_page(request, found, work=work, open_row=position)


def rows_page(
    request: HttpRequest,
    found: Any,
    *,
    work: Any = None,
    open_row: int | None = None,
    head: HeadForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of rows, also when something on it must be mended."""
    own = catalogue.operations_of(found)
    panel = running.panel(found, len(own), [value for _row, value in own])
    if open_row and "trang" not in request.GET:
        query = request.GET.copy()
        query["trang"] = str((open_row - 1) // ROWS + 1)
        request.GET = query  # type: ignore[assignment]
    shown = page_of(own, request, size=ROWS)
    told = catalogue.details_of(found)
    initial = {"hieu_luc": told.effective_on, "loai": told.case.value, "tu_cach": told.capacity.value}
    return frame.page(
        request,
        found,
        "rows",
        "decision.html",
        status=status,
        page=shown,
        rows=rows.shown_rows(shown.items, panel.plan, open_row=open_row),
        changes=rows.shown_changes(panel.plan),
        panel=panel,
        buttons=frame.buttons(request, found, panel.plan),
        waiting=frame.waiting_for(request, found),
        head=head or HeadForm(initial=initial),
        work=work,
        form=head if head is not None and head.errors else None,
        add=[(kind.value, _(kind.label), key) for kind, key in ADD],
        faults=list(catalogue.faults_of(found)) if found.signed_on else [],
    )


@require_http_methods(["POST"])
@officers_only
def head(request: HttpRequest, code: str) -> HttpResponse:
    """The three facts above the rows."""
    found = frame.decision_of(request, code)
    form = HeadForm(request.POST)
    if form.is_valid():
        fresh = frame.decision_of(request, code)
        found.revision = form.cleaned_data["phien"]
        try:
            told = form.changed(catalogue.details_of(found))
            services.edit_decision(decision=found, details=told, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        except Conflict:
            form.add_error(None, frame.conflict_words(fresh))
        else:
            messages.success(request, _("Đã lưu. Chạy thử tính lại theo ngày mới."))
            return redirect("desk:decision", found.code)
        found = fresh
    return rows_page(request, found, head=form, status=422)


@require_safe
@officers_only
def compared(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One row against what is in force, part by part."""
    found = frame.decision_of(request, code)
    row = catalogue.operation(found, position)
    value, before = catalogue.operation_value(row), rows.base_of_row(row)
    if value.content is None or before is None:
        raise NotFound(f"comparison {code} {position}")
    changes = compare(before, value.content)
    context = {
        "nav": frame.NAV,
        "decision": found,
        "row": row,
        "changes": [(change.part, rows.sides(change)) for change in changes],
        "effects": effects(before, value.content),
    }
    return render(request, "desk/publication/compared.html", context)


@require_safe
@officers_only
def checks(request: HttpRequest, code: str) -> HttpResponse:
    """Phiếu kiểm soát: findings of the rules, remarks of people with their answers."""
    return checks_page(request, frame.decision_of(request, code))


def checks_page(
    request: HttpRequest, found: Any, *, answering: RemarkAnswerForm | None = None, remark: int = 0, status: int = 200
) -> HttpResponse:
    """The control sheet, also when an answer must be mended."""
    plan = catalogue.dry_run(found, on=clock.today())
    findings = [
        {
            "severity": each.severity.value,
            "label": _(each.severity.label),
            "position": each.position,
            "text": running.finding_words(each),
        }
        for each in (*plan.blocks, *plan.warnings)
        if not found.signed_on
    ]
    counts = [(severity, sum(each["severity"] == severity for each in findings)) for severity in Severity]
    remarks = list(catalogue.remarks_of(found))
    return frame.page(
        request,
        found,
        "checks",
        "checks.html",
        status=status,
        findings=findings[:200],
        counts_by=[(_(severity.label), many) for severity, many in counts if many],
        remarks=remarks,
        answering=answering or RemarkAnswerForm(),
        remark_open=remark,
        form=answering if answering is not None and answering.errors else None,
        buttons=frame.buttons(request, found, plan),
    )


@require_http_methods(["POST"])
@officers_only
def answer_remark(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """What was done about one remark."""
    found = frame.decision_of(request, code)
    remark = catalogue.remark(found, key)
    form = RemarkAnswerForm(request.POST)
    if form.is_valid():
        remark.revision = form.cleaned_data["phien"]
        try:
            told = form.cleaned_data["answer"]
            services.answer_remark(remark=remark, answer=told, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        except Conflict:
            form.add_error(None, frame.conflict_words(found))
        else:
            messages.success(request, _("Đã ghi giải trình."))
            return redirect("desk:decision_checks", found.code)
    return checks_page(request, found, answering=form, remark=key, status=422)


@require_safe
@officers_only
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """Văn bản: the decision and the submission as files, the signed paper with its signatures."""
    return papers_page(request, frame.decision_of(request, code))


def papers_page(request: HttpRequest, found: Any, *, form: PaperForm | None = None, status: int = 200) -> HttpResponse:
    """The papers, also when a file must be chosen again."""
    kept = list(files.of_owner(found))
    signed = [(use, _reading(use)) for use in kept]
    return frame.page(
        request, found, "papers", "papers.html", status=status, signed=signed, upload=form or PaperForm(), form=form
    )


def _reading(use: Any) -> Any:
    with files.opened(use.file) as content:
        return read_signature(content.read())


@require_http_methods(["POST"])
@officers_only
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """The signed file, when it comes after the number."""
    found = frame.decision_of(request, code)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        paper = form.paper()
        try:
            assert paper is not None
            services.attach_signed(decision=found, paper=paper, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã kèm tệp đã ký."))
            return redirect("desk:decision_papers", found.code)
    return papers_page(request, found, form=form, status=422)


@require_safe
@officers_only
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Nhật ký: the way of the decision, and every act on it."""
    found = frame.decision_of(request, code)
    entries = list(journal.of_subject(found))[::-1][:200]
    steps = list(catalogue.steps_of(found))
    names = frame.names_of({*(entry.actor for entry in entries), *(step.by for step in steps)})
    return frame.page(
        request,
        found,
        "log",
        "log.html",
        steps=[(step, names.get(step.by, step.by)) for step in steps],
        entries=[(entry, ACTS.get(entry.code, entry.code), names.get(entry.actor, entry.actor)) for entry in entries],
    )


ACTS = editing.ACTS


KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@officers_only
def paper(request: HttpRequest, code: str, which: str, kind: str) -> HttpResponse:
    """The decision or the submission as a file of today's form."""
    found = frame.decision_of(request, code)
    if kind not in KINDS or which not in {"quyet-dinh", "to-trinh"}:
        raise NotFound(which)
    today, wanted = clock.today(), cast('Literal["docx", "pdf"]', kind)
    if which == "quyet-dinh":
        content = documents.decision(documents.paper_of(found, today=today), wanted)
    else:
        content = documents.submission(documents.submission_of(found, today=today), wanted)
    headers = {
        "Content-Disposition": f'attachment; filename="{which}-{found.code.lower()}.{kind}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)
