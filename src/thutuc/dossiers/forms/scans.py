"""One scanned paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.files.rules.kinds import PAPERS, extensions
from thutuc.web.forms import bounded


class ScanForm(forms.Form):
    """A file of a kind that an office takes; the server looks into it again."""

    tep = forms.FileField(
        label=_("Bản quét"),
        max_length=200,
        validators=[bounded],
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(extensions(PAPERS))}),
    )
