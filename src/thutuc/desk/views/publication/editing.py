"""One row in work: its forms by kind, saved or shown again with what stops it; rows added by code, taken out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.rules import parts, typed
from thutuc.catalogue.rules.annex import How
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.operations import Operation, received
from thutuc.catalogue.rules.decisions.terms import BRINGING, AbolitionKind, OperationKind, PublicationCase
from thutuc.catalogue.rules.listing import ListFilters
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.desk.forms.publication import AbolitionForm, AddForm, ContentForms, ListingForm, WorkflowForms
from thutuc.desk.forms.publication.rows import codes_in
from thutuc.desk.views.publication import frame
from thutuc.kernel.errors import Conflict, NotFound, Objection, Refused, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.web import clock
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections

FOUND = 20
"""Procedures offered for a search on the page of adding."""
MAIN_PARTS = ("limits", "fees", "papers", "bases", "subjects")
ACTS = {
    "publication.draft": gettext_noop("Lập dự thảo"),
    "publication.draft_reversal": gettext_noop("Lập dự thảo hủy bỏ quyết định"),
    "publication.edit": gettext_noop("Sửa thông tin quyết định"),
    "publication.add_rows": gettext_noop("Thêm dòng"),
    "publication.edit_row": gettext_noop("Sửa dòng"),
    "publication.remove_row": gettext_noop("Bỏ dòng"),
    "publication.consult": gettext_noop("Lấy ý kiến"),
    "publication.answer_consultation": gettext_noop("Trả lời ý kiến"),
    "publication.submit": gettext_noop("Trình kiểm soát"),
    "publication.recall": gettext_noop("Rút dự thảo"),
    "publication.return": gettext_noop("Trả lại"),
    "publication.answer_remark": gettext_noop("Giải trình"),
    "publication.clear": gettext_noop("Xác nhận đạt"),
    "publication.endorse": gettext_noop("Trình ký"),
    "publication.sign": gettext_noop("Ban hành"),
    "publication.record": gettext_noop("Ghi quyết định đã ký"),
    "publication.cancel": gettext_noop("Hủy dự thảo"),
    "publication.attach": gettext_noop("Kèm tệp đã ký"),
    "publication.report_fault": gettext_noop("Ghi sai sót sau khi ký"),
}


class Work:
    """The row that is open: its forms, what is in force beside them."""

    def __init__(self, row: Any, data: Any = None) -> None:
        self.row, self.value = row, catalogue.operation_value(row)
        self.before = catalogue.content_of(row.base) if row.base else None
        self.kind = self.value.kind
        self.content = self.value.content or ProcedureContent(self.value.code, self.value.name)
        self.forms = self._forms(data)
        self.errors: list[str] = []
        if isinstance(self.forms, ContentForms):
            self._tell_now(self.forms)

    def _tell_now(self, forms: ContentForms) -> None:
        """What is in force, beside each way of filing."""
        offers = self.before.offers if self.before else ()
        now = {(offer.channel, offer.case): offer for offer in offers}
        for place, form in enumerate(forms.offers):
            own = self.content.offers[place] if place < len(self.content.offers) else None
            was = now.get((own.channel, own.case)) if own else None
            form.now_limit = typed.limit_text(was.limit) if was else ""
            form.now_fees = "; ".join(typed.fees_text(was.fees).split("\n")) if was else ""

    def _forms(self, data: Any) -> Any:
        revision = self.row.revision
        if self.kind is OperationKind.ABOLISHED:
            initial = {"kieu": self.value.abolition_kind, "can_cu_sua": self.value.basis, "phien": revision}
            return AbolitionForm(data, initial=initial, prefix="dong")
        if self.kind is OperationKind.LISTING:
            return ListingForm(data, initial={"phien": revision}, prefix="dong")
        if self.kind is OperationKind.PROCESS:
            return WorkflowForms(self.content, data, revision=revision)
        told = {
            "can_cu_sua": self.value.basis,
            "thay_the": ", ".join(self.value.replaces),
            "chi_tiet": self.value.case is PublicationCase.FULL,
            "phien": revision,
        }
        return ContentForms(self.content, data, row=told)

    @property
    def shape(self) -> str:
        """Which template draws it."""
        shapes = {
            OperationKind.ABOLISHED: "abolition",
            OperationKind.LISTING: "listing",
            OperationKind.PROCESS: "process",
        }
        return shapes.get(self.kind, "content")

    @property
    def is_replacing(self) -> bool:
        return self.kind is OperationKind.REPLACED

    @property
    def changed(self) -> tuple[str, ...]:
        """The parts that the stored row changes."""
        return typed.changed_parts(self.before, self.content) if self.before else ()

    @property
    def now(self) -> dict[str, tuple[str, ...]]:
        """What is in force, by part."""
        return {part.key: part.lines(self.before) if self.before else () for part in parts.PARTS}

    @property
    def changed_others(self) -> int:
        """How many of the parts behind the fold are changed."""
        return len(set(self.changed) - set(MAIN_PARTS))

    @property
    def revision(self) -> int | None:
        """The revision that the page was written from."""
        form = getattr(self.forms, "row", self.forms)
        found: int | None = form.cleaned_data.get("phien")
        return found

    def told(self) -> Operation:
        """The row as it was typed."""
        if self.kind is OperationKind.ABOLISHED:
            data = self.forms.cleaned_data
            return replace(self.value, abolition_kind=AbolitionKind(data["kieu"]), basis=data["can_cu_sua"])
        if self.kind is OperationKind.LISTING:
            return self._with(received(self.content, self.forms.reception()))
        if self.kind is OperationKind.PROCESS:
            return self._with(self.forms.told())
        data = self.forms.row.cleaned_data
        told = replace(
            self.value,
            basis=data["can_cu_sua"],
            case=PublicationCase.FULL if data["chi_tiet"] else PublicationCase.LIST,
            replaces=tuple(codes_in(data["thay_the"])) if self.is_replacing else (),
        )
        return self._with(self.forms.told(), told)

    def _with(self, content: ProcedureContent, told: Operation | None = None) -> Operation:
        changed = typed.changed_parts(self.before, content) if self.before else ()
        return replace(told or self.value, content=content, name=content.name, parts=changed)


def opened(row: Any, data: Any = None) -> Work:
    """The row with its forms."""
    return Work(row, data)


@require_http_methods(["POST"])
@officers_only
def row(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """«Xong»: the row is saved, the next dry run tells."""
    from thutuc.desk.views.publication.decision import rows_page

    found = frame.decision_of(request, code)
    stored = catalogue.operation(found, position)
    work = opened(stored, request.POST)
    if work.forms.is_valid():
        stored.revision = work.revision or stored.revision
        try:
            services.edit_operation(operation=stored, told=work.told(), by=actor_of(request), at=clock.now())
        except (Refused, Unreadable) as refused:
            work.errors += [words_of(objection) for objection in refused.objections]
        except Conflict:
            work.errors.append(frame.conflict_words(found))
        else:
            messages.success(request, _("Đã lưu dòng %(row)s.") % {"row": position})
            return redirect(f"{request.path.split('/dong/')[0]}/#dong-{position}")
        stored.refresh_from_db()
    return rows_page(request, frame.decision_of(request, code), work=work, open_row=position, status=422)


@require_http_methods(["POST"])
@officers_only
def remove(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """The row goes; those below move up."""
    found = frame.decision_of(request, code)
    stored = catalogue.operation(found, position)
    given = request.POST.get("phien", "")
    if given.isdecimal() and given.isascii() and int(given) != stored.revision:
        raise Conflict("operation", expected=int(given), found=stored.revision)
    services.remove_operation(operation=stored, by=actor_of(request), at=clock.now())
    messages.success(request, _("Đã bỏ dòng %(row)s.") % {"row": position})
    return redirect("desk:decision", found.code)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def add(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """New rows of one kind: codes typed, or picked from a search."""
    found = frame.decision_of(request, code)
    try:
        chosen = OperationKind(kind)
    except ValueError as error:
        raise NotFound(kind) from error
    posted = request.POST if request.method == "POST" else None
    picked = posted.getlist("chon") if posted is not None else []
    form = AddForm(chosen, posted, picked=picked)
    extra = _extra(chosen, posted)
    asked = [form.is_valid(), extra is None or extra.is_valid()] if posted is not None else []
    if asked and all(asked):
        try:
            return _added(request, found, chosen, form, extra)
        except (Refused, Unreadable) as refused:
            add_objections(form, refused)
    return _add_page(request, found, chosen, form, extra)


def _extra(kind: OperationKind, posted: Any) -> Any:
    if kind is OperationKind.ABOLISHED:
        return AbolitionForm(posted, initial={"kieu": AbolitionKind.REPEAL.value}, prefix="dong")
    return ListingForm(posted, prefix="dong") if kind is OperationKind.LISTING else None


def _add_page(request: HttpRequest, found: Any, kind: OperationKind, form: AddForm, extra: Any) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    scope = CatalogueScope.NATIONAL if kind is OperationKind.NEW else CatalogueScope.PROVINCE
    filters = ListFilters(text=text, scope=scope)
    offered = catalogue.listed(filters, actor=actor_of(request), on=clock.today())[:FOUND] if text else []
    context = {
        "nav": frame.NAV,
        "decision": found,
        "kind": kind,
        "form": form,
        "extra": extra,
        "q": text,
        "offered": catalogue.rows(offered),
        "picked": request.POST.getlist("chon"),
    }
    failed = bool(form.errors or (extra is not None and extra.errors))
    return render(request, "desk/publication/add.html", context, status=422 if failed else 200)


def _added(request: HttpRequest, found: Any, kind: OperationKind, form: AddForm, extra: Any) -> HttpResponse:
    operations = built(kind, form.codes(), found, replaces=form.replaced())
    if kind is OperationKind.ABOLISHED:
        data = extra.cleaned_data
        act, basis = AbolitionKind(data["kieu"]), data["can_cu_sua"]
        operations = [replace(each, abolition_kind=act, basis=basis) for each in operations]
    if kind is OperationKind.LISTING:
        how = extra.reception()
        operations = [
            replace(each, content=received(each.content, how)) for each in operations if each.content is not None
        ]
    stored = services.add_operations(decision=found, operations=operations, by=actor_of(request), at=clock.now())
    told = ngettext("Đã thêm %(count)s dòng.", "Đã thêm %(count)s dòng.", len(stored)) % {"count": len(stored)}
    messages.success(request, told)
    first = stored[0].position
    where = redirect("desk:decision", found.code)
    where["Location"] += f"?dong={first}#dong-{first}" if len(stored) == 1 else f"#dong-{first}"
    return where


def built(kind: OperationKind, codes: Sequence[str], decision: Any, *, replaces: Sequence[str] = ()) -> list[Operation]:
    """The operations of codes: over what stands, or over the ministry's own content. Four statements."""
    if not codes:
        raise Refused([Objection("rows.codes", gettext_noop("Ghi mã hoặc chọn ít nhất một thủ tục."), field="ma")])
    listed = catalogue.listed_index()
    resolved = {code: listed.coded(code) for code in codes}
    if kind not in BRINGING:
        unknown = [code for code, match in resolved.items() if match is None or match.how is How.NONE]
        _refuse_unknown(unknown)
    full = {code: match.code if match and match.is_found else code for code, match in resolved.items()}
    day = decision.effective_on or clock.today()
    standing = catalogue.standing_bases(set(full.values()), on=day)
    national = catalogue.national_bases(codes) if kind in (*BRINGING, OperationKind.STANDARDISED) else {}
    case = PublicationCase(decision.case)
    return [_operation(kind, full[code], standing, national, case, code=code, replaces=replaces) for code in codes]


