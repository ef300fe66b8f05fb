"""What the rows of an annex are matched against: the province's list on a day, and the national original."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.models import NationalRecord, ProcedureVersion
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.annex import Index, Known
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent


@dataclass(frozen=True)
class Base:
    """The content that a row is written over, and the number of its version; 0 is the national original."""

    content: ProcedureContent
    number: int = 0


def listed_index() -> Index:
    """Codes and newest names of every procedure that the province's list holds or held. One statement."""
    rows = ProcedureVersion.objects.order_by("validity").values_list("procedure__code", "name")
    return Index.of([Known(code, name) for code, name in dict(rows).items()])


def national_index() -> Index:
    """Codes and names of the national original. One statement."""
    rows = NationalRecord.objects.filter(withdrawn_at=None).values_list("code", "name")
    return Index.of([Known(code, name, is_national=True) for code, name in rows])


def standing_bases(codes: Collection[str], *, on: date) -> dict[str, Base]:
    """The contents in force on the day, the newest where none is, by full code. Two statements."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).order_by("validity")
    chosen: dict[str, tuple[int, bool]] = {}
    for pk, code, days in rows.values_list("pk", "procedure__code", "validity"):
        stands = on in days
        if stands or not chosen.get(code, (0, False))[1]:
            chosen[code] = (pk, stands)
    keys = [pk for pk, _stands in chosen.values()]
    contents = ProcedureVersion.objects.filter(pk__in=keys).values_list("procedure__code", "content", "number")
    return {code: Base(canonical.from_plain(plain), number) for code, plain, number in contents}


def national_bases(codes: Collection[str]) -> dict[str, Base]:
    """The ministries' own contents by the code asked for. One statement."""
    wanted = {code: base_of(code) for code in codes}
    rows = NationalRecord.objects.filter(code__in=set(wanted.values()), withdrawn_at=None)
    known = {code: canonical.from_plain(plain) for code, plain in rows.values_list("code", "content")}
    return {code: Base(known[base]) for code, base in wanted.items() if base in known}
