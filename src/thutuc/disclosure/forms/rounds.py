"""Check rounds: the plan, and the form filled in at a unit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thutuc.disclosure.forms.boards import camera, offer, photo_of
from thutuc.disclosure.queries.rounds import ItemState
from thutuc.disclosure.rules import reach
from thutuc.disclosure.rules.proof import Photo
from thutuc.disclosure.rules.terms import Outcome, Subject
from thutuc.disclosure.services.rounds import Found, Plan
from thutuc.organisations.rules.kinds import AgencyKind

KINDS = (*sorted(reach.CENTRES), AgencyKind.COMMUNE_CENTRE, AgencyKind.COMMUNE_PC, *sorted(reach.RESOLVING))
FOR_PROCEDURES = tuple(each for each in Outcome if each is not Outcome.MISSING_FEEDBACK_NOTICE)
FOR_NOTICES = (Outcome.OK, Outcome.MISSING_FEEDBACK_NOTICE, Outcome.POSTED_WRONG)


class PlanForm(forms.Form):
    """Lập đợt kiểm tra."""

    name = forms.CharField(label=_("Tên đợt"), max_length=200)
    basis = forms.CharField(label=_("Căn cứ"), max_length=200, required=False, help_text=_("Kế hoạch, công văn"))
    on = forms.DateField(label=_("Ngày kiểm tra"))
    size = forms.IntegerField(label=_("Tổng số tờ trong mẫu"), min_value=1, max_value=5000, initial=100)
    per_unit = forms.IntegerField(label=_("Số tờ mỗi đơn vị"), min_value=1, max_value=200, initial=10)
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn là mọi loại. Loại nào cũng có ít nhất một đơn vị."),
    )
    seed = forms.CharField(
        label=_("Số bốc thăm"),
        max_length=40,
        required=False,
        help_text=_("Cùng số và cùng danh sách thì ra đúng mẫu này. Để trống là lấy mã đợt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["kinds"], [(kind.value, _(kind.label)) for kind in KINDS])

    def plan(self) -> Plan:
        """What is to be drawn."""
        told = self.cleaned_data
        on: date = told["on"]
        kinds = tuple(told["kinds"])
        return Plan(told["name"], on, told["basis"], told["size"], told["per_unit"], kinds, told["seed"].strip())


class SiteForm(forms.Form):
    """What was found at one unit: for each thing of the sample right, or one or more mismatches."""

    photo = forms.FileField(label=_("Ảnh chụp tại chỗ"), required=False, allow_empty_file=True, widget=camera())

    def __init__(self, *args: Any, states: Sequence[ItemState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states
        for state in states:
            self.fields[self._name(state)] = self._field(state)

    @staticmethod
    def _name(state: ItemState) -> str:
        return f"to_{state.item.number}"

    @staticmethod
    def _field(state: ItemState) -> forms.MultipleChoiceField:
        is_notice = state.item.subject == Subject.FEEDBACK_NOTICE
        version = state.item.version
        label = version.name if version else _now(Subject.FEEDBACK_NOTICE.label)
        offered = FOR_NOTICES if is_notice else FOR_PROCEDURES
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(each.value, _(each.label)) for each in offered],
            initial=[str(finding.outcome) for finding in state.findings],
        )

    def sheets(self) -> list[tuple[forms.BoundField, Any]]:
        """The things of the sample as they stand on the page; `is_wrong` opens the list of mismatches."""
        found = []
        for state in self.states:
            field = self[self._name(state)]
            chosen = set(field.value() or ())
            field.is_wrong = bool(chosen - {Outcome.OK.value})  # type: ignore[attr-defined]
            found.append((field, state.item))
        return found

    def clean_photo(self) -> Photo | None:
        return photo_of(self.cleaned_data.get("photo"))

    def found(self) -> list[Found]:
        """What was ticked, for the things on which something was ticked."""
        pairs = ((state, self.cleaned_data.get(self._name(state), [])) for state in self.states)
        return [Found(tuple(Outcome(each) for each in told), item=state.item.pk) for state, told in pairs if told]
