"""The intake screen: procedure and case, whose dossier, which papers, where the result goes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.forms.checklist import DAYS, OF_PAPERS, Checklist, choices, text_box
from thutuc.dossiers.rules import parties, scans
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import ApplicantKind, IdKind, ReturnWay
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import tidy
from thutuc.web.answers import words_of

HIMSELF, FOR_ANOTHER = "", "co"
LONGEST_SCAN = 400
_OWNER_FIELDS = {
    "name": "ho_ten",
    "id_number": "so_dinh_danh",
    "born_on": "ngay_sinh",
    "phone": "dien_thoai",
    "email": "thu_dien_tu",
    "address": "dia_chi",
}
_SUBMITTER_FIELDS = {
    "name": "nop_ho_ten",
    "id_number": "nop_so_dinh_danh",
    "phone": "nop_dien_thoai",
    "email": "nop_thu_dien_tu",
    "address": "nop_dia_chi",
}
_FIELDS = {
    **{f"owner-{name}": field for name, field in _OWNER_FIELDS.items()},
    **{f"submitter-{name}": field for name, field in _SUBMITTER_FIELDS.items()},
    "case": "truong_hop",
    "submitted_at": "ngay_den",
    "received_by": "noi_nhan",
}
"""The names that rules give to parts of an intake, and the boxes on the screen."""


class IntakeForm(Checklist):
    """The whole screen. What depends on the procedure is offered by `of_procedure`; what is typed is never lost.

    `noi_nhan` are the reception units of the officer, `noi_giai_quyet` who decides where that is open.
    """

    boxes = _FIELDS
    show_optional = False

    thu_tuc = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    ban = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    khoa = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    cach_nop = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    noi_nhan = forms.ChoiceField(label=_("Nơi tiếp nhận"))
    noi_giai_quyet = forms.ChoiceField(label=_("Nơi giải quyết"))
    so_dinh_danh = text_box(_("Số định danh"), length=LONGEST_SCAN, inputmode="text")
    ho_ten = text_box(_("Họ tên, tên tổ chức"), length=300)
    ngay_sinh = forms.DateField(label=_("Ngày sinh (không bắt buộc)"), required=False, input_formats=DAYS)
    dia_chi = text_box(_("Nơi cư trú, trụ sở"), length=500)
    dien_thoai = text_box(_("Điện thoại"), length=30, inputmode="tel")
    thu_dien_tu = forms.EmailField(label=_("Thư điện tử (không bắt buộc)"), required=False, max_length=254)
    nop_thay = forms.ChoiceField(label=_("Nộp thay"), required=False)
    nop_so_dinh_danh = text_box(_("Số định danh người nộp"), required=False, length=LONGEST_SCAN)
    nop_ho_ten = text_box(_("Họ tên người nộp"), required=False, length=300)
    nop_dia_chi = text_box(_("Nơi cư trú người nộp"), required=False, length=500)
    nop_dien_thoai = text_box(_("Điện thoại người nộp"), required=False, length=30, inputmode="tel")
    nop_thu_dien_tu = forms.EmailField(label=_("Thư điện tử người nộp"), required=False, max_length=254)
    nhan_ket_qua = forms.ChoiceField(label=_("Nhận kết quả"))
    noi_dung = text_box(_("Nội dung yêu cầu"), required=False, length=1000)
    loai_chu = forms.ChoiceField(label=_("Chủ hồ sơ là"), required=False)
    loai_giay_to = forms.ChoiceField(label=_("Loại giấy tờ của chủ hồ sơ"), required=False)
    ngay_den = forms.DateField(label=_("Ngày đến"), required=False, input_formats=DAYS)
    gio_den = forms.TimeField(label=_("Giờ đến"), required=False, input_formats=["%H:%M", "%Hh%M", "%H.%M"])

    def __init__(
        self, data: Any = None, *, today: date, counters: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        self.choose("noi_nhan", counters)
        self.choose(
            "nop_thay", [(HIMSELF, gettext("Không, tự nộp")), (FOR_ANOTHER, gettext("Có, người khác nộp thay"))]
        )
        self.choose("nhan_ket_qua", choices(ReturnWay))
        self.choose("loai_chu", [("", gettext("Theo số định danh")), *choices(ApplicantKind)])
        self.choose("loai_giay_to", [("", gettext("Theo số định danh")), *choices(IdKind)])
        del self.fields["noi_giai_quyet"]  # asked only where nobody can tell (`between`)

    def between(self, agencies: Sequence[tuple[str, str]]) -> None:
        """Ask who decides: nobody can tell from the procedure alone."""
        self.fields["noi_giai_quyet"] = forms.ChoiceField(
            label=_("Nơi giải quyết"), choices=[("", gettext("Chọn nơi giải quyết")), *agencies]
        )

    # -- reading ---

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._look_at_people(data)
        if data.get("nop_thay") == FOR_ANOTHER:
            for name in ("nop_ho_ten", "nop_so_dinh_danh", "nop_dia_chi", "nop_dien_thoai"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].default_error_messages["required"])
        if self.is_postal and not data.get("ngay_den") and "ngay_den" not in self.errors:
            self.add_error("ngay_den", gettext("Nhập ngày hồ sơ đến."))
        return data

    def _look_at_people(self, data: Mapping[str, Any]) -> None:
        """Numbers and days that cannot be: told together with what is missing."""
        people = {"owner-": self.owner, "submitter-": self.submitter}
        for prefix, person in people.items():
            for objection in parties.objections(person, on=self.today, prefix=prefix) if person else ():
                field = _FIELDS.get(objection.field, "")
                if data.get(field) and field not in self.errors:
                    self.add_error(field, words_of(objection))

    @property
    def is_postal(self) -> bool:
        return self.raw("cach_nop") == Channel.POSTAL.value

    @property
    def channel(self) -> Channel:
        """By hand at the counter, or come by post."""
        return Channel.POSTAL if self.is_postal else Channel.DIRECT

    @property
    def owner(self) -> Applicant:
        """Chủ hồ sơ as typed. Kind and paper follow the shape of the number unless they were chosen."""
        data = self.cleaned_data
        values = {name: data.get(field) for name, field in _OWNER_FIELDS.items()}
        kind = data.get("loai_giay_to") or parties.kind_of_number(data.get("so_dinh_danh", ""))
        body = data.get("loai_chu") or (ApplicantKind.ENTERPRISE if kind == IdKind.TAX else ApplicantKind.CITIZEN)
        return _applicant(values, kind=ApplicantKind(body), id_kind=IdKind(kind))

    @property
    def submitter(self) -> Applicant | None:
        """Who brought it, when it was not the owner."""
        data = self.cleaned_data
        if data.get("nop_thay") != FOR_ANOTHER:
            return None
        values = {name: data.get(field) for name, field in _SUBMITTER_FIELDS.items()}
        return _applicant(values, id_kind=parties.kind_of_number(data.get("nop_so_dinh_danh", "")))

    @property
    def arrived_at(self) -> datetime | None:
        """When the envelope came, by the day's beginning when no hour was told."""
        day: date | None = self.cleaned_data.get("ngay_den")
        if not self.is_postal or day is None:
            return None
        return datetime.combine(day, self.cleaned_data.get("gio_den") or time(0), tzinfo=LOCAL)


