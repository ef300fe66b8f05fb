"""Versions in time: in force, public, known (docs/adr/0001). Decree 63/2010 Art. 13–15, 24 as amended 2017."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days, overlapping
from thutuc.kernel.text import gettext_noop


@dataclass(frozen=True)
class End:
    """An end that became known: the first day no longer in force, or None when it was opened again."""

    ends_on: date | None
    recorded_at: datetime


@dataclass(frozen=True)
class Version:
    """One version on the three times."""

    number: int
    days: Days
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    recorded_at: datetime | None = None
    ends: tuple[End, ...] = ()

    def is_public(self, at: datetime) -> bool:
        """Whether a citizen could read it at that moment."""
        if self.published_at is None or at < self.published_at:
            return False
        return self.withdrawn_at is None or at < self.withdrawn_at


def in_force(versions: Iterable[Version], on: date) -> Version | None:
    """The one version that is law on the day."""
    return next((version for version in versions if on in version.days), None)


def public(versions: Iterable[Version], at: datetime) -> list[Version]:
    """The versions that could be read at the moment."""
    return [version for version in versions if version.is_public(at)]


def as_known(versions: Iterable[Version], at: datetime) -> list[Version]:
    """The versions with the ends that were known at the moment: what the office believed then."""
    return [_known(version, at) for version in versions if version.recorded_at is None or version.recorded_at <= at]


def _known(version: Version, at: datetime) -> Version:
    heard = sorted((end for end in version.ends if end.recorded_at <= at), key=lambda end: end.recorded_at)
    if version.ends:
        days = Days(version.days.start, heard[-1].ends_on if heard else None)
        version = Version(version.number, days, version.published_at, version.withdrawn_at, version.recorded_at)
    return version


@dataclass(frozen=True)
class Opening:
    """What opening a version on a day does: which version closes at that instant, and how long the new one runs."""

    days: Days
    closes: Version | None
    number: int


def open_on(versions: Sequence[Version], starts_on: date, *, newest: int = 0) -> Opening:
    """Close the version in force on the day and run as long as it would have run, else until the next one starts.

    `newest` is the highest number ever given: a voided version keeps its own.
    """
    later = sorted(v.days.start for v in versions if v.days.start and v.days.start > starts_on)
    closes = in_force(versions, starts_on)
    number = max((newest, *(version.number for version in versions))) + 1
    until = closes.days.end if closes else next(iter(later), None)
    return Opening(Days(starts_on, until), closes, number)


def opening_objections(versions: Sequence[Version], starts_on: date) -> list[Objection]:
    """Why a version may not open on the day."""
    if any(version.days.start == starts_on for version in versions):
        return [
            Objection(
                "version.same_day",
                gettext_noop("Đã có phiên bản bắt đầu hiệu lực ngày %(day)s. Chọn ngày khác."),
                "publication.content",
                "effective_on",
                {"day": f"{starts_on:%d/%m/%Y}"},
            )
        ]
    return []


def closing_objections(version: Version, ends_on: date) -> list[Objection]:
    """Why a version may not end on the day."""
    if version.days.start and ends_on <= version.days.start:
        return [
            Objection(
                "version.ends_before_start",
                gettext_noop("Ngày hết hiệu lực phải sau ngày bắt đầu %(day)s."),
                "publication.content",
                "ends_on",
                {"day": f"{version.days.start:%d/%m/%Y}"},
            )
        ]
    return []


def reopening_objections(versions: Sequence[Version], number: int) -> list[Objection]:
    """Why the end of a version may not be taken back: a later version stands in the place."""
    periods = [Days(v.days.start) if v.number == number else v.days for v in versions]
    if overlapping(periods):
        words = gettext_noop("Không mở lại được: phiên bản sau đã có hiệu lực.")
        return [Objection("version.successor", words, "publication.content")]
    return []
