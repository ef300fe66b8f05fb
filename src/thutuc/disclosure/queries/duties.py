"""What is owed: all of it, one unit's, and the figures of every unit for the overview."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Max, Q

from thutuc.accounts import queries as accounts
from thutuc.disclosure.models import Posting
from thutuc.disclosure.queries import ground, rounds
from thutuc.disclosure.queries.ground import Ground
from thutuc.disclosure.rules import boards
from thutuc.disclosure.rules.boards import Duty, Standing
from thutuc.disclosure.rules.facts import Version
from thutuc.disclosure.rules.terms import DutyKind
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date

LATEST_ACTS = 12
PHOTO_DAYS = 30


@dataclass(frozen=True)
class Work:
    """A duty with what a page tells of it. `left` are working days to the province's own day."""

    duty: Duty
    agency: Any
    place: Any
    new: Version | None
    old: Version | None
    left: int | None

    @property
    def version(self) -> Version | None:
        """The procedure that the card names."""
        return self.new or self.old

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def key(self) -> str:
        """Its name in addresses: kind, place, version numbers. Nothing is stored under it."""
        place = self.place.code if self.place else "-"
        version = f"{self.version.code}.{self.version.number}" if self.version else "-"
        return f"{self.duty.kind.value}~{place}~{version}"


def outstanding(*, on: date, agency_ids: Collection[int] | None = None) -> list[Work]:
    """Every duty of a day, the most urgent first. The statements of `ground.load`."""
    return works(ground.load(on=on, agency_ids=agency_ids))


def works(day: Ground) -> list[Work]:
    """The duties of the boards that were loaded, the most urgent first."""
    found = [duty for board in day.boards.values() for duty in boards.duties(board, day.versions, day.rule, on=day.on)]
    return [_work(day, duty) for duty in sorted(found, key=boards.urgency)]


def _work(day: Ground, duty: Duty) -> Work:
    return Work(
        duty,
        agency=day.agencies[duty.unit],
        place=day.places.get(duty.place) if duty.place else None,
        new=duty.version,
        old=day.versions[duty.hung.version] if duty.hung else None,
        left=day.rule.left(duty.due, day.on),
    )


@dataclass(frozen=True)
class UnitBoards:
    """One unit with its places and duties on a day."""

    agency: Any
    houses: frozenset[int]
    places: list[Any]
    works: list[Work]
    standing: Standing
    owed: list[Version]
    hanging: frozenset[int]

    def work(self, key: str) -> Work:
        """The duty of an address; NotFound when it is done or never was."""
        found = next((work for work in self.works if work.key == key), None)
        if found is None:
            raise NotFound(f"duty {key}")
        return found

    @property
    def papers(self) -> list[Any]:
        """Where somebody hangs sheets by hand."""
        return [place for place in self.places if not place.kind.renews_itself]

    @property
    def unposted(self) -> list[Version]:
        """What must be posted and hangs nowhere, by name."""
        return [work.new for work in self.works if work.duty.kind is DutyKind.POST and work.new]


def duties_of(agency: Any, *, on: date) -> UnitBoards:
    """One unit's boards; NotFound for an agency that posts nothing."""
    day = ground.load(on=on, agency_ids={agency.pk})
    board = day.boards.get(agency.pk)
    if board is None:
        raise NotFound(f"boards of {agency.code}")
    found = works(day)
    figures = boards.standing(board, [work.duty for work in found], day.rule, on=on)
    hanging = frozenset(each.version for each in board.hung if each.posting)
    return UnitBoards(
        agency, day.houses(agency.pk), list(day.places.values()), found, figures, list(board.owed), hanging
    )


def owed_by(agency: Any, *, on: date) -> list[Version]:
    """What a unit must show on a day, by name: for printed sheets and lists."""
    board = ground.load(on=on, agency_ids={agency.pk}).boards.get(agency.pk)
    return list(board.owed) if board else []


@dataclass(frozen=True)
class UnitRow:
    """One line of the overview."""

    agency: Any
    standing: Standing
    photos: int
    postings: int
    check: "rounds.UnitCheck | None"
    contact: Any

    @property
    def late(self) -> int:
        return self.standing.late

    @property
    def post(self) -> int:
        return self.standing.counts[DutyKind.POST] + self.standing.counts[DutyKind.FEEDBACK_NOTICE]

    @property
    def replace(self) -> int:
        return self.standing.counts[DutyKind.REPLACE]

    @property
    def take_down(self) -> int:
        return self.standing.counts[DutyKind.TAKE_DOWN]

    @property
    def photo_share(self) -> int | None:
        """Per cent of the last month's acts at the board that have a photo; None without any act."""
        return 100 * self.photos // self.postings if self.postings else None


