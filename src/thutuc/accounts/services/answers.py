"""The same request sent twice makes one act and gets one answer."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from thutuc.accounts.models import KeptAnswer
from thutuc.db import prepared
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

LIFE = timedelta(hours=24)
_TAKE = """
INSERT INTO accounts_keptanswer AS kept (actor, key, digest, at) VALUES (%(actor)s, %(key)s, %(digest)s, %(at)s)
ON CONFLICT (actor, key) DO UPDATE SET digest = excluded.digest, answer = NULL, at = excluded.at
    WHERE kept.at <= %(before)s
RETURNING id
"""
"""Taken by one: who comes at the same moment waits until the act of the first is committed, then reads its answer."""


@transaction.atomic
def once(
    *, key: str, digest: str, act: Callable[[], dict[str, Any]], by: Actor, at: datetime
) -> tuple[dict[str, Any], bool]:
    """The act and its answer, kept for a day in the same transaction; True when it was made now, not before.

    A refused act keeps nothing: it may be tried again.
    """
    given: dict[str, Any] = {"actor": by.key, "key": key, "digest": digest, "at": at, "before": at - LIFE}
    with prepared.cursor() as cursor:
        cursor.execute(_TAKE, given)
        taken = cursor.fetchone()
        if taken is None:
            return _before(by, key, digest), False
        answer = act()
        told = json.dumps(answer, default=str, ensure_ascii=False)
        cursor.execute("UPDATE accounts_keptanswer SET answer = %s::jsonb WHERE id = %s", [told, taken[0]])
    return answer, True


def _before(by: Actor, key: str, digest: str) -> dict[str, Any]:
    kept = KeptAnswer.objects.get(actor=by.key, key=key)
    words = gettext_noop("Idempotency-Key này đã dùng cho một yêu cầu khác: mỗi yêu cầu một khóa riêng.")
    refuse_if([] if kept.digest == digest else [Objection("request.key_reused", words, field="Idempotency-Key")])
    answer: dict[str, Any] = kept.answer or {}
    return answer


def forget_answers(*, at: datetime) -> int:
    """Answers kept for a day are no longer needed after it."""
    forgotten, _each = KeptAnswer.objects.filter(at__lte=at - LIFE).delete()
    return forgotten
