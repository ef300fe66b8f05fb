"""Mức độ trực tuyến of a procedure in an agency: set from a day, in one scheme; the earlier one ends that day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thutuc.catalogue.models import OnlineLevel, Procedure
from thutuc.catalogue.rules import policies
from thutuc.catalogue.rules.content import OnlineOffer
from thutuc.catalogue.rules.terms import ONLINE_VALUES, OnlineScheme
from thutuc.catalogue.services.writing import NewVersion, range_of
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.legislation import queries as legislation

REASON = "online.partial_reason"


@transaction.atomic
def set_online_level(
    *,
    procedure: Procedure,
    scheme: OnlineScheme,
    value: str,
    starts_on: date,
    act: str,
    by: Actor,
    at: datetime,
    agency_id: int | None = None,
    reason: str = "",
) -> OnlineLevel:
    """From the day the procedure is online to this level; without an agency, in every agency.

    Where the law of that day has the basis `online.partial_reason`, a level that is not full needs its reason.
    """
    standing = OnlineLevel.objects.select_for_update().filter(
        procedure=procedure, agency=agency_id, scheme=scheme.value
    )
    running = standing.filter(validity__contains=starts_on).first()
    later = standing.filter(validity__startswith__gt=starts_on).order_by("validity").first()
    refuse_if([*policies.may_keep(by), *_objections(scheme, value, reason, running, starts_on)])
    if running:
        ended = range_of(Days(running.validity.lower, starts_on))
        OnlineLevel.objects.filter(pk=running.pk).update(validity=ended)
    level = OnlineLevel.objects.create(
        procedure=procedure,
        agency_id=agency_id,
        scheme=scheme,
        value=value,
        reason=tidy(reason),
        validity=range_of(Days(starts_on, later.validity.lower if later else None)),
        act=act,
        recorded_at=at,
    )
    details = {"scheme": scheme.value, "value": value, "starts_on": starts_on, "agency": agency_id, "act": act}
    journal.record("catalogue.set_online_level", of=procedure, by=by, at=at, details=details)
    return level


def follow_content(items: Iterable[NewVersion], *, act: str, at: datetime) -> None:
    """Online levels that a decision's contents tell and that differ from what stands: shared by signing."""
    told = [(item, offer) for item in items for offer in item.content.online_levels if not offer.agency]
    if not told:
        return
    procedures = {item.procedure.pk for item, _offer in told}
    rows = OnlineLevel.objects.select_for_update().filter(procedure__in=procedures, agency=None)
    standing: dict[tuple[int, str], list[OnlineLevel]] = {}
    for row in rows.order_by("validity"):
        standing.setdefault((row.procedure_id, row.scheme), []).append(row)
    for item, offer in told:
        _follow(item, offer, standing.get((item.procedure.pk, offer.scheme.value), []), act=act, at=at)


def _follow(item: NewVersion, offer: OnlineOffer, rows: list[OnlineLevel], *, act: str, at: datetime) -> None:
    day = item.days.start or date.min
    running = next((row for row in rows if day in row.validity), None)
    if (running and (running.value == offer.value or running.validity.lower == day)) or not rows:
        return
    later = next((row for row in rows if row.validity.lower > day), None)
    if running:
        ended = range_of(Days(running.validity.lower, day))
        OnlineLevel.objects.filter(pk=running.pk).update(validity=ended)
    OnlineLevel.objects.create(
        procedure=item.procedure,
        scheme=offer.scheme,
        value=offer.value,
        reason=tidy(offer.reason),
        validity=range_of(Days(day, later.validity.lower if later else None)),
        act=act,
        recorded_at=at,
    )


def _objections(
    scheme: OnlineScheme, value: str, reason: str, running: OnlineLevel | None, starts_on: date
) -> list[Objection]:
    found = []
    if value not in {member.value for member in ONLINE_VALUES[scheme]}:
        words = gettext_noop("Mức độ không thuộc cách tính đã chọn.")
        found.append(Objection("online.value", words, "online.levels", "value"))
    partial = scheme is OnlineScheme.SERVICE and value != "full"
    if partial and not tidy(reason) and legislation.bases([REASON], on=starts_on):
        words = gettext_noop("Ghi lý do chưa cung cấp trực tuyến toàn trình.")
        found.append(Objection("online.reason", words, REASON, "reason"))
    if running and running.validity.lower == starts_on:
        words = gettext_noop("Đã có mức độ trực tuyến bắt đầu ngày này. Chọn ngày khác.")
        found.append(Objection("online.same_day", words, "online.levels", "starts_on"))
    return found
