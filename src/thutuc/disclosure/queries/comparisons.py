"""Comparisons with the national database: how far one is, what it found, what is still to decide. No secrets here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.requests import Stage, stage_of
from thutuc.db import progress
from thutuc.db.progress import Seen
from thutuc.db.queue import state_of
from thutuc.disclosure.models import ComparisonItem, ComparisonRequest, ComparisonRun
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.text import fold_words, gettext_noop, tidy

JOB = "disclosure.compare"


@dataclass(frozen=True)
class Progress:
    """A request with its run, or how far it is."""

    asked: ComparisonRequest
    stage: Stage
    run: ComparisonRun | None
    seen: Seen

    @property
    def objections(self) -> list[Objection]:
        """Why it was refused."""
        return [Objection(**plain) for plain in self.run.objections] if self.run else []


@dataclass(frozen=True)
class Filters:
    """What an officer asks of the worklist. Empty is everything."""

    kind: Mismatch | None = None
    text: str = ""
    sector: str = ""
    part: str = ""
    state: ItemState | None = None


def requested(key: str) -> ComparisonRequest:
    """One request with who asked."""
    found = ComparisonRequest.objects.select_related("person").filter(key=key).first()
    if found is None:
        raise NotFound(f"comparison {key}")
    return found


def progress_of(key: str, *, at: datetime) -> Progress:
    """How a request stands. Four statements; the run is read last, since a job leaves the queue after it."""
    asked = requested(key)
    job = state_of(JOB, request=key)
    seen = progress.seen(key) or Seen(0, asked.rows)
    run = ComparisonRun.objects.filter(request=asked).defer("overlooked").first()
    refused = bool(run and run.objections)
    stage = stage_of(done=bool(run) and not refused, refused=refused, job=job, waited=at - asked.at)
    return Progress(asked, stage, run, seen)


def bytes_of(asked: ComparisonRequest) -> bytes:
    """The file as it was brought."""
    use = files.of_owner(asked).first()
    if use is None:
        raise NotFound(f"file of comparison {asked.key}")
    with files.opened(use.file) as content:
        return content.read()


def may_read_files(actor: Actor, owner: str) -> Access:
    """Exports and pictures of entries are read by the office of control and its head."""
    if actor.is_system or actor.roles & {Role.CONTROL_OFFICER.value, Role.OFFICE_HEAD.value}:
        return Access()
    words = gettext_noop("Tệp này do công chức kiểm soát thủ tục hành chính quản lý.")
    return Access((Objection("comparison.file", words, "control.organisation"),))


def going_on() -> QuerySet[ComparisonRequest]:
    """Requests without an answer, newest first."""
    return ComparisonRequest.objects.filter(run=None).order_by("-at", "-pk")


def runs() -> QuerySet[ComparisonRun]:
    """Every run that was carried out, newest first, with how many of its mismatches are undecided."""
    found = ComparisonRun.objects.filter(number__isnull=False).defer("overlooked").select_related("request", "closing")
    undecided = Count("items", filter=Q(items__state=ItemState.OPEN.value))
    return found.annotate(undecided=undecided).order_by("-number")


def run(key: str) -> ComparisonRun:
    """One run with its request."""
    found = done(key)
    if found is None:
        raise NotFound(f"comparison {key}")
    return found


def done(key: str) -> ComparisonRun | None:
    """The run of a request, if it has been carried out."""
    rows = ComparisonRun.objects.select_related("request", "closing").filter(number__isnull=False)
    return rows.filter(request__key=key).first()


def newest() -> ComparisonRun | None:
    """The last run."""
    rows = ComparisonRun.objects.filter(number__isnull=False).defer("overlooked")
    return rows.select_related("request").order_by("-number").first()


def items(of: ComparisonRun, filters: Filters | None = None) -> QuerySet[ComparisonItem]:
    """The mismatches of a run, the most harmful first."""
    rows = ComparisonItem.objects.filter(run=of).select_related("version").defer("version__content")
    asked = filters or Filters()
    wanted = {
        "kind": asked.kind.value if asked.kind else None,
        "state": asked.state.value if asked.state else None,
        "sector": asked.sector or None,
        "parts__contains": [asked.part] if asked.part else None,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(_says(asked.text)).order_by("position")


def _says(text: str) -> Q:
    named = Q()
    for word in tidy(text).split():
        named &= Q(name__icontains=word)
    return named | Q(code__startswith=tidy(text).replace(" ", "").upper()) if fold_words(text) else Q()


@dataclass(frozen=True)
class Group:
    """The mismatches of one kind that a page shows, out of so many."""

    kind: Mismatch
    count: int
    items: tuple[ComparisonItem, ...]


def overview(of: ComparisonRun, filters: Filters, *, each: int) -> list[Group]:
    """The first mismatches of every kind that match, and how many there are. Two statements."""
    placed: dict[Mismatch, list[int]] = {kind: [] for kind in Mismatch}
    for position, kind in items(of, filters).values_list("position", "kind"):
        placed[Mismatch(kind)].append(position)
    first = [position for positions in placed.values() for position in positions[:each]]
    shown: dict[Mismatch, list[ComparisonItem]] = {kind: [] for kind in Mismatch}
    for row in items(of).filter(position__in=first):
        shown[Mismatch(row.kind)].append(row)
    return [Group(kind, len(positions), tuple(shown[kind])) for kind, positions in placed.items() if positions]


def item(of: ComparisonRun, position: int) -> ComparisonItem:
    """One mismatch."""
    found = items(of).filter(position=position).first()
    if found is None:
        raise NotFound(f"mismatch {position}")
    return found


@dataclass(frozen=True)
class Choices:
    """What occurs in a run, for the filters."""

    sectors: tuple[str, ...]
    parts: tuple[str, ...]
    undecided: dict[Mismatch, int]


def choices(of: ComparisonRun) -> Choices:
    """Sectors and parts of the mismatches, and how many of each kind are undecided. One statement."""
    sectors: dict[str, None] = {}
    parts: dict[str, None] = {}
    undecided = dict.fromkeys(Mismatch, 0)
    rows = ComparisonItem.objects.filter(run=of).order_by("sector").values_list("sector", "parts", "kind", "state")
    for sector, told, kind, state in rows:
        sectors.setdefault(sector)
        parts |= dict.fromkeys(told)
        undecided[Mismatch(kind)] += 1 if state == ItemState.OPEN.value else 0
    return Choices(tuple(filter(None, sectors)), tuple(parts), undecided)


def undecided() -> int:
    """How many mismatches of the last run wait for somebody: the counter of the room."""
    last = ComparisonRun.objects.filter(number__isnull=False).order_by("-number").values("pk")[:1]
    return ComparisonItem.objects.filter(run__in=last, state=ItemState.OPEN.value).count()
