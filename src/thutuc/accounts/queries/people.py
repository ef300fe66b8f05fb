"""Reading people and posts; who acts."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules import access
from thutuc.accounts.rules.focal_points import NEEDED_IN
from thutuc.accounts.rules.roles import Role
from thutuc.db import prepared
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.kernel.text import fold_words
from thutuc.organisations import queries as organisations

_SEES_EVERYBODY = frozenset({Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.OFFICE_HEAD})


ACCESS = """
SELECT role, agency_id, lower(days), upper(days), absent, capacity FROM (
    SELECT post.id, post.role, post.agency_id, post.validity * agency.validity AS days, NULL::bigint AS absent,
        '' AS capacity
    FROM accounts_post post JOIN organisations_agency agency ON agency.id = post.agency_id
    WHERE post.person_id = %(person)s
    UNION ALL
    SELECT post.id, post.role, post.agency_id, post.validity * agency.validity * cover.validity, post.person_id,
        cover.capacity
    FROM accounts_substitution cover JOIN accounts_post post ON post.id = cover.post_id
        JOIN organisations_agency agency ON agency.id = post.agency_id
    WHERE cover.substitute_id = %(person)s
) held WHERE days @> %(on)s::date ORDER BY id
"""
"""Asked by every request of every officer: written out, because composing it costs ten times what it takes to run."""


def actor_of(person: Person, *, on: date) -> Actor:
    """Who acts: the person with the posts that give access on the day, also those of the absent. One statement."""
    if not person.is_active:
        return Actor.anonymous()
    with prepared.cursor() as cursor:
        cursor.execute(ACCESS, {"person": person.pk, "on": on})
        posts = access.on(map(held_post, cursor.fetchall()), on)
    return Actor(ActorKind.PERSON, key_of(person), person.pk, person.full_name, posts)


def held_post(row: tuple[Any, ...]) -> HeldPost:
    """A post from a row of `ACCESS`."""
    role, agency, start, end, absent, capacity = row
    return HeldPost(role, agency, Days(start, end), f"person:{absent}" if absent else "", capacity)


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


def person_signed_in(pk: int) -> Person | None:
    """The same, for every request of somebody who has signed in. One prepared statement."""
    fields = [field.attname for field in Person._meta.concrete_fields]
    with prepared.cursor() as cursor:
        cursor.execute(_person_by_key(), {"pk": pk})
        row = cursor.fetchone()
    return Person.from_db(cursor.db.alias, fields, row) if row else None


@cache
def _person_by_key() -> str:
    columns = ", ".join(field.attname for field in Person._meta.concrete_fields)
    return f"SELECT {columns} FROM accounts_person WHERE id = %(pk)s"  # noqa: S608


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
