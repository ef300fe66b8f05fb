"""What is typed when late dossiers are urged, explained, judged."""

from django import forms
from django.utils.translation import gettext_lazy as _

SHORT, LONG = 200, 4000


class UrgingForm(forms.Form):
    """The letter to one agency; which dossiers is ticked in the list."""

    answer_by = forms.DateField(label=_("Trả lời trước ngày"))
    number = forms.CharField(label=_("Số văn bản"), required=False, max_length=80)
    request = forms.CharField(
        label=_("Đề nghị thêm"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ngoài việc giải quyết dứt điểm và giải trình."),
    )
    signer = forms.CharField(label=_("Người ký"), required=False, max_length=SHORT)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), required=False, max_length=SHORT)


class ExplanationForm(forms.Form):
    """The answer of the agency."""

    reason = forms.CharField(
        label=_("Nguyên nhân chậm và việc đã làm"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    done_by = forms.DateField(label=_("Ngày sẽ xong"), required=False, help_text=_("Bỏ trống nếu đã xong."))


class JudgementForm(forms.Form):
    """Accepted or not."""

    verdict = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[("accepted", _("Chấp nhận")), ("rejected", _("Không chấp nhận"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
