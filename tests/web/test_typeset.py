"""Papers made by the typesetter: text stays text, typefaces are inside, the same data give the same bytes."""

import io
import time
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.conf import LazySettings

from thutuc.web import typeset

needs_faces = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "front" / "typefaces").is_dir(), reason="typefaces not built: make front"
)
MARKS = "Quyết định về việc công bố thủ tục hành chính sửa đổi, bổ sung; Ưu Ở Ẵ ẵ Ỹ ỹ ợ ữ ₫"
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)
TEMPLATE = """#import "house.typ": *
#show: paper.with(title: data.title)
#for page in data.pages [#page.text #picture(page.code, alt: "QR") #pagebreak(weak: true)]
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template of two kinds of content."""
    place = tmp_path / "page.typ"
    place.write_text(TEMPLATE, encoding="utf-8")
    return place


def made(template: Path, *texts: str) -> bytes:
    pages = [{"text": text, "code": typeset.qr(f"https://anlac.example/q/{place}")} for place, text in enumerate(texts)]
    return typeset.pdf(template, {"title": f"Tờ {texts[0]}"[:60], "pages": pages, "on": date(2026, 11, 25)}, at=AT)


def text_of(paper: bytes, page: int = 0) -> str:
    return str(pypdfium2.PdfDocument(io.BytesIO(paper))[page].get_textpage().get_text_range())


@needs_faces
def test_every_vietnamese_mark_comes_back_out_of_the_file(template: Path) -> None:
    paper = made(template, MARKS)

    assert MARKS in " ".join(unicodedata.normalize("NFC", text_of(paper)).split())
    assert pypdfium2.PdfDocument(io.BytesIO(paper)).get_metadata_dict()["Title"].startswith("Tờ Quyết định")


@needs_faces
def test_typefaces_are_inside_and_the_file_says_that_it_is_for_archives(template: Path) -> None:
    paper = made(template, MARKS)

    assert b"Tinos" in paper
    assert b"/FontFile" in paper
    assert b"pdfaid:part>2<" in paper


@needs_faces
def test_what_people_write_is_never_markup(template: Path) -> None:
    paper = made(template, '#panic("x") *đậm* = đầu $1$ <nhãn> \\ "')

    assert '#panic("x") *đậm* = đầu $1$ <nhãn> \\ "' in text_of(paper)


@needs_faces
def test_the_same_data_give_the_same_bytes(template: Path) -> None:
    assert made(template, MARKS) == made(template, MARKS)


@needs_faces
def test_a_sign_without_a_typeface_does_not_stop_the_paper(template: Path) -> None:
    assert "Hà Nội" in text_of(made(template, "Hà Nội 😀"))


@needs_faces
def test_a_code_can_be_read_from_the_page(template: Path) -> None:
    picture = pypdfium2.PdfDocument(io.BytesIO(made(template, "một", "hai")))[1].render(scale=2).to_pil()

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["https://anlac.example/q/1"]


@needs_faces
def test_a_hundred_papers_go_into_one_file_quickly(template: Path) -> None:
    made(template, "nóng máy")

    start = time.perf_counter()
    paper = made(template, *(f"{MARKS} {place}" for place in range(100)))

    assert len(pypdfium2.PdfDocument(io.BytesIO(paper))) == 100
    assert time.perf_counter() - start < 5


def test_a_machine_without_typefaces_says_what_to_do(settings: LazySettings, tmp_path: Path, template: Path) -> None:
    settings.TYPEFACES = tmp_path
    typeset._fonts.cache_clear()

    with pytest.raises(typeset.TypefacesMissing, match="make front"):
        typeset.pdf(template, {})
    typeset._fonts.cache_clear()
