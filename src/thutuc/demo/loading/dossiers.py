"""Dossiers of An Lạc: the quarter of the news item, and the last four quarters up to the moment of loading."""

from datetime import date, datetime, timedelta

from thutuc.demo import bulk
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import local_date

QUARTER_OF_2019 = (date(2019, 4, 1), date(2019, 6, 30))
IN_2019, LATELY = 700, 2_300
YEAR = timedelta(days=365)
BUSY = ("ubnd-phuong-hoa-binh", "so-xay-dung")
"""Whose officers can be tried: their queues are worth looking at."""


def write(*, by: Actor, at: datetime) -> None:
    """Written by the same rule as the million of a measurement, with fewer of them."""
    first, last = QUARTER_OF_2019
    bulk.generate(count=IN_2019, seed=2019, by=by, at=at, first=first, last=last, settled=True)
    bulk.generate(count=LATELY, seed=2026, by=by, at=at, first=local_date(at) - YEAR, favoured=BUSY)
