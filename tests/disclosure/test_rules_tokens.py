"""Codes of sheets: made here and nowhere else, typed by anybody."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thutuc.disclosure.rules import tokens

SECRET, OTHER = "một bí mật của tỉnh", "một bí mật khác"


def made(seed: int = 7, secret: str = SECRET) -> str:
    return tokens.make(secret, draw=random.Random(seed).choice)


@given(st.integers(), st.text(min_size=1))
def test_a_code_made_here_is_known_however_it_is_typed(seed: int, secret: str) -> None:
    code = made(seed, secret)
    for typed in (
        code,
        code.lower(),
        tokens.grouped(code),
        f" {code[:4]} {code[4:]} ",
        f"https://anlac.example/to/{code}/",
    ):
        assert tokens.normalise(typed) == code
    assert tokens.check(code, [secret])


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = tokens.normalise(text)
    assert tokens.normalise(once) == once


def test_no_letter_of_a_code_looks_like_another_one() -> None:
    assert not set("01OILU") & set(tokens.ALPHABET)
    assert len(set(tokens.ALPHABET)) == len(tokens.ALPHABET) == 30
    assert tokens.grouped(made()).count("-") == 1


def test_a_slip_of_one_letter_or_two_letters_exchanged_is_noticed() -> None:
    code = made()
    slips = {code[:at] + letter + code[at + 1 :] for at in range(len(code)) for letter in tokens.ALPHABET}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    assert [slip for slip in slips if tokens.check(slip, [SECRET])] == [code]


def test_codes_made_up_elsewhere_are_refused() -> None:
    forged = [made(seed, OTHER) for seed in range(2_000)]
    assert sum(tokens.check(code, [SECRET]) for code in forged) <= 1


@pytest.mark.parametrize("text", ["", "7K4M", "7K4M-2PX9-8", "7K4M-2PX0", "<script>", "đây-là-mã", "７K4M2PX9"])
def test_what_has_not_the_shape_of_a_code_is_refused(text: str) -> None:
    assert not tokens.check(tokens.normalise(text), [SECRET])


def test_a_sheet_printed_under_the_secret_before_stays_known() -> None:
    assert tokens.check(made(secret=OTHER), [SECRET, OTHER])
    assert not tokens.check(made(secret=OTHER), [SECRET])
