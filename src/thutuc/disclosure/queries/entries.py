"""What the province owes the national database, what was entered there, and by whom. Officers read all of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries.boards import signed_days
from thutuc.catalogue.queries.publications import publications
from thutuc.disclosure.models import NationalEntry
from thutuc.disclosure.rules import chain_limits, entries
from thutuc.disclosure.rules.chain_limits import Change, Due, Link
from thutuc.disclosure.rules.entries import Operation, Version
from thutuc.disclosure.rules.national import EntryKind
from thutuc.files import queries as files
from thutuc.journal.services import subject_of
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.legislation import queries as legislation
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, OutsideCalendar, working_days_between

OPENING_ACTS = "catalogue.OpeningAct:"
DECISIONS = "catalogue.PublicationDecision:"
_COLUMNS = (
    *("pk", "procedure__code", "name", "number", "validity", "opened_by", "opened_basis", "closed_by"),
    *("closed_basis", "recorded_at", "notice_hash", "content_hash"),
)


@dataclass(frozen=True)
class Duty:
    """One operation with its last day, and the entry when the first hand has done its part."""

    operation: Operation
    due: Due | None
    entry: NationalEntry | None = None

    @property
    def due_on(self) -> date | None:
        """The last day; None when that day's law had no number or the calendar of that year is missing."""
        return self.due.on if self.due else None

    def is_late(self, on: date) -> bool:
        """Whether the last day has passed."""
        return self.due_on is not None and self.due_on < on


def entries_due(*, on: date) -> list[Duty]:
    """What still has to be entered or published there, the earliest day first."""
    found = operations(on=on)
    made = _current([each.version for each in found])
    rows = catalogue.national().values_list("code", "content_hash", "imported_at")
    there = {code: (content_hash, local_date(at)) for code, content_hash, at in rows}
    waiting = []
    for operation in found:
        entry = made.get(operation.key)
        done = entry.published_on if entry else entries.is_seen(operation, there)
        if not done:
            waiting.append((operation, entry))
    dues = _dues([operation for operation, _ in waiting])
    duties = [Duty(operation, dues.get(operation.key), entry) for operation, entry in waiting]
    return sorted(duties, key=lambda duty: (duty.due_on or date.max, duty.operation.code))


def operations(*, on: date, code: str = "") -> list[Operation]:
    """What the newest text of each procedure asks for, as known at the end of the day."""
    moment = datetime.combine(on + timedelta(days=1), datetime.min.time(), tzinfo=LOCAL)
    rows = catalogue.known(at=moment).filter(is_internal=False, voided_at=None)
    if code:
        rows = rows.filter(procedure__code=code)
    signed = signed_days()
    versions = [
        Version(
            id=row["pk"],
            code=row["procedure__code"],
            name=row["name"],
            number=row["number"],
            starts_on=row["validity"].lower,
            ends_on=row["validity"].upper,
            opened_by=row["opened_by"],
            opened_on=signed.get(row["opened_by"], local_date(row["recorded_at"])),
            basis=row["opened_basis"],
            closed_by=row["closed_by"],
            closed_on=signed.get(row["closed_by"]),
            closing_basis=row["closed_basis"],
            notice=row["notice_hash"],
            content_hash=row["content_hash"],
        )
        for row in rows.values(*_COLUMNS)
    ]
    return entries.operations(versions, opening_acts=OPENING_ACTS)


def duty(code: str, number: int, kind: EntryKind, *, on: date) -> Duty:
    """One operation with its day and its entry, done or not. NotFound when the procedure asks for no such thing."""
    for operation in operations(on=on, code=code):
        if operation.number == number and operation.kind is kind:
            made = _current([operation.version])
            return Duty(operation, _dues([operation]).get(operation.key), made.get(operation.key))
    version = catalogue.versions(code).filter(number=number).defer("content").first()
    if version is None or (kind is EntryKind.ABOLISH and version.validity.upper is None):
        raise NotFound(f"entry {code} {number} {kind}")
    return Duty(_of_version(version, code, kind), None, entry_of(version.pk, kind))


def _of_version(version: Any, code: str, kind: EntryKind) -> Operation:
    """An operation that the newest text does not ask for: a comparison found it, or it was done before."""
    ended = kind is EntryKind.ABOLISH
    return Operation(
        version.pk,
        code,
        version.name,
        version.number,
        kind,
        version.closed_basis if ended else version.opened_basis,
        version.closed_by if ended else version.opened_by,
        local_date(version.recorded_at),
        version.validity.upper if ended else version.validity.lower,
    )


