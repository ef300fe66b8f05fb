"""The cited numbers of the real procedures, where that file lies beside the project."""

import csv
import os
from pathlib import Path

import pytest

from tests.settings import ROOT
from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.terms import DocumentKind

SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared"))
FILE = SHARED / "data" / "legal-documents.csv"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"{FILE.name} of the shared data is not beside the project")


def cited() -> list[str]:
    with FILE.open(encoding="utf-8") as file:
        return [row["so_hieu"] for row in csv.DictReader(file)]


def test_every_real_number_is_its_own_normal_form_and_has_a_kind() -> None:
    parsed = {number: numbers.parse(number, latest_year=2026) for number in cited()}

    assert [number for number, found in parsed.items() if numbers.normalise(found.text) != found.text] == []
    assert [number for number, found in parsed.items() if found.kind is DocumentKind.OTHER] == []


def test_the_few_typos_of_the_source_are_flagged() -> None:
    odd = {number for number in cited() if numbers.parse(number, latest_year=2026).oddities}

    assert "40/2029/QH14" in odd
    assert len(odd) < 15
