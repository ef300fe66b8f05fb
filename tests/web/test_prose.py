"""Plain text of the catalogue becomes paragraphs, lists and steps; nothing of it becomes markup by itself."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thutuc.web.prose import highlight, paragraphs


def test_lines_stay_lines() -> None:
    assert paragraphs("Một.\n\n  Hai.  ") == "<p>Một.</p><p>Hai.</p>"


def test_dashes_become_a_list() -> None:
    assert paragraphs("Gồm:\n- Đơn;\n+ Bản vẽ.\nHết.") == "<p>Gồm:</p><ul><li>Đơn;</li><li>Bản vẽ.</li></ul><p>Hết.</p>"


def test_a_step_stands_out() -> None:
    assert paragraphs("Bước 1: Nộp hồ sơ.") == '<p class="tt-led"><strong>Bước 1:</strong> Nộp hồ sơ.</p>'
    assert paragraphs("Bước 2.") == '<p class="tt-led"><strong>Bước 2</strong></p>'


def test_letters_and_numbers_of_a_list_are_set_in() -> None:
    assert paragraphs("a) Hồ sơ đủ;") == '<p class="tt-item">a) Hồ sơ đủ;</p>'
    assert paragraphs("1.2. Hồ sơ thiếu") == '<p class="tt-item">1.2. Hồ sơ thiếu</p>'


def test_text_is_never_markup() -> None:
    assert paragraphs("- <script>x</script> & «y»") == "<ul><li>&lt;script&gt;x&lt;/script&gt; &amp; «y»</li></ul>"


def test_nothing_is_nothing() -> None:
    assert paragraphs(None) == ""
    assert paragraphs(" \n ") == ""


@given(st.text(alphabet="xyzXYZ -+•<&à12.)\n", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    drawn = html.unescape(re.sub(r"</?(?:p|ul|li|strong)(?: class=\"[a-z-]+\")?>", "", paragraphs(text)))

    assert sorted(c for c in drawn if c.isalnum()) == sorted(c for c in text if c.isalnum())


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("Cấp giấy phép xây dựng nhà ở", "xay nha", "Cấp giấy phép <b>xây</b> dựng <b>nhà</b> ở"),
        ("Nhà đang xây", "XÂY nhà", "<b>Nhà</b> đang <b>xây</b>"),
        ("Đăng ký đường bộ", "duong", "Đăng ký <b>đường</b> bộ"),
        ("Đăng ký khai sinh", "khai si", "Đăng ký <b>khai</b> <b>si</b>nh"),
        ("Thủ tục 1.001193", "1.0011", "Thủ tục <b>1.0011</b>93"),
        ("Hóa đơn", "hoá", "<b>Hóa</b> đơn"),
        ("Khai <b>", "b", "Khai &lt;<b>b</b>&gt;"),
        ("Không có gì", "", "Không có gì"),
        ("Anh em", "nh", "Anh em"),
    ],
)
def test_found_letters_are_bold_from_the_start_of_words(name: str, query: str, expected: str) -> None:
    assert highlight(name, query) == expected


def test_a_decomposed_name_is_marked_as_its_composed_form() -> None:
    assert highlight(unicodedata.normalize("NFD", "Xây dựng"), "xay") == "<b>Xây</b> dựng"
