"""Mã định danh in both national shapes (one-stop.md §3.2 carried over as cases)."""

import pytest

from thutuc.organisations.rules import identity


@pytest.mark.parametrize(
    ("legacy", "current"),
    [
        ("000.00.15.H56", "H56.15"),
        ("000.00.00.G22", "G22"),
        ("000.02.15.H56", "H56.15.02"),
        ("003.02.15.H99", "H99.15.02.003"),
        ("003.00.15.H99", "H99.15.00.003"),
    ],
)
def test_an_old_code_reads_from_the_bottom_and_a_new_one_from_the_top(legacy: str, current: str) -> None:
    assert identity.to_current(legacy) == current
    assert identity.to_legacy(current) == legacy


def test_a_new_code_too_long_for_the_old_shape_has_no_old_code() -> None:
    assert identity.to_legacy("H99.115") is None
    assert identity.to_legacy("not a code") is None


def test_another_shape_is_no_old_code() -> None:
    with pytest.raises(ValueError):
        identity.to_current("H56.15")


def test_the_top_tells_centre_from_province() -> None:
    assert identity.top_of("000.00.15.H56") == "H56"
    assert identity.top_of("G22.01") == "G22"
    assert identity.top_of("") == ""
    assert identity.is_central("000.00.00.G22")
    assert not identity.is_central("H56.15")


def test_a_local_procedure_code_is_base_and_province() -> None:
    assert identity.local_code("1.000894", "H56.15") == "1.000894.000.00.00.H56"
    assert identity.local_code("1.000894", "000.00.15.H56") == "1.000894.000.00.00.H56"

    parsed = identity.parse_procedure("1.000894.000.00.00.H56")

    assert parsed == identity.ProcedureCode("1.000894", "000.00.00.H56")
    assert str(parsed) == "1.000894.000.00.00.H56"
    assert str(identity.parse_procedure(" 2.000635 ")) == "2.000635"
    assert identity.parse_procedure("T-THA-271234-TT") is None


def test_the_two_codes_of_an_agency_must_agree() -> None:
    assert identity.objections(current="H99.15", legacy="000.00.15.H99") == []
    assert identity.objections(current="", legacy="") == []
    assert [o.code for o in identity.objections(current="H99.16", legacy="000.00.15.H99")] == [
        "agency.identity_codes_differ"
    ]
    assert [o.field for o in identity.objections(current="99", legacy="15.H99")] == [
        "identity_code",
        "legacy_identity_code",
    ]
