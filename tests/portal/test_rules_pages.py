"""Life events and folding: what the public pages decide by themselves."""

from thutuc.catalogue.rules.content import Step
from thutuc.portal.rules import folding
from thutuc.portal.rules.life import LIFE_EVENTS, life_event


def test_eight_moments_each_with_an_address_of_its_own() -> None:
    slugs = [event.slug for event in LIFE_EVENTS]

    assert len(slugs) == len(set(slugs)) == 8
    assert life_event("nha-dat") in LIFE_EVENTS
    assert life_event("len-mat-trang") is None


def test_a_short_text_is_not_folded_and_a_small_rest_is_spared() -> None:
    assert folding.fold_text("một dòng").rest == ""
    assert folding.fold_text("a" * (folding.SHOWN_LETTERS + folding.SPARED_LETTERS)).rest == ""


def test_a_long_text_is_folded_at_a_line_and_nothing_is_lost() -> None:
    text = "\n".join(f"Dòng {number}: " + "chữ " * 30 for number in range(40))

    folded = folding.fold_text(text)

    assert folded.shown + "\n" + folded.rest == text
    assert len(folded.shown.replace("\n", "")) <= folding.SHOWN_LETTERS


def test_one_endless_line_is_shown_whole() -> None:
    endless = "chữ" * 5_000

    assert folding.fold_text(endless).shown == endless


def test_many_rows_are_folded_and_a_few_more_are_not() -> None:
    assert folding.fold_rows(list(range(16))).rest == ()
    folded = folding.fold_rows(list(range(94)))
    assert (len(folded.shown), len(folded.rest)) == (12, 82)


def test_steps_of_one_case_stay_together() -> None:
    groups = folding.step_groups([Step("a"), Step("b"), Step("c", case="Khác")])

    assert [(group.case, len(group.steps)) for group in groups] == [("", 2), ("Khác", 1)]


def test_only_a_long_name_needs_a_smaller_heading() -> None:
    assert not folding.is_long("Đăng ký khai sinh")
    assert folding.is_long("a" * 111)
