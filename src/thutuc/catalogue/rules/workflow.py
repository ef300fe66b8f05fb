"""Quy trình nội bộ: the sum of the steps does not pass the legal hours (one-stop.md §5.2; Decree 61/2018, 118/2025)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thutuc.catalogue.rules.content import ProcedureContent, ProcessStep, TimeLimit
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

HOURS_OF_A_DAY = Decimal(8)
"""A working day is eight hours; a calendar whose sessions make another sum defines it (worktime)."""


@dataclass(frozen=True)
class Total:
    """The hours of the steps for one way of filing, beside the legal ones (None when the limit is no number)."""

    channel: Channel
    hours: Decimal
    legal_hours: Decimal | None

    @property
    def is_over(self) -> bool:
        return self.legal_hours is not None and self.hours > self.legal_hours


def legal_hours(limit: TimeLimit) -> Decimal | None:
    """Working hours of a limit. Calendar days and months have none without a start day."""
    if limit.amount is None:
        return HOURS_OF_A_DAY if limit.unit is TimeUnit.SAME_DAY else None
    if limit.unit is TimeUnit.WORKING_DAY:
        return limit.amount * HOURS_OF_A_DAY
    return limit.amount if limit.unit is TimeUnit.WORKING_HOUR else None


def _hours(steps: Iterable[ProcessStep], channel: Channel) -> Decimal | None:
    if channel is Channel.ONLINE:
        given = [step.hours_online if step.hours_online is not None else step.hours_direct for step in steps]
    else:
        given = [step.hours_direct for step in steps]
    known = [hours for hours in given if hours is not None]
    return sum(known, Decimal()) if known else None


def totals(content: ProcedureContent) -> tuple[Total, ...]:
    """The sums for direct and for online filing, as far as the steps give hours."""
    found = []
    for channel in (Channel.DIRECT, Channel.ONLINE):
        hours = _hours(content.workflow, channel)
        if hours is not None:
            limits = [legal_hours(offer.limit) for offer in content.offers if offer.channel is channel]
            known = [limit for limit in limits if limit is not None]
            found.append(Total(channel, hours, max(known) if known else None))
    return tuple(found)


def warnings(content: ProcedureContent) -> list[Objection]:
    """Warn, never stretch: the term is not lengthened by software."""
    words = gettext_noop("Quy trình nội bộ nộp %(channel)s cộng lại %(hours)s giờ, quá thời hạn %(legal)s giờ.")
    return [
        Objection(
            "workflow.too_long",
            words,
            "one_stop.handling",
            "workflow",
            {"channel": total.channel.label.lower(), "hours": _told(total.hours), "legal": _told(total.legal_hours)},
        )
        for total in totals(content)
        if total.is_over
    ]


def _told(hours: Decimal | None) -> str:
    """120, 4,5: no exponent."""
    return format(hours.normalize(), "f").replace(".", ",") if hours is not None else ""
