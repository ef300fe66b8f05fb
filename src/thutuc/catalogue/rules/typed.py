"""Parts of a procedure as people type them: a line or a paragraph each. Whatever was not touched stays exactly.

A line that reads as before is the same value again, with everything that the line does not show.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.annex.reading import read_fees, read_limit
from thutuc.catalogue.rules.content import Fee, LegalBasis, Output, ProcedureContent, Step, TimeLimit
from thutuc.catalogue.rules.difference import compare
from thutuc.catalogue.rules.parts import PARTS, fee_words, limit_words
from thutuc.kernel.text import tidy

Value = TypeVar("Value")


def _lines(text: str) -> list[str]:
    return [line for line in (tidy(each).strip(" ") for each in words.clean(text).split("\n")) if line]


def _read(
    told: Iterable[str], before: Sequence[Value], shown: Callable[[Value], str], made: Callable[[str], Iterable[Value]]
) -> tuple[Value, ...]:
    """Each line as the value that it was, else as a new one."""
    known = {_key(shown(value)): value for value in reversed(before)}
    found: list[Value] = []
    for line in told:
        key = _key(line)
        found += [known[key]] if key in known else made(line)
    return tuple(found)


def _key(text: str) -> str:
    return " ".join(words.clean(text).split())


# --- limits and fees ---


def limit_text(limit: TimeLimit | None) -> str:
    """The limit in one line."""
    return limit_words(limit) if limit else ""


def limit_from(text: str, before: TimeLimit | None = None) -> TimeLimit:
    """The limit again; an unchanged line keeps the limit as it was."""
    if before is not None and _key(text) == _key(limit_words(before)):
        return before
    return read_limit(text) if text.strip() else TimeLimit()


def fees_text(fees: Iterable[Fee]) -> str:
    """A line each."""
    return "\n".join(fee_words(fee) for fee in fees)


def fees_from(text: str, before: Sequence[Fee] = ()) -> tuple[Fee, ...]:
    """The fees again."""
    return _read(_lines(text), before, fee_words, read_fees)


# --- steps ---


def step_text(step: Step) -> str:
    """A paragraph: the case in brackets, the title in its own line, the text."""
    head = [f"[{step.case}]" if step.case else "", f"# {step.title}" if step.title else ""]
    text = "\n".join(line.rstrip() for line in step.text.split("\n") if line.strip())
    return "\n".join(filter(None, [*head, text]))


def steps_text(steps: Iterable[Step]) -> str:
    """Paragraphs with an empty line between them."""
    return "\n\n".join(map(step_text, steps))


def steps_from(text: str, before: Sequence[Step] = ()) -> tuple[Step, ...]:
    """The steps again: an empty line ends one."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", words.clean(text)) if block.strip()]
    return _read(blocks, before, step_text, lambda block: (_step(block),))


def _step(block: str) -> Step:
    case, title = "", ""
    rest: list[str] = []
    for line in block.split("\n"):
        if not rest and not case and (found := re.fullmatch(r"\[(.+)\]", line.strip())):
            case = found[1]
        elif not rest and not title and line.startswith("# "):
            title = tidy(line[2:])
        else:
            rest.append(line.rstrip())
    return Step("\n".join(rest), title, case)


# --- lists of one line each ---


def output_text(output: Output) -> str:
    """«Giấy phép (KQ.G99.000001)»."""
    return f"{output.name} ({output.code})" if output.code else output.name


def outputs_text(outputs: Iterable[Output]) -> str:
    """A line each."""
    return "\n".join(map(output_text, outputs))


def outputs_from(text: str, before: Sequence[Output] = ()) -> tuple[Output, ...]:
    """The outputs again."""
    return _read(_lines(text), before, output_text, lambda line: (Output(line),))


def basis_text(basis: LegalBasis) -> str:
    """«123/2015/NĐ-CP — Quy định chi tiết …»."""
    return f"{basis.number} — {basis.title}" if basis.title else basis.number


def bases_text(bases: Iterable[LegalBasis]) -> str:
    """A line each."""
    return "\n".join(map(basis_text, bases))


def bases_from(text: str, before: Sequence[LegalBasis] = ()) -> tuple[LegalBasis, ...]:
    """The legal bases again, each once."""
    found = _read(_lines(text), before, basis_text, lambda line: (_basis(line),))
    first: dict[str, LegalBasis] = {}
    for basis in found:
        first.setdefault(basis.number, basis)
    return tuple(first.values())


def _basis(line: str) -> LegalBasis:
    number, dash, title = line.partition(" — ")
    return words.basis(number, title) if dash else words.basis(line.lstrip("-+• "))


def changed_parts(before: ProcedureContent | None, after: ProcedureContent) -> tuple[str, ...]:
    """The keys of the parts that differ; of a new procedure, those that hold something."""
    if before is None:
        return tuple(part.key for part in PARTS if part.lines(after))
    return tuple(change.part.key for change in compare(before, after))
