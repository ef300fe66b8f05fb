"""Descriptions of documents and the matching of citations; who keeps the register."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.legislation.people import officer
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.legislation.rules import documents, policies
from thutuc.legislation.rules.documents import Citation, DocumentDetails


@dataclass
class Row:
    number: str
    issuer: str = ""
    year: int | None = None
    is_stub: bool = False


def test_a_national_number_is_one_document_whatever_the_issuer_is_called() -> None:
    circular = Row("02/2017/TT-VPCP", "Văn phòng Chính phủ", 2017)

    found = documents.match(Citation("2/2017/TT-VPCP", issuer="VPCP"), [circular])

    assert found is circular


def test_a_local_number_of_another_province_is_another_document() -> None:
    ours = Row("12/2024/QĐ-UBND", "UBND tỉnh An Lạc", 2024)

    assert documents.match(Citation("12/2024/QĐ-UBND", issuer="UBND tỉnh Bình Yên"), [ours]) is None
    assert documents.match(Citation("12/2024/QĐ-UBND", issuer="ubnd tinh an lac"), [ours]) is ours
    assert documents.match(Citation("12/2024/QĐ-UBND"), [ours]) is ours


def test_a_number_without_a_year_is_told_apart_by_the_year_of_issue() -> None:
    of_2022, of_2024 = Row("766/QĐ-TTg", "", 2022), Row("766/QĐ-TTg", "", 2024)

    assert documents.match(Citation("766/QĐ-TTg", issued_on=date(2024, 3, 1)), [of_2022, of_2024]) is of_2024
    assert documents.match(Citation("766/QĐ-TTg", issued_on=date(2023, 3, 1)), [of_2022, of_2024]) is None


def test_a_described_document_goes_before_a_stub() -> None:
    stub, described = Row("766/QĐ-TTg", is_stub=True), Row("766/QĐ-TTg", "Thủ tướng Chính phủ", 2022)

    assert documents.match(Citation("766/QĐ-TTg"), [stub, described]) is described


@pytest.mark.parametrize(
    ("details", "codes"),
    [
        (DocumentDetails("63/2010/NĐ-CP", "Nghị định", issued_on=date(2010, 6, 8)), []),
        (DocumentDetails(" ", ""), ["document.number", "document.title"]),
        (DocumentDetails("12/2024/QĐ-UBND", "Quyết định"), ["document.issuer"]),
        (DocumentDetails("63/2010/NĐ-CP", "Nghị định", issued_on=date(2011, 6, 8)), ["document.year"]),
        (
            DocumentDetails("63/2010/NĐ-CP", "N", issued_on=date(2010, 6, 8), effective_on=date(2010, 1, 1)),
            ["document.effective_before_issue"],
        ),
    ],
)
def test_a_description_says_what_is_missing(details: DocumentDetails, codes: list[str]) -> None:
    assert [objection.code for objection in documents.detail_objections(details)] == codes


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [(officer(Role.CLERK), True), (Actor.system("seed"), True), (Actor.anonymous(), False)],
)
def test_every_officer_opens_what_is_attached(actor: Actor, allowed: bool) -> None:
    assert (policies.read_objections(actor) == []) is allowed


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (officer(), True),
        (Actor.system("seed"), True),
        (officer(Role.FOCAL_POINT), False),
        (officer(Role.SYSTEM_ADMIN), False),
        (Actor.anonymous(), False),
    ],
)
def test_only_the_control_officer_keeps_the_register(actor: Actor, allowed: bool) -> None:
    assert (policies.keep_objections(actor) == []) is allowed
