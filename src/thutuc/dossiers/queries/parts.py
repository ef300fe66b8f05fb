"""What belongs to one dossier, for whoever reads it whole: one statement, however long its history."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject

from thutuc.dossiers.models import Component, Consultation, Dossier, DossierEvent, Notice

MOST_EVENTS = 100
"""The last ones: no reading grows with a dossier's history."""
_SHOWN: dict[str, dict[str, str]] = {
    "components": {name: name for name in ("position", "name", "state", "originals", "certified", "copies", "note")},
    "events": {
        **{name: name for name in ("number", "code", "source", "target", "at", "due_at", "reason")},
        "by": "person__full_name",
        "agency": "agency__code",
    },
    "consultations": {
        **{name: name for name in ("key", "question", "asked_at", "due_at", "state", "opinion", "answer", "reminders")},
        "agency": "agency__code",
    },
    "notices": {name: name for name in ("kind", "at", "reason", "applicant_due_on", "settled_at")},
}


def parts_of(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Its papers, last events, questions to others, papers to the applicant. One statement."""
    lists: dict[str, QuerySet[Any]] = {
        "components": Component.objects.filter(dossier=dossier.pk).order_by("position"),
        "events": DossierEvent.objects.filter(dossier=dossier.pk).order_by("-number")[:MOST_EVENTS],
        "consultations": Consultation.objects.filter(dossier=dossier.pk).order_by("pk"),
        "notices": Notice.objects.filter(dossier=dossier.pk).order_by("pk"),
    }
    told = {
        f"told_{name}": ArraySubquery(rows.values(told=JSONObject(**{key: F(of) for key, of in _SHOWN[name].items()})))
        for name, rows in lists.items()
    }
    row: dict[str, Any] = dict(Dossier.objects.filter(pk=dossier.pk).values(**told).get())
    found = {name: row[f"told_{name}"] for name in lists}
    found["events"].reverse()
    return found
