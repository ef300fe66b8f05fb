"""Forms meet rules: a refusal is shown beside the field that it concerns, with everything typed kept."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from thutuc.kernel.errors import Refused, Unreadable
from thutuc.web.answers import words_of


def add_objections(form: forms.BaseForm, refused: Refused | Unreadable) -> None:
    """Put each objection beside its field, the others at the top."""
    for objection in refused.objections:
        field = objection.field if objection.field in form.fields else None
        form.add_error(field, words_of(objection))


def bounded(upload: UploadedFile) -> None:
    """A validator of file fields: larger files are refused before they are read into memory."""
    if (upload.size or 0) > settings.FILES_MAX_BYTES:
        most = settings.FILES_MAX_BYTES // (1024 * 1024)
        raise ValidationError(_("Tệp lớn hơn %(most)s MB. Giảm dung lượng hoặc chia thành nhiều tệp.") % {"most": most})
