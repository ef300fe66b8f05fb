"""Moves and acts: reasons, remarks, opinions, signatures, faults."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.decisions.details import Remarked, Signature
from thutuc.catalogue.rules.decisions.terms import Opinion, ReturnReason, Severity, SignerCapacity
from thutuc.catalogue.services import SignedPaper
from thutuc.desk.forms.publication.details import labels, offer
from thutuc.kernel.text import gettext_noop
from thutuc.web.forms import bounded

WEIGHTS = (Severity.BLOCK, Severity.WARN)
SIGNATURE_FIELDS = {
    "number": "so",
    "signed_on": "ngay_ky",
    "signer_name": "nguoi_ky",
    "effective_on": None,
    "name": "tep",
    "content": "tep",
}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    phien = forms.IntegerField(widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """One remark: the row, the reason of the list, what is wrong and what to do."""

    show_optional = False
    dong = forms.ChoiceField(label=_("Dòng"), required=False)
    ly_do = forms.ChoiceField(label=_("Lý do"), required=False, choices=[("", _("Chọn lý do")), *labels(ReturnReason)])
    muc = forms.ChoiceField(label=_("Mức"), required=False, choices=labels(WEIGHTS))
    noi_dung = forms.CharField(
        label=_("Sai ở đâu, sửa thế nào"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, rows: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dong", [("", _("Cả quyết định")), *rows])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("noi_dung") or "").strip() and not data.get("ly_do"):
            self.add_error("ly_do", _(gettext_noop("Chọn lý do trong danh mục.")))
        if data.get("ly_do") and not (data.get("noi_dung") or "").strip():
            self.add_error("noi_dung", _(gettext_noop("Ghi rõ chỗ sai và cách sửa.")))
        return data

    def remark(self) -> Remarked | None:
        """The remark; None for an empty row."""
        data = self.cleaned_data
        if not data.get("ly_do"):
            return None
        return Remarked(
            reason=ReturnReason(data["ly_do"]),
            text=data["noi_dung"],
            position=int(data["dong"] or 0),
            severity=Severity(data["muc"] or Severity.BLOCK),
        )


RemarkForms = formset_factory(RemarkForm, extra=2, absolute_max=60, max_num=60)


class ReturnForms:
    """The remarks of a return."""

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        data: Any = None,
        *,
        initial: Sequence[dict[str, Any]] = (),
        revision: int = 0,
    ) -> None:
        self.head = ReasonForm(data, initial={"phien": revision})
        self.remarks = RemarkForms(data, initial=list(initial), prefix="y", form_kwargs={"rows": rows})

    def is_valid(self) -> bool:
        """Both are asked; too many remarks are told above them."""
        whole = bool(self.head.is_valid() & self.remarks.is_valid())
        for words in self.remarks.non_form_errors():
            self.head.add_error(None, words)
        return whole

    def told(self) -> list[Remarked]:
        """The remarks that were written."""
        return list(filter(None, (form.remark() for form in self.remarks)))


class ConsultForm(forms.Form):
    """Whom to ask, until when."""

    FIELDS = {"agencies": "don_vi", "due_on": "han"}
    don_vi = forms.MultipleChoiceField(
        label=_("Đơn vị được hỏi"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    han = forms.DateField(label=_("Hạn trả lời"), help_text=_("Ví dụ 02/12/2026"))
    phien = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "don_vi", agencies)


class AnswerForm(forms.Form):
    """The opinion of an agency."""

    FIELDS = {"text": "noi_dung", "opinion": "y_kien"}
    y_kien = forms.ChoiceField(label=_("Ý kiến"), choices=labels(Opinion), widget=forms.RadioSelect)
    noi_dung = forms.CharField(
        label=_("Nội dung"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    phien = forms.IntegerField(widget=forms.HiddenInput)


class RemarkAnswerForm(forms.Form):
    """What was done about a remark."""

    answer = forms.CharField(label=_("Đã sửa gì, hoặc vì sao giữ"), max_length=4000, required=False)
    phien = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """The signed file."""

    tep = forms.FileField(label=_("Tệp đã ký"), validators=[bounded])

    def paper(self) -> SignedPaper | None:
        """As it was uploaded."""
        upload = self.cleaned_data.get("tep")
        return SignedPaper(upload.name, upload.read()) if upload else None


class SignForm(PaperForm):
    """Số, ngày, người ký."""

    so = forms.CharField(label=_("Số quyết định"), max_length=120, help_text=_("Ví dụ 412/QĐ-UBND"))
    ngay_ky = forms.DateField(label=_("Ngày ký"))
    tu_cach = forms.ChoiceField(label=_("Ký với tư cách"), choices=labels(SignerCapacity))
    nguoi_ky = forms.CharField(label=_("Họ tên người ký"), max_length=200)
    chuc_vu = forms.CharField(label=_("Chức vụ người ký"), max_length=200, required=False)
    tep = forms.FileField(label=_("Tệp đã ký"), required=False, validators=[bounded])
    phien = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("so", "ngay_ky", "tu_cach", "nguoi_ky", "chuc_vu", "tep")

    def signature(self) -> Signature:
        """As the services take it."""
        data = self.cleaned_data
        return Signature(
            number=data["so"],
            signed_on=data["ngay_ky"],
            signer_name=data["nguoi_ky"],
            capacity=SignerCapacity(data["tu_cach"]),
            signer_title=data["chuc_vu"],
        )


class FaultForm(forms.Form):
    """A mistake found after signing."""

    FIELDS = {"text": "noi_dung", "found_on": "ngay"}
    ly_do = forms.ChoiceField(label=_("Loại sai sót"), choices=labels(ReturnReason))
    ma = forms.CharField(label=_("Mã thủ tục"), required=False, max_length=60)
    noi_dung = forms.CharField(
        label=_("Sai ở đâu, đúng là gì"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ngay = forms.DateField(label=_("Ngày phát hiện"))
