"""«Dán bảng phụ lục», «Chuyển thẩm quyền hàng loạt»: many rows at once, each checked before any is stored."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.rules.decisions.operations import Operation, moved
from thutuc.catalogue.rules.decisions.terms import OperationKind, PublicationCase
from thutuc.catalogue.rules.listing import ListFilters
from thutuc.catalogue.rules.terms import Level
from thutuc.desk.forms.publication import AnnexForm, CompetenceForm
from thutuc.desk.views.publication import annexing, frame
from thutuc.kernel.errors import Objection, Refused, Unreadable
from thutuc.kernel.text import fold, gettext_noop
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def annex(request: HttpRequest, code: str) -> HttpResponse:
    """A file or pasted cells; the check page with every row; then all rows or none."""
    found = frame.decision_of(request, code)
    form = AnnexForm(request.POST or None, request.FILES or None)
    work = None
    if request.method == "POST" and form.is_valid():
        try:
            work = _work(request, found, form)
            if "xac_nhan" in request.POST:
                return _stored(request, found, work)
        except (Refused, Unreadable) as refused:
            add_objections(form, Refused(replace(each, field=_field(each.field)) for each in refused.objections))
    context = {"nav": frame.NAV, "decision": found, "form": form, "annex": work}
    return render(request, "desk/publication/annex.html", context, status=422 if form.errors else 200)


def _field(name: str) -> str:
    return "tep" if name == "file" else name


def _work(request: HttpRequest, found: Any, form: AnnexForm) -> annexing.Annex:
    data = form.cleaned_data
    token, grids = annexing.kept(request, upload=data["tep"], pasted=data["dan"], token=data["ma_tep"])
    day = found.effective_on or clock.today()
    return annexing.read(token, grids, request.POST, on=day, case=PublicationCase(found.case))


def _stored(request: HttpRequest, found: Any, work: annexing.Annex) -> HttpResponse:
    if work.problems:
        words = gettext_noop("Còn %(count)s dòng chưa khớp: ghi mã đúng hoặc bỏ từng dòng. Chưa thêm dòng nào.")
        raise Refused([Objection("annex.unmatched", words, params={"count": work.problems})])
    rows = services.add_operations(decision=found, operations=work.operations, by=actor_of(request), at=clock.now())
    annexing.forget(request, work.token)
    told = ngettext("Đã thêm %(count)s dòng.", "Đã thêm %(count)s dòng.", len(rows)) % {"count": len(rows)}
    messages.success(request, told)
    return redirect("desk:decision", found.code)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def competence(request: HttpRequest, code: str) -> HttpResponse:
    """Phân định thẩm quyền: which procedures, to which level and body; checked, then one row each."""
    found = frame.decision_of(request, code)
    sectors = [(each.slug, f"{each.name} ({each.count})") for each in catalogue.sectors(on=clock.today())]
    form = CompetenceForm(request.POST or None, sectors=sectors)
    rows: list[Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            rows = _movable(request, form)
            if "xac_nhan" in request.POST:
                return _moved(request, found, form, rows)
        except (Refused, Unreadable) as refused:
            add_objections(form, refused)
    context = {"nav": frame.NAV, "decision": found, "form": form, "rows": rows, "out": request.POST.getlist("bo")}
    return render(request, "desk/publication/competence.html", context, status=422 if form.errors else 200)


MOST = 1_000


def _movable(request: HttpRequest, form: CompetenceForm) -> list[Any]:
    data = form.cleaned_data
    filters = ListFilters(level=Level(data["cap_cu"]), sector=data["linh_vuc"])
    found = catalogue.rows(catalogue.listed(filters, actor=actor_of(request), on=clock.today())[:MOST])
    wanted = fold(data["co_quan_cu"])
    rows = [row for row in found if wanted in fold(row.agency)]
    if not rows:
        words = gettext_noop("Không có thủ tục nào như vậy. Chọn cấp, lĩnh vực hoặc cơ quan khác.")
        raise Refused([Objection("competence.none", words)])
    return rows


def _moved(request: HttpRequest, found: Any, form: CompetenceForm, rows: list[Any]) -> HttpResponse:
    data, out = form.cleaned_data, set(request.POST.getlist("bo"))
    codes = [row.code for row in rows if row.code not in out]
    bases = catalogue.standing_bases(codes, on=found.effective_on or clock.today())
    source, target = Level(data["cap_cu"]), Level(data["cap_moi"])
    operations = [
        Operation(
            OperationKind.COMPETENCE,
            code,
            base.content.name,
            moved(base.content, source=source, target=target, agency=data["co_quan_moi"]),
            basis=data["can_cu"],
            case=PublicationCase(found.case),
            base_number=base.number,
        )
        for code in codes
        if (base := bases.get(code))
    ]
    stored = services.add_operations(decision=found, operations=operations, by=actor_of(request), at=clock.now())
    told = ngettext("Đã thêm %(count)s dòng.", "Đã thêm %(count)s dòng.", len(stored)) % {"count": len(stored)}
    messages.success(request, told)
    return redirect("desk:decision", found.code)
