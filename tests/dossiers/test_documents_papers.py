"""Papers as files: every field of every form in both regimes, codes a camera reads, the .docx like the PDF."""

import io
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from tests.dossiers import paper_cases as cases
from thutuc.dossiers import documents
from thutuc.dossiers.documents.slip import title_lines
from thutuc.dossiers.rules.papers import (
    ComponentLine,
    Copy,
    PaperKind,
    Party,
    Stage,
    Tracking,
    deadline_lines,
    moment_words,
)
from thutuc.kernel.periods import LOCAL, day_words
from thutuc.worktime.rules import Explanation

needs_faces = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "front" / "typefaces").is_dir(), reason="typefaces not built: make front"
)
pytestmark = needs_faces


def bare(text: str) -> str:
    """Without blanks, breaks and capitals: what stays is what was written, marks and all."""
    text = unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\x02", "-")
    return re.sub(r"[\s\u200b\u00a0]+", "", text).casefold()


def pages_of(made: bytes, *only: int) -> list[str]:
    """The words of each page, or of these."""
    with pypdfium2.PdfDocument(io.BytesIO(made)) as document:
        pages = [document[place % len(document)] for place in only or range(len(document))]
        return [page.get_textpage().get_text_range() for page in pages]


def codes_of(made: bytes) -> list[list[str]]:
    """What a camera reads from the codes of each page."""
    with pypdfium2.PdfDocument(io.BytesIO(made)) as document:
        pictures = [page.render(scale=2, grayscale=True).to_numpy() for page in document]
    return [sorted(found.text for found in zxingcpp.read_barcodes(picture)) for picture in pictures]


def words_of_docx(made: bytes) -> str:
    """Everything that is written in the file, the first head of each part among it."""
    document = Document(io.BytesIO(made))
    parts = [document.element.body, *(section.first_page_header._element for section in document.sections)]
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for part in parts for p in part.iter(qn("w:p")))


def told(value: Any) -> Iterator[tuple[str, ...]]:
    """Every value of a paper with the ways in which it may stand in print. The link of a code is read by a camera."""
    if isinstance(value, Explanation):
        yield from ((line,) for line in deadline_lines(value))
    elif isinstance(value, Enum):
        yield (value.label,)  # type: ignore[attr-defined]
    elif isinstance(value, datetime):
        yield (moment_words(value), *days(value.astimezone(LOCAL).date()))
    elif isinstance(value, date):
        yield days(value)
    elif isinstance(value, str):
        yield (value,)
    elif isinstance(value, tuple):
        yield from (words for each in value for words in told(each))
    elif is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in ("form_day", "link", "called")]
        yield from (words for name in names for words in told(getattr(value, name)))


def days(day: date) -> tuple[str, ...]:
    """A day in words and in figures."""
    return day_words(day), f"{day:%d/%m/%Y}"


OF_THE_OWNER = (cases.OWNER.address, cases.OWNER.phone, cases.OWNER.email)
NOT_ASKED = {
    PaperKind.RECEIPT: OF_THE_OWNER,
    PaperKind.RECEIPT_OF_SEVERAL: (cases.TRACKING.words,),
    PaperKind.SUPPLEMENT: (cases.OWNER.id_number, cases.OWNER.id_label),
    PaperKind.APOLOGY: (cases.OWNER.id_number, cases.OWNER.id_label),
    PaperKind.STOP: (cases.OWNER.id_number, cases.OWNER.id_label),
}
"""What the values of a paper hold beyond its form: it is not printed."""
EVERY = [(kind, day) for day in (cases.OLD, cases.NEW) for kind in PaperKind]


@pytest.mark.parametrize(("kind", "day"), EVERY, ids=[f"{kind.value}-{day.year}" for kind, day in EVERY])
def test_every_field_of_every_form_stands_in_the_pdf_and_in_the_docx(kind: PaperKind, day: date) -> None:
    paper = cases.EVERY[kind](day)
    form = documents.form_of(paper)

    in_pdf = bare("".join(pages_of(documents.render(paper))))
    in_docx = bare(words_of_docx(documents.render(paper, "docx")))

    elsewhere = {(value,) for value in NOT_ASKED.get(kind, ())}
    for ways in [(form.name,), *((line,) for line in form.label.split("\n")), *(set(told(paper)) - elsewhere)]:
        assert any(bare(words) in in_pdf for words in ways), ways
        assert any(bare(words) in in_docx for words in ways), ways


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2025, 6, 30), "Mẫu số 05 Thông tư số 01/2018/TT-VPCP"),
        (date(2025, 7, 1), "Mẫu số 06 Thông tư số 03/2025/TT-VPCP"),
    ],
)
def test_a_dossier_keeps_the_form_of_its_day_of_acceptance(day: date, label: str) -> None:
    slip = cases.control_slip()
    paper = replace(slip, head=replace(slip.head, form_day=day, on=date(2025, 9, 1)))

    assert bare(label) in bare("".join(pages_of(documents.render(paper))))


