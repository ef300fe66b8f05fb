"""Dossiers of other systems: sources with their figures, runs, names of agencies, what is known of a source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q, QuerySet

from thutuc.catalogue import queries as catalogue
from thutuc.db import asking
from thutuc.db.asking import Standing
from thutuc.dossiers.models import Dossier, ForeignFile, ForeignMapping, ForeignRun, ForeignSource, LongAct, LongAnswer
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.foreign import policies
from thutuc.dossiers.rules.foreign.changes import TEXTS, TIMES, Known
from thutuc.dossiers.rules.foreign.terms import JOB
from thutuc.dossiers.rules.foreign.words import agency_key, word_key
from thutuc.dossiers.rules.terms import Authority, DossierState, PartyRole
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold_words
from thutuc.organisations import queries as organisations

_OPEN = [state.value for state in states.OPEN]
_MIRRORED = ~Q(authority=Authority.LOCAL.value)
READER = Actor.system("dossiers")


def sources() -> QuerySet[ForeignSource]:
    """Every other system, by name."""
    return ForeignSource.objects.order_by("name")


def source(code: str) -> ForeignSource:
    """One other system."""
    found = ForeignSource.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"source {code}")
    return found


def mappings(source_code: str = "") -> QuerySet[ForeignMapping]:
    """Saved ways of reading, of one source or all."""
    rows = ForeignMapping.objects.select_related("source").order_by("source__name", "name")
    return rows.filter(source__code=source_code) if source_code else rows


def mapping(source_code: str, name: str) -> ForeignMapping:
    """One saved way of reading, by its name or key."""
    key = word_key(name)
    found = mappings(source_code).filter(Q(key=name) | Q(key=key)).first()
    if found is None:
        raise NotFound(f"mapping {source_code}/{name}")
    return found


@dataclass(frozen=True)
class SourceFigures:
    """What a source has here."""

    source: ForeignSource
    dossiers: int
    open: int
    late: int
    taken: int
    last: datetime | None


def figures(*, now: datetime) -> list[SourceFigures]:
    """Every source with its counts, local ones that were taken over apart. Three statements."""
    late = Q(due_key__lt=now, state__in=_OPEN) & _MIRRORED
    counted: dict[str, dict[str, Any]] = {
        row["source"]: dict(row)
        for row in Dossier.objects.exclude(source="")
        .values("source")
        .annotate(
            dossiers=Count("pk", filter=_MIRRORED),
            open=Count("pk", filter=_MIRRORED & Q(state__in=_OPEN)),
            late=Count("pk", filter=late),
            taken=Count("pk", filter=~_MIRRORED),
        )
    }
    taken_in = ForeignRun.objects.filter(dry_run=False).order_by("source_id", "-at").distinct("source_id")
    newest: dict[int, datetime] = dict(taken_in.values_list("source_id", "at"))
    none = {"dossiers": 0, "open": 0, "late": 0, "taken": 0}
    return [
        SourceFigures(
            row,
            **{name: counted.get(row.code, none)[name] for name in none},
            last=newest.get(row.pk),
        )
        for row in sources()
    ]


def mirrored(rows: QuerySet[Dossier], *, source: str = "", state: str = "", text: str = "") -> QuerySet[Dossier]:
    """The mirrored ones of `rows` (what an actor may see), filtered; the longest late first, then the newest."""
    found = rows.filter(_MIRRORED)
    if source:
        found = found.filter(source=source)
    if state == "open":
        found = found.filter(state__in=_OPEN)
    elif state:
        found = found.filter(state=state)
    for word in fold_words(text)[:8]:
        found = found.filter(words=SearchQuery(f"'{word}':*", search_type="raw", config="simple"))
    return found.select_related("agency").order_by("due_key", "-id")


def runs() -> QuerySet[ForeignRun]:
    """Every run, newest first, without its report."""
    return ForeignRun.objects.select_related("source", "file").defer("report", "file__words").order_by("-at", "-pk")


def run(key: str) -> ForeignRun:
    """One run with its report."""
    found = ForeignRun.objects.select_related("source", "file").filter(key=key).first()
    if found is None:
        raise NotFound(f"run {key}")
    return found


def file(key: str) -> ForeignFile:
    """One file that was brought."""
    found = ForeignFile.objects.filter(key=key).first()
    if found is None:
        raise NotFound(f"file {key}")
    return found


def bytes_of(owner: ForeignFile | ForeignRun) -> bytes:
    """The content of a file, or the error file of a run. NotFound when there is none."""
    use = files.of_owner(owner).first()
    if use is None:
        raise NotFound(f"content of {owner.key}")
    with files.opened(use.file) as content:
        return content.read()


def may_read_files(actor: Actor, owner: str) -> Access:
    """Files of other systems hold people's data: the control of procedures reads them, every reading is recorded."""
    found = policies.may_keep(actor)
    return Access(tuple(found), journalled=True)


