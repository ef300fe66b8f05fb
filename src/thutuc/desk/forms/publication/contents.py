"""The whole content of a procedure as fields and rows: «sửa thành», beside what is in force."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules import typed
from thutuc.catalogue.rules.content import (
    DossierCase,
    Offer,
    OnlineOffer,
    ProcedureContent,
    RequiredDocument,
)
from thutuc.catalogue.rules.decisions.operations import ONLINE
from thutuc.catalogue.rules.terms import Channel, Level, Mechanism, ProcedureType, ServiceLevel, Subject
from thutuc.desk.forms.publication.details import labels
from thutuc.kernel.text import tidy

MOST_ROWS = 300
NONE = ("", _("Không ghi"))


def _text(label: Any, rows: int = 1, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=200_000, widget=widget, help_text=help_text)


class RowForm(forms.Form):
    """One row of a list; `goc` is the row that it was, so that what the row does not show is kept."""

    show_optional = False
    goc = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def was(self, before: Sequence[Any]) -> Any | None:
        """The value that this row showed."""
        place = self.cleaned_data.get("goc")
        return before[place] if place is not None and 0 <= place < len(before) else None


class OfferForm(RowForm):
    """One way of filing with its limit and fees; `now_…` is what is in force, shown beside."""

    now_limit = ""
    now_fees = ""
    kenh = forms.ChoiceField(label=_("Cách nộp"), required=False, choices=[("", _("Bỏ")), *labels(Channel)])
    truong_hop = _text(_("Trường hợp"))
    thoi_han = _text(_("Thời hạn"))
    phi = _text(_("Phí, lệ phí"), 2)
    mo_ta = _text(_("Mô tả"), 2)

    def offer(self, before: Sequence[Offer]) -> Offer | None:
        """The way of filing; None for an empty row."""
        data, was = self.cleaned_data, self.was(before)
        if not data.get("kenh"):
            return None
        base = was or Offer(Channel(data["kenh"]))
        return replace(
            base,
            channel=Channel(data["kenh"]),
            case=tidy(data["truong_hop"]),
            limit=typed.limit_from(data["thoi_han"], base.limit),
            fees=typed.fees_from(data["phi"], base.fees),
            description=_kept(base.description, data["mo_ta"]),
        )


class PaperRowForm(RowForm):
    """One paper of a case."""

    truong_hop = _text(_("Trường hợp"))
    ten = _text(_("Giấy tờ"), 2)
    ban_chinh = forms.IntegerField(label=_("Bản chính"), required=False, min_value=0, max_value=99)
    ban_sao = forms.IntegerField(label=_("Bản sao"), required=False, min_value=0, max_value=99)
    mau = _text(_("Mẫu đơn"))

    def paper(self, before: Sequence[RequiredDocument]) -> RequiredDocument | None:
        """The paper; None for an empty row."""
        data, was = self.cleaned_data, self.was(before)
        if not (data.get("ten") or "").strip():
            return None
        base = was or RequiredDocument("")
        form = tidy(data["mau"])
        return replace(
            base,
            name=_kept(base.name, data["ten"]),
            originals=data["ban_chinh"],
            copies=data["ban_sao"],
            form=form,
            has_form=bool(form) or (base.has_form and not base.form),
        )


def _kept(before: str, told: str) -> str:
    """The text as it was when it reads the same."""
    lines = "\n".join(line.rstrip() for line in told.replace("\r\n", "\n").split("\n")).strip()
    return before if " ".join(before.split()) == " ".join(lines.split()) else lines


OfferForms = formset_factory(OfferForm, extra=1, absolute_max=MOST_ROWS, max_num=MOST_ROWS)
PaperForms = formset_factory(PaperRowForm, extra=2, absolute_max=MOST_ROWS, max_num=MOST_ROWS)


class PartsForm(forms.Form):
    """The parts that are text or choices."""

    show_optional = False
    ten = _text(_("Tên thủ tục"), 2)
    cap = forms.MultipleChoiceField(
        label=_("Cấp thực hiện"), required=False, choices=labels(Level), widget=forms.CheckboxSelectMultiple
    )
    linh_vuc = _text(_("Lĩnh vực"))
    loai = forms.ChoiceField(label=_("Loại thủ tục"), required=False, choices=[NONE, *labels(ProcedureType)])
    doi_tuong = forms.MultipleChoiceField(
        label=_("Đối tượng thực hiện"), required=False, choices=labels(Subject), widget=forms.CheckboxSelectMultiple
    )
    doi_tuong_khac = _text(_("Đối tượng khác"))
    trinh_tu = _text(_("Trình tự thực hiện"), 8, _("Mỗi bước một đoạn, cách nhau một dòng trống"))
    so_bo = forms.IntegerField(label=_("Số bộ hồ sơ"), required=False, min_value=0, max_value=99)
    co_quan = _text(_("Cơ quan giải quyết"), 2)
    tham_quyen = _text(_("Cơ quan có thẩm quyền"))
    phoi_hop = _text(_("Cơ quan phối hợp"))
    dia_chi = _text(_("Địa chỉ tiếp nhận hồ sơ"), 2)
    ket_qua = _text(_("Kết quả thực hiện"), 3, _("Mỗi kết quả một dòng"))
    dieu_kien = _text(_("Yêu cầu, điều kiện"), 4)
    can_cu = _text(_("Căn cứ pháp lý"), 4, _("Mỗi văn bản một dòng: số, ký hiệu — tên"))
    co_che = forms.ChoiceField(label=_("Cơ chế giải quyết"), required=False, choices=[NONE, *labels(Mechanism)])
    phi_dia_gioi = forms.BooleanField(label=_("Không phụ thuộc địa giới hành chính"), required=False)
    truc_tuyen = forms.ChoiceField(label=_("Mức độ trực tuyến"), required=False, choices=[NONE, *labels(ServiceLevel)])

    def laid_over(self, content: ProcedureContent) -> ProcedureContent:
        """The content with what was typed."""
        data = self.cleaned_data
        subjects, levels = set(data["doi_tuong"]), set(data["cap"])
        return replace(
            content,
            name=tidy(data["ten"]),
            levels=tuple(level for level in Level if level.value in levels),
            sector=tidy(data["linh_vuc"]),
            procedure_type=ProcedureType(data["loai"]) if data["loai"] else None,
            subjects=tuple(subject for subject in Subject if subject.value in subjects),
            subjects_note=_kept(content.subjects_note, data["doi_tuong_khac"]),
            steps=typed.steps_from(data["trinh_tu"], content.steps),
            sets=data["so_bo"],
            resolving_agency=tidy(data["co_quan"]),
            competent_authority=tidy(data["tham_quyen"]),
            cooperating_agency=tidy(data["phoi_hop"]),
            reception_address=_kept(content.reception_address, data["dia_chi"]),
            outputs=typed.outputs_from(data["ket_qua"], content.outputs),
            conditions=_kept(content.conditions, data["dieu_kien"]),
            legal_bases=typed.bases_from(data["can_cu"], content.legal_bases),
            mechanism=Mechanism(data["co_che"]) if data["co_che"] else None,
            is_boundary_free=data["phi_dia_gioi"],
            online_levels=_online(content.online_levels, data["truc_tuyen"]),
        )


def _online(before: tuple[OnlineOffer, ...], told: str) -> tuple[OnlineOffer, ...]:
    """The level of today's scheme for every agency; the others stay."""
    was = next((each for each in before if each.scheme is ONLINE and not each.agency), None)
    if (was.value if was else "") == told:
        return before
    others = tuple(each for each in before if each is not was)
    return (*others, OnlineOffer(ONLINE, told)) if told else others


