"""Accounts and posts: adding people, giving a role, taking it away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from thutuc.accounts import queries
from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules import policies
from thutuc.accounts.rules.policies import Appointment
from thutuc.accounts.rules.roles import Role
from thutuc.db.models import advance
from thutuc.db.ranges import days_of, range_of
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, Refused, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import fold_words, gettext_noop, sort_key, tidy
from thutuc.organisations import queries as organisations


@dataclass(frozen=True)
class NewPerson:
    """What is told of somebody who will sign in. Without a password they set one by e-mail."""

    email: str
    full_name: str
    phone: str = ""
    password: str | None = None


@transaction.atomic
def add_person(*, person: NewPerson, by: Actor, at: datetime) -> Person:
    """Thêm tài khoản. What the person may do comes from posts."""
    refuse_if([*policies.keep_people_objections(by), *_person_objections(person)])
    added = _create(person)
    record("person.add", of=added, by=by, at=at)
    return added


@transaction.atomic
def edit_person(*, person: Person, full_name: str, phone: str, by: Actor, at: datetime) -> Person:
    """Sửa họ tên, số điện thoại."""
    name = tidy(full_name)
    missing = [] if name else [_no_name()]
    refuse_if([*policies.keep_people_objections(by), *missing])
    keys = {"sort_key": sort_key(name), "folded": " ".join(fold_words(name))}
    edited = advance(person, full_name=name, phone=tidy(phone), **keys)
    record("person.edit", of=edited, by=by, at=at)
    return edited


@transaction.atomic
def close_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """Khóa tài khoản: nobody signs in with it any more. Posts stay as they were, for history."""
    refuse_if(policies.close_objections(by, person_id=person.pk))
    closed = advance(person, is_active=False)
    record("person.close", of=closed, by=by, at=at)
    return closed


@transaction.atomic
def open_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """Mở lại tài khoản."""
    refuse_if(policies.keep_people_objections(by))
    opened = advance(person, is_active=True)
    record("person.open", of=opened, by=by, at=at)
    return opened


@transaction.atomic
def appoint(*, person: Person, agency_code: str, told: Appointment, by: Actor, at: datetime) -> Post:
    """Giao vai trò ở một đơn vị, from a day, by a decision."""
    refuse_if(policies.appoint_objections(by, told.role, person_id=person.pk))
    post = _appoint(person, agency_code, told)
    details = {"role": told.role, "agency": agency_code, "from": told.start, "to": told.end}
    record("post.appoint", of=post, by=by, at=at, details=details)
    return post


@transaction.atomic
def end_post(*, post: Post, on: date, reason: str = "", by: Actor, at: datetime) -> Post:
    """Cho thôi giữ vai trò: from `on` there is no access."""
    role = Role(post.role)
    refuse_if(policies.appoint_objections(by, role, person_id=None))
    days = days_of(post.validity)
    others = queries.posts(on=on, role=role).exclude(pk=post.pk).filter(person__is_active=True).exists()
    refuse_if(policies.end_objections(days, on=on, role=role, reason=reason, others_hold_it=others))
    ended = advance(post, validity=range_of(days.start, on), reason_for_leaving=tidy(reason))
    record("post.end", of=ended, by=by, at=at, details={"role": role, "on": on})
    return ended


@transaction.atomic
def add_officer(
    *, email: str, name: str, password: str, role: str = "", agency_code: str = "", by: Actor, at: datetime
) -> bool:
    """`thutuc add-user`: an account, and a post from today when role and agency are named. Safe to run twice.

    A password is set for a new account only. False when everything was there already.
    """
    refuse_if([*policies.keep_people_objections(by), *policies.role_objections(role, agency_code)])
    told = NewPerson(email, name, password=password)
    known = Person.objects.filter(email=email.strip().lower()).first()
    refuse_if([] if known else _person_objections(told))
    officer = known or _create(told)
    made = known is None
    if role:
        appointment = Appointment(Role(role), local_date(at))
        if not _same_role(officer, agency_code, appointment.role).filter(validity__contains=appointment.start).exists():
            _appoint(officer, agency_code, appointment)
            made = True
    if made:
        details = {"role": role, "agency": agency_code, "new": known is None}
        record("person.add_officer", of=officer, by=by, at=at, details=details)
    return made


def _create(person: NewPerson) -> Person:
    return Person.objects.create_user(
        person.email, person.password, full_name=person.full_name, phone=tidy(person.phone)
    )


def _same_role(person: Person, agency_code: str, role: Role) -> "QuerySet[Post]":
    return Post.objects.filter(person=person, agency__code=agency_code, role=role)


def _appoint(person: Person, agency_code: str, told: Appointment) -> Post:
    agency = _agency(agency_code)
    held = _same_role(person, agency_code, told.role).values_list("validity", flat=True)
    life = days_of(agency.validity)
    refuse_if(policies.appointment_objections(told, agency=life, held=[days_of(days) for days in held]))
    return Post.objects.create(
        person=person,
        agency=agency,
        role=told.role,
        validity=range_of(told.start, told.end),
        title=tidy(told.title),
        decision_number=tidy(told.decision_number),
        decided_on=told.decided_on,
        share_of_time=told.share_of_time,
        other_duties=tidy(told.other_duties),
        phone=tidy(told.phone),
        email=told.email.strip(),
        is_leader_in_charge=told.is_leader_in_charge,
    )


def _agency(code: str) -> Any:
    try:
        return organisations.agency_by_code(code)
    except NotFound as missing:
        words = gettext_noop("Chưa có cơ quan mã «%(code)s». Nạp danh sách cơ quan trước, bằng lệnh reorganise.")
        raise Refused([Objection("post.agency_unknown", words, policies.BASIS, "agency", {"code": code})]) from missing


def _no_name() -> Objection:
    return Objection("person.full_name", gettext_noop("Nhập họ và tên."), policies.BASIS, "full_name")


def _person_objections(person: NewPerson) -> list[Objection]:
    found = [] if tidy(person.full_name) else [_no_name()]
    try:
        validate_email(person.email.strip())
    except ValidationError:
        words = gettext_noop("Nhập thư điện tử như ten@coquan.gov.vn.")
        found.append(Objection("person.email", words, policies.BASIS, "email"))
    if Person.objects.filter(email=person.email.strip().lower()).exists():
        words = gettext_noop("Thư điện tử này đã có tài khoản.")
        found.append(Objection("person.email_taken", words, policies.BASIS, "email"))
    if person.password is not None:
        found += _password_objections(person.password)
    return found


def _password_objections(password: str) -> list[Objection]:
    """Told in our own words: the framework's sentences are in English when it has no other."""
    try:
        validate_password(password)
    except ValidationError:
        words = gettext_noop("Mật khẩu cần ít nhất 12 ký tự, không phải mật khẩu hay gặp, không toàn chữ số.")
        return [Objection("person.password", words, policies.BASIS, "password")]
    return []
