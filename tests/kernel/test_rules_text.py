"""Vietnamese text: one form, folding, order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thutuc.kernel.text import Labelled, fold, fold_words, gettext_noop, join_words, nfc, sort_key, tidy

IN_DICTIONARY_ORDER = [
    "An",
    "Ân",
    "Bà Rịa",
    "Bắc Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cần Thơ",
    "Dĩ An",
    "Đà Lạt",
    "Đà Nẵng",
    "Đắk Lắk",
    "Hà Nội",
    "Hải Dương",
    "Lào Cai",
    "Long An",
    "Ô Môn",
    "Ơn",
    "Quảng Nam",
    "Quảng Ngãi",
    "Thừa Thiên Huế",
    "Ưng Hòa",
    "Vĩnh Long",
    "Yên Bái",
]


def _sorted(words: list[str]) -> list[str]:
    mixed = [*words[1::2], *words[::2]]
    return sorted(mixed, key=sort_key)


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    assert _sorted(IN_DICTIONARY_ORDER) == IN_DICTIONARY_ORDER


def test_tones_sort_without_mark_first_then_huyen_hoi_nga_sac_nang() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ"]

    assert _sorted(words) == words


def test_letters_decide_before_tones() -> None:
    assert sort_key("má") < sort_key("mai")
    assert sort_key("mạ") < sort_key("mâ")


def test_numbers_sort_by_value_and_before_letters() -> None:
    names = ["Phường 2", "Phường 10", "Phường An Phú"]

    assert _sorted(names) == names


def test_capitals_and_unicode_form_do_not_change_the_order() -> None:
    assert sort_key("ĐÀ NẴNG") == sort_key("Đà Nẵng") == sort_key(unicodedata.normalize("NFD", "đà nẵng"))


@given(st.text())
def test_a_sort_key_is_plain_ascii(text: str) -> None:
    assert sort_key(text).isascii()


@pytest.mark.parametrize(
    "typed",
    ["Đường bộ", "duong bo", "ĐƯỜNG BỘ", unicodedata.normalize("NFD", "đường bộ"), "dường bô"],
)
def test_folding_makes_one_of_every_way_to_type_a_word(typed: str) -> None:
    assert fold(typed) == "duong bo"


def test_old_and_new_tone_placement_fold_together() -> None:
    assert fold("hoá, uỷ, thuỷ") == fold("hóa, ủy, thủy")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_keep_a_code_whole() -> None:
    assert fold_words("Thủ tục 1.000894: Cấp lại.") == ["thu", "tuc", "1.000894", "cap", "lai"]


@given(st.text())
def test_nfc_is_one_form(text: str) -> None:
    assert nfc(unicodedata.normalize("NFD", text)) == nfc(text)


def test_tidying_removes_what_nobody_sees() -> None:
    assert tidy("  Sở\u00a0Tư\u200b pháp\r\n tỉnh ") == "Sở Tư pháp tỉnh"


def test_a_code_is_stored_and_its_label_is_shown() -> None:
    class Colour(Labelled):
        RED = "red", gettext_noop("Đỏ")
        PLAIN = "plain"

    assert Colour("red") is Colour.RED
    assert f"{Colour.RED}" == "red"
    assert Colour.pairs() == [("red", "Đỏ"), ("plain", "plain")]


def test_a_list_is_read_aloud_with_its_last_word() -> None:
    assert join_words(["a", "b", "c"], "và") == "a, b và c"
    assert join_words(["a"], "và") == "a"
    assert join_words([], "và") == ""
