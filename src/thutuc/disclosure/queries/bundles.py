"""Registered sheets with everything that their papers show, unit by unit."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from thutuc.catalogue.queries import published
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.disclosure.models import Sheet, SheetVersion
from thutuc.disclosure.rules.bundles import Bundle, Printed, Shown
from thutuc.disclosure.rules.terms import SheetKind
from thutuc.kernel.periods import local_date
from thutuc.organisations import queries as organisations


def bundles_of(sheet_ids: Sequence[int], *, on: date) -> Iterator[Bundle]:
    """One bundle for each unit, units in Vietnamese order. Contents are read once for all units. Four statements."""
    rows = Sheet.objects.filter(pk__in=sheet_ids).select_related("agency", "place")
    sheets = list(rows.order_by("agency__sort_key", "agency_id", "pk"))
    shown = _shown(sheet_ids)
    parents = organisations.parent_names({sheet.agency_id for sheet in sheets}, on=on)
    for agency, own in groupby(sheets, key=lambda sheet: sheet.agency):
        printed = tuple(_printed(sheet, shown.get(sheet.pk, ())) for sheet in own)
        yield Bundle(agency.code, agency.name, parents.get(agency.pk, ""), printed)


def _shown(sheet_ids: Iterable[int]) -> dict[int, list[Shown]]:
    rows = SheetVersion.objects.filter(sheet__in=list(sheet_ids)).select_related("version").defer("version__content")
    kept = list(rows.order_by("pk"))
    contents = published.contents(sorted({row.version_id for row in kept}))
    found: dict[int, list[Shown]] = {}
    for row in kept:
        found.setdefault(row.sheet_id, []).append(_of(row, contents[row.version_id]))
    return found


def _of(row: SheetVersion, content: ProcedureContent) -> Shown:
    return Shown(content, row.mark, row.version.validity.lower, row.version.opened_basis)


def _printed(sheet: Sheet, shown: Iterable[Shown]) -> Printed:
    return Printed(
        code=sheet.code,
        kind=SheetKind(sheet.kind),
        printed_on=local_date(sheet.printed_at),
        place=sheet.place.name if sheet.place else "",
        shown=tuple(shown),
        lines=tuple((str(label), str(value)) for label, value in sheet.lines),
    )