def test_a_receipt_of_before_the_first_circular_says_whose_form_it_is_printed_on() -> None:
    page = bare(pages_of(documents.render(cases.receipt(date(2016, 5, 1))))[0])

    assert bare("Thông tư số 01/2018/TT-VPCP có hiệu lực; in theo mẫu của Thông tư này") in page


def test_a_notice_of_stopping_of_a_dossier_of_2019_has_no_form_number() -> None:
    page = bare(pages_of(documents.render(cases.stop(cases.OLD)))[0])

    assert "mẫusố" not in page
    assert bare("không có mẫu này; văn bản do cơ quan lập") in page


def test_the_applicant_takes_the_link_and_the_secret_and_the_office_keeps_the_code_alone() -> None:
    made = documents.render(cases.receipt())

    applicant, kept = pages_of(made)
    assert codes_of(made) == [[cases.LINK], [cases.CODE]]
    assert bare("Liên: Giao người nộp") in bare(applicant)
    assert bare("Liên: Lưu") in bare(kept)
    assert cases.TRACKING.secret in applicant
    assert cases.TRACKING.secret not in kept


def test_an_online_receipt_is_one_copy_that_only_the_officer_signs() -> None:
    made = documents.render(cases.receipt(is_online=True, submitter=None))

    [page] = pages_of(made)
    assert bare("Người tiếp nhận hồ sơ (Ký số)") in bare(page)
    assert bare("Người nộp hồ sơ") not in bare(page)


def test_a_refusal_at_the_counter_is_signed_by_both_and_speaks_to_whom_it_names() -> None:
    company = Party("Công ty TNHH Đông Á", "Xã Bằng Lũng", "0209 3900 456", id_number="4700", called="quý tổ chức")

    page = bare(pages_of(documents.render(replace(cases.refusal(), owner=company, is_online=False)))[0])

    assert bare("Người nộp hồ sơ") in page
    assert bare("Người từ chối tiếp nhận (Ký, ghi rõ họ tên)") in page
    assert bare("quý tổ chức liên hệ cán bộ") in page
    assert bare("ông/bà") not in page


def test_a_reason_in_several_lines_keeps_them() -> None:
    [page] = pages_of(documents.render(replace(cases.apology(), reason="Thứ nhất, mưa.\nThứ hai, lũ.")))

    assert "\nThứ hai, lũ." in page.replace("\r", "")


def test_a_procedure_without_a_due_date_says_so() -> None:
    given = cases.dossier()
    endless = replace(given, stage=Stage(given.stage.received_at, has_no_due_date=True))

    page = bare(pages_of(documents.render(cases.receipt(dossier=endless)))[0])

    assert bare("Thời gian trả kết quả giải quyết hồ sơ: Không có ngày hẹn trả") in page
    assert bare("Ngày hẹn trả được tính như sau") not in page


def test_a_procedure_in_two_stages_prints_both() -> None:
    second = Stage(cases.at(2026, 12, 1, 8, 30), due_at=cases.at(2026, 12, 4, 17))

    page = bare(pages_of(documents.render(cases.receipt(dossier=replace(cases.dossier(), second_stage=second))))[0])

    assert bare("Thời gian nhận hồ sơ giai đoạn 2: 08 giờ 30 phút, ngày 01 tháng 12 năm 2026") in page
    assert bare("Thời gian trả kết quả giải quyết hồ sơ giai đoạn 2: 17 giờ 00 phút, ngày 04 tháng 12") in page


def test_each_of_several_dossiers_on_one_receipt_has_its_own_code() -> None:
    made = documents.render(cases.several())

    links = [each.dossier.tracking.link for each in cases.several().dossiers]
    assert [found for found in codes_of(made) if found] == [
        sorted(links),
        sorted(each.dossier.code for each in cases.several().dossiers),
    ]


def test_a_demand_beyond_the_list_can_be_reported_with_a_camera() -> None:
    paper = cases.supplement()

    assert codes_of(documents.render(paper)) == [sorted([cases.LINK, paper.report_link])]


def test_the_receipt_stays_on_one_page_and_a_long_list_flows_on_under_its_head() -> None:
    many = tuple(ComponentLine(f"Bản vẽ thiết kế số {number} của hạng mục", originals=1) for number in range(90))
    short, long = cases.receipt(copies=(Copy.APPLICANT,)), cases.receipt(copies=(Copy.APPLICANT,))
    long = replace(long, dossier=replace(long.dossier, components=many))

    pages = pages_of(documents.render(long))

    assert len(pages_of(documents.render(short))) == 1
    assert len(pages) > 2
    assert all("Tên thành phần hồ sơ" in page for page in pages[:3])
    assert "2" in pages[1].split()
    assert bare("".join(pages)).count(bare("Bản vẽ thiết kế số")) == len(many)


