"""What is asked of the printer."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.disclosure.rules.printing import Asked, What
from thutuc.disclosure.rules.sheet import Extent
from thutuc.organisations.rules.kinds import AgencyLevel

ALL, COMMUNES, PROVINCE = "tat-ca", "xa", "tinh"
GROUPS = ((ALL, _("Mọi đơn vị")), (COMMUNES, _("Mọi đơn vị cấp xã")), (PROVINCE, _("Mọi đơn vị cấp tỉnh")))


class PrintForm(forms.Form):
    """Which sheets, for whom, how long."""

    show_optional = False

    don_vi = forms.ChoiceField(label=_("Đơn vị"))
    viec = forms.ChoiceField(label=_("Tờ thủ tục"), widget=forms.RadioSelect)
    ma = forms.CharField(
        label=_("Mã thủ tục"), required=False, max_length=60, help_text=_("Khi in một thủ tục. Ví dụ 1.001193.")
    )
    quyet_dinh = forms.ChoiceField(label=_("Quyết định công bố"), required=False)
    danh_muc = forms.BooleanField(label=_("Kèm danh mục thủ tục của đơn vị"), required=False)
    thong_bao = forms.BooleanField(label=_("Kèm thông báo nơi nhận phản ánh, kiến nghị"), required=False)
    muc = forms.ChoiceField(label=_("Nội dung dài"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        units: Sequence[Any] = (),
        decisions: Sequence[Any] = (),
        all_units: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.decisions = {unit.code: unit for unit in units}, {each.code: each for each in decisions}
        groups = GROUPS if all_units else ()
        _offer(self.fields["don_vi"], [*groups, *((unit.code, unit.name) for unit in units)])
        _offer(self.fields["viec"], [(what.value, _(what.label)) for what in What])
        _offer(self.fields["quyet_dinh"], [("", "–"), *((each.code, _told(each)) for each in decisions)])
        _offer(self.fields["muc"], [(extent.value, _(extent.label)) for extent in Extent])

    def clean(self) -> dict[str, Any]:
        """One procedure needs its code, a decision its number."""
        asked = super().clean() or {}
        if asked.get("viec") == What.PROCEDURE.value and not asked.get("ma"):
            self.add_error("ma", _("Nhập mã thủ tục cần in."))
        if asked.get("viec") == What.DECISION.value and not asked.get("quyet_dinh"):
            self.add_error("quyet_dinh", _("Chọn quyết định."))
        return asked

    def asked(self, *, today: date, place: Any = None) -> Asked:
        """What the form asks; a place counts for its own unit only.

        A group of units is the units of today; a decision to come is printed for its day.
        """
        given = self.cleaned_data
        decision = self.decisions.get(given["quyet_dinh"]) if given["viec"] == What.DECISION.value else None
        agencies = self._agencies(given["don_vi"])
        return Asked(
            agencies=tuple(agencies),
            place=place.pk if place and list(agencies) == [place.agency_id] else None,
            what=What(given["viec"]),
            code=given["ma"].strip().upper(),
            decision=decision.key if decision else "",
            on=decision.effective_on if decision and decision.effective_on > today else None,
            with_list=given["danh_muc"],
            with_notice=given["thong_bao"],
            extent=Extent(given["muc"]),
        )

    def _agencies(self, chosen: str) -> Collection[int]:
        units = self.units.values()
        if chosen in {COMMUNES, PROVINCE}:
            level = AgencyLevel.COMMUNE if chosen == COMMUNES else AgencyLevel.PROVINCE
            return [unit.pk for unit in units if unit.level == level.value]
        return [] if chosen == ALL else [self.units[chosen].pk]


def _offer(field: forms.Field, offered: Sequence[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered


def _told(decision: Any) -> str:
    """«412/QĐ-UBND, 12/03/2026: title», not too long for a list."""
    title = " ".join(decision.title.split())
    return f"{decision.number}, {decision.signed_on:%d/%m/%Y}: {title[:90]}{'…' if len(title) > 90 else ''}"
