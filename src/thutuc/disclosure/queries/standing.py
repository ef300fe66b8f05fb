"""The province's list as a comparison takes it, and by which codes and names a file is known as ours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.disclosure.rules.comparison import Standing
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.identity import is_central, top_of
from thutuc.organisations.rules.kinds import AreaLevel

_COLUMNS = (
    *("pk", "procedure__code", "name", "sector__name", "validity", "opened_basis", "closed_basis", "is_internal"),
    "number",
)


@dataclass(frozen=True)
class Identity:
    """By what a file is known as ours."""

    codes: frozenset[str]
    names: frozenset[str]


def identity() -> Identity:
    """The code and name of the province, and those that its agencies had at any time. Two statements."""
    every = organisations.visible_to(Actor.system("comparison"))
    told = every.exclude(identity_code="", legacy_identity_code="")
    codes = {
        top_of(code)
        for pair in told.values_list("identity_code", "legacy_identity_code").distinct()
        for code in pair
        if code and not is_central(code)
    }
    provinces = every.filter(area__level=AreaLevel.PROVINCE.value).values_list("area__name", flat=True).distinct()
    return Identity(
        frozenset(filter(None, {settings.PROVINCE_CODE, *codes})), frozenset({settings.PROVINCE_NAME, *provinces})
    )


def standings(*, on: date, at: datetime) -> list[Standing]:
    """Every procedure that the province ever listed, as it stands on the day and as known at the moment."""
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in catalogue.known(at=at).values(*_COLUMNS):
        versions[row["procedure__code"]].append(row)
    picked = {code: _picked(rows, on) for code, rows in versions.items()}
    wanted = [row["pk"] for chosen in picked.values() for row in chosen[1:] if row]
    contents = _contents(wanted, at)
    return [_standing(code, *chosen, contents, on) for code, chosen in sorted(picked.items())]


Row = dict[str, Any]


def _picked(rows: list[Row], on: date) -> tuple[Row, Row | None, Row | None]:
    """The version that is told of, the one in force, the next one to come."""
    rows = sorted(rows, key=lambda row: (row["validity"].lower, row["number"]))
    in_force = next((row for row in rows if on in row["validity"]), None)
    coming = next((row for row in rows if row["validity"].lower > on), None)
    past = [row for row in rows if row["validity"].lower <= on]
    return in_force or (past[-1] if past else rows[0]), in_force, coming


def _contents(keys: Iterable[int], at: datetime) -> dict[int, ProcedureContent]:
    rows = catalogue.known(at=at).filter(pk__in=list(keys)).values_list("pk", "content")
    return {pk: canonical.from_plain(plain) for pk, plain in rows.iterator(chunk_size=200)}


def _standing(
    code: str, told: Row, in_force: Row | None, coming: Row | None, contents: dict[int, ProcedureContent], on: date
) -> Standing:
    ends = told["validity"].upper
    gone = in_force is None and coming is None
    return Standing(
        code=code,
        name=told["name"],
        version=told["pk"],
        content=contents[in_force["pk"]] if in_force else None,
        sector=told["sector__name"] or "",
        basis=told["closed_basis"] if gone else told["opened_basis"],
        starts_on=told["validity"].lower,
        ended_on=ends if not coming else None,
        coming=contents[coming["pk"]] if coming else None,
        is_internal=told["is_internal"],
    )
