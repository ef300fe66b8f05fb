"""One change of the law on the database, from the text to the last board: the picture of the page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.catalogue.contents import content
from tests.catalogue.decisions import details, signature
from tests.organisations.factories import agency
from tests.worktime.factories import load
from thutuc.catalogue import services
from thutuc.catalogue.models import MinistryDecision, MinistryItem, ProcedureVersion, PublicationDecision
from thutuc.catalogue.rules.content import LegalBasis
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.db.ranges import range_of
from thutuc.disclosure.models import NationalEntry, Posting, PostingPlace
from thutuc.disclosure.rules.national import EntryKind
from thutuc.disclosure.rules.terms import PlaceKind, Subject
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import sort_key
from thutuc.legislation.models import LegalDocument
from thutuc.organisations.rules.kinds import AgencyKind

SYSTEM = Actor.system("test")
CODE = "1.001193"
LAW, OLD_LAW = "58/2026/NĐ-CP", "60/2014/QH13"


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LOCAL)


def law(number: str, issued_on: date, effective_on: date) -> LegalDocument:
    told = {"title": "Văn bản", "issuer": "Chính phủ", "issued_on": issued_on, "effective_on": effective_on}
    return LegalDocument.objects.create(number=number, year=issued_on.year, sort_key=sort_key(number), **told)


def ministry(document: LegalDocument, *codes: str, **changes: Any) -> MinistryDecision:
    told = {
        "number": "1904/QĐ-BTP",
        "issuer": "Bộ Tư pháp",
        "title": "Công bố thủ tục hộ tịch",
        "signed_on": date(2026, 10, 5),
        "arrived_on": date(2026, 10, 7),
        "register_number": "118",
        "code": "1904-qd-btp-2026",
        "recorded_at": at(2026, 10, 7),
        "recorded_by": "test",
        "sort_key": "1904",
    }
    row = MinistryDecision.objects.create(**(told | changes))
    row.documents.add(document)
    for position, code in enumerate(codes, start=1):
        kind = OperationKind.AMENDED
        MinistryItem.objects.create(decision=row, position=position, kind=kind, base_code=code, name="Tên")
    return row


def commune(number: int) -> PostingPlace:
    unit = agency(f"xa-{number}", f"Xã {number}", AgencyKind.COMMUNE_PC)
    return PostingPlace.objects.create(
        agency=unit,
        code=f"bang-xa-{number}",
        kind=PlaceKind.BOARD,
        name=f"Bảng xã {number}",
        sort_key=sort_key(f"Xã {number}"),
        validity=range_of(date(2020, 1, 1)),
    )


def post(version: ProcedureVersion, place: PostingPlace, moment: datetime) -> Posting:
    return Posting.objects.create(
        place=place,
        subject=Subject.PROCEDURE,
        version=version,
        posted_at=moment,
        posted_by="test",
        recorded_at=moment,
    )


def enter(version: ProcedureVersion, entered_on: date, published_on: date | None, **changes: Any) -> NationalEntry:
    told = {
        "key": f"entry-{version.pk}",
        "kind": EntryKind.AMEND,
        "code": CODE,
        "entered_on": entered_on,
        "entered_at": at(2026, 10, 14),
        "entered_by": "person:1",
    }
    if published_on:
        told |= {"published_on": published_on, "published_at": at(2026, 10, 15), "published_by": "person:2"}
    return NationalEntry.objects.create(version=version, **(told | changes))


def stands(code: str = CODE, **changes: Any) -> ProcedureVersion:
    act = services.Act("opening", "Danh mục ban đầu")
    told = {"code": code, "name": "Đăng ký khai sinh", "sector": "Hộ tịch", "legal_bases": (LegalBasis(OLD_LAW),)}
    return services.open_version(
        content=content(**(told | changes)),
        effective_on=date(2025, 7, 1),
        act=act,
        by=SYSTEM,
        at=at(2025, 7, 1),
        published_at=at(2025, 7, 1),
    )


def amended(code: str = CODE, **changes: Any) -> Operation:
    bases = (LegalBasis(OLD_LAW), LegalBasis(LAW))
    told = {"code": code, "name": "Đăng ký khai sinh ở nơi bất kỳ", "sector": "Hộ tịch", "legal_bases": bases}
    return Operation(OperationKind.AMENDED, code, content=content(**(told | changes)))


def record(
    agency_id: int, *operations: Operation, moment: datetime, number: str = "412/QĐ-UBND", **changes: Any
) -> PublicationDecision:
    """A decision recorded on the day it was signed."""
    signed = signature(number, signed_on=moment.date())
    told = details(agency_id, title="Công bố thủ tục hộ tịch", **({"effective_on": moment.date()} | changes))
    return services.record_signed(details=told, operations=operations, signature=signed, by=SYSTEM, at=moment).decision


@dataclass
class Story:
    """Everything of the story that a test may want to look at."""

    department: int
    decree: LegalDocument
    ministry: MinistryDecision
    decision: PublicationDecision
    version: ProcedureVersion
    places: list[PostingPlace]


def story() -> Story:
    """The ministry four days late, the last of three boards thirteen days after the national database."""
    load(SYSTEM, at(2025, 1, 1))
    law(OLD_LAW, date(2014, 11, 20), date(2016, 1, 1))
    decree = law(LAW, date(2026, 6, 26), date(2026, 10, 1))
    places = [commune(number) for number in (1, 2, 3)]
    stands()
    department = agency("so-tu-phap", "Sở Tư pháp").pk
    above = ministry(decree, CODE)
    decision = record(department, amended(), moment=at(2026, 10, 12), ministry_ids=(above.pk,))
    version = ProcedureVersion.objects.get(opened_by=decision.key)
    enter(version, date(2026, 10, 14), date(2026, 10, 15))
    for place, day in zip(places, (16, 20, 28), strict=True):
        post(version, place, at(2026, 10, day))
    return Story(department, decree, above, decision, version, places)
