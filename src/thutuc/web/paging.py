"""Pages of a list, addressed in the URL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

Item = TypeVar("Item")
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page: its rows and where it stands. `total` is None when it was not counted."""

    items: Sequence[Item]
    number: int
    size: int
    total: int | None
    has_next: bool
    query: str

    @property
    def first(self) -> int:
        """The place of the first row, from 1; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The place of the last row."""
        return (self.number - 1) * self.size + len(self.items)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_url(self) -> str:
        """The address of the page before."""
        return f"?{self.query}trang={self.number - 1}"

    @property
    def next_url(self) -> str:
        """The address of the page after."""
        return f"?{self.query}trang={self.number + 1}"


def number_of(request: HttpRequest) -> int:
    """The page asked for (`?trang=2`), 1 when the address says nonsense."""
    given = request.GET.get("trang", "1")
    return min(max(int(given), 1), MOST_PAGES) if given.isdecimal() and given.isascii() else 1


def query_without(request: HttpRequest, *names: str) -> str:
    """The other parameters of the address, ready to be followed by one more (`a=1&`)."""
    others = request.GET.copy()
    for name in ("trang", *names):
        others.pop(name, None)
    words = others.urlencode()
    return f"{words}&" if words else ""


def page(rows: "QuerySet[Any] | Sequence[Any]", request: HttpRequest, *, size: int = 25) -> Page[Any]:
    """One page of `rows`, counted: two statements for a QuerySet, none for a list."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    number = min(number_of(request), max((total + size - 1) // size, 1))
    items = list(rows[(number - 1) * size : number * size])
    return Page(items, number, size, total, number * size < total, query_without(request))
