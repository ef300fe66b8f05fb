"""The filters of a list of dossiers, as they stand in its address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.queries.facets import Choices, Facets
from thutuc.dossiers.rules.queues import Due, Filters, is_personal_number
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.text import Labelled

MORE = ("don_vi", "nguoi", "kenh", "tu", "den")
"""The filters that are folded away until one of them is used."""


def choices(members: Sequence[Labelled]) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [(member.value, gettext(member.label)) for member in members]


class FilterForm(forms.Form):
    """Nothing in it is obligatory; a wrong value asks nothing."""

    show_optional = False

    q = forms.CharField(label=_("Tìm trong danh sách"), required=False, max_length=120)
    thu_tuc = forms.CharField(label=_("Thủ tục"), required=False, max_length=60, widget=forms.Select)
    buoc = forms.CharField(label=_("Bước"), required=False, widget=forms.Select)
    han = forms.CharField(label=_("Hạn trả"), required=False, widget=forms.Select)
    don_vi = forms.CharField(label=_("Đơn vị"), required=False, max_length=60, widget=forms.Select)
    nguoi = forms.CharField(label=_("Người xử lý"), required=False, max_length=20, widget=forms.Select)
    kenh = forms.CharField(label=_("Cách nộp"), required=False, widget=forms.Select)
    tu = forms.DateField(label=_("Hạn trả từ ngày"), required=False)
    den = forms.DateField(label=_("Hạn trả đến ngày"), required=False)

    def __init__(self, *args: Any, facets: Facets, states: Sequence[DossierState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = {state.value: state for state in states}
        self._offer("thu_tuc", [(code, f"{name[:90]} ({code})") for code, name in facets.procedures])
        self._offer("buoc", choices(states))
        self._offer("han", choices(list(Due)))
        self._offer("don_vi", facets.units)
        self._offer("nguoi", facets.holders)
        self._offer("kenh", choices(list(Channel)))
        if not facets.holders:
            del self.fields["nguoi"]

    def _offer(self, name: str, known: Choices) -> None:
        """The choices of a filter; one that is in use stays, whether it is among them or not."""
        given = self.data.get(name, "")
        extra = [(given, given)] if given and given not in dict(known) else []
        self.fields[name].widget.choices = [("", gettext("Tất cả")), *known, *extra]

    def clean_q(self) -> str:
        words = str(self.cleaned_data["q"])
        if is_personal_number(words):
            raise forms.ValidationError(
                _("Không tìm theo số định danh hay điện thoại ở đây: gõ mã hồ sơ hoặc tên người nộp.")
            )
        return words

    def filters(self) -> Filters:
        """What the form asks."""
        self.is_valid()
        asked = self.cleaned_data
        return Filters(
            words=asked.get("q") or "",
            procedure=asked.get("thu_tuc") or "",
            unit=asked.get("don_vi") or "",
            channel=_member(Channel, asked.get("kenh")),
            state=self.states.get(asked.get("buoc") or ""),
            holder=asked.get("nguoi") or "",
            due=_member(Due, asked.get("han")),
            due_from=_bounded(asked.get("tu")),
            due_to=_bounded(asked.get("den")),
        )

    def chips(self) -> list[tuple[str, str]]:
        """(name, words) of every filter in use."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value:
                offered = dict(getattr(field.widget, "choices", ()))
                said = offered.get(value) or (f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value)
                found.append((name, f"{field.label}: {said}"))
        return found

    @property
    def first(self) -> list[forms.BoundField]:
        """The filters of the row."""
        return [self[name] for name in self.fields if name not in MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        """Those behind «Thêm bộ lọc»."""
        return [self[name] for name in self.fields if name in MORE]

    @property
    def uses_more(self) -> bool:
        return any(self.cleaned_data.get(name) or self.errors.get(name) for name in MORE)


FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


def _bounded(day: date | None) -> date | None:
    """A day within the time of these lists: whatever lies outside asks the same as its end."""
    return min(max(day, FIRST), LAST) if day else None


def _member(kind: Any, value: str | None) -> Any:
    return kind(value) if value in {member.value for member in kind} else None


class SavedViewForm(forms.Form):
    """A name for the list under view."""

    ten = forms.CharField(label=_("Lưu bộ lọc này với tên"), max_length=60)
    hang = forms.CharField(widget=forms.HiddenInput)
    loc = forms.CharField(widget=forms.HiddenInput, required=False, max_length=600)
