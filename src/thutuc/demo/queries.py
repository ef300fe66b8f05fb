"""Whether this database is the demo, and who may be tried."""

from dataclasses import dataclass
from datetime import date

from thutuc.accounts import queries as accounts
from thutuc.demo.models import DemoMark, DemoSignIn
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries as organisations


@dataclass(frozen=True)
class SignIn:
    """One line of the page: the person's public code, name, posts of the day, what can be tried."""

    code: str
    name: str
    posts: str
    words: str


def is_demo() -> bool:
    """Whether the database itself says that it holds the invented province. One statement."""
    return DemoMark.objects.exists()


def mark() -> DemoMark | None:
    """As of which day and from which version the province was loaded."""
    return DemoMark.objects.first()


def is_empty() -> bool:
    """Nobody works with this database yet: no person, no agency."""
    nobody = not accounts.visible_to(Actor.system("demo")).exists()
    return nobody and not organisations.visible_to(Actor.system("demo")).exists()


def sign_ins(*, on: date) -> list[SignIn]:
    """Whom the page shows, in order, each with today's titles; nobody when this is no demo. Three statements."""
    if not is_demo():
        return []
    rows = list(DemoSignIn.objects.select_related("person").order_by("position"))
    titles: dict[int, list[str]] = {}
    for post in accounts.posts(on=on):
        words = f"{post.title}, {post.agency.short_name or post.agency.name}" if post.title else post.agency.name
        told = titles.setdefault(post.person_id, [])
        if words not in told:
            told.append(words)
    return [
        SignIn(row.person.code, row.person.full_name, "; ".join(titles.get(row.person_id, [])), row.words)
        for row in rows
    ]


def person_to_try(code: str) -> int:
    """The key of a person whom the page shows; not found for anybody else, and wherever this is no demo."""
    row = DemoSignIn.objects.filter(person__code=code, person__is_active=True).first() if is_demo() else None
    if row is None:
        raise NotFound(f"sign-in {code}")
    return row.person_id
