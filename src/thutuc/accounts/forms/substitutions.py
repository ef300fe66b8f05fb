"""Naming a substitute and taking the work back."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thutuc.accounts.forms.people import label_fields
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.rules.substitutions import SIGNERS, Capacity, StandIn


class SubstituteForm(forms.Form):
    """Cử người thay thế: first and last day, as people say it."""

    substitute = forms.ChoiceField()
    start = forms.DateField()
    last = forms.DateField()
    capacity = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.CharField(max_length=300)
    document_number = forms.CharField(max_length=80, required=False)
    decided_on = forms.DateField(required=False)

    def __init__(self, *args: Any, role: Role, candidates: Iterable[Any], **kwargs: Any) -> None:
        """`candidates` are the posts of those who may be chosen, those of one agency together."""
        super().__init__(*args, **kwargs)
        label_fields(
            self,
            substitute=_("Người thay thế"),
            start=_("Từ ngày"),
            last=_("Đến hết ngày"),
            capacity=_("Ký văn bản với tư cách"),
            reason=_("Lý do"),
            document_number=_("Số văn bản giao thay"),
            decided_on=_("Ngày văn bản"),
        )
        self.fields["reason"].help_text = _("Ví dụ: nghỉ phép, đi công tác. Chỉ hai người và lãnh đạo thấy.")
        self.fields["document_number"].help_text = _("Bắt buộc khi ký TUQ., kèm ngày của văn bản.")
        for name in ("start", "last", "decided_on"):
            self.fields[name].error_messages["invalid"] = _("Nhập ngày như 25/11/2026")
            self.fields[name].widget.attrs.update(size=10, inputmode="numeric")
        groups = groupby(candidates, key=lambda post: post.agency.name)
        people = [(name, [(post.person.code, _described(post)) for post in posts]) for name, posts in groups]
        self.fields["substitute"].choices = [("", _("Chọn người")), *people]  # type: ignore[attr-defined]
        if role in SIGNERS:
            self.fields["capacity"].choices = [(code, _(label)) for code, label in Capacity.pairs()]  # type: ignore[attr-defined]
        else:
            del self.fields["capacity"]

    def told(self) -> StandIn:
        """What the service is told."""
        data = self.cleaned_data
        capacity = data.get("capacity")
        return StandIn(
            start=data["start"],
            end=data["last"] + timedelta(days=1),
            reason=data["reason"],
            capacity=Capacity(capacity) if capacity else None,
            document_number=data["document_number"],
            decided_on=data["decided_on"],
        )


class EndSubstitutionForm(forms.Form):
    """Kết thúc sớm việc thay thế."""

    on = forms.DateField()
    reason = forms.CharField(max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(self, on=_("Thôi thay từ ngày"), reason=_("Lý do"))
        self.fields["on"].help_text = _("Từ ngày này người thay không còn quyền của chức danh.")
        self.fields["on"].error_messages["invalid"] = _("Nhập ngày như 25/11/2026")
        self.fields["on"].widget.attrs.update(size=10, inputmode="numeric")


def _described(post: Any) -> str:
    return f"{post.person.full_name}, {post.title or _(post.role.label)}"
