"""The website check: visit every unit's pages, judge them, write the result down unit by unit."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from thutuc.disclosure.adapters.fetching import Visitor
from thutuc.disclosure.queries import sites as queries
from thutuc.disclosure.rules import sites
from thutuc.disclosure.rules.sites import Expected, Result
from thutuc.disclosure.services import sites as services
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import local_date

Progress = Callable[[str, int, int], None]
"""Called with the unit that is visited, units done and units in all."""


def _silent(unit: str, done: int, total: int) -> None:
    """No progress is shown."""


def check_sites(
    *, visitor: Visitor, by: Actor, at: datetime, units: Collection[str] = (), progress: Progress = _silent
) -> list[tuple[Any, Result]]:
    """Every unit with configured pages (or those named), worst first. What is done stays when a later unit fails."""
    wanted = queries.to_visit(units)
    held = queries.expected(on=local_date(at))
    found: dict[str, tuple[Any, Result]] = {}
    for done, (agency, pages) in enumerate(wanted.items()):
        progress(agency.short_name or agency.name, done, len(wanted))
        owed = held.get(agency.pk) or replace(held[0], unit=agency.code)
        result = visit([page.url for page in pages], owed, visitor)
        services.record_check(agency=agency, result=result, by=by, at=at)
        found[agency.code] = (agency, result)
    progress("", len(wanted), len(wanted))
    return [found[code] for code in sites.worst_first({code: result for code, (_unit, result) in found.items()})]


def visit(urls: Collection[str], owed: Expected, visitor: Visitor) -> Result:
    """The pages of one unit, read and judged."""
    fetched = [visitor.page(url) for url in urls]
    pages = [sites.read(each) for each in fetched if each.problem is None]
    dead = {url for url in sites.to_try(pages, owed) if visitor.is_dead(url)}
    return sites.judge(fetched, pages, owed, dead=dead)
