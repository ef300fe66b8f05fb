"""What can be done with calendars: load the shipped days, change days, take them back, settle years, set hours."""

from thutuc.worktime.services.days import change_calendar, load_national_days, remove_day
from thutuc.worktime.services.hours import set_office_hours
from thutuc.worktime.services.years import open_year, settle_year

__all__ = [
    "change_calendar",
    "load_national_days",
    "open_year",
    "remove_day",
    "set_office_hours",
    "settle_year",
]
