"""Marking a database as the demo; signing in without a password where it is one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.demo import queries
from thutuc.demo.models import DemoMark, DemoSignIn
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

VERSION = "1"


@transaction.atomic
def mark_as_demo(*, as_of: date, shown: Sequence[tuple[int, str]], by: Actor, at: datetime) -> DemoMark:
    """Say in the database itself that it is the demo; `shown` are people (by key) with what can be tried."""
    words = gettext_noop("Chỉ lệnh nạp tỉnh mẫu được đánh dấu cơ sở dữ liệu là bản chạy thử.")
    refuse_if([] if by.is_system else [Objection("demo.command", words)])
    made = DemoMark.objects.create(as_of=as_of, version=VERSION, loaded_at=at)
    DemoSignIn.objects.bulk_create(
        [
            DemoSignIn(person_id=person, position=position, words=text)
            for position, (person, text) in enumerate(shown, start=1)
        ]
    )
    record("demo.load", of=made, by=by, at=at, details={"as_of": as_of, "version": VERSION})
    return made


@transaction.atomic
def try_as(*, code: str, by: Actor, at: datetime) -> int:
    """Đăng nhập thử: the key of the person as whom a visitor now works; refused wherever this is no demo."""
    person = queries.person_to_try(code)
    record("demo.sign_in", of=f"accounts.Person:{person}", by=by, at=at)
    return person
