"""A file of the national portal, and the counter for which it comes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 2 * 1024 * 1024


def small(upload: UploadedFile) -> None:
    """Five hundred dossiers are no more than this."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(gettext("Tệp lớn hơn 2 MB. Chia thành nhiều tệp."))


class NationalForm(forms.Form):
    """What to try."""

    noi_nhan = forms.ChoiceField(label=_("Nơi tiếp nhận"))
    tep = forms.FileField(
        label=_("Tệp của Cổng Dịch vụ công quốc gia"),
        max_length=200,
        validators=[small],
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        help_text=_("Một hồ sơ, hoặc danh sách tối đa 500 hồ sơ."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, counters: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, files)
        self.fields["noi_nhan"].choices = list(counters)  # type: ignore[attr-defined]