def test_what_is_not_known_leaves_room_for_a_pen() -> None:
    nobody = cases.receipt(owner=Party(""), submitter=None, officer="", copies=(Copy.APPLICANT,))

    page = pages_of(documents.render(nobody))[0]

    assert bare("Tiếp nhận hồ sơ của: …") in bare(page)
    assert bare("Số điện thoại: …") in bare(page)


def test_a_paper_without_anything_on_it_still_prints() -> None:
    nothing = replace(cases.head(), superior="", agency="", place="")
    empty = replace(cases.control_slip(), head=nothing, dossier_code="", owner="", lines=(), coordinating=())

    assert bare("Phiếu kiểm soát quá trình giải quyết hồ sơ") in bare(pages_of(documents.render(empty))[0])
    assert documents.render(empty, "docx").startswith(b"PK")


def test_the_codes_of_a_docx_can_be_read_too() -> None:
    docx = Document(io.BytesIO(documents.render(cases.supplement(), "docx")))

    pictures = [Image.open(io.BytesIO(part.blob)) for part in docx.part.package.image_parts]

    read = sorted(found.text for picture in pictures for found in zxingcpp.read_barcodes(picture.convert("L")))
    assert read == sorted([cases.LINK, cases.supplement().report_link])


def test_what_people_write_is_text_and_a_long_name_stays_on_the_paper() -> None:
    odd = Party(
        '#panic("x") *đậm* <nhãn> ' + "Nguyễn Phúc " * 20, address="=1+1", phone="0912 000 123", id_number="019"
    )

    page = bare(pages_of(documents.render(cases.receipt(owner=odd, submitter=None)))[0])

    assert bare(odd.name) in page
    assert bare("Địa chỉ: =1+1") in page


def test_typefaces_are_inside_and_the_same_paper_is_the_same_file() -> None:
    made = documents.render(cases.apology())

    assert b"Tinos" in made
    assert b"/FontFile" in made
    assert b"pdfaid:part>2<" in made
    assert made == documents.render(cases.apology())


def test_a_paper_without_a_link_carries_the_dossier_code() -> None:
    assert codes_of(documents.render(replace(cases.apology(), tracking=Tracking()))) == [[cases.CODE]]


def test_papers_of_one_press_of_the_print_key_come_in_one_file() -> None:
    made = documents.render_many([cases.receipt(), cases.supplement(), cases.register()])

    assert len(pages_of(made)) == 4
    assert (
        Document(io.BytesIO(documents.render_many([cases.receipt(), cases.register()], "docx"))).sections[2].page_width
    )


def test_a_thousand_rows_of_the_register_print_quickly_under_their_head() -> None:
    paper = cases.register(count=1000)

    start = time.perf_counter()
    made = documents.render(paper)
    taken = time.perf_counter() - start

    first, last = pages_of(made, 0), pages_of(made, -1)
    assert "(15)" in first[0]
    assert "(15)" in last[0]
    assert bare("H19.15-261119-1000") in bare(last[0])
    assert taken < 8


def test_the_register_as_a_spreadsheet_has_fifteen_columns_and_no_formula() -> None:
    paper = cases.register()
    risky = replace(paper.rows[0], owner="=HYPERLINK(1)", note="+84912000123")

    book = openpyxl.load_workbook(io.BytesIO(documents.register_sheet(replace(paper, rows=(risky, *paper.rows[1:])))))

    rows = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["TT", "Mã hồ sơ", "Tên thủ tục hành chính"]
    assert len(rows[0]) == 15
    assert (rows[1][4].value, rows[1][4].data_type) == ("=HYPERLINK(1)", "s")
    assert rows[1][7].value == datetime(2026, 11, 19)
    assert rows[2][8].value == "Không có ngày hẹn trả"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Giấy biên nhận trả kết quả", ("Giấy biên nhận trả kết quả",)),
        ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", ("Giấy tiếp nhận hồ sơ", "và hẹn trả kết quả")),
        ("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", ("Phiếu yêu cầu bổ sung,", "hoàn thiện hồ sơ")),
        ("Phiếu kiểm soát quá trình giải quyết hồ sơ", ("Phiếu kiểm soát quá trình", "giải quyết hồ sơ")),
        (
            "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
            ("Văn bản xin lỗi và đề nghị", "gia hạn thời gian giải quyết"),
        ),
    ],
)
def test_a_long_title_breaks_where_one_would_breathe(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines
