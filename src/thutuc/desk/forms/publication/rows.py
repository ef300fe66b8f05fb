"""Rows that need no whole content: codes to add, abolitions, ways of reception, internal processes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.content import OnlineOffer, ProcedureContent, ProcessStep
from thutuc.catalogue.rules.decisions.operations import ONLINE, Reception
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.catalogue.rules.terms import ServiceLevel
from thutuc.desk.forms.publication.contents import RowForm
from thutuc.desk.forms.publication.details import labels
from thutuc.kernel.text import tidy

MOST_CODES = 300
KEEP = ("", _("Giữ nguyên"))
YES_NO = [KEEP, ("co", _("Có")), ("khong", _("Không"))]


def codes_in(text: str) -> list[str]:
    """Codes parted by blanks, commas, semicolons or lines, each once."""
    return list(dict.fromkeys(filter(None, re.split(r"[\s,;]+", text))))


class AbolitionForm(forms.Form):
    """Which act, by which text."""

    show_optional = False
    kieu = forms.ChoiceField(label=_("Bãi bỏ hay hủy bỏ"), choices=labels(AbolitionKind), widget=forms.RadioSelect)
    can_cu_sua = forms.CharField(label=_("Văn bản quy định việc bãi bỏ, hủy bỏ"), required=False, max_length=2000)
    phien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ListingForm(forms.Form):
    """Cách tiếp nhận: what is not chosen stays as it is."""

    show_optional = False
    trung_tam = forms.ChoiceField(label=_("Tiếp nhận tại Trung tâm, Bộ phận Một cửa"), choices=YES_NO, required=False)
    buu_chinh = forms.ChoiceField(label=_("Qua bưu chính công ích"), choices=YES_NO, required=False)
    dia_gioi = forms.ChoiceField(label=_("Không phụ thuộc địa giới hành chính"), choices=YES_NO, required=False)
    truc_tuyen = forms.ChoiceField(label=_("Mức độ trực tuyến"), choices=[KEEP, *labels(ServiceLevel)], required=False)
    ly_do = forms.CharField(label=_("Lý do chưa toàn trình"), required=False, max_length=500)
    phien = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def reception(self) -> Reception:
        """As the rules take it."""
        data = self.cleaned_data
        flag = {"co": True, "khong": False}
        level = data["truc_tuyen"]
        return Reception(
            at_centre=flag.get(data["trung_tam"]),
            by_post=flag.get(data["buu_chinh"]),
            boundary_free=flag.get(data["dia_gioi"]),
            online=OnlineOffer(ONLINE, level, reason=tidy(data["ly_do"])) if level else None,
        )


class AddForm(forms.Form):
    """The procedures that get a row of one kind: typed codes, or picked from a search."""

    show_optional = False
    ma = forms.CharField(
        label=_("Mã thủ tục"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một hoặc nhiều mã, cách nhau bằng dấu phẩy hoặc xuống dòng"),
    )
    chon = forms.MultipleChoiceField(required=False)
    thay_the = forms.CharField(
        label=_("Thay thế các mã"), required=False, max_length=2000, help_text=_("Cách nhau bằng dấu phẩy")
    )

    def __init__(self, kind: OperationKind, *args: Any, picked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chon"].choices = [(code, code) for code in picked]  # type: ignore[attr-defined]
        if kind is not OperationKind.REPLACED:
            del self.fields["thay_the"]

    def codes(self) -> list[str]:
        """Every code asked for."""
        data = self.cleaned_data
        return list(dict.fromkeys([*data["chon"], *codes_in(data["ma"])]))[:MOST_CODES]

    def replaced(self) -> list[str]:
        """The codes that go."""
        return codes_in(self.cleaned_data.get("thay_the", ""))


class WorkForm(RowForm):
    """One step of an internal process."""

    ten = forms.CharField(label=_("Bước"), required=False, max_length=500)
    don_vi = forms.CharField(label=_("Người, bộ phận làm"), required=False, max_length=500)
    truc_tiep = forms.DecimalField(
        label=_("Giờ, nộp trực tiếp"), required=False, min_value=0, max_value=9999, decimal_places=2
    )
    truc_tuyen = forms.DecimalField(
        label=_("Giờ, nộp trực tuyến"), required=False, min_value=0, max_value=9999, decimal_places=2
    )

    def step(self, before: Sequence[ProcessStep]) -> ProcessStep | None:
        """The step; None for an empty row."""
        data = self.cleaned_data
        if not data.get("ten"):
            return None
        base = self.was(before) or ProcessStep("")
        return replace(
            base,
            name=tidy(data["ten"]),
            unit=tidy(data["don_vi"]),
            hours_direct=data["truc_tiep"],
            hours_online=data["truc_tuyen"],
        )


WorkForms = formset_factory(WorkForm, extra=3, absolute_max=100, max_num=100)


class ProcessForm(forms.Form):
    """Which decision approves the process."""

    show_optional = False
    quyet_dinh = forms.CharField(label=_("Quyết định phê duyệt quy trình"), required=False, max_length=300)
    phien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WorkflowForms:
    """The steps of a process and the words of its approval."""

    def __init__(self, content: ProcedureContent, data: Any = None, *, revision: int = 0) -> None:
        self.content = content
        self.row = ProcessForm(
            data, initial={"quyet_dinh": content.workflow_decision, "phien": revision}, prefix="dong"
        )
        self.steps = WorkForms(data, initial=[_work(*pair) for pair in enumerate(content.workflow)], prefix="qt")

    def is_valid(self) -> bool:
        """Both are asked."""
        return all([self.row.is_valid(), self.steps.is_valid()])

    @property
    def errors(self) -> bool:
        return bool(self.row.errors or any(self.steps.errors))

    def told(self) -> ProcedureContent:
        """The content with the process that was typed."""
        steps = (form.step(self.content.workflow) for form in self.steps if form.cleaned_data)
        return replace(
            self.content,
            workflow=tuple(filter(None, steps)),
            workflow_decision=tidy(self.row.cleaned_data["quyet_dinh"]),
        )


def _work(place: int, step: ProcessStep) -> dict[str, Any]:
    return {
        "goc": place,
        "ten": step.name,
        "don_vi": step.unit,
        "truc_tiep": step.hours_direct,
        "truc_tuyen": step.hours_online,
    }
