"""What the lists of an officer can be narrowed to: procedures, units, people of the open dossiers in view."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from thutuc.dossiers.models import SavedView
from thutuc.dossiers.queries.queues import Sight
from thutuc.dossiers.queries.visibility import seen_from
from thutuc.dossiers.rules import states
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import sort_key

MOST = 300
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Facets:
    """Codes with names, in Vietnamese order; `holders` are empty for who sees the whole province."""

    procedures: Choices
    units: Choices
    holders: Choices


_ONCE = """
WITH part(procedure, procedure_name, unit, unit_name, holder, holder_name) AS MATERIALIZED ({rows})
SELECT * FROM (SELECT 'procedure', procedure, min(procedure_name) FROM part GROUP BY 2 LIMIT {most}) a
UNION ALL SELECT * FROM (SELECT 'unit', unit, min(unit_name) FROM part GROUP BY 2 LIMIT {most}) b
UNION ALL SELECT * FROM (SELECT 'holder', holder, min(holder_name) FROM part WHERE %s GROUP BY 2 LIMIT {most}) c
"""
_COLUMNS = ("procedure_code", "procedure_name", "unit__code", "unit__name", "holder__code", "holder__full_name")


def facets_of(sight: Sight) -> Facets:
    """One statement that reads the open dossiers in view once."""
    rows = seen_from(sight.houses).filter(state__in=[state.value for state in states.OPEN])
    found: dict[str, dict[str, str]] = {"procedure": {}, "unit": {}, "holder": {}}
    try:
        sql, params = rows.order_by().values_list(*_COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return Facets((), (), ())
    with connection.cursor() as cursor:
        cursor.execute(_ONCE.format(rows=sql, most=MOST), [*params, sight.houses is not None])
        for kind, code, name in cursor.fetchall():
            if code:
                found[kind][code] = name
    return Facets(*(_in_order(each) for each in found.values()))


def _in_order(pairs: dict[str, str]) -> Choices:
    return sorted(pairs.items(), key=lambda pair: sort_key(pair[1]))


def saved_views(actor: Actor) -> QuerySet[SavedView]:
    """The lists that the actor has kept, by name."""
    return SavedView.objects.filter(person=actor.person_id).order_by("name")
