"""The forms of the one-stop unit that come with the product, read once."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from thutuc.dossiers.rules import papers
from thutuc.dossiers.rules.papers import Form, FormSets, PaperKind
from thutuc.legislation.queries import basis_table

FILE = Path(__file__).resolve().parents[1] / "forms.toml"


@cache
def form_sets() -> FormSets:
    """The forms of each circular, oldest first."""
    with FILE.open("rb") as file:
        return papers.form_sets(tomllib.load(file)["set"])


def form_on(kind: PaperKind, day: date) -> Form:
    """The form of a kind of paper on a day."""
    return papers.form_on(kind, day, basis_table()[papers.BASIS].texts, form_sets())
