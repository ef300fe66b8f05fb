"""What is asked of the printer: for which units, which procedures, how long; and which sheets that makes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thutuc.catalogue.rules.codes import base_of
from thutuc.disclosure.rules.sheet import Extent
from thutuc.disclosure.rules.terms import SheetKind
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop

AT_ONCE = 60
"""Up to so many sheets are made while the page waits: about a second."""
MOST = 40_000
"""A province's hundred and thirty units with everything they show."""


class What(Labelled):
    """Which procedures are printed."""

    DUE = "due", gettext_noop("Các tờ phải treo mới hoặc thay")
    PROCEDURE = "procedure", gettext_noop("Một thủ tục")
    DECISION = "decision", gettext_noop("Các thủ tục của một quyết định")
    ALL = "all", gettext_noop("Mọi thủ tục đơn vị phải niêm yết")
    NONE = "none", gettext_noop("Không in tờ thủ tục")


@dataclass(frozen=True)
class Asked:
    """What an officer asks. No `agencies` means every unit that posts; `place` only with one unit.

    `on` is a day to come: sheets of a decision that is signed but not yet in force are printed ahead.
    """

    agencies: tuple[int, ...] = ()
    place: int | None = None
    what: What = What.DUE
    code: str = ""
    decision: str = ""
    on: date | None = None
    with_list: bool = False
    with_notice: bool = False
    extent: Extent = Extent.SHORT


@dataclass(frozen=True)
class Version:
    """A version that a unit must show: key, number, full code, the act that opened it."""

    id: int
    number: int
    code: str
    act: str


@dataclass(frozen=True)
class UnitFacts:
    """A unit as printing needs it: `place` is its board when it has only one, `due` what is to be hung or replaced."""

    agency: int
    place: int | None
    owed: tuple[Version, ...]
    due: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Order:
    """One sheet to be printed: for a unit, for one of its places, with these versions (key and number)."""

    kind: SheetKind
    agency_id: int
    place_id: int | None = None
    versions: tuple[tuple[int, int], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


def orders(asked: Asked, units: Collection[UnitFacts], notice: tuple[tuple[str, str], ...]) -> list[Order]:
    """The sheets that an order makes, unit by unit. The list holds everything that the unit must show."""
    return [order for unit in units for order in _of_unit(asked, unit, notice)]


def _of_unit(asked: Asked, unit: UnitFacts, notice: tuple[tuple[str, str], ...]) -> list[Order]:
    place = asked.place or unit.place
    chosen = [version for version in unit.owed if _is_asked(asked, unit, version)]
    found = [Order(SheetKind.PROCEDURE, unit.agency, place, ((each.id, each.number),)) for each in chosen]
    if asked.with_list and unit.owed:
        found.append(Order(SheetKind.LIST, unit.agency, place, tuple((each.id, each.number) for each in unit.owed)))
    if asked.with_notice:
        found.append(Order(SheetKind.FEEDBACK_NOTICE, unit.agency, place, lines=notice))
    return found


def _is_asked(asked: Asked, unit: UnitFacts, version: Version) -> bool:
    tests: dict[What, Callable[[], bool]] = {
        What.DUE: lambda: version.id in unit.due,
        What.PROCEDURE: lambda: asked.code in {version.code, base_of(version.code)},
        What.DECISION: lambda: version.act == asked.decision,
        What.ALL: lambda: True,
        What.NONE: lambda: False,
    }
    return tests[asked.what]()


def objections(found: Sequence[Order]) -> list[Objection]:
    """Nothing to print, or more than a printer can take at once."""
    if not found:
        words = gettext_noop("Không có tờ nào để in theo lựa chọn này. Chọn đơn vị, thủ tục hoặc loại tờ khác.")
        return [Objection("sheet.nothing", words)]
    if len(found) > MOST:
        words = gettext_noop("%(count)s tờ là quá nhiều cho một lần in. Chia theo đơn vị hoặc theo quyết định.")
        return [Objection("sheet.many", words, params={"count": len(found)})]
    return []


def to_plain(asked: Asked) -> dict[str, Any]:
    """As JSON keeps it."""
    return {
        "agencies": list(asked.agencies),
        "place": asked.place,
        "what": asked.what.value,
        "code": asked.code,
        "decision": asked.decision,
        "on": asked.on.isoformat() if asked.on else None,
        "with_list": asked.with_list,
        "with_notice": asked.with_notice,
        "extent": asked.extent.value,
    }


def from_plain(kept: Mapping[str, Any]) -> Asked:
    """Back from JSON."""
    return Asked(
        agencies=tuple(kept["agencies"]),
        place=kept["place"],
        what=What(kept["what"]),
        code=kept["code"],
        decision=kept["decision"],
        on=date.fromisoformat(kept["on"]) if kept["on"] else None,
        with_list=kept["with_list"],
        with_notice=kept["with_notice"],
        extent=Extent(kept["extent"]),
    )
