"""Which document and article stand behind an act on a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from thutuc.kernel.errors import NotFound
from thutuc.legislation.queries.documents import documents_by_numbers
from thutuc.legislation.queries.shipped import basis_table
from thutuc.legislation.rules import bases as rules
from thutuc.legislation.rules.bases import BasisText

__all__ = ["bases", "basis", "basis_table"]


def basis(key: str, *, on: date) -> BasisText:
    """Document number, title and article behind `key` on a day. KeyError: unknown key. NotFound: no text that day."""
    found = bases([key], on=on)
    if key not in found:
        raise NotFound(f"{key}: {on}")
    return found[key]


def bases(keys: Iterable[str], *, on: date) -> dict[str, BasisText]:
    """The texts behind many keys in one statement; keys without a text on that day are left out."""
    known = basis_table()
    texts = {key: rules.text_on(known[key].texts, on) for key in dict.fromkeys(keys)}
    documents = documents_by_numbers({text.number for text in texts.values() if text})
    return {
        key: replace(text, title=documents[text.number].title if text.number in documents else "")
        for key, text in texts.items()
        if text
    }
