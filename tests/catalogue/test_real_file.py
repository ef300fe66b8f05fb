"""The real file of 2,159 procedures, where it is found: loads, adds up, changes nothing the second time, opens."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import NOW
from thutuc.catalogue import management as commands
from thutuc.catalogue import queries
from thutuc.catalogue.rules.report import adds_up

SHARED = Path(os.environ.get("THUTUC_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILE = SHARED / "data" / "procedures.jsonl.gz"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.exists(), reason=f"the real file is not on this machine ({FILE.name})"),
]
DAY = date(2026, 1, 1)


def test_the_real_file_loads_adds_up_and_opens(tmp_path: Path) -> None:
    opening = commands.Opening(DAY, "catalogue.opening")

    first = commands.import_procedures(FILE, at=NOW, report=tmp_path / "report.json", opening=opening)
    second = commands.import_procedures(FILE, at=NOW, opening=opening)

    assert first["counts"]["created"] == first["counts"]["rows"] == 2159
    assert adds_up(first["counts"])
    assert second["counts"]["unchanged"] == 2159
    assert second["opening"]["procedures"] == 0
    assert json.loads((tmp_path / "report.json").read_text())["counts"] == first["counts"]
    listed = queries.in_force(on=DAY)
    assert listed.count() == first["opening"]["procedures"]
    assert all({"province", "commune"} & set(levels) for levels in listed.values_list("levels", flat=True))
    assert queries.in_force(on=date(2025, 12, 31)).count() == 0
