"""What rules answer when an act may not happen: every reason at once, each with its basis in law."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Objection:
    """One reason against an act.

    `message` is Vietnamese source text with named placeholders filled from `params`; `basis` is a key that
    `legislation.queries.basis` resolves to document and article; `field` names the input that it concerns.
    """

    code: str
    message: str
    basis: str = ""
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class ThutucError(Exception):
    """Base of the errors that an interface turns into an answer."""


class Refused(ThutucError):
    """The act is not allowed or not possible; nothing was changed."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections: tuple[Objection, ...] = tuple(objections)
        super().__init__("; ".join(str(objection) for objection in self.objections))


class Conflict(ThutucError):
    """Somebody saved the row first: `expected` is the revision that was read, `found` the one that stands."""

    def __init__(self, what: str, *, expected: int, found: int | None = None) -> None:
        self.what, self.expected, self.found = what, expected, found
        super().__init__(f"{what}: revision {expected} expected, {found} found")


class NotFound(ThutucError):
    """There is no such thing, or the actor may not know of it: the answer is the same."""


class Unreadable(ThutucError):
    """A file or text that cannot be understood: says where (row, field) and what to do. Nothing was changed."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections: tuple[Objection, ...] = tuple(objections)
        super().__init__("; ".join(str(objection) for objection in self.objections))


def refuse_if(objections: Iterable[Objection]) -> None:
    """Raise `Refused` with all objections, or return quietly when there is none."""
    reasons = tuple(objections)
    if reasons:
        raise Refused(reasons)
