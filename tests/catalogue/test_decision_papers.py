"""A decision and its submission as files: lists, rows, both forms, the law of the day in the preamble."""

import io
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.catalogue.paper_cases import paper, rows, submission
from thutuc.catalogue import documents
from thutuc.demo import signing
from thutuc.files.readers import read_decision_facts, read_signature
from thutuc.files.rules.signatures import SignatureVerdict
from thutuc.legislation import services as legislation
from thutuc.legislation.documents import form_on

needs_faces = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "front" / "typefaces").is_dir(), reason="typefaces not built: make front"
)


def opened(made: bytes) -> Any:
    return Document(io.BytesIO(made))


def words_of(made: bytes) -> list[str]:
    """The paragraphs of a .docx, those in tables among them."""
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t")))
        for p in opened(made).element.body.iter()
        if p.tag.endswith("}p")
    ]


def words_of_pdf(made: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(made))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize(
    ("on", "form"),
    [
        (date(2011, 1, 1), "01/2011/TT-BNV"),
        (date(2020, 3, 4), "01/2011/TT-BNV"),
        (date(2020, 3, 5), "30/2020/NĐ-CP"),
        (date(2026, 11, 25), "30/2020/NĐ-CP"),
    ],
)
def test_the_form_is_the_one_of_its_day(on: date, form: str) -> None:
    assert form_on(on).number == form


def test_a_decision_holds_every_list_with_its_columns() -> None:
    document = opened(documents.decision(paper()))

    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables[2:]]
    assert heads[0] == [
        *("STT", "Mã TTHC", "Tên TTHC", "Thời hạn giải quyết", "Địa điểm, cách thức thực hiện"),
        *("Phí, lệ phí", "Căn cứ pháp lý", "Cơ quan thực hiện"),
    ]
    assert heads[1][3] == "Nội dung sửa đổi, bổ sung"
    assert heads[2][3] == "TTHC bị thay thế"
    assert heads[4] == ["STT", "Mã TTHC", "Tên TTHC", "Văn bản quy định việc bãi bỏ, hủy bỏ", "Cơ quan thực hiện"]
    assert len(heads) == 9


def test_a_group_of_a_level_and_sector_stands_above_its_rows() -> None:
    table = opened(documents.decision(paper())).tables[2]

    assert table.rows[1].cells[0].text == "Cấp Xã — Lĩnh vực Quản lý vỉa hè"
    assert [cell.text for cell in table.rows[2].cells][:3] == ["1", "1.009900", "Thủ tục số 0 bán hoa"]


def test_rows_of_one_level_and_sector_come_together() -> None:
    one, other = (replace(rows()[0], sector=sector, terms=()) for sector in ("Đường bộ", "Vỉa hè"))

    table = opened(documents.decision(paper(rows=(one, other, one)))).tables[2]

    firsts = [line.cells[0].text for line in table.rows]
    assert firsts == ["STT", "Cấp Xã — Lĩnh vực Đường bộ", "1", "2", "Cấp Xã — Lĩnh vực Vỉa hè", "3"]


def test_a_row_higher_than_a_page_goes_over_two_and_a_low_one_stays_whole() -> None:
    low, high = rows()[0], replace(rows()[0], fee="Phí thẩm định theo biểu. " * 120)

    table = opened(documents.decision(paper(rows=(low, high)))).tables[2]

    assert ["cantSplit" in line._tr.xml for line in table.rows] == [True, True, True, False]


def test_full_contents_follow_the_lists_where_the_province_details_the_law() -> None:
    words = words_of(documents.decision(paper()))

    assert "1. Thủ tục số 0 bán hoa (mã 1.009900)" in words
    assert "Trình tự thực hiện: " in words
    assert "Phụ lục V" in words
    assert all(unicodedata.is_normalized("NFC", line) for line in words)


@needs_faces
def test_the_pdf_of_a_decision_says_what_the_docx_says() -> None:
    given = paper(number="3218/QĐ-UBND", signed_on=date(2026, 11, 25), effective_on=date(2026, 12, 1))

    in_pdf = unicodedata.normalize("NFC", words_of_pdf(documents.decision(given, "pdf"))).replace(" ", "")
    for line in words_of(documents.decision(given)):
        for word in line.split():
            assert word in in_pdf


@needs_faces
def test_a_submission_is_a_paper_of_the_department() -> None:
    docx, pdf = (documents.submission(submission(on=date(2026, 11, 20)), each) for each in ("docx", "pdf"))

    words = " ".join(words_of(docx))
    for told in ("SỞ XÂY DỰNG", "TTr-SXD", "TỜ TRÌNH", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh An Lạc.", "GIÁM ĐỐC"):
        assert told in words
    assert "Phạm Quốc Hưng" in words_of_pdf(pdf)


@needs_faces
def test_a_signed_decision_tells_its_number_its_day_and_its_signer() -> None:
    at = datetime(2026, 2, 5, 3, tzinfo=UTC)
    made = documents.decision(paper(number="3218/QĐ-UBND", signed_on=date(2026, 2, 5)), "pdf")

    whole = signing.signed(made, by=signing.new_authority().signer("Trần Văn Bình", "UBND tỉnh An Lạc"), at=at)

    facts = read_decision_facts(whole)
    assert (facts.number, facts.signed_on) == ("3218/QĐ-UBND", date(2026, 2, 5))
    assert facts.signers == ("Trần Văn Bình", "Đặng Thị Ngọc Ánh")
    assert read_signature(whole).verdict is SignatureVerdict.INTACT
    assert read_signature(made).verdict is SignatureVerdict.UNSIGNED
    place = whole.index(b"stream") + 40
    tampered = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    assert read_signature(tampered).verdict is SignatureVerdict.BROKEN


@pytest.mark.django_db
def test_the_preamble_names_the_law_of_the_day(system: Any) -> None:
    legislation.load_seed(by=system, at=datetime(2026, 11, 25, tzinfo=UTC))

    old = documents.usual_preamble(on=date(2016, 5, 1))
    new = documents.usual_preamble(on=date(2026, 11, 25), follows=["Quyết định số 12/QĐ-BXD"], proposal="Giám đốc Sở")

    assert old[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015")
    assert new[0] == "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
    assert new[1].startswith("Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát")
    assert any("118/2025/NĐ-CP" in line for line in new)
    assert not any("61/2018/NĐ-CP" in line for line in new)
    assert new[-2:] == ("Căn cứ Quyết định số 12/QĐ-BXD", "Theo đề nghị của Giám đốc Sở")
