"""Papers in the form of their day: every word in both files, what the two forms order, many rows quickly."""

import io
import time
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from thutuc.kernel.periods import day_words
from thutuc.web import papers
from thutuc.web.papers.paper import closed, roman

needs_faces = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "front" / "typefaces").is_dir(), reason="typefaces not built: make front"
)
DECISION = papers.Paper(
    head=papers.Head("Ủy ban nhân dân tỉnh An Lạc", "QĐ-UBND", "An Lạc", number="3218", on=date(2026, 2, 5)),
    signature=papers.Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Đặng Thị Ngọc Ánh"),
    kind="Quyết định",
    summary="Công bố Danh mục thủ tục hành chính",
    authority="Chủ tịch Ủy ban nhân dân tỉnh An Lạc",
    preamble=("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Giám đốc Sở Xây dựng."),
    enacts="QUYẾT ĐỊNH:",
    blocks=(papers.Article(1, "Công bố kèm theo Quyết định này.", ("1. Phụ lục I.", "2. Phụ lục II.")),),
    recipients=("Như Điều 3", "Lưu: VT"),
)
COLUMNS = (papers.Column("STT", 1, is_centred=True), papers.Column("Tên thủ tục", 5), papers.Column("Phí, lệ phí", 3))


def with_rows(count: int) -> papers.Paper:
    rows = tuple((str(place), f"Cấp giấy phép «{place}» ở đường bộ", "Không\n") for place in range(1, count + 1))
    grid = papers.Grid(COLUMNS, (papers.GroupRow("Lĩnh vực Đường bộ"), *rows))
    full = papers.Terms((("Trình tự thực hiện", "Bước 1: nộp.\nBước 2: nhận."), ("Yêu cầu, điều kiện", "")))
    second = papers.Annex("Nội dung", (papers.Heading("1. Cấp giấy phép"), full), is_landscape=False)
    return replace(DECISION, annexes=(papers.Annex("Danh mục", (grid,), note="(Kèm theo Quyết định)"), second))


def opened(made: bytes) -> Any:
    return Document(io.BytesIO(made))


def words_of(made: bytes) -> str:
    """Every word of a .docx in the order of the file."""
    found = opened(made).element.body.iter(qn("w:p"))
    return " ".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in found)


def words_of_pdf(made: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(made))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_a_docx_opens_with_all_its_marks_and_rows() -> None:
    made = papers.docx(with_rows(30), papers.DECREE_30)

    words, table = words_of(made), opened(made).tables[2]
    assert unicodedata.is_normalized("NFC", words)
    assert "Về việc công bố Danh mục thủ tục hành chính" in words
    assert "An Lạc, ngày 05 tháng 02 năm 2026" in words
    assert "Số: 3218/QĐ-UBND" in words
    assert [cell.text for cell in table.rows[2].cells] == ["1", "Cấp giấy phép «1» ở đường bộ", "Không"]
    assert len(table.rows) == 32


@needs_faces
def test_the_pdf_says_the_same_words() -> None:
    made = papers.pdf(with_rows(30), papers.DECREE_30)

    words = unicodedata.normalize("NFC", words_of_pdf(made))
    for told in (
        "Số: 3218/QĐ-UBND",
        "ngày 05 tháng 02 năm 2026",
        "Điều 1.",
        "Cấp giấy phép «30» ở",
        "Lưu: VT.",
    ):
        assert told in words
    assert "Đặng Thị Ngọc Ánh" in words
    assert "Yêu cầu, điều kiện: Không quy định." in words
    title = pypdfium2.PdfDocument(io.BytesIO(made)).get_metadata_dict()["Title"]
    assert title == "Quyết định 3218/QĐ-UBND Công bố Danh mục thủ tục hành chính"


def test_the_two_forms_differ_where_the_rules_differ() -> None:
    old, new = (opened(papers.docx(DECISION, form)) for form in (papers.CIRCULAR_01, papers.DECREE_30))

    def bases(document: Any) -> list[Any]:
        return [each for each in document.paragraphs if each.text.startswith(("Căn cứ", "Theo"))]

    assert [each.runs[0].italic for each in bases(old)] == [None, None]
    assert [each.runs[0].italic for each in bases(new)] == [True, True]
    assert bases(old)[-1].text.endswith("Xây dựng,")
    assert bases(new)[-1].text.endswith("Xây dựng.")
    assert "PAGE" in old.sections[0].footer._element.xml
    assert "PAGE" in new.sections[0].header._element.xml
    assert "PAGE" not in new.sections[0].footer._element.xml
    assert new.sections[0].different_first_page_header_footer


@needs_faces
def test_pages_of_an_annex_are_counted_for_themselves() -> None:
    made = pypdfium2.PdfDocument(io.BytesIO(papers.pdf(with_rows(40), papers.DECREE_30)))

    tops = [page.get_textpage().get_text_range().split()[0] for page in made]
    assert tops[:3] == ["ỦY", "Phụ", "2"]
    assert tops[-1] == "Phụ"


def test_an_annex_lies_across_and_its_head_row_stands_again_on_every_page() -> None:
    document = opened(papers.docx(with_rows(5), papers.DECREE_30))

    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    assert "tblHeader" in document.tables[2].rows[0]._tr.xml


def test_signs_that_a_file_cannot_hold_do_not_stop_it() -> None:
    odd = replace(DECISION, summary="Công bố\x00 danh mục \x0b<b>&amp; «một» \ud800")

    assert "công bố danh mục <b>&amp; «một»" in words_of(papers.docx(odd, papers.DECREE_30))


def test_every_part_of_the_file_is_well_formed() -> None:
    with ZipFile(io.BytesIO(papers.docx(with_rows(3), papers.CIRCULAR_01))) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))


@needs_faces
def test_three_hundred_rows_are_quick() -> None:
    paper = with_rows(300)
    papers.pdf(DECISION, papers.DECREE_30)

    start = time.perf_counter()
    papers.docx(paper, papers.DECREE_30)
    between = time.perf_counter()
    papers.pdf(paper, papers.DECREE_30)

    assert between - start < 2
    assert time.perf_counter() - between < 3


def test_a_paper_without_a_number_leaves_room_for_the_pen() -> None:
    head = papers.Head("Sở Xây dựng", "TTr-SXD", "An Lạc", year=2026)

    office = replace(head, issuer="Văn phòng Ủy ban nhân dân tỉnh An Lạc", superior="Ủy ban nhân dân tỉnh An Lạc")

    assert (head.own_name, office.own_name) == ("Sở Xây dựng", "Văn phòng")
    assert head.reference.endswith("/TTr-SXD")
    assert head.dateline.endswith("năm 2026")
    assert day_words(date(2026, 11, 25)) == "ngày 25 tháng 11 năm 2026"


def test_small_words_of_form() -> None:
    assert papers.about("Công bố danh mục.") == "Về việc công bố danh mục"
    assert papers.about("UBND tỉnh công bố") == "Về việc UBND tỉnh công bố"
    assert papers.about("Về việc công bố") == "Về việc công bố"
    assert closed(["một;", " ", "hai."], ",") == ("một;", "hai,")
    assert [roman(number) for number in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