@dataclass(frozen=True)
class Overview:
    """Every unit, worst first, and the sums of the province."""

    rows: list[UnitRow]
    last_days: int | None
    last_acts: int

    @property
    def owed(self) -> int:
        return sum(row.standing.owed for row in self.rows)

    @property
    def right(self) -> int:
        return sum(row.standing.right for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

    @property
    def late_units(self) -> int:
        return sum(row.late > 0 for row in self.rows)

    @property
    def counts(self) -> Counter[DutyKind]:
        """Duties by kind over all units."""
        return sum((Counter(row.standing.counts) for row in self.rows), Counter())

    @property
    def total(self) -> int:
        return sum(row.standing.total for row in self.rows)


def overview(*, on: date) -> Overview:
    """The figures of every unit on a day, worst first: those of `ground.load` and four more statements."""
    day = ground.load(on=on)
    photos, contacts, checks = _photos(day, on), _contacts(day, on), rounds.last_checks(on=on)
    rows, open_acts = [], set()
    for unit, board in day.boards.items():
        found = boards.duties(board, day.versions, day.rule, on=on)
        open_acts |= {duty.version.act for duty in found if duty.version}
        figures = boards.standing(board, found, day.rule, on=on)
        done, pictured = photos.get(unit, (0, 0))
        rows.append(UnitRow(day.agencies[unit], figures, pictured, done, checks.get(unit), contacts.get(unit)))
    order = {unit: place for place, unit in enumerate(day.boards)}
    rows.sort(key=lambda row: (-row.late, -row.standing.total, order[row.agency.pk]))
    days = _days_to_last_board(day, open_acts)
    return Overview(rows, round(median(days)) if days else None, len(days))


def _days_to_last_board(day: Ground, open_acts: set[str]) -> list[int]:
    """For the latest acts that every board has carried out: days from the signature to the last sheet."""
    hanging = Posting.objects.filter(ground.hanging(ground.end_of(day.on)), version__isnull=False).order_by()
    last: dict[str, datetime] = {}
    for key, posted_at in hanging.values_list("version_id").annotate(last=Max("posted_at")):
        version = day.versions.get(key)
        if version and version.act not in open_acts and version.gone_on is None:
            last[version.act] = max(posted_at, last.get(version.act, posted_at))
    signed = {version.act: version.opened_on for version in day.versions.values() if version.act in last}
    latest = sorted(last, key=lambda act: signed[act], reverse=True)[:LATEST_ACTS]
    return [max(0, (local_date(last[act]) - signed[act]).days) for act in latest]


def _photos(day: Ground, on: date) -> dict[int, tuple[int, int]]:
    """Acts at the boards of each unit in the last month, and how many have a photo. One statement."""
    since = ground.end_of(on - timedelta(days=PHOTO_DAYS))
    recent = Q(posted_at__gte=since) | Q(removed_at__gte=since)
    pictured = ~Q(evidence="") & Q(posted_at__gte=since) | ~Q(removal_evidence="") & Q(removed_at__gte=since)
    counted = Posting.objects.filter(recent).order_by().values_list("place__agency_id")
    found: dict[int, tuple[int, int]] = {}
    owner = {place.agency_id: unit for unit, board in day.boards.items() for place in _rows(day, board.places)}
    for agency, done, shown in counted.annotate(done=Count("pk"), shown=Count("pk", filter=pictured)):
        unit = owner.get(agency)
        if unit is not None:
            before = found.get(unit, (0, 0))
            found[unit] = (before[0] + done, before[1] + shown)
    return found


def _rows(day: Ground, places: Iterable[Any]) -> list[Any]:
    return [day.places[place.id] for place in places]


def _contacts(day: Ground, on: date) -> Mapping[int, Any]:
    """The focal point of each unit, or of the agency above it. One statement."""
    people = {post.agency_id: post.person for post in accounts.focal_points(on=on)}
    above = {unit: day.parents.get(unit) for unit in day.boards}
    return {unit: people.get(unit) or people.get(above[unit] or 0) for unit in day.boards}
