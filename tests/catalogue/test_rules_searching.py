"""What a typed text may mean, before any database is asked."""

import unicodedata

import pytest

from thutuc.catalogue.rules import searching
from thutuc.catalogue.rules.searching import CodeReading, Place, Tier


@pytest.mark.parametrize(
    "typed",
    [
        "Đăng ký khai sinh",
        "dang ky khai sinh",
        "ĐĂNG KÝ KHAI SINH",
        unicodedata.normalize("NFD", "Đăng ký khai sinh"),
        "  đăng   ký, khai-sinh. ",
    ],
)
def test_every_spelling_of_a_name_is_the_same_words(typed: str) -> None:
    assert searching.name_key(typed) == "dang ky khai sinh"


def test_old_and_new_tone_placement_fall_together() -> None:
    assert searching.words_of("hoà giải thuỷ lợi") == searching.words_of("hòa giải thủy lợi")


def test_a_word_typed_twice_counts_once() -> None:
    assert searching.words_of("cấp cap CẤP lại") == ("cap", "lai")


def test_a_pasted_page_is_cut() -> None:
    assert len(searching.words_of(" ".join(f"tu{n}" for n in range(5_000)))) <= searching.MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.004227", CodeReading(exact="1.004227", base="1.004227")),
        (" 1.004227. ", CodeReading(exact="1.004227", base="1.004227")),
        ("1.004227.h99", CodeReading(exact="1.004227.H99", base="1.004227")),
        ("1.004227.000.00.00.H99", CodeReading(exact="1.004227.000.00.00.H99", base="1.004227")),
        ("1.0042", CodeReading(part="1.0042")),
        ("004227", CodeReading(part="004227")),
        ("khai sinh", None),
        ("12", None),
        ("mẫu 1.004227", None),
    ],
)
def test_a_code_is_known_by_its_shape(typed: str, read: CodeReading | None) -> None:
    assert searching.code_reading(typed) == read


def test_an_empty_text_has_no_reading() -> None:
    assert searching.readings(" .,; ") == []


def test_a_code_is_tried_before_its_words() -> None:
    by_code, by_words = searching.readings("1.004227")

    assert by_code.code == CodeReading(exact="1.004227", base="1.004227")
    assert by_words.words == ("1.004227",)
    assert [reading.words for reading in searching.readings("khai sinh")] == [("khai", "sinh")]


@pytest.mark.parametrize(
    ("name", "slug"), [("Hộ tịch", "ho-tich"), (" Đường bộ, cầu (mới) ", "duong-bo-cau-moi"), ("…", "")]
)
def test_a_name_has_a_plain_address(name: str, slug: str) -> None:
    assert searching.slug(name) == slug


def test_quotes_and_operators_in_a_text_stay_letters() -> None:
    assert searching.all_words(["a'b", "c\\d"]) == "'a''b' & 'c\\\\d'"
    assert searching.any_word(["a", "b"]) == "'a' | 'b'"


def test_the_last_word_of_a_typist_may_go_on() -> None:
    assert searching.all_words(["xay", "nh"], unfinished=True) == "'xay' & 'nh':*"
    assert searching.all_words([], unfinished=True) == ""


def test_rare_words_weigh_more() -> None:
    weights = searching.weigh(["cap", "khai", "xyz"], {"cap": 900, "khai": 9}, 1000)

    assert weights.of["khai"] > weights.of["cap"] > 0
    assert "xyz" not in weights.of
    assert list(weights.of) == ["khai", "cap"]
    assert 0 < weights.needed < weights.total


def test_names_without_the_deciding_words_cannot_hold_most() -> None:
    weights = searching.weigh(["a", "b", "c", "d"], {"a": 1, "b": 10, "c": 500, "d": 900}, 1000)

    deciding = weights.deciding(weights.needed)

    assert deciding == ["a", "b"][: len(deciding)]
    assert sum(weight for word, weight in weights.of.items() if word not in deciding) < weights.needed
    assert weights.deciding(1) == ["a", "b", "c", "d"]


def test_advice_names_unknown_words_mends_them_and_offers_shorter_texts() -> None:
    vocabulary = {"giay": 40, "phep": 30, "xay": 8, "dung": 12, "dieu": 2}

    advice = searching.advise("giấy phép thả diều", vocabulary, lambda word, known: None)
    slip = searching.advise("giay phepp xay dung", vocabulary, lambda word, known: "phep")

    assert advice.unknown == ("tha",)
    assert advice.shorter == ("dieu", "phep", "giay")
    assert advice.near == ("giay phep dieu",)
    assert slip.near == ("giay phep xay dung",)


def test_one_unknown_word_leaves_nothing_shorter() -> None:
    advice = searching.advise("zzz", {"giay": 1}, lambda word, known: None)

    assert advice == searching.Advice(unknown=("zzz",))


def test_a_place_survives_the_address() -> None:
    place = Place(Tier.WORDS, 10_021, "1.004227.H99", 40)

    assert searching.place_of(searching.written(place)) == place


@pytest.mark.parametrize("cursor", ["", "x", "!!!!", "AAAA", "bnVsbA", "WzEsMl0", "W3RydWUsMCwiMSIsMF0", "W10" * 90])
def test_a_made_up_cursor_is_no_place(cursor: str) -> None:
    assert searching.place_of(cursor) is None


def test_a_phrase_is_held_only_when_its_words_stand_together() -> None:
    assert searching.holds("Giao đất, cho thuê đất", "giao dat")
    assert not searching.holds("Chứng thực giao dịch về đất", "giao đất")
    assert searching.any_phrase(["giao đất", "tách thửa"]) == "('giao' & 'dat') | ('tach' & 'thua')"


def test_stored_words_are_sorted_and_unique() -> None:
    assert searching.lexemes(["Cấp lại", "cấp 1.004227"]) == ["1.004227", "cap", "lai"]
