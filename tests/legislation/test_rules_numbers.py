"""Numbers of documents: one normal form, and what the suffix tells."""

import pytest

from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.terms import DocumentKind as K


@pytest.mark.parametrize(
    ("cited", "normal"),
    [
        ("60/2014/QH13", "60/2014/QH13"),
        ("Nghị định số 63/2010/NĐ-CP", "63/2010/NĐ-CP"),
        ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ", "63/2010/NĐ-CP"),
        ("nghị định 61/2018/nđ-cp", "61/2018/NĐ-CP"),
        ("123/2016/ND–CP", "123/2016/NĐ-CP"),
        ("63 / 2010 / NĐ - CP", "63/2010/NĐ-CP"),
        ("1/2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("766/QĐ-TTg", "766/QĐ-TTg"),
        ("766/QĐ-TTG", "766/QĐ-TTg"),
        ("01/2011/TTLT-VPCP-BNV", "01/2011/TTLT-VPCP-BNV"),
        ("63/2010/NĐ-CP".encode().decode(), "63/2010/NĐ-CP"),
        ("  văn bản không số  ", "văn bản không số"),
    ],
)
def test_a_cited_number_has_one_normal_form(cited: str, normal: str) -> None:
    assert numbers.normalise(cited) == normal
    assert numbers.normalise(normal) == normal


@pytest.mark.parametrize(
    ("number", "kind", "year", "issuer"),
    [
        ("60/2014/QH13", K.LAW, 2014, "Quốc hội"),
        ("63/2010/NĐ-CP", K.DECREE, 2010, "Chính phủ"),
        ("66.7/2025/NQ-CP", K.GOVERNMENT_RESOLUTION, 2025, "Chính phủ"),
        ("02/2017/TT-VPCP", K.CIRCULAR, 2017, "Văn phòng Chính phủ"),
        ("01/2011/TTLT-VPCP-BNV", K.JOINT_CIRCULAR, 2011, "Văn phòng Chính phủ, Bộ Nội vụ"),
        ("766/QĐ-TTg", K.PRIME_MINISTER_DECISION, None, "Thủ tướng Chính phủ"),
        ("13/CT-TTg", K.DIRECTIVE, None, "Thủ tướng Chính phủ"),
        ("89/CĐ-TTg", K.TELEGRAM, None, "Thủ tướng Chính phủ"),
        ("02/2020/UBTVQH14", K.STANDING_RESOLUTION, 2020, "Ủy ban Thường vụ Quốc hội"),
        ("16/2004/PL-UBTVQH11", K.ORDINANCE, 2004, "Ủy ban Thường vụ Quốc hội"),
        ("01/VBHN-VPQH", K.CONSOLIDATED, None, "Văn phòng Quốc hội"),
        ("1200/QĐ-BTP", K.DECISION, None, "Bộ Tư pháp"),
        ("21/2020/NQ-HĐND", K.COUNCIL_RESOLUTION, 2020, ""),
        ("3218/QĐ-UBND", K.COMMITTEE_DECISION, None, ""),
        ("45/KH-UBND", K.PLAN, None, ""),
    ],
)
def test_the_suffix_tells_kind_year_and_issuer(number: str, kind: K, year: int | None, issuer: str) -> None:
    parsed = numbers.parse(number)

    assert (parsed.kind, parsed.year, parsed.issuer) == (kind, year, issuer)
    assert parsed.oddities == ()


def test_the_title_tells_a_resolution_of_the_assembly_from_a_law() -> None:
    resolution = numbers.parse("202/2025/QH15", title="Nghị quyết về sắp xếp đơn vị hành chính cấp tỉnh")

    assert resolution.kind is K.ASSEMBLY_RESOLUTION
    assert numbers.parse("101/2023/NQ-QH15").kind is K.ASSEMBLY_RESOLUTION


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Hiến pháp năm 2013", K.CONSTITUTION), ("Bộ luật Dân sự", K.LAW), ("Quy chế phối hợp", K.OTHER)],
)
def test_a_text_without_a_number_is_kept_and_flagged(title: str, kind: K) -> None:
    parsed = numbers.parse(title, title=title)

    assert parsed.text == title
    assert parsed.kind is kind
    assert parsed.oddities == (numbers.ODD_SHAPE,)


def test_a_typo_is_kept_as_cited_but_flagged() -> None:
    parsed = numbers.parse("40/2029/QH14", latest_year=2026)

    assert parsed.text == "40/2029/QH14"
    assert parsed.oddities == (numbers.ODD_YEAR, numbers.ODD_TERM)


def test_a_known_assembly_and_year_are_not_odd() -> None:
    assert numbers.parse("28/2026/QH16", latest_year=2026).oddities == ()
    assert numbers.parse("12/1990/QH8", latest_year=2026).oddities == ()