def _refuse_unknown(codes: Iterable[str]) -> None:
    words = gettext_noop("Mã %(code)s không có trong danh mục của tỉnh: kiểm tra lại mã, hoặc dùng thao tác Mới.")
    found = [Objection("rows.unknown", words, field="ma", params={"code": code}) for code in codes]
    if found:
        raise Refused(found)


def _operation(
    kind: OperationKind,
    full: str,
    standing: Mapping[str, Any],
    national: Mapping[str, Any],
    case: PublicationCase,
    *,
    code: str,
    replaces: Sequence[str],
) -> Operation:
    base, theirs = standing.get(full), national.get(code)
    name = base.content.name if base else theirs.content.name if theirs else ""
    if kind is OperationKind.ABOLISHED:
        return Operation(kind, full, name, case=case)
    if kind in BRINGING:
        content = replace(theirs.content, code=code) if theirs else ProcedureContent(code, name)
        gone = tuple(replaces) if kind is OperationKind.REPLACED else ()
        return Operation(kind, code, content.name, content, replaces=gone, case=case)
    content = base.content if base else ProcedureContent(full, name)
    if kind is OperationKind.STANDARDISED and theirs:
        content = replace(theirs.content, code=full, workflow=content.workflow)
    number = base.number if base else None
    return Operation(kind, full, content.name, content, case=case, base_number=number)
