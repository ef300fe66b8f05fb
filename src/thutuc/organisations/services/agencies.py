"""Single agencies: adding, moving under another parent, contacts, ending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thutuc.db.models import advance
from thutuc.db.ranges import days_of, ended_on, range_of
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import Days
from thutuc.kernel.text import fold_words, gettext_noop, sort_key, tidy
from thutuc.organisations.models import Agency, AgencyPlacement, Area
from thutuc.organisations.rules import agencies, identity, policies, tree
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel
from thutuc.organisations.services.writing import lock


@dataclass(frozen=True)
class NewAgency:
    """What is told of an agency when it is added. Of the two identity codes one is enough."""

    code: str
    name: str
    kind: AgencyKind
    level: AgencyLevel
    start: date
    end: date | None = None
    short_name: str = ""
    identity_code: str = ""
    legacy_identity_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@transaction.atomic
def add_agency(
    *, agency: NewAgency, by: Actor, at: datetime, parent: Agency | None = None, area: Area | None = None
) -> Agency:
    """Thêm cơ quan, đơn vị, under a parent from its first day."""
    lock("agencies")
    refuse_if([*policies.keep_objections(by), *_told(agency)])
    row = agency_row(agency, area.pk if area else None)
    row.save(force_insert=True)
    if parent is not None:
        refuse_if(_place_objections(row, parent, Days(agency.start, agency.end)))
        AgencyPlacement.objects.create(agency=row, parent=parent, validity=row.validity)
    record("agency.add", of=row, by=by, at=at, details={"code": row.code, "from": agency.start})
    return row


@transaction.atomic
def move_agency(*, agency: Agency, parent: Agency, on: date, by: Actor, at: datetime) -> Agency:
    """Chuyển cơ quan về trực thuộc nơi khác from a day; earlier days keep their tree."""
    refuse_if(policies.keep_objections(by))
    lock("agencies")
    days = Days(on, days_of(agency.validity).end)
    refuse_if([*_place_objections(agency, parent, days), *_later(agency, on)])
    AgencyPlacement.objects.filter(agency=agency, validity__contains=on).update(validity=ended_on(on))
    AgencyPlacement.objects.create(agency=agency, parent=parent, validity=range_of(days.start, days.end))
    moved = advance(agency)
    record("agency.move", of=moved, by=by, at=at, details={"parent": parent.code, "on": on})
    return moved


@transaction.atomic
def edit_contacts(*, agency: Agency, contacts: Mapping[str, str], by: Actor, at: datetime) -> Agency:
    """Sửa địa chỉ, điện thoại, thư điện tử, trang thông tin."""
    refuse_if(policies.keep_objections(by))
    named = ("address", "phone", "email", "website")
    changes = {name: tidy(contacts[name]) for name in named if name in contacts}
    changed = sorted(name for name, value in changes.items() if getattr(agency, name) != value)
    if not changed:
        return agency
    edited = advance(agency, **changes)
    record("agency.edit_contacts", of=edited, by=by, at=at, details={"changed": changed})
    return edited


@transaction.atomic
def end_agency(*, agency: Agency, on: date, by: Actor, at: datetime) -> Agency:
    """Kết thúc hoạt động without a successor; refused while other agencies still stand under it."""
    refuse_if(policies.keep_objections(by))
    lock("agencies")
    days = days_of(agency.validity)
    refuse_if([*agencies.life_objections(start=days.start or on, end=on), *_children(agency, on), *_later(agency, on)])
    AgencyPlacement.objects.filter(agency=agency, validity__contains=on).update(validity=ended_on(on))
    ended = advance(agency, validity=range_of(days.start, on))
    record("agency.end", of=ended, by=by, at=at, details={"on": on})
    return ended


def agency_row(agency: NewAgency, area_id: int | None) -> Agency:
    """A row not yet saved, with its keys for order and search and both identity codes."""
    name, short_name = tidy(agency.name), tidy(agency.short_name)
    legacy = agency.legacy_identity_code or identity.to_legacy(agency.identity_code) or ""
    current = agency.identity_code or (identity.to_current(legacy) if legacy else "")
    return Agency(
        code=agency.code,
        name=name,
        short_name=short_name,
        kind=agency.kind,
        level=agency.level,
        identity_code=current,
        legacy_identity_code=legacy,
        area_id=area_id,
        validity=range_of(agency.start, agency.end),
        address=tidy(agency.address),
        phone=tidy(agency.phone),
        email=agency.email.strip(),
        website=agency.website.strip(),
        sort_key=sort_key(name),
        folded=" ".join(fold_words(f"{name} {short_name} {agency.code} {current}"))[:600],
    )


def _told(agency: NewAgency) -> list[Objection]:
    found = [
        *agencies.life_objections(start=agency.start, end=agency.end),
        *identity.objections(current=agency.identity_code, legacy=agency.legacy_identity_code),
    ]
    if Agency.objects.filter(code=agency.code).exists():
        words = gettext_noop("Mã «%(code)s» đã dùng cho một cơ quan khác. Đặt mã mới.")
        found.append(Objection("agency.code", words, field="code", params={"code": agency.code}))
    return found


def _place_objections(agency: Agency, parent: Agency, days: Days) -> list[Objection]:
    """Ask the tree's rule with the places that share a day with `days`."""
    shared = AgencyPlacement.objects.filter(validity__overlap=range_of(days.start, days.end))
    places = [
        tree.Place(child, above, days_of(validity))
        for child, above, validity in shared.values_list("agency_id", "parent_id", "validity")
    ]
    rows = {pk: (name, days_of(validity)) for pk, name, validity in _lives(places, agency, parent)}
    lives = {pk: life for pk, (_name, life) in rows.items()}
    names = {pk: name for pk, (name, _life) in rows.items()}
    new = tree.Place(agency.pk, parent.pk, days)
    return tree.placement_objections(new, places, lives=lives, names=names)


def _lives(places: Iterable[tree.Place], agency: Agency, parent: Agency) -> Iterable[tuple[int, str, Any]]:
    ids = {agency.pk, parent.pk}.union(*({place.agency, place.parent} for place in places))
    return Agency.objects.filter(pk__in=ids).values_list("pk", "name", "validity")


def _later(agency: Agency, on: date) -> list[Objection]:
    if not AgencyPlacement.objects.filter(agency=agency, validity__startswith__gte=on).exists():
        return []
    words = gettext_noop("«%(agency)s» đã có nơi trực thuộc ghi từ ngày này trở đi. Chọn ngày muộn hơn.")
    return [Objection("agency.placed_later", words, field="on", params={"agency": agency.name})]


def _children(agency: Agency, on: date) -> list[Objection]:
    below = AgencyPlacement.objects.filter(parent=agency, validity__contains=on, agency__validity__contains=on)
    count = below.count()
    if not count:
        return []
    words = gettext_noop("Còn %(count)s đơn vị trực thuộc «%(agency)s». Chuyển các đơn vị đó trước.")
    return [Objection("agency.children", words, field="on", params={"agency": agency.name, "count": count})]
