"""Ghi văn bản đôn đốc: a letter about an open case went out."""

from datetime import date, datetime

from django.db import transaction

from thutuc.disclosure.models import Reminder
from thutuc.disclosure.rules import reminding as rules
from thutuc.disclosure.rules.watch import Case
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import tidy


@transaction.atomic
def remind(
    *, case: Case, to: str, sent_on: date, by: Actor, at: datetime, number: str = "", note: str = ""
) -> Reminder:
    """Record that a letter was sent; the letter itself lies in the document system."""
    refuse_if([*rules.may_remind(by), *rules.letter_objections(case, to=to, sent_on=sent_on, on=local_date(at))])
    reminder = Reminder.objects.create(
        case_key=case.key,
        kind=case.kind,
        to=tidy(to),
        number=tidy(number),
        sent_on=sent_on,
        note=note.strip(),
        at=at,
        by=by.key,
        by_name=by.name,
    )
    details = {"case": case.key, "to": reminder.to, "number": reminder.number, "sent_on": sent_on}
    journal.record("disclosure.remind", of=reminder, by=by, at=at, details=details)
    return reminder
