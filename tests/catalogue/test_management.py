"""What the command line does: import with its report and the opening act, export that reads back."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.catalogue.files import collected, lines, sheet, zipped
from tests.conftest import NOW
from thutuc.catalogue import management, queries
from thutuc.catalogue.models import NationalRecord, ProcedureVersion
from thutuc.catalogue.readers import read
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.errors import Unreadable

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "thu-tuc.jsonl.gz"
    path.write_bytes(zipped(lines(collected(), collected(ma_tthc="1.009902", ten="Khác", cap_thuc_hien=["Cấp bộ"]))))
    return path


def test_an_import_writes_its_report_and_opens_the_list(file: Path, tmp_path: Path) -> None:
    opening = management.Opening(DAY, "catalogue.opening")
    seen: list[tuple[int, int]] = []

    told = management.import_procedures(
        file, at=NOW, report=tmp_path / "bao-cao.json", opening=opening, progress=lambda *far: seen.append(far)
    )

    assert json.loads((tmp_path / "bao-cao.json").read_text()) == told
    assert told["counts"]["created"] == 2
    assert told["opening"]["procedures"] == 1
    assert seen == [(0, 2), (2, 2)]
    shown = ProcedureVersion.objects.get().opened_basis
    assert "/" in shown
    assert shown != "catalogue.opening"


def test_a_second_run_changes_nothing(file: Path) -> None:
    opening = management.Opening(DAY, "catalogue.opening")
    management.import_procedures(file, at=NOW, opening=opening)

    again = management.import_procedures(file, at=NOW, opening=opening)

    assert (again["counts"]["unchanged"], again["opening"]["procedures"]) == (2, 0)


def test_a_dry_run_writes_nothing(file: Path) -> None:
    told = management.import_procedures(file, at=NOW, dry_run=True, opening=management.Opening(DAY, "x"))

    assert (told["counts"]["created"], told["opening"]["procedures"]) == (2, 1)
    assert not NationalRecord.objects.exists()


def test_a_foreign_sheet_by_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(sheet(["Mã", "Tên"], ["1.009901", "Bán hoa"]))

    management.import_procedures(path, at=NOW, mapping=Mapping("x", {"code": "Mã", "name": "Tên"}))

    assert NationalRecord.objects.get().name == "Bán hoa"


def test_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hong.jsonl"
    path.write_bytes(lines(collected()) + b"\n{oops")

    with pytest.raises(Unreadable):
        management.import_procedures(path, at=NOW)

    assert not NationalRecord.objects.exists()


def test_an_export_reads_back_as_it_was(file: Path) -> None:
    management.import_procedures(file, at=NOW, opening=management.Opening(DAY, "x"))
    province, national = io.StringIO(), io.StringIO()

    assert management.export_catalogue(province, on=DAY) == 1
    assert management.export_catalogue(national, on=DAY, scope=CatalogueScope.NATIONAL) == 2
    rows = read(national.getvalue().encode(), "danh-muc.jsonl").rows
    assert [row.content for row in rows] == list(queries.contents(on=DAY, scope=CatalogueScope.NATIONAL))


def test_levels_as_the_command_line_writes_them() -> None:
    assert management.parse_levels("province, commune") == (Level.PROVINCE, Level.COMMUNE)
    with pytest.raises(ValueError, match="moon"):
        management.parse_levels("moon")
