"""Legal bases by key: which document and article stand behind an act on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.rules.parameters import Parameter, period_faults, value_faults
from thutuc.legislation.rules.terms import Certainty


@dataclass(frozen=True)
class BasisText:
    """Document and article behind a key for a period. `title` is filled from the register."""

    key: str
    number: str
    article: str
    days: Days
    certainty: Certainty = Certainty.UNCERTAIN
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Basis:
    """A key with what it is about and its texts in the order of time."""

    key: str
    what: str
    texts: tuple[BasisText, ...] = ()


def table(rows: Iterable[Mapping[str, Any]]) -> dict[str, Basis]:
    """Every basis by its key; `Unreadable` names each faulty row."""
    found: dict[str, Basis] = {}
    faults: list[Objection] = []
    for row in rows:
        key = str(row.get("key", ""))
        if not key or key in found or not row.get("what") or not row.get("texts"):
            words = gettext_noop("Khóa «%(key)s» trống, lặp lại, hoặc thiếu nội dung.")
            faults.append(Objection("basis.key", words, field=key, params={"key": key}))
            continue
        faults += [fault for text in row["texts"] for fault in value_faults(key, text, ("document", "certainty"))]
        if not faults:
            found[key] = _basis(key, row)
            faults += period_faults(key, [text.days for text in found[key].texts])
    if faults:
        raise Unreadable(faults)
    return found


def text_on(texts: Sequence[BasisText], on: date) -> BasisText | None:
    """The text in force on a day. Before the first one: None."""
    return next((text for text in texts if on in text.days), None)


def of_parameter(parameter: Parameter) -> Basis:
    """A parameter is its own basis: the source and article of each value."""
    texts = tuple(
        BasisText(parameter.key, value.source, value.article, value.days, value.certainty, note=value.note)
        for value in parameter.values
    )
    return Basis(parameter.key, parameter.name, texts)


def _basis(key: str, row: Mapping[str, Any]) -> Basis:
    texts = [
        BasisText(
            key,
            text["document"],
            text.get("article", ""),
            Days(text["from"], text.get("to")),
            Certainty(text["certainty"]),
            note=text.get("note", ""),
        )
        for text in row["texts"]
    ]
    return Basis(key, row["what"], tuple(sorted(texts, key=lambda text: text.days.start or date.min)))
