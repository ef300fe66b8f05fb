"""What an officer types to make one move of a dossier; the law is asked by the services."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.content import RequiredDocument
from thutuc.dossiers.forms.bulk import told_handlers
from thutuc.dossiers.forms.grounds import GroundsForm
from thutuc.dossiers.forms.intake import DAYS
from thutuc.dossiers.queries.people import Handler
from thutuc.dossiers.rules.states import DossierMove
from thutuc.dossiers.rules.terms import Outcome, ReturnWay
from thutuc.kernel.errors import Refused
from thutuc.kernel.text import fold, tidy
from thutuc.web.answers import words_of
from thutuc.web.forms import bounded

Named = Sequence[tuple[int, str, str]]
"""(id, code, name)."""
SEEN = "lan"
"""The number of the last event that the officer saw."""
_FIELDS = {
    "reason": "ly_do",
    "person": "nguoi",
    "unit": "don_vi",
    "new_due_on": "ngay_hen",
    "agencies": "co_quan_1",
    "question": "noi_dung",
    "due_on": "han",
    "amount": "thoi_gian",
    "basis": "can_cu",
    "outcome": "ket_qua",
    "name": "ten",
    "number": "so",
    "issued_on": "ngay_ky",
    "valid_until": "het_han",
    "file": "tep",
    "receiver": "nguoi_nhan",
    "parcel": "van_don",
    "words": "noi_dung",
}
"""The names that rules give to parts of an act, and the boxes on the screen."""


@dataclass(frozen=True)
class Offers:
    """What the boxes of choice offer."""

    units: Named = ()
    people: Sequence[Handler] = ()
    agencies: Named = ()
    documents: Sequence[RequiredDocument] = ()
    outputs: Sequence[str] = ()


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MoveForm(forms.Form):
    """A move that needs nothing."""

    lan = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def object_to(self, refused: Refused) -> None:
        """Every objection beside its box, the others at the top."""
        for objection in refused.objections:
            field = _FIELDS.get(objection.field, objection.field)
            self.add_error(field if field in self.fields else None, words_of(objection))


class ReasonForm(MoveForm):
    """Why."""

    ly_do = forms.CharField(label=_("Lý do"), required=False, max_length=2000, widget=_area())


class UnitForm(MoveForm):
    """To which unit; with a reason where it has been somewhere already."""

    don_vi = forms.ChoiceField(label=_("Đơn vị giải quyết"), required=False)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {code: pk for pk, code, _name in offers.units}
        named = [(code, name) for _pk, code, name in offers.units]
        self.fields["don_vi"].choices = [("", gettext("Cơ quan có thẩm quyền")), *named]  # type: ignore[attr-defined]

    @property
    def unit_id(self) -> int | None:
        return self.units.get(self.cleaned_data["don_vi"])


class RedirectForm(UnitForm):
    """The same with a reason."""

    ly_do = forms.CharField(label=_("Lý do"), required=False, max_length=2000, widget=_area(2))


class PersonForm(MoveForm):
    """Who handles it, with the work that each one has."""

    nguoi = forms.ChoiceField(label=_("Người thụ lý"))

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.code: each.id for each in offers.people}
        offered = [("", gettext("Chọn người")), *told_handlers(offers.people)]
        self.fields["nguoi"].choices = offered  # type: ignore[attr-defined]

    @property
    def person_id(self) -> int:
        return self.people[self.cleaned_data["nguoi"]]


class PersonAgainForm(PersonForm):
    """The same with a reason."""

    ly_do = forms.CharField(label=_("Lý do"), required=False, max_length=2000, widget=_area(2))


class ConsultForm(MoveForm):
    """Whom to ask, what, until when. Up to three at once; more by doing it again."""

    co_quan_1 = forms.CharField(label=_("Hỏi cơ quan"), max_length=300)
    co_quan_2 = forms.CharField(label=_("Cơ quan thứ hai"), required=False, max_length=300)
    co_quan_3 = forms.CharField(label=_("Cơ quan thứ ba"), required=False, max_length=300)
    noi_dung = forms.CharField(label=_("Nội dung cần hỏi"), max_length=4000, widget=_area(4))
    han = forms.DateField(label=_("Trả lời trước ngày"), input_formats=DAYS)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = offers.agencies
        for name in self.names:
            self.fields[name].widget.attrs |= {"list": "cac-co-quan", "autocomplete": "off"}

    names = ("co_quan_1", "co_quan_2", "co_quan_3")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        known = {fold(tidy(text)): pk for pk, code, name in self.agencies for text in (code, name)}
        self.agency_ids = []
        for name in self.names:
            typed = fold(tidy(data.get(name) or ""))
            if typed and typed not in known:
                self.add_error(name, gettext("Không có cơ quan nào tên như vậy: chọn trong danh sách gợi ý."))
            elif typed:
                self.agency_ids.append(known[typed])
        return data


class SupplementForm(GroundsForm):
    """Grounds of a request for papers, of guidance or of a refusal."""

    lan = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ApologyForm(MoveForm):
    """A new day, said with an apology."""

    ngay_hen = forms.DateField(label=_("Hẹn lại ngày"), input_formats=DAYS)
    ly_do = forms.CharField(label=_("Lý do chậm, nói với người nộp"), max_length=2000, widget=_area())
    nguoi_ky = forms.CharField(label=_("Người ký văn bản xin lỗi"), required=False, max_length=200)
    chuc_vu = forms.CharField(label=_("Chức vụ"), required=False, max_length=200)


class ExtendForm(MoveForm):
    """More time by a sector law."""

    thoi_gian = forms.DecimalField(
        label=_("Thêm bao nhiêu"), min_value=0, max_digits=7, decimal_places=2, help_text=_("Theo đơn vị của thời hạn.")
    )
    can_cu = forms.CharField(label=_("Điều, khoản của luật chuyên ngành"), max_length=300)
    ly_do = forms.CharField(label=_("Lý do"), max_length=2000, widget=_area(2))


class ResultForm(MoveForm):
    """A result: what was decided, under which number, signed by whom."""

    ket_qua = forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect)
    ten = forms.CharField(label=_("Tên kết quả"), max_length=500)
    so = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=80)
    ngay_ky = forms.DateField(label=_("Ngày ký"), input_formats=DAYS)
    nguoi_ky = forms.CharField(label=_("Người ký"), required=False, max_length=200)
    chuc_vu = forms.CharField(label=_("Chức vụ người ký"), required=False, max_length=200)
    co_quan = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=300)
    het_han = forms.DateField(label=_("Có hiệu lực đến ngày"), required=False, input_formats=DAYS)
    tep = forms.FileField(
        label=_("Tệp đã ký"),
        required=False,
        validators=[bounded],
        help_text=_("Chữ ký số trong tệp PDF được đọc và đối chiếu."),
    )
    ly_do = forms.CharField(
        label=_("Lý do theo pháp luật"),
        required=False,
        max_length=4000,
        widget=_area(),
        help_text=_("Cần khi từ chối."),
    )

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(way.value, gettext(way.label)) for way in (Outcome.GRANTED, Outcome.REFUSED)]
        self.fields["ket_qua"].choices = ways  # type: ignore[attr-defined]
        self.fields["ket_qua"].initial = Outcome.GRANTED.value
        if offers.outputs:
            self.fields["ten"].initial = offers.outputs[0][:500]


class CorrectionForm(ResultForm):
    """A corrected result says why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ly_do"].label = _("Lý do đính chính")
        self.fields["ly_do"].required = True
        self.fields["ly_do"].help_text = ""


