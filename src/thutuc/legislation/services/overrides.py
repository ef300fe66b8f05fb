"""The province's own values of parameters."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from thutuc.db.models import advance
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.legislation.models import ParameterOverride
from thutuc.legislation.queries.shipped import parameter_table
from thutuc.legislation.rules import parameters as rules
from thutuc.legislation.rules import policies


@transaction.atomic
def override_parameter(
    *,
    key: str,
    value: str,
    unit: str,
    first_day: date,
    source: str,
    reason: str,
    by: Actor,
    at: datetime,
    end: date | None = None,
    article: str = "",
) -> ParameterOverride:
    """Đặt giá trị riêng của tỉnh from `first_day` up to but not including `end`; a running own value ends there."""
    known = parameter_table().get(key)
    missing = [] if reason.strip() else [Objection("parameter.reason", gettext_noop("Ghi lý do."), field="reason")]
    wrong = rules.override_objections(known, value=value, unit=unit, source=source)
    refuse_if([*policies.keep_objections(by), *wrong, *missing, *_date_objections(first_day, end)])
    _make_room(key, first_day, end)
    row = ParameterOverride.objects.create(
        key=key,
        key_number=number_of(key),
        value=value.strip(),
        unit=unit,
        validity=DateRange(first_day, end),
        source=tidy(source),
        article=tidy(article),
        reason=reason.strip(),
    )
    told = {"value": row.value, "unit": unit, "from": first_day, "to": end, "source": row.source, "reason": row.reason}
    record("legislation.override", of=f"legislation.Parameter:{key}", by=by, at=at, details=told)
    return row


@transaction.atomic
def end_override(*, override: ParameterOverride, on: date, by: Actor, at: datetime) -> ParameterOverride:
    """Thôi dùng giá trị riêng: from the day `on` the value of the law holds again."""
    refuse_if(policies.keep_objections(by))
    first = override.validity.lower
    if on <= first or (override.validity.upper and on > override.validity.upper):
        words = gettext_noop("Ngày kết thúc phải sau ngày bắt đầu %(first)s và trong thời gian đang ghi.")
        raise Refused([Objection("parameter.end", words, field="end", params={"first": f"{first:%d/%m/%Y}"})])
    advance(override, validity=DateRange(first, on))
    subject = f"legislation.Parameter:{override.key}"
    record("legislation.end_override", of=subject, by=by, at=at, details={"value": override.value, "to": on})
    return override


def number_of(key: str) -> int:
    """A stable whole number for a key: the exclusion constraint compares numbers."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:7])


def _date_objections(first: date, end: date | None) -> list[Objection]:
    if end is None or end > first:
        return []
    words = gettext_noop("Ngày kết thúc phải sau ngày bắt đầu.")
    return [Objection("parameter.dates", words, field="end")]


def _make_room(key: str, first: date, end: date | None) -> None:
    """Close a running value at `first`; anything else that shares a day is refused."""
    wanted = DateRange(first, end)
    for row in ParameterOverride.objects.select_for_update().filter(key=key, validity__overlap=wanted):
        if row.validity.lower < first and row.validity.upper is None:
            advance(row, validity=DateRange(row.validity.lower, first))
        else:
            words = gettext_noop("Đã có giá trị riêng trong khoảng thời gian này. Kết thúc giá trị đó trước.")
            raise Refused([Objection("parameter.overlap", words, field="first_day")])
