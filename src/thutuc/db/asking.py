"""Long acts: asked for as a fact, carried out once by a worker in the name of who asked, answered as a fact.

Each package has its own two tables of this shape; here is what they share: how one asks, how it is done only once
whoever tries, and how it stands meanwhile.
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models, transaction

from thutuc.db import progress
from thutuc.db.fields import NfcCharField
from thutuc.db.progress import Seen
from thutuc.db.queue import enqueue, state_of
from thutuc.kernel.actor import Actor
from thutuc.kernel.asking import Stage, stage_of
from thutuc.kernel.errors import Objection, Refused, Unreadable


class Asked(models.Model):
    """Yêu cầu: what somebody asked for. Its `key` is its address and the token of its progress."""

    key = models.CharField(max_length=20, unique=True)
    rows = models.PositiveIntegerField()
    """How large it looks: the total until the act knows better."""
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Answered(models.Model):
    """What became of it: each package adds what was made; objections when it was refused."""

    objections = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        abstract = True


Ask = TypeVar("Ask", bound=Asked)
Answer = TypeVar("Answer", bound=Answered)


@dataclass(frozen=True)
class Standing(Generic[Ask, Answer]):
    """A request with its answer, or how far it is."""

    asked: Ask
    stage: Stage
    answer: Answer | None
    seen: Seen
    """Nothing of the expected rows until the act is seen at work."""

    @property
    def objections(self) -> list[Objection]:
        """Why it was refused."""
        return [Objection(**plain) for plain in self.answer.objections] if self.answer else []


def ask(model: type[Ask], *, rows: int, by: Actor, at: datetime, **values: Any) -> Ask:
    """Write the request down; the caller records it and either queues it or does it at once."""
    assert by.person_id is not None, "a request is made by a person"
    who = {"person_id": by.person_id, "by": by.key, "by_name": by.name}
    return model._default_manager.create(key=secrets.token_hex(6), rows=rows, at=at, **who, **values)


def queue(asked: Asked, job: str) -> None:
    """Give it to a worker."""
    enqueue(job, request=asked.key)


def standing(asked: Ask, job: str, answer: Callable[[], Answer | None], *, at: datetime) -> Standing[Ask, Answer]:
    """How a request stands. The answer is read last, since a job leaves the queue after it."""
    state = state_of(job, request=asked.key)
    seen = progress.seen(asked.key) or Seen(0, asked.rows)
    found = answer()
    refused = bool(found and found.objections)
    stage = stage_of(done=bool(found) and not refused, refused=refused, job=state, waited=at - asked.at)
    return Standing(asked, stage, found, seen)


@transaction.atomic
def carry_out(
    asked_model: type[Ask],
    answer_model: type[Answer],
    do: Callable[[Ask], dict[str, Any]],
    refused: Callable[[Ask], object],
    *,
    key: str,
    at: datetime,
) -> Answer | None:
    """Do what was asked, once: None when it is done already or somebody is at it. A refusal is an answer too.

    `do` returns the columns of the answer; `refused` is told when nothing was done, to write its line.
    """
    asked = asked_model._default_manager.select_for_update(skip_locked=True).filter(key=key).first()
    answers = answer_model._default_manager
    if asked is None or answers.filter(request=asked).exists():
        return None
    try:
        with transaction.atomic():
            done = do(asked)
    except (Refused, Unreadable) as error:
        refused(asked)
        return answers.create(request=asked, objections=plain(error.objections), at=at)
    return answers.create(request=asked, at=at, **done)


def plain(objections: Collection[Objection]) -> list[dict[str, Any]]:
    """Objections as a column keeps them."""
    return [{**asdict(objection), "params": dict(objection.params)} for objection in objections]
