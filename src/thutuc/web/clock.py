"""The only place where the clock is read. A training site runs as of another day (THUTUC_AS_OF)."""

from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from thutuc.kernel.periods import LOCAL


def now() -> datetime:
    """The present moment, aware; on a training site the same time of day on the training day."""
    moment = timezone.now()
    day = training_day()
    if day is None:
        return moment
    local = moment.astimezone(LOCAL)
    return datetime.combine(day, time(local.hour, local.minute, local.second, local.microsecond), tzinfo=LOCAL)


def today() -> date:
    """The legal day of the present moment in Asia/Ho_Chi_Minh."""
    return now().astimezone(LOCAL).date()


def training_day() -> date | None:
    """The day as of which this site runs, or None for the real one."""
    if not settings.AS_OF:
        return None
    try:
        return date.fromisoformat(settings.AS_OF)
    except ValueError as error:
        raise ImproperlyConfigured(f"THUTUC_AS_OF must be a day like 2026-11-25, not {settings.AS_OF}") from error
