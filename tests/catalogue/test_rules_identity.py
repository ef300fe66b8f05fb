"""Cases of tests/catalogue/cases/identity.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from thutuc.catalogue.rules import codes
from thutuc.catalogue.rules.difference import tolerant_key

CASES = tomllib.loads((Path(__file__).parent / "cases" / "identity.toml").read_text())


@pytest.mark.parametrize("case", CASES["code"], ids=lambda case: case["text"])
def test_a_code_is_taken_apart(case: dict[str, Any]) -> None:
    code = codes.parse(case["text"])

    assert (code.base, code.shape.value, code.owner) == (case["base"], case["shape"], case.get("owner", ""))


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["other"])
def test_two_codes_name_one_procedure_by_their_base(case: dict[str, Any]) -> None:
    assert codes.same_procedure(case["one"], case["other"]) is case["same"]


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["one"])
def test_printers_differences_are_no_differences(case: dict[str, Any]) -> None:
    assert (tolerant_key(case["one"]) == tolerant_key(case["other"])) is case["same"]


def test_a_localised_code_reads_back() -> None:
    assert codes.parse(codes.localised("1.000894", "H99")).owner == "H99"
