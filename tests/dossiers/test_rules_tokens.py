"""Tokens of papers and calendars: made here or known as false before anything is looked up."""

from thutuc.dossiers.rules import tokens
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.dossiers.rules.tokens import PaperToken

PAPER = PaperToken("0a1b2c3d4e5f6789", PaperKind.RECEIPT_OF_SEVERAL, 12)


def test_a_paper_is_known_by_the_secret_it_was_made_with_or_one_before_it() -> None:
    token = tokens.paper_token(PAPER, "old")

    assert tokens.paper_of(token, ["new", "old"]) == PAPER
    assert tokens.paper_of(token, ["new"]) is None


def test_no_part_of_a_token_may_be_changed() -> None:
    token = tokens.paper_token(PAPER, "s")

    for false in (token[:-1] + ("0" if token[-1] != "0" else "1"), token.replace("-12-", "-13-"), f"1{token[1:]}", ""):
        assert tokens.paper_of(false, ["s"]) is None
    assert tokens.paper_of(token.replace("receipt", "refusal"), ["s"]) is None


def test_the_calendar_of_a_dossier_is_no_paper_of_it() -> None:
    token = tokens.calendar_token(PAPER.key, "s")

    assert tokens.calendar_of(token, ["s"]) == PAPER.key
    assert tokens.calendar_of(token, ["t"]) is None
    assert tokens.paper_of(token, ["s"]) is None
    assert tokens.calendar_of(tokens.paper_token(PAPER, "s"), ["s"]) is None
