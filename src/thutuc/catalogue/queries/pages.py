"""Everything that one page of a procedure shows, in few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thutuc.catalogue.models import NationalRecord, OnlineLevel, ProcedureVersion, VersionBasis
from thutuc.catalogue.queries.timeline import content_of, procedure_by_code, versions, visible_to
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.difference import Change, compare
from thutuc.catalogue.rules.effects import Effects, effects
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound

NATIONAL = "quoc-gia"
"""The side of a comparison that is the national original."""


@dataclass(frozen=True)
class ProcedurePage:
    """One version of a procedure with what stands beside it."""

    version: ProcedureVersion
    content: ProcedureContent
    versions: tuple[ProcedureVersion, ...]
    in_force: ProcedureVersion | None
    online: tuple[OnlineLevel, ...]
    bases: tuple[VersionBasis, ...]
    record: NationalRecord | None

    @property
    def code(self) -> str:
        """The full code inside the province."""
        return self.version.procedure.code

    @property
    def differs_from_national(self) -> bool:
        """Whether the national original says something else than the version shown."""
        return self.record is not None and self.record.content_hash != self.version.content_hash


def procedure(code: str, *, actor: Actor, on: date, number: int | None = None) -> ProcedurePage:
    """The page of a procedure: the version of a number, else the one in force, else the newest. Four statements."""
    rows = _versions(code, actor)
    in_force = next((row for row in rows if on in row.validity), None)
    shown = in_force or rows[0]
    if number is not None:
        shown = next((row for row in rows if row.number == number), None) or _missing(code)
    levels = OnlineLevel.objects.filter(procedure=shown.procedure_id, validity__contains=on)
    return ProcedurePage(
        version=shown,
        content=content_of(shown),
        versions=tuple(rows),
        in_force=in_force,
        online=tuple(levels.select_related("agency").order_by("scheme", "agency__sort_key")),
        bases=tuple(VersionBasis.objects.filter(version=shown).select_related("document").order_by("position")),
        record=_record(shown.procedure.base_code),
    )


def _versions(code: str, actor: Actor) -> list[ProcedureVersion]:
    allowed = visible_to(actor)
    rows = list(versions(code).filter(pk__in=allowed.values("pk")))
    if not rows:
        full = procedure_by_code(code).code
        rows = list(versions(full).filter(pk__in=allowed.values("pk"))) if full != code else []
    return rows or [_missing(code)]


def _missing(code: str) -> ProcedureVersion:
    raise NotFound(f"procedure {code}")


def _record(base_code: str) -> NationalRecord | None:
    return NationalRecord.objects.filter(code=base_code).defer("raw", "content").first()


def national_record(code: str) -> NationalRecord:
    """One record of the national original, raw text included."""
    found = NationalRecord.objects.select_related("run").filter(code=code).first()
    if found is None:
        raise NotFound(f"national record {code}")
    return found


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a version of the province, or the national original."""

    key: str
    content: ProcedureContent
    version: ProcedureVersion | None = None


@dataclass(frozen=True)
class Comparison:
    """Two sides with what differs between them and for whom."""

    versions: tuple[ProcedureVersion, ...]
    before: Side
    after: Side
    changes: tuple[Change, ...]
    effects: Effects
    has_record: bool


def comparison(code: str, *, actor: Actor, before: str = "", after: str = "", tolerant: bool = False) -> Comparison:
    """Two versions by number, or `quoc-gia`; without numbers the newest against the one before it. Two statements."""
    rows = _versions(code, actor)
    record = NationalRecord.objects.filter(code=rows[0].procedure.base_code).defer("raw").first()
    right = _side(after or str(rows[0].number), rows, record)
    left = _side(before or _earlier(right, rows, record), rows, record)
    old = replace(left.content, code=right.content.code) if NATIONAL in (left.key, right.key) else left.content
    return Comparison(
        versions=tuple(rows),
        before=left,
        after=right,
        changes=compare(old, right.content, tolerant=tolerant),
        effects=effects(old, right.content),
        has_record=record is not None,
    )


def _earlier(right: Side, rows: Sequence[ProcedureVersion], record: NationalRecord | None) -> str:
    numbers = [str(row.number) for row in rows]
    if right.key in numbers[:-1]:
        return numbers[numbers.index(right.key) + 1]
    return NATIONAL if record and right.key != NATIONAL else numbers[0]


def _side(key: str, rows: Sequence[ProcedureVersion], record: NationalRecord | None) -> Side:
    if key == NATIONAL and record:
        return Side(NATIONAL, content_of(record))
    for row in rows:
        if str(row.number) == key:
            return Side(key, content_of(row), row)
    raise NotFound(f"version {key}")
