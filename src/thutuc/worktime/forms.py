"""What people may type about calendars: a deadline to work out, office hours, a year to settle."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import tidy
from thutuc.web.answers import words_of
from thutuc.web.forms import add_objections
from thutuc.worktime.rules import Limit, OfficeHours, Pause, Session, TimeOfDay, parse_limit
from thutuc.worktime.rules.days import FULL_HOUR, HOURS_PER_DAY, parse_sessions

PROVINCE = ""


class UnitChoice(forms.ChoiceField):
    """The province, or one unit by its code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Lịch của"))
        super().__init__(required=False, choices=[(PROVINCE, _("Toàn tỉnh"))], **kwargs)

    def offer(self, units: list[tuple[str, str]]) -> None:
        """Offer the units of the day: (code, name)."""
        self.choices = [(PROVINCE, _("Toàn tỉnh")), *units]


class YearForm(forms.Form):
    """Which calendar to look at."""

    show_optional = False
    nam = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2200, localize=False)
    don_vi = UnitChoice()


class DeadlineForm(forms.Form):
    """A question: accepted then, with this limit, where; perhaps with one pause."""

    show_optional = False

    don_vi = UnitChoice(label=_("Nơi giải quyết"))
    ngay = forms.DateField(label=_("Ngày tiếp nhận"))
    gio = forms.TimeField(label=_("Giờ tiếp nhận"), input_formats=["%H:%M", "%Hh%M", "%H.%M"])
    thoi_han = forms.CharField(
        label=_("Thời hạn"),
        max_length=60,
        help_text=_("Như: 5 ngày làm việc, 10 ngày, 4 giờ, 1 tháng, trong ngày"),
    )
    cach_tinh = forms.ChoiceField(
        label=_("Hạn theo ngày kết thúc lúc"),
        choices=[(code, _(label)) for code, label in TimeOfDay.pairs()],
        required=False,
    )
    dung_ngay = forms.DateField(label=_("Tạm dừng từ ngày"), required=False)
    dung_gio = forms.TimeField(label=_("Lúc"), required=False)
    chay_ngay = forms.DateField(label=_("Nhận đủ giấy tờ ngày"), required=False)
    chay_gio = forms.TimeField(label=_("Lúc"), required=False)
    tinh_lai = forms.BooleanField(label=_("Tính lại từ đầu khi nhận đủ giấy tờ"), required=False)

    def clean_thoi_han(self) -> Limit:
        try:
            return parse_limit(self.cleaned_data["thoi_han"])
        except Refused as refused:
            raise forms.ValidationError([words_of(objection) for objection in refused.objections]) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        moments = [data.get(name) for name in ("dung_ngay", "dung_gio", "chay_ngay", "chay_gio")]
        if any(moments) and not all(moments) and not self.errors:
            self.add_error("dung_ngay", _("Ghi cả bốn ô của lần tạm dừng, hoặc để trống cả bốn."))
        return data

    @property
    def start(self) -> datetime:
        """The moment of acceptance."""
        return self._moment("ngay", "gio")

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pause asked about, if any."""
        if not self.cleaned_data["dung_ngay"]:
            return ()
        restarts = self.cleaned_data["tinh_lai"]
        return (Pause(self._moment("dung_ngay", "dung_gio"), self._moment("chay_ngay", "chay_gio"), "", restarts),)

    @property
    def time_of_day(self) -> TimeOfDay:
        return TimeOfDay(self.cleaned_data["cach_tinh"] or TimeOfDay.CLOSE)

    def _moment(self, day: str, hour: str) -> datetime:
        return datetime.combine(self.cleaned_data[day], self.cleaned_data[hour], tzinfo=LOCAL)


class HoursForm(forms.Form):
    """Office hours from a day on."""

    show_optional = False

    don_vi = UnitChoice(label=_("Nơi áp dụng"))
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"))
    sessions = forms.CharField(
        label=_("Các buổi làm việc"), max_length=120, help_text=_("Như: 07:30–11:30; 13:00–17:00")
    )
    legal_hour = forms.ChoiceField(
        label=_("Một giờ trong thời hạn"),
        required=False,
        choices=[
            ("", _("60 phút; các buổi cộng đúng 8 giờ")),
            ("full", _("60 phút; ngày làm việc không đủ hoặc quá 8 giờ")),
            ("eighth", _("Một phần tám ngày làm việc")),
        ],
        help_text=_("Chỉ chọn khi các buổi không cộng đúng 8 giờ"),
    )
    basis = forms.CharField(label=_("Căn cứ"), max_length=300)

    def clean_basis(self) -> str:
        return tidy(self.cleaned_data["basis"])

    def clean_sessions(self) -> tuple[Session, ...]:
        try:
            return parse_sessions(self.cleaned_data["sessions"])
        except Refused as refused:
            raise forms.ValidationError([words_of(objection) for objection in refused.objections]) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sessions = data.get("sessions")
        if sessions:
            data["legal_hour"] = _legal_hour(data.get("legal_hour", ""), sessions)
            try:
                OfficeHours(sessions, legal_hour=data["legal_hour"])
            except Refused as refused:
                add_objections(self, refused)
        return data


def _legal_hour(choice: str, sessions: tuple[Session, ...]) -> int | None:
    minutes = sum(session.minutes for session in sessions)
    return {"full": FULL_HOUR, "eighth": minutes // HOURS_PER_DAY}.get(choice)


class SettleForm(forms.Form):
    """The days off of a year have been announced."""

    revision = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    basis = forms.CharField(
        label=_("Văn bản công bố ngày nghỉ"), max_length=300, help_text=_("Số, ngày và cơ quan ban hành")
    )

    def clean_basis(self) -> str:
        return tidy(self.cleaned_data["basis"])


def first_of_next_month(day: date) -> date:
    """A likely first day of new hours."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
