"""What the clock does with the journal."""

from datetime import timedelta

from thutuc.journal import services
from thutuc.web import clock


def seal_yesterday() -> None:
    """Seal the day that has ended; safe to run twice or late."""
    now = clock.now()
    services.seal_day(day=clock.today() - timedelta(days=1), at=now)
