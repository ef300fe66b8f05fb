"""What every installation begins with: the national calendar, the register's first documents."""

from datetime import datetime

from thutuc.kernel.actor import Actor
from thutuc.legislation import services as legislation
from thutuc.worktime import services as worktime
from thutuc.worktime.readers import shipped_days


def load(*, by: Actor, at: datetime) -> dict[str, int]:
    """Load what the product ships and is not there yet; never touches what an officer has written."""
    days = shipped_days()
    calendar = worktime.load_national_days(years=days.years, rows=days.rows, by=by, at=at)
    documents = legislation.load_seed(by=by, at=at)
    return {"days": calendar.added, "documents": documents.added}
