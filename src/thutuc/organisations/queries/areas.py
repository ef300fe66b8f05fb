"""Administrative areas as of a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from thutuc.db.ranges import days_of
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold_words
from thutuc.organisations.models import Area, AreaSuccession
from thutuc.organisations.rules.areas import Held
from thutuc.organisations.rules.kinds import AreaLevel


def areas_in_force(*, on: date, level: AreaLevel | None = None, under: Area | None = None) -> QuerySet[Area]:
    """The areas of a day in Vietnamese order; of one level, or directly under one area."""
    found = Area.objects.filter(validity__contains=on)
    if level is not None:
        found = found.filter(level=level)
    if under is not None:
        found = found.filter(parent=under)
    return found.order_by("sort_key", "pk")


def area_by_code(code: str, *, level: AreaLevel, on: date) -> Area:
    """The one area of that level and code on the day."""
    area = Area.objects.filter(code=code, level=level, validity__contains=on).select_related("parent").first()
    if area is None:
        raise NotFound(f"area {level} {code}")
    return area


def area_history(code: str, *, level: AreaLevel) -> QuerySet[Area]:
    """Every row of one code, latest first, with where each came from and what became of it."""
    return (
        Area.objects.filter(code=code, level=level)
        .select_related("parent__parent")
        .prefetch_related(
            Prefetch("origins", AreaSuccession.objects.select_related("from_area__parent").order_by("from_area__code")),
            Prefetch("successions", AreaSuccession.objects.select_related("to_area__parent").order_by("-is_default")),
        )
        .order_by("-validity")
    )


def find_areas(text: str, *, on: date, level: AreaLevel | None = None, province: str = "") -> QuerySet[Area]:
    """Areas of a day whose name or code has every word of `text`, with or without marks."""
    found = areas_in_force(on=on, level=level).select_related("parent__parent")
    for word in fold_words(text):
        found = found.filter(folded__contains=word)
    if province:
        above = Q(code=province, level=AreaLevel.PROVINCE)
        above |= Q(parent__code=province, parent__level=AreaLevel.PROVINCE)
        above |= Q(parent__parent__code=province, parent__parent__level=AreaLevel.PROVINCE)
        found = found.filter(above)
    return found


def held_areas(*, on: date, later: bool = False) -> list[Held]:
    """As values: every area in force on `on` or the day before; with `later`, those that start after too."""
    wanted = Q(validity__contains=on) | Q(validity__contains=on - timedelta(days=1))
    if later:
        wanted |= Q(validity__startswith__gt=on)
    return list(_held(Area.objects.filter(wanted)))


def _held(rows: QuerySet[Area]) -> Iterable[Held]:
    columns = ("id", "level", "code", "name", "parent__level", "parent__code", "validity")
    for pk, level, code, name, parent_level, parent_code, validity in rows.values_list(*columns):
        parent = (AreaLevel(parent_level), parent_code) if parent_code else None
        yield Held(AreaLevel(level), code, name, parent, pk, days_of(validity))
