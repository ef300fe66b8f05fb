"""The intake screen: procedure and case, whose dossier, which papers, where the result goes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.content import RequiredDocument
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import parties, scans
from thutuc.dossiers.rules.intake import Check
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import ApplicantKind, ComponentState, IdKind, ReturnWay
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import tidy
from thutuc.web.answers import words_of

HIMSELF, FOR_ANOTHER = "", "co"
MOST_PAPERS = 99
LONGEST_SCAN = 400
DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]
"""Day first; without signs between when it is typed in haste."""
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
"""The names that rules give to parts of an intake, and the boxes on the screen; a paper is `paper-3`, box `giay_3`."""
COUNTS = ("chinh", "chung", "sao")
"""Originals, certified copies, plain copies."""
SEGMENTS = (ComponentState.GIVEN, ComponentState.MISSING, ComponentState.WRONG, ComponentState.DATA)


def choices(terms: Iterable[Any]) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [(term.value, _now(term.label)) for term in terms]


class Segments(forms.RadioSelect):
    """A row of radios drawn as one bar: real radios, so arrows change them."""

    template_name = "dossiers/intake/segments.html"


def _text(label: Any, *, required: bool = True, length: int = 200, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget)


class IntakeForm(forms.Form):
    """The whole screen. What depends on the procedure is offered by `of_procedure`; what is typed is never lost.

    `noi_nhan` are the reception units of the officer, `noi_giai_quyet` who decides where that is open.
    """

    thu_tuc = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    ban = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    khoa = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    cach_nop = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    noi_nhan = forms.ChoiceField(label=_("Nơi tiếp nhận"))
    truong_hop = forms.ChoiceField(label=_("Trường hợp"), required=False, widget=Segments)
    noi_giai_quyet = forms.ChoiceField(label=_("Nơi giải quyết"))
    so_dinh_danh = _text(_("Số định danh"), length=LONGEST_SCAN, inputmode="text")
    ho_ten = _text(_("Họ tên, tên tổ chức"), length=300)
    ngay_sinh = forms.DateField(label=_("Ngày sinh"), required=False, input_formats=DAYS)
    dia_chi = _text(_("Nơi cư trú, trụ sở"), length=500)
    dien_thoai = _text(_("Điện thoại"), length=30, inputmode="tel")
    thu_dien_tu = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254)
    nop_thay = forms.ChoiceField(label=_("Nộp thay"), required=False)
    nop_so_dinh_danh = _text(_("Số định danh người nộp"), required=False, length=LONGEST_SCAN)
    nop_ho_ten = _text(_("Họ tên người nộp"), required=False, length=300)
    nop_dia_chi = _text(_("Nơi cư trú người nộp"), required=False, length=500)
    nop_dien_thoai = _text(_("Điện thoại người nộp"), required=False, length=30, inputmode="tel")
    nop_thu_dien_tu = forms.EmailField(label=_("Thư điện tử người nộp"), required=False, max_length=254)
    nhan_ket_qua = forms.ChoiceField(label=_("Nhận kết quả"))
    noi_dung = _text(_("Nội dung yêu cầu"), required=False, length=1000)
    ngoai_danh_muc = forms.CharField(
        label=_("Giấy tờ, thông tin được hỏi thêm"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Yêu cầu ngoài thành phần hồ sơ đã công bố: Văn phòng Ủy ban nhân dân tỉnh thấy mục này, "
            "không là căn cứ để từ chối."
        ),
    )
    loai_chu = forms.ChoiceField(label=_("Chủ hồ sơ là"), required=False)
    loai_giay_to = forms.ChoiceField(label=_("Loại giấy tờ của chủ hồ sơ"), required=False)
    ngay_den = forms.DateField(label=_("Ngày đến"), required=False, input_formats=DAYS)
    gio_den = forms.TimeField(label=_("Giờ đến"), required=False, input_formats=["%H:%M", "%Hh%M", "%H.%M"])

    def __init__(
        self, data: Any = None, *, today: date, counters: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        self.documents: Sequence[RequiredDocument] = ()
        self.case_names: Sequence[str] = ("",)
        self.choose("noi_nhan", counters)
        self.choose("nop_thay", [(HIMSELF, _now("Không, tự nộp")), (FOR_ANOTHER, _now("Có, người khác nộp thay"))])
        self.choose("nhan_ket_qua", choices(ReturnWay))
        self.choose("loai_chu", [("", _now("Theo số định danh")), *choices(ApplicantKind)])
        self.choose("loai_giay_to", [("", _now("Theo số định danh")), *choices(IdKind)])
        del self.fields["noi_giai_quyet"]  # asked only where nobody can tell (`between`)

    def choose(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer these choices in a field."""
        self.fields[name].choices = list(options)  # type: ignore[attr-defined]

    def of_procedure(self, cases: Sequence[str], documents: Sequence[RequiredDocument]) -> None:
        """Offer the cases of the procedure and a line for each paper of the chosen one."""
        self.case_names, self.documents = cases, documents
        self.choose("truong_hop", [(str(place), name or _now("Chung")) for place, name in enumerate(cases)])
        for place, document in enumerate(documents[:MOST_PAPERS], start=1):
            self._add_paper(place, document)

    def _add_paper(self, place: int, document: RequiredDocument) -> None:
        options = [*SEGMENTS, *([] if document.required else [ComponentState.NOT_NEEDED])]
        labels = choices(options)
        self.fields[f"giay_{place}"] = forms.ChoiceField(
            label=document.name, choices=labels, required=False, widget=Segments
        )
        self.fields[f"chu_{place}"] = _text(_("Thiếu gì, sai ở đâu, làm thế nào"), required=False, length=500)
        for name, label, count in (
            ("chinh", _("Bản chính"), document.originals),
            ("chung", _("Bản chứng thực"), 0),
            ("sao", _("Bản sao"), document.copies),
        ):
            self.fields[f"{name}_{place}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=99, initial=count or 0
            )

    def between(self, agencies: Sequence[tuple[str, str]]) -> None:
        """Ask who decides: nobody can tell from the procedure alone."""
        self.fields["noi_giai_quyet"] = forms.ChoiceField(
            label=_("Nơi giải quyết"), choices=[("", _now("Chọn nơi giải quyết")), *agencies]
        )

    def object_to(self, refused: Refused) -> None:
        """Show each objection beside the box that it concerns, the others at the top."""
        for objection in refused.objections:
            field = _FIELDS.get(objection.field, objection.field.replace("paper-", "giay_"))
            self.add_error(field if field in self.fields else None, words_of(objection))

    # -- reading ---

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._look_at_people(data)
        if data.get("nop_thay") == FOR_ANOTHER:
            for name in ("nop_ho_ten", "nop_so_dinh_danh", "nop_dia_chi", "nop_dien_thoai"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].default_error_messages["required"])
        if self.is_postal and not data.get("ngay_den") and "ngay_den" not in self.errors:
            self.add_error("ngay_den", _now("Nhập ngày hồ sơ đến."))
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
        return self._raw("cach_nop") == Channel.POSTAL.value

    def _raw(self, name: str) -> str:
        return str((self.data if self.is_bound else self.initial).get(name, "") or "")

    @property
    def channel(self) -> Channel:
        """By hand at the counter, or come by post."""
        return Channel.POSTAL if self.is_postal else Channel.DIRECT

    @property
    def case_place(self) -> int:
        """The place of the chosen case, from 0; the first one while none is chosen."""
        given = self._raw("truong_hop")
        place = int(given) if given.isascii() and given.isdecimal() else 0
        return place if place < len(self.case_names) else 0

    @property
    def case(self) -> str:
        """The name of the chosen case."""
        return self.case_names[self.case_place]

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

    @property
    def checks(self) -> tuple[Check, ...]:
        """What was found of each paper that was looked at."""
        return tuple(self._check(place) for place in self._places if self.cleaned_data.get(f"giay_{place}"))

    def _check(self, place: int) -> Check:
        data = self.cleaned_data
        state = ComponentState(data[f"giay_{place}"])
        handed = state in (ComponentState.GIVEN, ComponentState.WRONG)
        whole, certified, plain = (data.get(f"{name}_{place}") or 0 if handed else 0 for name in COUNTS)
        return Check(place, state, whole, certified, plain, data.get(f"chu_{place}") or "")

    @property
    def _places(self) -> range:
        return range(1, len(self.documents[:MOST_PAPERS]) + 1)

    @property
    def notes(self) -> list[str]:
        """What was written beside each paper."""
        return [self._raw(f"chu_{place}") for place in self._places]

    @property
    def states(self) -> list[str]:
        """How each paper was found, in order; "" for one not looked at."""
        return [self._raw(f"giay_{place}") for place in self._places]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """The lines of the checklist for the page."""
        return [
            {
                "number": place,
                "document": document,
                "state": self[f"giay_{place}"],
                "note": self[f"chu_{place}"],
                "counts": [self[f"{name}_{place}"] for name in COUNTS],
            }
            for place, document in enumerate(self.documents[:MOST_PAPERS], start=1)
        ]


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


OF_PAPERS = ("giay_", "chu_", "chinh_", "chung_", "sao_")


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
