"""A small province with boards, for tests: two communes with counters, a department, the province's centre."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PIL import Image

from tests.accounts import factories as people
from tests.catalogue.contents import content
from tests.conftest import NOW
from tests.organisations import factories as organisations
from tests.worktime import factories as calendars
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.models import ProcedureVersion
from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.models import PostingPlace, Sheet, SheetScan, SheetVersion
from thutuc.disclosure.rules.proof import Proof
from thutuc.disclosure.rules.terms import PlaceKind, SheetKind, Verdict
from thutuc.disclosure.services import places, postings
from thutuc.kernel.actor import Actor
from thutuc.organisations.models import Agency
from thutuc.organisations.rules.kinds import AgencyKind

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 25)
LONG_AGO, CHANGED = date(2026, 1, 5), date(2026, 11, 2)
FIRST = NOW - timedelta(days=20)


@dataclass(frozen=True)
class Walls:
    """What stands."""

    counters: tuple[Agency, Agency]
    department: Agency
    centre: Agency
    board: PostingPlace
    versions: dict[str, ProcedureVersion]
    officer: Actor
    keeper: Actor


def walls() -> Walls:
    """Three commune procedures and one of the department; the first commune has a board with two of the old sheets."""
    calendars.load(SYSTEM, NOW)
    province = organisations.agency("ubnd-tinh", "Ủy ban nhân dân tỉnh", AgencyKind.PROVINCE_PC)
    centre = organisations.agency("trung-tam", "Trung tâm tỉnh", AgencyKind.PROVINCIAL_CENTRE, parent=province)
    department = organisations.agency("so-y-te", "Sở Y tế", parent=province)
    communes = [
        organisations.agency(f"xa-{name}", f"Xã {name}", AgencyKind.COMMUNE_PC, parent=province)
        for name in ("an", "binh")
    ]
    counters = [
        organisations.agency(f"quay-{one.code}", f"Trung tâm {one.name}", AgencyKind.COMMUNE_CENTRE, parent=one)
        for one in communes
    ]
    versions = {
        name: _open(code, name, LONG_AGO)
        for code, name in (("1.000001", "Khai sinh"), ("1.000002", "Khai tử"), ("1.000003", "Vỉa hè"))
    }
    versions["Bệnh viện"] = _open(
        "1.000004", "Bệnh viện", LONG_AGO, levels=(Level.PROVINCE,), resolving_agency="Sở Y tế"
    )
    officer = people.actor(Role.COUNTER_OFFICER, counters[0], email="quay@anlac.example", full_name="Lê Thị Quầy")
    keeper = people.actor(Role.CONTROL_OFFICER, province, email="kiem-soat@anlac.example")
    board = places.open_place(
        agency=counters[0], kind=PlaceKind.BOARD, name="Bảng trước quầy", opened_on=LONG_AGO, by=officer, at=FIRST
    )
    old = [versions["Khai sinh"].pk, versions["Vỉa hè"].pk]
    postings.confirm_posting(place=board, version_ids=old, with_notice=True, proof=Proof(), by=officer, at=FIRST)
    return Walls((counters[0], counters[1]), department, centre, board, versions, officer, keeper)


def amend(walls: Walls, name: str, on: date = CHANGED) -> ProcedureVersion:
    """A decision changes what the sheet of a procedure says."""
    old = walls.versions[name]
    return _open(old.procedure.code, f"{name} mới", on)


def abolish(walls: Walls, name: str, on: date = CHANGED) -> None:
    """A decision abolishes a procedure."""
    act = catalogue.Act("decision:9", "99/QĐ-UBND")
    catalogue.end_version(version=walls.versions[name], ends_on=on, act=act, by=SYSTEM, at=NOW)


def _open(code: str, name: str, on: date, **parts: object) -> ProcedureVersion:
    act = catalogue.Act(f"decision:{on}", "12/QĐ-UBND")
    at = min(NOW, datetime.combine(on, NOW.timetz()))
    whole = content(code=code, name=name, **parts)
    return catalogue.open_version(content=whole, effective_on=on, act=act, by=SYSTEM, at=at, published_at=at)


def picture(size: tuple[int, int] = (300, 200), kind: str = "JPEG", **saved: object) -> bytes:
    """A picture as a phone would send it."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **saved)
    return out.getvalue()


def scanned(walls: Walls, version: ProcedureVersion, at: datetime, agency: Agency | None = None) -> Sheet:
    """Somebody read the code of an outdated sheet of the version."""
    sheet = Sheet.objects.create(
        code=f"T{version.pk}"[:20],
        kind=SheetKind.PROCEDURE,
        agency=agency or walls.counters[0],
        printed_at=FIRST,
        printed_by="person:1",
    )
    SheetVersion.objects.create(sheet=sheet, version=version, mark="bản 1")
    SheetScan.objects.create(sheet=sheet, at=at, verdict=Verdict.SUPERSEDED)
    return sheet