class DeliverForm(MoveForm):
    """To whom, how."""

    cach = forms.ChoiceField(label=_("Trả bằng cách"), widget=forms.RadioSelect)
    nguoi_nhan = forms.CharField(label=_("Họ tên người nhận"), max_length=300)
    la_ai = forms.CharField(
        label=_("Người nhận là"), required=False, max_length=120, help_text=_("Ví dụ: chủ hồ sơ, người được ủy quyền.")
    )
    van_don = forms.CharField(
        label=_("Mã vận đơn"), required=False, max_length=60, help_text=_("Cần khi gửi qua bưu chính.")
    )
    ban_goc = forms.CharField(label=_("Bản gốc thu lại"), required=False, max_length=1000, widget=_area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cach"].choices = [(way.value, gettext(way.label)) for way in ReturnWay]  # type: ignore[attr-defined]


class WordsForm(MoveForm):
    """What was handed in."""

    noi_dung = forms.CharField(
        label=_("Người nộp gửi gì"), required=False, max_length=1000, widget=_area(2), help_text=_("Ghi ngắn gọn.")
    )


OF_CODE: dict[str, type[MoveForm] | type[GroundsForm]] = {
    "hand_over": UnitForm,
    "redirect": RedirectForm,
    "assign": PersonForm,
    "reassign": PersonAgainForm,
    "consult": ConsultForm,
    **dict.fromkeys(("guide", "refuse", "request_supplement"), SupplementForm),
    **dict.fromkeys(("send_supplement", "send_again"), WordsForm),
    **dict.fromkeys(("issue", "record_result", "settle_at_once"), ResultForm),
    "correct_result": CorrectionForm,
    "deliver": DeliverForm,
    "apologise": ApologyForm,
    "extend": ExtendForm,
}
NEEDS_OFFERS = (UnitForm, PersonForm, ConsultForm, ResultForm)


def form_of(move: DossierMove, data: Any = None, files: Any = None, *, offers: Offers, initial: Any = None) -> Any:
    """The form of a move: typed into, or fresh."""
    kind: Any = OF_CODE.get(move.code, ReasonForm if move.needs_reason else MoveForm)
    given: dict[str, Any] = {"initial": initial or {}, "auto_id": f"{move.code}-%s"}
    if issubclass(kind, SupplementForm):
        return kind(data, documents=offers.documents, refusing=move.code == "refuse", **given)
    if issubclass(kind, NEEDS_OFFERS):
        given["offers"] = offers
    return kind(data, files, **given)