def agencies_by_name(*, on: date) -> dict[str, int]:
    """Whom a name, code or identity code means: what a person said, then agencies in force, then those of before.

    A name that several agencies bear means none of them.
    """
    rows = list(
        organisations.visible_to(READER).values_list(
            "pk", "name", "short_name", "code", "identity_code", "legacy_identity_code", "validity"
        )
    )
    found = _borne(row for row in rows if on not in row[-1])
    found |= _borne(row for row in rows if on in row[-1])
    found |= dict(catalogue.aliases().filter(agency__isnull=False).values_list("key", "agency_id"))
    return found


def _borne(rows: Iterable[tuple[object, ...]]) -> dict[str, int]:
    bearers: dict[str, set[int]] = defaultdict(set)
    for pk, *names, _validity in rows:
        for text in names:
            if text:
                bearers[agency_key(str(text))].add(int(str(pk)))
    return {key: next(iter(ids)) for key, ids in bearers.items() if len(ids) == 1}


def procedures_by_code() -> dict[str, int]:
    """The province's procedures by full code and, where one alone has it, by base code."""
    rows = list(catalogue.procedures().values_list("pk", "code", "base_code"))
    bases: dict[str, set[int]] = defaultdict(set)
    for pk, _code, base in rows:
        bases[base].add(pk)
    alone = {base: next(iter(keys)) for base, keys in bases.items() if len(keys) == 1}
    return alone | {code: pk for pk, code, _base in rows}


def known(source: str) -> dict[str, Known]:
    """Every dossier of a source as it stands here, by the source's code. Two statements."""
    names = [*(each for each in TEXTS if each != "id_number"), *TIMES, "agency_id"]
    columns = ("pk", "source_code", "authority", "state", "state_since", "promised_at", "event_count", *names)
    numbers = dict(
        Dossier.objects.filter(source=source, parties__role=PartyRole.OWNER.value).values_list(
            "pk", "parties__id_number"
        )
    )
    found = {}
    rows = Dossier.objects.filter(source=source).values_list(*columns)
    for pk, code, authority, state, since, promised, events, *values in rows:
        said = dict(zip(names, values, strict=True))
        said["agency"] = said.pop("agency_id")
        here = (pk, Authority(authority), DossierState(state), since, promised, events)
        found[code] = Known(*here, id_number=numbers.get(pk, ""), **said)
    return found


def long_act(key: str) -> LongAct:
    """A long act with who asked and what it is about."""
    rows = LongAct.objects.select_related("person", "file", "trial", "trial__file", "trial__source")
    found = rows.defer("trial__report").filter(key=key).first()
    if found is None:
        raise NotFound(f"long act {key}")
    return found


def standing(key: str, *, at: datetime) -> Standing[LongAct, LongAnswer]:
    """How it stands. Four statements."""
    asked = long_act(key)
    rows = LongAnswer.objects.select_related("run").defer("run__report")
    return asking.standing(asked, JOB, lambda: rows.filter(request=asked).first(), at=at)


def going_on() -> QuerySet[LongAct]:
    """Long acts without an answer, newest first."""
    return LongAct.objects.select_related("file", "trial__file").filter(answer=None).order_by("-at", "-pk")


def confirmed(trial: ForeignRun) -> LongAct | None:
    """The request that confirmed a trial, if it was not refused."""
    rows = LongAct.objects.filter(trial=trial).exclude(answer__run=None, answer__isnull=False)
    return rows.order_by("-pk").first()


def to_take_over(rows: QuerySet[Dossier], *, source: str = "", keys: Sequence[str] = ()) -> QuerySet[Dossier]:
    """Open dossiers of the former system among `rows`: of one source, or those named."""
    found = rows.filter(authority=Authority.FORMER.value, state__in=_OPEN)
    return (found.filter(key__in=keys) if keys else found.filter(source=source)).order_by("pk")


@dataclass(frozen=True)
class Receiver:
    """Who takes over the dossiers of an agency unless somebody else is named."""

    old: str
    new: str
    count: int


def receivers(rows: QuerySet[Dossier], *, on: date) -> list[Receiver]:
    """Who takes over what: the agency itself, else its one default successor. Four statements."""
    counted = dict(rows.order_by().values_list("agency_id").annotate(Count("pk")))
    ids = {pk for pk in counted if pk}
    names = organisations.names_of(ids)
    heirs = organisations.heirs(ids, on=on)
    found = []
    for pk, count in counted.items():
        default = next((heir.agency for heir in heirs.get(pk or 0, []) if heir.is_default), None)
        here = default is not None and on in default.validity
        found.append(Receiver(names.get(pk or 0, ""), default.name if default and here else "", count))
    return sorted(found, key=lambda each: (bool(each.new), -each.count, each.old))
