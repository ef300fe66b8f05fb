"""The upstream watch on a day: every open case, with who owes it, what went out about it. No secrets here.

The statements are the same whatever the number of documents, decisions and units.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import upstream
from thutuc.disclosure.models import Reminder
from thutuc.disclosure.queries import outstanding
from thutuc.disclosure.rules import chain_limits, policies, watch
from thutuc.disclosure.rules.chain_limits import Fault
from thutuc.disclosure.rules.watch import Case, Facts
from thutuc.disclosure.rules.watch_terms import CaseKind
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold, sort_key
from thutuc.legislation import queries as legislation
from thutuc.organisations import queries as organisations
from thutuc.worktime import queries as worktime


@dataclass(frozen=True)
class WatchFilters:
    """What an officer asks of the watch. Empty is everything."""

    kind: CaseKind | None = None
    ministry: str = ""
    agency: str = ""
    fault: Fault | None = None
    text: str = ""

    def wants(self, case: Case, agency: str) -> bool:
        """Whether a case of the agency with this code is shown."""
        return (
            (self.kind is None or case.kind is self.kind)
            and (not self.ministry or case.to == self.ministry)
            and (not self.agency or agency == self.agency)
            and (self.fault is None or case.fault is self.fault)
            and all(word in fold(f"{case.number} {case.title} {case.to}") for word in fold(self.text).split())
        )


@dataclass(frozen=True)
class WatchRow:
    """One case with the name of the agency and the last letter about it."""

    case: Case
    agency: str = ""
    reminder: Reminder | None = None


@dataclass(frozen=True)
class KindCount:
    """How many cases of one kind are open and late, and the age of the oldest in days."""

    kind: CaseKind
    open: int
    late: int
    oldest: int


@dataclass(frozen=True)
class WatchList:
    """The cases that were asked for, and the counts of all of them."""

    rows: Sequence[WatchRow]
    counts: Sequence[KindCount]
    ministries: Sequence[str]
    agencies: Sequence[tuple[str, str]]
    """(code, name) of the agencies that own a case."""

    @property
    def total(self) -> int:
        return sum(count.open for count in self.counts)


def facts(*, on: date, with_own: bool = True) -> Facts:
    """Everything that the rules look at; without the province's own entries and boards it is far less to read."""
    ministries = upstream.watched_ministries()
    laws = upstream.watched_laws(also={key for each in ministries for key in each.documents})
    documents = {key for law in laws for key in (law.key, *law.changes)}
    return Facts(
        laws=laws,
        ministries=ministries,
        standings=upstream.watched_standings(on=on, documents=documents),
        followed=upstream.watched_followed(),
        outstanding=outstanding.outstanding(on=on) if with_own else (),
    )


def cases(*, on: date) -> list[Case]:
    """Every case that is open on a day, what was due first at the head."""
    numbers = legislation.dated_values(chain_limits.KEYS)
    return watch.cases(facts(on=on), numbers=numbers, calendar=worktime.calendar(), on=on)


def upstream_cases(*, on: date) -> list[Case]:
    """The cases of ministries' decisions and documents alone: for the home of an officer."""
    numbers = legislation.dated_values(chain_limits.KEYS)
    known = facts(on=on, with_own=False)
    return watch.cases(known, numbers=numbers, calendar=worktime.calendar(), on=on)


def watch_list(*, on: date, filters: WatchFilters | None = None) -> WatchList:
    """The watch as its page shows it."""
    found = cases(on=on)
    asked = filters or WatchFilters()
    agencies = {row.pk: (row.code, row.name) for row in organisations.agencies_in_force(on=on)}
    of_case = {case.key: agencies.get(case.agency_id or 0, ("", "")) for case in found}
    shown = [case for case in found if asked.wants(case, of_case[case.key][0])]
    told = latest_reminders(case.key for case in shown)
    return WatchList(
        rows=[WatchRow(case, of_case[case.key][1], told.get(case.key)) for case in shown],
        counts=summary(found),
        ministries=sorted({case.to for case in found if case.to}, key=sort_key),
        agencies=sorted({pair for pair in of_case.values() if pair[0]}, key=lambda pair: sort_key(pair[1])),
    )


def summary(found: Iterable[Case]) -> list[KindCount]:
    """The figures of each kind, in the order of the chain: for the cells of the page and the duties of the week."""
    of_kind: dict[CaseKind, list[Case]] = {kind: [] for kind in CaseKind}
    for case in found:
        of_kind[case.kind].append(case)
    return [
        KindCount(kind, len(rows), sum(case.is_late for case in rows), max((case.age[0] for case in rows), default=0))
        for kind, rows in of_kind.items()
    ]


def duties(actor: Actor, *, on: date) -> list[KindCount]:
    """What an officer has open in the watch: control officers everything, others what their own agencies owe."""
    found = cases(on=on)
    if not (actor.is_system or actor.roles & policies.CONTROL):
        found = [case for case in found if case.agency_id in actor.agency_ids]
    return [count for count in summary(found) if count.open]


def watch_case(key: str, *, on: date) -> WatchRow:
    """One open case by its key. NotFound when it is closed or never was."""
    found = next((case for case in cases(on=on) if case.key == key), None)
    if found is None:
        raise NotFound(f"case {key}")
    names = organisations.names_of({found.agency_id} if found.agency_id else set())
    return WatchRow(found, names.get(found.agency_id or 0, ""), latest_reminders([key]).get(key))


def cases_about(refs: Iterable[str], *, on: date) -> list[Case]:
    """The open cases about one decision or document, for its own page."""
    wanted = set(refs)
    return [case for case in cases(on=on) if case.ref in wanted]


def latest_reminders(keys: Iterable[str]) -> dict[str, Reminder]:
    """The last letter about each case. One statement."""
    rows = Reminder.objects.filter(case_key__in=list(keys)).order_by("case_key", "-sent_on", "-id")
    return {row.case_key: row for row in rows.distinct("case_key")}


def reminders(key: str) -> list[Reminder]:
    """Every letter about a case, newest first."""
    return list(Reminder.objects.filter(case_key=key).order_by("-sent_on", "-id"))


def names_of_procedures(codes: Iterable[str], *, on: date) -> dict[str, str]:
    """The name of each procedure by base code: as it stands here, in the national original, or as a ministry said.

    Three statements.
    """
    wanted = set(codes)
    here = catalogue.in_force(on=on).filter(procedure__base_code__in=wanted).select_related(None)
    names = upstream.names_told(wanted) | dict(catalogue.national().filter(code__in=wanted).values_list("code", "name"))
    return names | dict(here.values_list("procedure__base_code", "name"))


def by_ministry(found: Iterable[Case]) -> Counter[str]:
    """How many cases each ministry owes."""
    return Counter(case.to for case in found if case.to and case.kind.is_upstream)
