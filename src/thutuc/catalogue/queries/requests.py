"""Long acts asked for: how each stands, what is going on now."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from thutuc.catalogue.models import ActAnswer, ActRequest, ImportRun, NationalRecord
from thutuc.catalogue.rules.requests import JOBS
from thutuc.catalogue.rules.terms import Level
from thutuc.db import asking
from thutuc.kernel.errors import NotFound

Standing = asking.Standing[ActRequest, ActAnswer]
"""A request with its answer, or how far it is."""


def requested(key: str) -> ActRequest:
    """One request with who asked and the trial it confirms."""
    found = ActRequest.objects.select_related("person", "trial").filter(key=key).first()
    if found is None:
        raise NotFound(f"request {key}")
    return found


def standing(key: str, *, at: datetime) -> Standing:
    """How a request stands. Four statements; the answer is read last, since a job leaves the queue after it."""
    asked = requested(key)
    rows = ActAnswer.objects.select_related("run", "opening").defer("run__report")
    return asking.standing(asked, JOBS[asked.kind], lambda: rows.filter(request=asked).first(), at=at)


def going_on() -> QuerySet[ActRequest]:
    """Requests without an answer, newest first."""
    return ActRequest.objects.select_related("trial").defer("trial__report").filter(answer=None).order_by("-at", "-pk")


def request_of(trial: ImportRun) -> ActRequest | None:
    """The request that confirmed a trial, if it was not refused."""
    rows = ActRequest.objects.filter(trial=trial).exclude(answer__run=None, answer__isnull=False)
    return rows.order_by("-pk").first()


def size_of_opening(levels: Collection[Level]) -> int:
    """At most so many records may open: cheap, since nothing is read but the count."""
    wanted = [level.value for level in levels]
    return NationalRecord.objects.filter(levels__overlap=wanted, withdrawn_at=None).count()