def _initial(content: ProcedureContent) -> dict[str, Any]:
    online = next((each for each in content.online_levels if each.scheme is ONLINE and not each.agency), None)
    return {
        "ten": content.name,
        "cap": [level.value for level in content.levels],
        "linh_vuc": content.sector,
        "loai": content.procedure_type.value if content.procedure_type else "",
        "doi_tuong": [subject.value for subject in content.subjects],
        "doi_tuong_khac": content.subjects_note,
        "trinh_tu": typed.steps_text(content.steps),
        "so_bo": content.sets,
        "co_quan": content.resolving_agency,
        "tham_quyen": content.competent_authority,
        "phoi_hop": content.cooperating_agency,
        "dia_chi": content.reception_address,
        "ket_qua": typed.outputs_text(content.outputs),
        "dieu_kien": content.conditions,
        "can_cu": typed.bases_text(content.legal_bases),
        "co_che": content.mechanism.value if content.mechanism else "",
        "phi_dia_gioi": content.is_boundary_free,
        "truc_tuyen": online.value if online else "",
    }


class OperationForm(forms.Form):
    """What the row says beside the content."""

    show_optional = False
    can_cu_sua = _text(_("Văn bản quy định việc này"), 1, _("Số, ký hiệu của văn bản sửa đổi, thay thế"))
    thay_the = _text(_("Thay thế các mã"), 1, _("Cách nhau bằng dấu phẩy"))
    chi_tiet = forms.BooleanField(label=_("Công bố toàn bộ nội dung (được giao quy định chi tiết)"), required=False)
    phien = forms.IntegerField(widget=forms.HiddenInput)


