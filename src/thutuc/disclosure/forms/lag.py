"""What an officer asks of the lag meter and of the indices: a year, a grouping, a period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.disclosure.rules.lag import GroupBy
from thutuc.kernel.periods import Days

EARLIEST = 2010
"""Decree 63/2010 took effect in this year: there is nothing to measure before."""


class LagForm(forms.Form):
    """A wrong value in the address asks nothing: this year, by sector."""

    show_optional = False

    nam = forms.ChoiceField(label=_("Năm ký quyết định"), required=False)
    nhom = forms.ChoiceField(label=_("Xếp theo"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        years = [(str(year), str(year)) for year in range(today.year, EARLIEST - 1, -1)]
        for name, offered in (
            ("nam", [*years, ("tat-ca", _("Mọi năm"))]),
            ("nhom", [(member.value, _(member.label)) for member in GroupBy]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def span(self) -> tuple[date | None, date | None]:
        """The days of signature asked for: [since, until)."""
        self.is_valid()
        year = self.cleaned_data.get("nam") or str(self.today.year)
        if year == "tat-ca":
            return None, None
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)

    def group_by(self) -> GroupBy:
        """Beside what the delays are laid."""
        self.is_valid()
        return GroupBy(self.cleaned_data.get("nhom") or GroupBy.SECTOR)


class PeriodForm(forms.Form):
    """Kỳ số liệu: its first and its last day, both within it."""

    show_optional = False

    tu = forms.DateField(label=_("Từ ngày"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"])
    den = forms.DateField(label=_("Đến hết ngày"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("tu"), told.get("den")
        if first and last and last < first:
            self.add_error("den", _("Ngày cuối không được trước ngày đầu của kỳ."))
        if last == date.max:
            self.add_error("den", _("Ghi ngày như 14/12/2026."))
        return told

    def period(self, usual: Days) -> Days:
        """The period asked for; what is missing or wrong is taken from the usual one."""
        if not self.is_valid():
            return usual
        first, last = self.cleaned_data["tu"], self.cleaned_data["den"]
        start = first or usual.start
        end = date.fromordinal(last.toordinal() + 1) if last else usual.end
        return Days(start, end) if start and end and start < end else usual
