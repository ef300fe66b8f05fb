"""Reading who stands in for whom."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from thutuc.accounts.models import Person, Post, Substitution
from thutuc.accounts.queries.people import in_force, key_of, names_of
from thutuc.accounts.rules import access
from thutuc.accounts.rules import substitutions as rules
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.rules.substitutions import CoveredPost, Substitute
from thutuc.db.ranges import days_of
from thutuc.kernel.actor import Actor, HeldPost
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.organisations import queries as organisations


def visible_to(actor: Actor) -> QuerySet[Substitution]:
    """Administrators see all, others what concerns them and the units in which they work."""
    rows = Substitution.objects.select_related("post__person", "post__agency", "substitute")
    if actor.is_system or Role.SYSTEM_ADMIN in actor.roles:
        return rows
    if actor.is_anonymous:
        return rows.none()
    return rows.filter(_of(actor) | Q(post__agency__in=actor.agency_ids))


def substitutions(actor: Actor, *, on: date, mine: bool = False, past: bool = False) -> QuerySet[Substitution]:
    """Those that run or are to come, soonest first; `past`: those that are over, latest first."""
    rows = visible_to(actor)
    if mine:
        rows = rows.filter(_of(actor))
    if past:
        return rows.filter(Q(validity=None) | Q(validity__endswith__lte=on)).order_by("-planned", "-pk")
    return rows.filter(validity__endswith__gt=on).order_by("validity", "pk")


def substitution(actor: Actor, code: str) -> Substitution:
    """One that the actor may see."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"substitution {code}")
    return found


def standing_in(*, on: date, absent_ids: Collection[int] | None = None) -> QuerySet[Substitution]:
    """Who stands in for whom on a day, of all or of these people."""
    rows = Substitution.objects.filter(validity__contains=on)
    if absent_ids is not None:
        rows = rows.filter(post__person__in=absent_ids)
    return rows.select_related("post__person", "post__agency", "substitute").order_by("pk")


def names_covered(actor: Actor) -> list[tuple[HeldPost, str]]:
    """The posts that the actor covers, with the names of the absent. No statement for who covers nobody."""
    covered = [post for post in actor.posts if post.stands_for]
    names = names_of([_id_of(post.stands_for) for post in covered])
    return [(post, names.get(_id_of(post.stands_for), "")) for post in covered]


def may_record(actor: Actor, post: Post) -> bool:
    """Whether the actor may name or dismiss a substitute for that post."""
    return not rules.record_objections(actor, covered_post(post))


def may_see_reason(actor: Actor, row: Substitution) -> bool:
    """Why somebody is absent concerns the two of them and who may decide about it."""
    return actor.person_id in {row.post.person_id, row.substitute_id} or may_record(actor, row.post)


def coverable(actor: Actor, *, on: date) -> list[Post]:
    """The posts for which the actor may name a substitute, with their `number`: one's own first."""
    houses = {post.agency_id for post in actor.posts if post.role in rules.HEADS}
    rows = in_force(on).filter(Q(person=actor.person_id) | Q(agency__in=houses, person__is_active=True))
    earlier = Post.objects.filter(person=OuterRef("person"), pk__lte=OuterRef("pk")).order_by().values("person")
    rows = rows.annotate(number=Subquery(earlier.annotate(n=Count("pk")).values("n")))
    ordered = rows.select_related("person", "agency").order_by("agency__sort_key", "person__sort_key", "pk")
    allowed = [post for post in ordered if may_record(actor, post)]
    return sorted(allowed, key=lambda post: post.person_id != actor.person_id)


def candidates(post: Post, *, on: date) -> list[Post]:
    """Who may stand in: people of the same agency first, then signers of the agencies above and below."""
    near = _near(post.agency_id, on=on)
    fits = Q(agency=post.agency_id) | Q(agency__in=near, role__in=rules.SIGNERS)
    rows = in_force(on).filter(fits, person__is_active=True).exclude(person=post.person_id)
    ordered = list(rows.select_related("person", "agency").order_by("agency__sort_key", "person__sort_key", "pk"))
    ordered.sort(key=lambda each: each.agency_id != post.agency_id)
    found: dict[int, Post] = {}
    for each in ordered:
        found.setdefault(each.person_id, each)
    return list(found.values())


def covered_post(post: Post) -> CoveredPost:
    """The post as rules see it: for the days that it shares with its agency."""
    days = access.shared(days_of(post.validity), days_of(post.agency.validity))
    return CoveredPost(post.person_id, key_of(post.person), Role(post.role), post.agency_id, days)


def as_substitute(person: Person, post: Post, *, on: date) -> Substitute:
    """The person as rules see them, with the days of their posts in and around the agency. Two statements."""
    rows = Post.objects.filter(person=person, agency__in=_near(post.agency_id, on=on))
    held = rows.values_list("validity", "agency__validity")
    days = (access.shared(days_of(validity), days_of(life)) for validity, life in held)
    return Substitute(person.pk, person.is_active, tuple(each for each in days if each))


def days_covered(post: Post) -> list[Days]:
    """The days on which the post has a substitute."""
    rows = Substitution.objects.filter(post=post).exclude(validity=None)
    return [days_of(validity) for validity in rows.values_list("validity", flat=True)]


def _of(actor: Actor) -> Q:
    return Q(post__person=actor.person_id) | Q(substitute=actor.person_id)


def _near(agency_id: int, *, on: date) -> frozenset[int]:
    return rules.around(agency_id, organisations.parent_ids(on=on))


def _id_of(key: str) -> int:
    return int(key.removeprefix("person:"))