def _calendar() -> Calendar | None:
    """The calendar of the province; None while none has been entered."""
    try:
        return worktime.calendar()
    except OutsideCalendar:
        return None


def _dues(found: Sequence[Operation], calendar: Calendar | None = None) -> dict[tuple[int, EntryKind], Due]:
    """The last day of each, by the law of the day of its signature; none while no calendar has been entered."""
    calendar = calendar or (_calendar() if found else None)
    if not found or calendar is None:
        return {}
    numbers = {key: legislation.parameter_history(key)[1] for key in _KEYS}
    shortened = _shortened(found)
    told = {}
    for operation in found:
        due = _due(operation, calendar, numbers, is_shortened=operation.act in shortened)
        if due:
            told[operation.key] = due
    return told


_KEYS = (chain_limits.NATIONAL, chain_limits.DISCLOSURE_SHORTENED)


def _due(operation: Operation, calendar: Calendar, numbers: chain_limits.Numbers, *, is_shortened: bool) -> Due | None:
    change = Change(None, is_shortened=is_shortened, province_signed_on=operation.signed_on)
    return chain_limits.expected(change, numbers, calendar).of(Link.NATIONAL)


def _shortened(found: Iterable[Operation]) -> frozenset[str]:
    """The acts whose text was made by the shortened procedure."""
    keys = {each.act.removeprefix(DECISIONS) for each in found if each.act.startswith(DECISIONS)}
    ids = [int(key) for key in keys if key.isdecimal()]
    rows = publications(decision_ids=ids) if ids else []
    return frozenset(f"{DECISIONS}{row.decision_id}" for row in rows if row.is_shortened)


def _current(versions: Iterable[int]) -> dict[tuple[int, EntryKind], NationalEntry]:
    rows = NationalEntry.objects.filter(version__in=list(versions), taken_back_at=None)
    return {(row.version_id, EntryKind(row.kind)): row for row in rows}


def entry_of(version_id: int, kind: EntryKind | None = None) -> NationalEntry | None:
    """What was entered for a version: of one kind, else the newest of any."""
    rows = NationalEntry.objects.filter(version=version_id, taken_back_at=None)
    if kind:
        rows = rows.filter(kind=kind.value)
    return rows.order_by("-entered_on", "-pk").first()


def made() -> QuerySet[NationalEntry]:
    """Every entry that stands, newest first."""
    rows = NationalEntry.objects.filter(taken_back_at=None).select_related("version")
    return rows.defer("version__content").order_by("-entered_on", "-pk")


def entry(key: str) -> NationalEntry:
    """One entry, also one that was taken back."""
    found = NationalEntry.objects.select_related("version", "corrects").filter(key=key).first()
    if found is None:
        raise NotFound(f"entry {key}")
    return found


def history(of: NationalEntry) -> list[NationalEntry]:
    """The entries that this one corrects, newest first."""
    rows = NationalEntry.objects.filter(version=of.version_id, kind=of.kind).exclude(pk=of.pk)
    return list(rows.order_by("-entered_at", "-pk"))


def evidence(of: Iterable[NationalEntry]) -> list[Any]:
    """The pictures kept beside entries."""
    found = files.of_owners(subject_of(row) for row in of)
    return [use for uses in found.values() for use in uses]


def dues_of(version_ids: Collection[int], *, on: date) -> dict[int, tuple[date, int | None]]:
    """For versions that nobody has published there yet: the last day, working days left (negative when late)."""
    told = NationalEntry.objects.filter(version__in=set(version_ids), taken_back_at=None, published_on__isnull=False)
    wanted = set(version_ids) - set(told.values_list("version", flat=True))
    if not wanted:
        return {}
    found = [each for each in operations(on=on) if each.version in wanted]
    calendar = _calendar()
    dues = _dues(found, calendar)
    days = {version: due.on for (version, _kind), due in dues.items() if due.on}
    left = days_left(days.values(), on=on, calendar=calendar)
    return {version: (day, left.get(day)) for version, day in days.items()}


def days_left(due: Iterable[date | None], *, on: date, calendar: Calendar | None = None) -> dict[date | None, int]:
    """Working days until each last day, negative when it has passed; nothing outside the calendar."""
    days = {day for day in due if day}
    calendar = calendar or (_calendar() if days else None)
    try:
        return {day: working_days_between(calendar, on, day) for day in days} if calendar else {}
    except OutsideCalendar:
        return {}
