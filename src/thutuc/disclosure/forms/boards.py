"""What officers say at the wall: a photo, what hangs, where; filters of the overview; places."""

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from thutuc.disclosure.readers.photos import ACCEPTED, read_photo
from thutuc.disclosure.rules.facts import Version
from thutuc.disclosure.rules.proof import Photo, Proof
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.kernel.errors import Unreadable
from thutuc.web import words
from thutuc.web.answers import words_of

EARLIEST = date(1990, 1, 1)


def offer(field: forms.Field, offered: Sequence[tuple[str, Any]]) -> None:
    """Give a choice its choices."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What was sent, files too; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def camera() -> forms.FileInput:
    """A file field that opens the camera of a phone and works without any script."""
    return forms.FileInput(attrs={"accept": ACCEPTED, "capture": "environment"})


def photo_of(upload: UploadedFile | None) -> Photo | None:
    """The photo as it will be kept; an error in words for anything that is no picture."""
    if upload is None or upload.file is None:
        return None
    try:
        return read_photo(cast("BinaryIO", upload.file), size=upload.size or 0, most=settings.FILES_MAX_BYTES)
    except Unreadable as unreadable:
        raise ValidationError([words_of(objection) for objection in unreadable.objections]) from unreadable


class ProofForm(forms.Form):
    """A photo and a word; neither is obligatory, the share with photos is counted."""

    photo = forms.FileField(
        label=_("Ảnh chụp tại chỗ"),
        required=False,
        allow_empty_file=True,
        widget=camera(),
        help_text=_("Ảnh JPEG, PNG hay WebP. Hệ thống thu nhỏ, chỉ giữ giờ chụp và vị trí."),
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

    def clean_photo(self) -> Photo | None:
        return photo_of(self.cleaned_data.get("photo"))

    def proof(self) -> Proof:
        """What was brought from the wall."""
        return Proof(self.cleaned_data.get("photo"), note=self.cleaned_data["note"])


class DutyForm(ProofForm):
    """One duty done: two things that the person ticks."""

    place = forms.ChoiceField(label=_("Nơi treo"), widget=forms.RadioSelect)
    complete = forms.BooleanField(label=_("Đủ trang, tờ khai mẫu treo ngay phía sau"))
    removed = forms.BooleanField(label=_("Đã gỡ tờ cũ"))
    field_order = ("photo", "place", "complete", "removed", "note")

    def __init__(self, *args: Any, places: Sequence[Any], hangs: bool, removes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(places) > 1:
            offer(self.fields["place"], [(place.code, place.name) for place in places])
        else:
            del self.fields["place"]
        if not hangs:
            del self.fields["complete"]
        if not removes:
            del self.fields["removed"]


class ManyForm(ProofForm):
    """Many sheets at one place at once."""

    every = forms.BooleanField(label=_("Mọi tờ dưới đây đã treo ở nơi này"), required=False)
    versions = forms.TypedMultipleChoiceField(
        label=_("Tờ đã treo"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    notice = forms.BooleanField(label=_("Thông báo nơi nhận phản ánh, kiến nghị đã treo"), required=False)
    field_order = ("photo", "every", "notice", "versions", "note")

    def __init__(self, *args: Any, offered: Sequence[Version], notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["versions"], [(str(each.id), f"{each.name} ({each.code})") for each in offered])
        self.offered = [each.id for each in offered]
        if not notice:
            del self.fields["notice"]
        if not offered:
            del self.fields["versions"], self.fields["every"]

    def chosen(self) -> list[int]:
        """Keys of the versions that hang now."""
        return self.offered if self.cleaned_data.get("every") else self.cleaned_data.get("versions", [])


class PlaceForm(forms.Form):
    """Mở nơi niêm yết."""

    name = forms.CharField(label=_("Tên"), max_length=200, help_text=_("Ví dụ: Bảng trước quầy"))
    kind = forms.ChoiceField(label=_("Loại"), widget=forms.RadioSelect, initial=PlaceKind.BOARD.value)
    position = forms.CharField(label=_("Ở đâu"), required=False, max_length=300)
    url = forms.URLField(
        label=_("Địa chỉ mạng"),
        required=False,
        assume_scheme="https",
        help_text=_("Chỉ với trang, màn hình, ki-ốt"),
    )
    opened_on = forms.DateField(label=_("Dùng từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["kind"], [(kind.value, _(kind.label)) for kind in PlaceKind])


class CloseForm(forms.Form):
    """Thôi dùng một nơi."""

    on = forms.DateField(label=_("Thôi dùng từ ngày"))


class DayForm(forms.Form):
    """As of which day; nothing said, nonsense, or a day to come is today."""

    show_optional = False
    ngay = forms.DateField(
        label=_("Ngày"), required=False, widget=forms.DateInput(attrs={"size": 10, "inputmode": "numeric"})
    )

    def __init__(self, data: QueryDict, *, today: date) -> None:
        told = data.copy()
        told.setdefault("ngay", words.day(today))
        super().__init__(told)
        self.today = today

    @property
    def day(self) -> date:
        self.is_valid()
        asked: date | None = self.cleaned_data.get("ngay")
        return asked if asked and EARLIEST <= asked <= self.today else self.today


class OverviewForm(forms.Form):
    """The filter row of the overview."""

    show_optional = False
    q = forms.CharField(label=_("Tìm đơn vị"), required=False, max_length=100)
    viec = forms.ChoiceField(label=_("Việc"), required=False)
    loai = forms.ChoiceField(label=_("Loại đơn vị"), required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["viec"],
            [
                ("", _("Tất cả")),
                ("late", _("Quá hạn nội bộ")),
                ("post", _("Treo mới")),
                ("replace", _("Thay bản")),
                ("take_down", _("Gỡ")),
            ],
        )
        offer(self.fields["loai"], [("", _("Tất cả")), *kinds])

    def value(self, name: str) -> str:
        """What was asked, or nothing; nonsense is nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""
