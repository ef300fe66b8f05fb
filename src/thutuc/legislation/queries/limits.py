"""What the law of a day adds to a limit before it can be counted."""

from datetime import date, time

from thutuc.kernel.errors import NotFound, Objection, Refused
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.queries.parameters import parameter
from thutuc.worktime.rules import Limit, TimeUnit

CUTOFF = "one_stop.same_day_cutoff"


def same_day_until(limit: Limit, *, on: date) -> time | None:
    """The cut-off that a limit within the day has when it is accepted on a day; None for every other limit."""
    if limit.unit is not TimeUnit.SAME_DAY:
        return None
    try:
        return parameter(CUTOFF, on=on).time
    except NotFound:
        words = gettext_noop("Chưa có giờ chót của thủ tục trong ngày cho ngày %(day)s. Chọn ngày muộn hơn.")
        raise Refused([Objection("limit.no_cutoff", words, CUTOFF, params={"day": f"{on:%d/%m/%Y}"})]) from None
