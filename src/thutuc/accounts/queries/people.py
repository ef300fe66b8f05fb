"""Reading people and posts; who acts."""

from collections.abc import Collection
from datetime import date
from operator import itemgetter
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import BigIntegerField, CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value

from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules import access
from thutuc.accounts.rules.focal_points import NEEDED_IN
from thutuc.accounts.rules.roles import Role
from thutuc.db.ranges import days_of
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold_words
from thutuc.organisations import queries as organisations

_SEES_EVERYBODY = frozenset({Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.OFFICE_HEAD})


def actor_of(person: Person, *, on: date) -> Actor:
    """Who acts: the person with the posts that give access on the day, those of the absent among them. One statement.

    Each of the two lists is found by its own index.
    """
    if not person.is_active:
        return Actor.anonymous()
    own = in_force(on).filter(person=person).annotate(**_NOBODY).values_list(*_OWN)
    covered = in_force(on).filter(substitutions__substitute=person, substitutions__validity__contains=on)
    rows = sorted(own.union(covered.values_list(*_COVERED), all=True), key=itemgetter(0))
    return Actor(ActorKind.PERSON, key_of(person), person.pk, person.full_name, access.on(map(_held, rows), on))


_POST = ("pk", "role", "agency_id", "validity", "agency__validity")
_OWN = (*_POST, "absent", "covers", "signs")
_COVERED = (*_POST, "person_id", "substitutions__validity", "substitutions__capacity")
_NOBODY = {
    "absent": Value(None, output_field=BigIntegerField()),
    "covers": Value(None, output_field=DateRangeField()),
    "signs": Value("", output_field=CharField()),
}


def _held(row: tuple[Any, ...]) -> HeldPost | None:
    _pk, role, agency, validity, life, absent, covers, capacity = row
    periods = [days_of(days) for days in (validity, life, covers) if days is not None]
    stands_for = f"person:{absent}" if absent else ""
    return access.held(Role(role), agency, *periods, stands_for=stands_for, capacity=str(capacity))


def key_of(person: Person) -> str:
    """How the journal names a person."""
    return f"person:{person.pk}"


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Administrators and control officers see everybody, others the people of their own agencies and themselves."""
    if actor.is_system or actor.roles & _SEES_EVERYBODY:
        return Person.objects.all()
    if actor.is_anonymous:
        return Person.objects.none()
    colleagues = Post.objects.filter(person=OuterRef("pk"), agency_id__in=actor.agency_ids)
    return Person.objects.filter(Q(pk=actor.person_id) | Exists(colleagues))


def people(actor: Actor, *, on: date, text: str = "", role: Role | None = None) -> QuerySet[Person]:
    """People in Vietnamese order with `posts_today`; every word of `text` is in the name or e-mail address."""
    found = visible_to(actor)
    for word in fold_words(text):
        found = found.filter(Q(folded__contains=word) | Q(email__contains=word))
    if role is not None:
        found = found.filter(Exists(in_force(on).filter(person=OuterRef("pk"), role=role)))
    today = in_force(on).select_related("agency").order_by("pk")
    return found.order_by("sort_key", "pk").prefetch_related(Prefetch("posts", queryset=today, to_attr="posts_today"))


def person(actor: Actor, code: str) -> Person:
    """One person whom the actor may see."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"person {code}")
    return found


def person_by_id(pk: int) -> Person | None:
    """The person of a key kept by another package."""
    return Person.objects.filter(pk=pk).first()


def person_by_email(email: str) -> Person | None:
    """The person who signs in with that address."""
    return Person.objects.filter(email=email.strip().lower()).first()


def names_of(ids: Collection[int]) -> dict[int, str]:
    """Names by key, for pages that hold keys only."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name")) if ids else {}


def posts_of(person: Person) -> QuerySet[Post]:
    """Every post of a person, latest first."""
    return Post.objects.filter(person=person).select_related("agency", "person").order_by("-validity", "-pk")


def post(person: Person, number: int) -> Post:
    """The person's post of that number, counted from 1 in the order of recording."""
    rows = Post.objects.filter(person=person).select_related("agency", "person").order_by("pk")
    found = rows[number - 1 : number].first() if number >= 1 else None
    if found is None:
        raise NotFound(f"post {number}")
    return found


def numbered_posts(person: Person) -> list[tuple[int, Post]]:
    """Posts with their numbers, those in force or to come first."""
    rows = Post.objects.filter(person=person).select_related("agency", "person").order_by("pk")
    numbered = list(enumerate(rows, start=1))
    return sorted(numbered, key=lambda pair: (pair[1].validity.upper is not None, -pair[0]))


def posts(*, on: date, agency_ids: Collection[int] | None = None, role: Role | None = None) -> QuerySet[Post]:
    """Posts that give access on the day, by agency and name."""
    found = in_force(on)
    if agency_ids is not None:
        found = found.filter(agency_id__in=agency_ids)
    if role is not None:
        found = found.filter(role=role)
    return found.select_related("person", "agency").order_by("agency__sort_key", "person__sort_key", "pk")


def posts_in(agency_id: int) -> QuerySet[Post]:
    """Every post ever held in an agency, latest first."""
    rows = Post.objects.filter(agency_id=agency_id).select_related("person")
    return rows.order_by("-validity", "person__sort_key", "pk")


def count_ending(agency_codes: Collection[str], *, on: date) -> tuple[int, int]:
    """How many posts, of how many people, lose their access when these agencies end on the day."""
    held = Post.objects.filter(agency__code__in=agency_codes, validity__contains=on)
    counted = held.aggregate(posts=Count("pk"), people=Count("person", distinct=True))
    return counted["posts"], counted["people"]


def focal_points(*, on: date) -> QuerySet[Post]:
    """Cán bộ đầu mối of the day, by unit."""
    return posts(on=on, role=Role.FOCAL_POINT)


def units_without_focal_point(*, on: date) -> QuerySet[Any]:
    """Units in force that need a focal point and have none on the day."""
    filled = Post.objects.filter(agency=OuterRef("pk"), role=Role.FOCAL_POINT, validity__contains=on)
    needing = organisations.agencies_in_force(on=on).filter(kind__in=sorted(NEEDED_IN))
    return needing.exclude(Exists(filled))


def ending(first: date, until: date) -> QuerySet[Post]:
    """Posts whose last day lies in [first, until): somebody must be appointed before they end."""
    rows = Post.objects.filter(validity__endswith__gt=first, validity__endswith__lte=until)
    return rows.select_related("person", "agency").order_by("validity", "person__sort_key", "pk")


def in_force(on: date) -> QuerySet[Post]:
    """Posts that give access on the day."""
    return Post.objects.filter(validity__contains=on, agency__validity__contains=on)