class ContentForms:
    """All forms of one content: text, ways of filing, papers. Reads and writes the same shape."""

    def __init__(self, content: ProcedureContent, data: Any = None, *, row: dict[str, Any] | None = None) -> None:
        self.content = content
        self.row = OperationForm(data, initial=row, prefix="dong")
        self.parts = PartsForm(data, initial=_initial(content), prefix="nd")
        self.offers = OfferForms(data, initial=[_offer(*pair) for pair in enumerate(content.offers)], prefix="ct")
        self.papers = PaperForms(data, initial=list(_papers(content)), prefix="gt")

    def is_valid(self) -> bool:
        """Every form is asked, so that every fault shows at once."""
        asked = [form.is_valid() for form in (self.row, self.parts, self.offers, self.papers)]
        return all(asked)

    @property
    def errors(self) -> bool:
        return bool(self.row.errors or self.parts.errors or any(self.offers.errors) or any(self.papers.errors))

    def told(self) -> ProcedureContent:
        """The content that was typed."""
        before = self.content
        offers = tuple(filter(None, (form.offer(before.offers) for form in self.offers if form.cleaned_data)))
        return replace(self.parts.laid_over(before), offers=offers, cases=self._cases())

    def _cases(self) -> tuple[DossierCase, ...]:
        """Papers under their cases, in the order of their first paper; a case without papers keeps its name."""
        before = self.content.documents
        grouped: dict[str, list[RequiredDocument]] = {}
        for form in self.papers:
            paper = form.paper(before) if form.cleaned_data else None
            if paper:
                grouped.setdefault(_case_name(self.content, form.cleaned_data["truong_hop"]), []).append(paper)
        empty: dict[str, list[RequiredDocument]] = {
            case.name: [] for case in self.content.cases if not case.documents and case.name not in grouped
        }
        return tuple(DossierCase(name, tuple(papers)) for name, papers in {**grouped, **empty}.items())


def _case_name(content: ProcedureContent, told: str) -> str:
    return next((case.name for case in content.cases if tidy(case.name) == tidy(told)), tidy(told))


def _offer(place: int, offer: Offer) -> dict[str, Any]:
    return {
        "goc": place,
        "kenh": offer.channel.value,
        "truong_hop": offer.case,
        "thoi_han": typed.limit_text(offer.limit),
        "phi": typed.fees_text(offer.fees),
        "mo_ta": offer.description,
    }


def _papers(content: ProcedureContent) -> Any:
    place = 0
    for case in content.cases:
        for paper in case.documents:
            yield {
                "goc": place,
                "truong_hop": tidy(case.name),
                "ten": paper.name,
                "ban_chinh": paper.originals,
                "ban_sao": paper.copies,
                "mau": paper.form,
            }
            place += 1
