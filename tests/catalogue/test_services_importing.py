"""Imports and the opening act: what is written, what is refused, what stays."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.catalogue.contents import content
from tests.catalogue.files import collected, lines, sheet
from tests.conftest import NOW
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries, services
from thutuc.catalogue.models import (
    AgencyAlias,
    ImportRun,
    NationalRecord,
    NationalRevision,
    OpeningAct,
    Procedure,
    ProcedureText,
    ProcedureVersion,
    Sector,
    VersionBasis,
)
from thutuc.catalogue.readers import read
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.report import adds_up
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import Days
from thutuc.legislation import queries as legislation

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
DAY = date(2026, 1, 1)


def person(role: Role) -> Actor:
    return Actor(ActorKind.PERSON, "person:1", 1, "Đỗ Minh Khuê", (HeldPost(role.value, 1, Days(date(2020, 1, 1))),))


def take(data: bytes, system: Actor, *, at: datetime = NOW, **options: Any) -> services.Imported:
    name = "ds.xlsx" if data.startswith(b"PK") else "tep.jsonl"
    mapping = options.pop("mapping", None)
    return services.import_rows(reading=read(data, name, mapping=mapping), by=system, at=at, **options)


def test_a_file_becomes_national_records_with_their_text_kept(system: Actor) -> None:
    row = collected()

    imported = take(lines(row), system)

    record = NationalRecord.objects.get()
    assert imported.counts["created"] == imported.counts["rows"] == 1
    assert adds_up(imported.counts)
    assert (record.code, record.name) == ("1.009901", "Cấp giấy phép bán hoa")
    assert json.loads(record.raw) == row
    assert queries.content_of(record).offers[0].fees[0].amount == 10000
    assert record.file_hash == imported.run.file_hash


def test_an_import_leaves_one_line_with_counts_and_the_reports_hash(system: Actor) -> None:
    imported = take(lines(collected()), system)

    (line,) = journal.of_subject(imported.run)
    assert line.code == "catalogue.import"
    assert line.details["created"] == 1
    assert line.details["report"] == imported.run.report_hash


def test_the_same_file_again_changes_nothing(system: Actor) -> None:
    take(lines(collected()), system)
    before = list(NationalRecord.objects.values())

    again = take(lines(collected()), system, at=LATER)

    assert (again.counts["unchanged"], again.counts["changed"], again.counts["created"]) == (1, 0, 0)
    assert list(NationalRecord.objects.values()) == before


def test_a_changed_row_is_told_field_by_field_and_the_old_one_is_kept(system: Actor) -> None:
    take(lines(collected()), system)

    changed = take(lines(collected(ten="Cấp phép bán hoa", so_quyet_dinh="13/QĐ-BH")), system, at=LATER)

    (row,) = changed.rows
    assert [(change.part.key, change.before, change.after) for change in row.changes] == [
        ("name", ("Cấp giấy phép bán hoa",), ("Cấp phép bán hoa",)),
        ("decision", ("12/QĐ-BH",), ("13/QĐ-BH",)),
    ]
    assert changed.counts["fields"] == 2
    assert NationalRevision.objects.get().content["name"] == "Cấp giấy phép bán hoa"
    assert NationalRecord.objects.get().number == 2
    assert ProcedureText.objects.get().name == "Cấp phép bán hoa"


def test_a_dry_run_writes_no_record_but_its_report(system: Actor) -> None:
    tried = take(lines(collected()), system, dry_run=True)

    assert tried.counts["created"] == 1
    assert not NationalRecord.objects.exists()
    assert not AgencyAlias.objects.exists()
    assert ImportRun.objects.get().dry_run


def test_a_list_level_sheet_changes_its_parts_and_leaves_the_others(system: Actor) -> None:
    take(lines(collected()), system)
    mapping = Mapping("Danh sách", {"code": "Mã", "name": "Tên", "sector": "Lĩnh vực", "state": "Tình trạng"})

    take(sheet(["Mã", "Tên", "Lĩnh vực", "Tình trạng"], ["1.009901", "Tên mới", "Hoa", ""]), system, mapping=mapping)

    kept = queries.content_of(NationalRecord.objects.get())
    assert (kept.name, kept.sector) == ("Tên mới", "Hoa")
    assert kept.documents[0].name == "Tờ khai"


def test_absent_is_not_abolished_but_a_state_of_abolition_is(system: Actor) -> None:
    take(lines(collected()), system)
    take(lines(collected(ma_tthc="1.009902", ten="Khác")), system, at=LATER)
    assert queries.national().count() == 2
    mapping = Mapping("x", {"code": "Mã", "state": "Tình trạng"})

    gone = take(sheet(["Mã", "Tình trạng"], ["1.009901", "Bãi bỏ"]), system, mapping=mapping)
    back = take(sheet(["Mã", "Tình trạng"], ["1.009901", "Đang công khai"]), system, mapping=mapping, at=LATER)

    assert (gone.counts["changed"], gone.counts["withdrawn"]) == (1, 1)
    assert (back.counts["changed"], back.counts["withdrawn"]) == (1, 0)
    assert queries.national().count() == 2


def test_odd_rows_are_kept_and_told_with_their_reasons(system: Actor) -> None:
    twin = collected(ma_tthc="1.009902")
    odd = collected(ma_tthc="1.009903", ten="A" * 1094, so_quyet_dinh="0001-BCA", doi_tuong=["Đảng viên"])

    imported = take(lines(collected(), twin, odd), system)

    told = {row.code: [flag.kind.value for flag in row.flags] for row in imported.rows}
    assert told == {
        "1.009901": ["same_name"],
        "1.009902": ["same_name"],
        "1.009903": ["unknown_words", "long_name", "odd_decision"],
    }
    assert imported.counts["odd"] == 3
    assert NationalRecord.objects.get(code="1.009903").name == "A" * 1094


def test_a_local_code_is_the_same_national_record(system: Actor) -> None:
    take(lines(collected()), system)

    again = take(lines(collected(ma_tthc="1.009901.000.00.00.H56")), system, at=LATER)

    assert again.counts["unchanged"] == 1


def test_agencies_are_remembered_by_name_and_never_created(system: Actor) -> None:
    take(lines(collected(), collected(ma_tthc="1.009902", co_quan_thuc_hien="ủy ban  nhân dân cấp xã")), system)

    alias = AgencyAlias.objects.get()
    assert (alias.text, alias.agency_id) == ("Ủy ban nhân dân cấp xã", None)

    services.decide_agency(alias=alias, agency_id=None, by=person(Role.CONTROL_OFFICER), at=LATER)
    assert AgencyAlias.objects.get().decided_by == "person:1"


def test_cited_documents_stand_in_the_register(system: Actor) -> None:
    take(lines(collected()), system)

    assert legislation.document_by_number("08/2025/TT-BH").title == "Hướng dẫn"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTROL_OFFICER])
def test_only_the_control_office_imports_and_opens(role: Role) -> None:
    with pytest.raises(Refused):
        take(lines(collected()), person(role))
    with pytest.raises(Refused):
        services.open_catalogue(effective_on=DAY, basis="x", by=person(role), at=NOW)

    assert not ImportRun.objects.exists()


def test_the_control_officer_imports(system: Actor) -> None:
    imported = take(lines(collected()), person(Role.CONTROL_OFFICER))

    assert (imported.run.by, imported.run.by_name) == ("person:1", "Đỗ Minh Khuê")


def test_an_import_tells_how_far_it_is(system: Actor) -> None:
    seen: list[tuple[int, int]] = []

    take(lines(collected()), system, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(0, 1), (1, 1)]


def test_what_an_import_wrote_is_never_deleted_or_forged(system: Actor) -> None:
    take(lines(collected()), system)

    for touch in (
        lambda: NationalRecord.objects.all().delete(),
        lambda: ImportRun.objects.update(counts={}),
        lambda: ImportRun.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            touch()


def opened(system: Actor, *rows: dict[str, Any], **options: Any) -> services.OpenedCatalogue:
    take(lines(*rows), system)
    return services.open_catalogue(effective_on=DAY, basis="1234/QĐ-UBND", by=system, at=NOW, **options)


def test_the_opening_act_makes_provincial_and_communal_rows_the_provinces_list(system: Actor) -> None:
    act = opened(
        system,
        collected(),
        collected(ma_tthc="1.009902", ten="Của bộ", cap_thuc_hien=["Cấp bộ"]),
        collected(ma_tthc="1.009903", ten="Của xã", cap_thuc_hien=["Cấp xã"]),
    )

    assert act.counts == {
        "procedures": 2,
        "ministry": 0,
        "province": 1,
        "district": 0,
        "commune": 2,
        "other": 0,
        "province_only": 0,
        "commune_only": 1,
        "both": 1,
    }
    assert [version.procedure.code for version in queries.in_force(on=DAY).order_by("procedure__code")] == [
        "1.009901",
        "1.009903",
    ]
    assert not queries.in_force(on=date(2025, 12, 31)).exists()
    assert act.act is not None
    (line,) = journal.of_subject(act.act)
    assert line.details["procedures"] == 2


def test_a_version_has_every_part_as_rows(system: Actor) -> None:
    opened(system, collected())

    version = ProcedureVersion.objects.get()
    assert canonical.from_plain(version.content) == queries.content_of(NationalRecord.objects.get())
    assert [offer.fees.get().amount for offer in version.offers.all()] == [10000]
    assert [paper.name for paper in version.papers.all()] == ["Tờ khai"]
    assert [output.code for output in version.outputs.all()] == ["KQ.G99.1"]
    assert {subject.subject for subject in version.subjects.all()} == {"vn_citizen", "public_servant"}
    assert [(basis.number, basis.document is not None) for basis in version.bases.order_by("position")] == [
        ("99/2024/NĐ-CP", True),
        ("08/2025/TT-BH", True),
    ]
    assert Sector.objects.get().name == "Hoa"
    assert version.sector == Sector.objects.get()
    assert version.search_text.code == "1.009901"


def test_opening_again_opens_only_what_has_come_since(system: Actor) -> None:
    opened(system, collected())

    nothing = services.open_catalogue(effective_on=DAY, basis="1234/QĐ-UBND", by=system, at=LATER)
    more = opened(system, collected(ma_tthc="1.009902", ten="Khác"))

    assert (nothing.act, nothing.counts["procedures"]) == (None, 0)
    assert more.counts["procedures"] == 1
    assert OpeningAct.objects.count() == 2
    assert Procedure.objects.count() == 2


def test_a_dry_run_of_the_opening_counts_and_writes_nothing(system: Actor) -> None:
    tried = opened(system, collected(), dry_run=True)

    assert (tried.act, tried.counts["procedures"]) == (None, 1)
    assert not ProcedureVersion.objects.exists()


@pytest.mark.parametrize(("options", "field"), [({"basis": " "}, "basis"), ({"levels": ()}, "levels")])
def test_an_opening_without_basis_or_levels_is_refused(system: Actor, options: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        services.open_catalogue(**{"effective_on": DAY, "basis": "x", "by": system, "at": NOW} | options)

    assert [objection.field for objection in caught.value.objections] == [field]


def test_districts_of_the_past_are_opened_when_asked(system: Actor) -> None:
    row = collected(cap_thuc_hien=["Cấp huyện"])

    assert opened(system, row).counts["procedures"] == 0
    levels = [Level.DISTRICT]
    act = services.open_catalogue(effective_on=DAY, basis="x", levels=levels, by=system, at=LATER)
    assert act.counts["procedures"] == 1


def test_a_withdrawn_record_is_not_opened(system: Actor) -> None:
    take(lines(collected()), system)
    mapping = Mapping("x", {"code": "Mã", "state": "Tình trạng"})
    take(sheet(["Mã", "Tình trạng"], ["1.009901", "Bãi bỏ"]), system, mapping=mapping)

    assert services.open_catalogue(effective_on=DAY, basis="x", by=system, at=NOW).counts["procedures"] == 0


def test_the_list_changes_by_decisions_only_not_by_a_later_import(system: Actor) -> None:
    opened(system, collected())

    take(lines(collected(ten="Tên mới")), system, at=LATER)

    assert queries.in_force(on=DAY).get().name == "Cấp giấy phép bán hoa"
    assert NationalRecord.objects.get().name == "Tên mới"


def test_two_spellings_of_a_sector_are_one(system: Actor) -> None:
    opened(system, collected(), collected(ma_tthc="1.009902", ten="Khác", linh_vuc="hoa"))

    assert Sector.objects.count() == 1


def test_exported_contents_read_back_the_same(system: Actor) -> None:
    opened(system, collected())
    out = list(queries.contents(on=DAY, scope=CatalogueScope.PROVINCE))
    national = list(queries.contents(on=DAY, scope=CatalogueScope.NATIONAL))

    again = read("\n".join(map(canonical.dumps, out)).encode(), "danh-muc.jsonl")

    assert [row.content for row in again.rows] == out == national
    assert take("\n".join(map(canonical.dumps, out)).encode(), system, at=LATER).counts["unchanged"] == 1


def test_a_basis_is_linked_when_its_document_becomes_known_later(system: Actor) -> None:
    opened(system, collected())
    VersionBasis.objects.update(document=None)

    from thutuc.catalogue.services.citing import link_unlinked

    assert link_unlinked() == 2
    assert link_unlinked() == 0
    assert not VersionBasis.objects.filter(document=None).exists()
    assert content().legal_bases
