"""What goes to the printer for one unit: its sheets in the order of the board, and the cover that tells what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.disclosure.rules.terms import SheetKind


@dataclass(frozen=True)
class Shown:
    """One version on a sheet: what the paper says of it."""

    content: ProcedureContent
    mark: str
    since: date | None = None
    basis: str = ""


@dataclass(frozen=True)
class Printed:
    """One registered sheet with everything that its paper shows. `lines` are the label and value of a notice."""

    code: str
    kind: SheetKind
    printed_on: date
    place: str = ""
    shown: tuple[Shown, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bundle:
    """Everything printed for one unit at once."""

    agency_code: str
    unit: str
    parent: str
    sheets: tuple[Printed, ...]


def in_order(sheets: Sequence[Printed]) -> list[Printed]:
    """As they hang: the list first, then procedures by sector and name, the notice of feedback last."""
    places = {SheetKind.LIST: 0, SheetKind.PROCEDURE: 1, SheetKind.FEEDBACK_NOTICE: 2}

    def key(sheet: Printed) -> tuple[int, str, str]:
        first = sheet.shown[0].content if sheet.shown and sheet.kind is SheetKind.PROCEDURE else None
        return places[sheet.kind], first.sector if first else "", first.name if first else ""

    return sorted(sheets, key=key)


def file_name(bundle: Bundle, on: date) -> str:
    """«Sở Y tế (H56.12), tờ niêm yết 2026-11-25.pdf»: read by people, sorted by unit, of one unit only."""
    unit = bundle.unit.replace("/", "-").replace("\\", "-")
    return f"{unit[:120]} ({bundle.agency_code}), tờ niêm yết {on.isoformat()}.pdf"


def feedback_lines(site: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Where feedback goes: the province's office receives it (Decree 20/2008/NĐ-CP Art. 8, 13 as amended in 2017)."""
    lines = (
        ("Cơ quan", f"Văn phòng {site['authority']}"),
        ("Địa chỉ", site["address"]),
        ("Điện thoại", f"{site['phone']} ({site['phone_hours']})"),
        ("Thư điện tử", site["email"]),
        ("Cổng quốc gia", site["national_portal"]),
    )
    return tuple((label, value) for label, value in lines if value.strip(" ()"))
