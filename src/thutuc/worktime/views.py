"""The calendar of a year, office hours, years opened and settled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.worktime import queries, services
from thutuc.worktime.forms import HoursForm, SettleForm, YearForm, first_of_next_month
from thutuc.worktime.rules import policies
from thutuc.worktime.rules.months import months


class Units:
    """The units whose calendar may be asked for today, by code; one statement."""

    def __init__(self) -> None:
        found = organisations.agencies_in_force(on=clock.today()).exclude(kind="division")
        self._rows = {code: (pk, name) for pk, code, name in found.values_list("pk", "code", "name")}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, name) in Vietnamese order."""
        return [(code, name) for code, (_pk, name) in self._rows.items()]

    def pk(self, code: str) -> int | None:
        """The unit of a code; None is the province."""
        return self._rows[code][0] if code in self._rows else None

    def name(self, code: str) -> str:
        """The unit's name; the province has its own word."""
        return self._rows[code][1] if code in self._rows else _("Toàn tỉnh")


def may_change(actor: Actor) -> bool:
    """Whether the buttons of change are shown; the services decide."""
    return not policies.may_change(actor)


@require_safe
@officers_only
def calendar_year(request: HttpRequest) -> HttpResponse:
    """Twelve months of one calendar, with every special day by name."""
    today, units = clock.today(), Units()
    given = {"nam": request.GET.get("nam") or today.year, "don_vi": request.GET.get("don_vi", "")}
    form = YearForm(given)
    form.fields["don_vi"].offer(units.choices)  # type: ignore[attr-defined]
    if not form.is_valid():
        return render(request, "worktime/calendar.html", {"form": form, "nav": "calendar"}, status=422)
    year, code = form.cleaned_data["nam"], form.cleaned_data["don_vi"]
    calendar = queries.calendar(of=units.pk(code))
    context = {
        "nav": "calendar",
        "form": form,
        "year": year,
        "unit": code,
        "unit_name": units.name(code),
        "hours": [hours for hours in calendar.hours if hours.touches(year)],
        "has_year": calendar.has_year(year),
        "expected": year in calendar.expected_years,
        "opens_next": year in (calendar.years[0] - 1, calendar.years[-1] + 1),
        "may_change": may_change(actor_of(request)),
    }
    if calendar.has_year(year):
        context["months"] = months(calendar, year, today=today)
        context["days"] = queries.days_of_year(year, of=units.pk(code))
        context["calendar"] = calendar
    return render(request, "worktime/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def office_hours(request: HttpRequest) -> HttpResponse:
    """Office hours of the province or a unit: those entered, and a form for later ones."""
    units, code = Units(), request.GET.get("don_vi", "")
    form = HoursForm(request.POST or None, initial={"don_vi": code, "valid_from": first_of_next_month(clock.today())})
    form.fields["don_vi"].offer(units.choices)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and _hours_set(request, form, units):
        return redirect(f"{reverse('worktime:hours')}?don_vi={form.cleaned_data['don_vi']}")
    context = {
        "nav": "calendar",
        "form": form,
        "unit": code,
        "unit_name": units.name(code),
        "calendar": queries.calendar(of=units.pk(code)),
        "may_change": may_change(actor_of(request)),
    }
    return render(request, "worktime/hours.html", context, status=422 if form.errors else 200)


def _hours_set(request: HttpRequest, form: HoursForm, units: Units) -> bool:
    data = form.cleaned_data
    try:
        services.set_office_hours(
            agency_id=units.pk(data["don_vi"]),
            valid_from=data["valid_from"],
            sessions=data["sessions"],
            legal_hour=data["legal_hour"],
            basis=data["basis"],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refused as refused:
        add_objections(form, refused)
        return False
    messages.success(request, _("Đã đổi giờ làm việc. Hạn theo giờ được tính lại."))
    return True


@require_safe
@officers_only
def taken_back(request: HttpRequest, year: int) -> HttpResponse:
    """Days that were entered and taken back: who, when, why."""
    if queries.year(year) is None:
        raise NotFound(f"calendar year {year}")
    rows = queries.past_days(year)
    return render(request, "worktime/taken_back.html", {"nav": "calendar", "year": year, "rows": rows})


@require_POST
@officers_only
def open_year(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the next year, expected until it is settled."""
    services.open_year(year=year, by=actor_of(request), at=clock.now())
    messages.success(request, _("Đã mở năm %(year)s. Nhập ngày nghỉ lễ của năm.") % {"year": year})
    return redirect(f"{reverse('worktime:calendar')}?nam={year}")


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def settle_year(request: HttpRequest, year: int) -> HttpResponse:
    """Confirm that the days off of a year are the announced ones."""
    row = queries.year(year)
    if row is None:
        raise NotFound(f"calendar year {year}")
    form = SettleForm(request.POST or None, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_year(year=year, by=actor_of(request), at=clock.now(), **form.cleaned_data)
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Ngày nghỉ năm %(year)s đã được xác nhận là chính thức.") % {"year": year})
            return redirect(f"{reverse('worktime:calendar')}?nam={year}")
    days = queries.days_of_year(year)
    context = {"nav": "calendar", "form": form, "year": year, "days": days, "may_change": may_change(actor_of(request))}
    return render(request, "worktime/settle_year.html", context, status=422 if form.errors else 200)
