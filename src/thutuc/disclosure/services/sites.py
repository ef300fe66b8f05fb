"""Addresses of units' pages, and the record of a check."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thutuc.disclosure.models import SiteCheck, SiteFinding, UnitSite
from thutuc.disclosure.queries import places
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.sites import Result, SiteKind, address_objections
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop


@transaction.atomic
def add_site(*, agency: Any, url: str, kind: SiteKind, by: Actor, at: datetime) -> UnitSite:
    """Thêm địa chỉ trang thông tin điện tử của một đơn vị."""
    refuse_if(policies.keep_objections(by, places.houses_of(agency.pk, on=local_date(at))))
    address = url.strip()
    refuse_if(address_objections(address))
    if UnitSite.objects.filter(agency=agency, url=address, closed_at__isnull=True).exists():
        words = gettext_noop("Địa chỉ này đã có trong danh sách của đơn vị.")
        refuse_if([Objection("site.once", words, field="url")])
    site = UnitSite.objects.create(agency=agency, url=address, kind=kind, added_at=at, added_by=by.key)
    record("disclosure.add_site", of=site, by=by, at=at, details={"agency": agency.code, "kind": kind.value})
    return site


@transaction.atomic
def close_site(*, site: UnitSite, by: Actor, at: datetime) -> None:
    """Thôi kiểm tra một địa chỉ: what was found there stays."""
    refuse_if(policies.keep_objections(by, places.houses_of(site.agency_id, on=local_date(at))))
    if UnitSite.objects.filter(pk=site.pk, closed_at__isnull=True).update(closed_at=at):
        record("disclosure.close_site", of=site, by=by, at=at)


@transaction.atomic
def record_check(*, agency: Any, result: Result, by: Actor, at: datetime) -> SiteCheck:
    """Ghi kết quả kiểm tra trang thông tin điện tử của một đơn vị."""
    refuse_if(policies.check_objections(by))
    check = SiteCheck.objects.create(
        agency=agency,
        at=at,
        by=by.key,
        outcome=result.outcome,
        pages=result.pages,
        shows_procedures=result.shows_procedures,
        shows_notice=result.shows_notice,
        linked=result.linked,
        owed=result.owed,
    )
    SiteFinding.objects.bulk_create(
        SiteFinding(check_of=check, number=number, fault=each.fault, url=each.url[:2000], subject=each.subject[:2000])
        for number, each in enumerate(result.findings, start=1)
    )
    details = {"agency": agency.code, "outcome": result.outcome.value, "findings": len(result.findings)}
    record("disclosure.check_site", of=check, by=by, at=at, details=details)
    return check
