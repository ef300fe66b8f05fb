"""One change of the calendars at a time."""

from thutuc.worktime.models import CalendarYear


def hold_calendars() -> list[CalendarYear]:
    """Lock the years until the act ends: what the rules have judged is still so when it is written."""
    return list(CalendarYear.objects.select_for_update().order_by("year"))