def _applicant(values: Mapping[str, Any], **more: Any) -> Applicant:
    given: dict[str, Any] = {name: value or "" for name, value in values.items() if name != "born_on"}
    return parties.cleaned(Applicant(**given, born_on=values.get("born_on"), **more))


def boxes_of(person: Applicant) -> dict[str, str]:
    """A person as typed into the boxes of the owner; the kinds where the number does not tell them."""
    found = {
        "so_dinh_danh": person.id_number,
        "ho_ten": person.name,
        "ngay_sinh": f"{person.born_on:%d/%m/%Y}" if person.born_on else "",
        "dia_chi": person.address,
        "dien_thoai": person.phone,
        "thu_dien_tu": person.email,
    }
    if person.id_kind is not parties.kind_of_number(person.id_number):
        found["loai_giay_to"] = person.id_kind.value
    if person.kind is not ApplicantKind.CITIZEN:
        found["loai_chu"] = person.kind.value
    return found


def typed(post: QueryDict) -> dict[str, str]:
    """Everything that was typed, with a scanned identity card spread over its boxes.

    Another case has other papers: marks that were made for the case before are dropped.
    """
    found = {name: str(post.get(name, "")) for name in post if name != "csrfmiddlewaretoken"}
    if found.get("giay_cua") and found["giay_cua"] != (found.get("truong_hop") or "0"):
        found = {name: value for name, value in found.items() if not name.startswith(OF_PAPERS)}
    _spread(found, "so_dinh_danh", {"name": "ho_ten", "born_on": "ngay_sinh", "address": "dia_chi"})
    _spread(found, "nop_so_dinh_danh", {"name": "nop_ho_ten", "address": "nop_dia_chi"})
    return found


def _spread(found: dict[str, str], box: str, boxes: Mapping[str, str]) -> None:
    card = scans.card(found.get(box, ""))
    if card is None:
        return
    found[box] = card.number
    for name, field in boxes.items():
        value = getattr(card, name)
        found[field] = f"{value:%d/%m/%Y}" if isinstance(value, date) else tidy(value or found.get(field, ""))
