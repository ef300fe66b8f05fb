"""Indices 1.1–1.3 of Decision 766 over the facts, for a period that the caller gives."""

from collections.abc import Sequence
from datetime import date

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.terms import PublicationCase
from thutuc.disclosure.queries import ground, lag
from thutuc.disclosure.queries.lag import Change
from thutuc.disclosure.rules import chain_limits, indices
from thutuc.disclosure.rules.indices import Filled, Index, Published
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.legislation import queries as legislation
from thutuc.legislation.rules.parameters import ParameterValue, value_on

PERIOD_START = "report.period_start"
KEYS = (chain_limits.PROVINCE, chain_limits.NATIONAL)


def quarter_of(on: date) -> Days:
    """The reporting quarter of a day by the rule of that day. One statement."""
    try:
        first_day: int | None = legislation.parameter(PERIOD_START, on=on).number
    except NotFound:
        first_day = None
    return indices.reporting_quarter(on, first_day=first_day)


def published_and_disclosed(period: Days, *, on: date) -> tuple[Index, Index]:
    """Indices 1.1 and 1.2 of a period as seen on a day. At most 18 statements whatever the number."""
    until = min(period.end, date.fromordinal(on.toordinal() + 1)) if period.end else None
    found = [_published(each) for each in lag.changes(on=on, until=until, with_boards=False)]
    numbers = legislation.dated_values(KEYS)
    calendar = lag.calendar_of(on)
    seen = Days(period.start, until)
    first = indices.published_on_time(found, seen, _number(numbers[chain_limits.PROVINCE]), calendar)
    second = indices.disclosed_on_time(found, seen, _number(numbers[chain_limits.NATIONAL]), calendar)
    return first, second


def _number(values: Sequence[ParameterValue]) -> indices.NumberOf:
    def number(day: date) -> int | None:
        value = value_on(values, day)
        return value.number if value else None

    return number


def _published(change: Change) -> Published:
    told, law = change.publication, change.law
    newest = change.origin.newest or law
    return Published(
        code=told.code,
        name=told.name,
        agency=change.department,
        decision=told.number,
        signed_on=told.signed_on,
        is_full=told.case is PublicationCase.FULL,
        newest_basis_on=newest.effective_on if newest else None,
        newest_basis=newest.number if newest else "",
        changed_basis_on=law.effective_on if law else None,
        changed_issued_on=law.issued_on if law else None,
        ministry_arrived_on=change.ministry.arrived_on if change.ministry else None,
        is_shortened=change.dates.is_shortened,
        reversed_on=told.reversed_on,
        disclosed_on=change.entered.published_on,
        shown_there_on=change.entered.shown_on,
        key=change.key,
    )


def complete(*, on: date) -> Index:
    """Index 1.3 of a day: what was law and could be read by everybody. Two statements."""
    rows = catalogue.public(at=ground.end_of(on)).filter(validity__contains=on)
    columns = ("procedure__code", "name", "agency__name", "resolving_agency", "content")
    found = []
    for code, name, agency, text, plain in rows.values_list(*columns).iterator(chunk_size=500):
        missing = _missing(canonical.from_plain(plain))
        found.append(Filled(code, name, agency or text, missing))
    there = _there({base_of(row.code) for row in found if row.missing})
    return indices.complete_parts(
        Filled(row.code, row.name, row.agency, row.missing, there.get(base_of(row.code))) for row in found
    )


def _missing(content: ProcedureContent) -> tuple[str, ...]:
    return tuple(part.label for part in completeness(content).missing_required)


def _there(codes: set[str]) -> dict[str, tuple[str, ...]]:
    """What the national original lacks. One statement."""
    rows = catalogue.national().filter(code__in=codes).values_list("code", "content")
    return {code: _missing(canonical.from_plain(plain)) for code, plain in rows} if codes else {}
