"""Small things that worktime tests need."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days
from thutuc.kernel.text import sort_key
from thutuc.organisations.models import Agency
from thutuc.worktime import services
from thutuc.worktime.readers import shipped_days


def agency(code: str = "xa-tan-phu", name: str = "Ủy ban nhân dân xã Tân Phú") -> Agency:
    return Agency.objects.create(
        code=code,
        name=name,
        kind="commune_pc",
        level="commune",
        validity=DateRange(date(2025, 7, 1), None),
        sort_key=sort_key(name),
        folded=name.lower(),
    )


def officer(role: str = "control_officer") -> Actor:
    post = HeldPost(role, 1, Days(date(2020, 1, 1)))
    return Actor(ActorKind.PERSON, "person:1", 1, "Đỗ Minh Khuê", (post,))


def load(system: Actor, now: datetime) -> services.days.Loaded:
    shipped = shipped_days()
    return services.load_national_days(years=shipped.years, rows=shipped.rows, by=system, at=now)
