"""What stands behind signed operations: legal bases with their days, decisions of the ministries, who resolves it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from thutuc.catalogue.models import MinistryDecision, MinistryItem, ProcedureVersion, VersionBasis
from thutuc.catalogue.queries.publications import Publication
from thutuc.catalogue.rules.decisions.origins import Law, Ministry, Origin, marked, ministry_of

Key = tuple[int, int]
"""Decision and position of an operation."""
Facts = tuple[int | None, str, date | None]
"""Who resolves it, how its notice reads, since when it stands."""
NOTHING: Facts = (None, "", None)


def origins_of(rows: Collection[Publication]) -> dict[Key, Origin]:
    """The origin of each operation. Five statements whatever the number."""
    versions = {row.version_id for row in rows if row.version_id} | {pk for row in rows for pk in row.ended_ids}
    bases = _bases(versions)
    facts = _facts(versions)
    ministries = _ministries({pk for row in rows for pk in row.ministry_ids})
    return {(row.decision_id, row.position): _origin(row, bases, facts, ministries) for row in rows}


def _origin(
    row: Publication, bases: Mapping[int, list[Law]], facts: Mapping[int, Facts], ministries: Mapping[int, Ministry]
) -> Origin:
    before = {law.number for pk in row.ended_ids for law in bases.get(pk, ())}
    shown = row.version_id or next(iter(row.ended_ids), 0)
    after = bases.get(shown, []) if row.version_id else []
    agency_id, notice, _start = facts.get(shown, NOTHING)
    ended = [facts.get(pk, NOTHING) for pk in row.ended_ids]
    same = bool(row.version_id and notice) and any(each[1] == notice for each in ended)
    before_on = max((each[2] for each in ended if each[2]), default=None)
    own = [ministries[pk] for pk in row.ministry_ids if pk in ministries]
    return Origin(marked(after, before), tuple(own), agency_id, redraws=not same, before_on=before_on)


def _bases(versions: Collection[int]) -> dict[int, list[Law]]:
    found: dict[int, list[Law]] = defaultdict(list)
    if not versions:
        return found
    columns = [f"document__{name}" for name in ("issuer", "issued_on", "effective_on", "is_shortened")]
    rows = VersionBasis.objects.filter(version__in=versions).order_by("version", "position")
    for version, number, issuer, issued, effective, shortened in rows.values_list("version", "number", *columns):
        found[version].append(Law(number, issuer or "", issued, effective, bool(shortened)))
    return found


def _facts(versions: Collection[int]) -> dict[int, Facts]:
    if not versions:
        return {}
    rows = ProcedureVersion.every.filter(pk__in=versions).values_list("pk", "agency_id", "notice_hash", "validity")
    return {pk: (agency, notice, days.lower) for pk, agency, notice, days in rows}


def _ministries(keys: Collection[int]) -> dict[int, Ministry]:
    if not keys:
        return {}
    codes: dict[int, set[str]] = defaultdict(set)
    for decision, code in MinistryItem.objects.filter(decision__in=keys).values_list("decision", "base_code"):
        codes[decision].add(code)
    rows = MinistryDecision.objects.filter(pk__in=keys).prefetch_related("documents")
    return {row.pk: _ministry(row, codes[row.pk]) for row in rows}


def _ministry(row: MinistryDecision, codes: Iterable[str]) -> Ministry:
    documents = [
        Law(each.number, each.issuer, each.issued_on, each.effective_on, each.is_shortened)
        for each in row.documents.all()
    ]
    return Ministry(
        row.pk,
        row.code,
        row.number,
        row.issuer,
        row.signed_on,
        row.arrived_on,
        row.register_number or "",
        row.is_shortened,
        frozenset(filter(None, codes)),
        tuple(documents),
    )


__all__ = ["Key", "Law", "Ministry", "Origin", "ministry_of", "origins_of"]
