"""What earlier dossiers say of a person: only for a full number typed by an officer who receives, and written down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thutuc.accounts.rules.roles import RECEPTION_ROLES
from thutuc.dossiers.models import Dossier, Party
from thutuc.dossiers.rules import parties
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import ApplicantKind, IdKind, PartyRole
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

BASIS = "one_stop.data_not_asked_again"


@dataclass(frozen=True)
class Remembered:
    """A person as the newest dossier knows them, and of which day that is."""

    applicant: Applicant
    known_at: datetime


@transaction.atomic
def remember(*, number: str, by: Actor, at: datetime) -> Remembered | None:
    """The newest owner or bringer with this whole number; None when there is none. Two statements, and the journal's.

    The line of the journal names the dossier that was looked into, never the number.
    """
    refuse_if(_objections(number, by))
    wanted = parties.cleaned(Applicant(name="", id_number=number)).id_number
    row = (
        Party.objects.filter(id_number=wanted).order_by("-pk").select_related("dossier").defer("dossier__words").first()
    )
    if row is None:
        return None
    journal.record("dossier.remember", of=row.dossier, by=by, at=at, details={"role": row.role})
    return Remembered(_applicant(row), row.dossier.recorded_at)


@transaction.atomic
def same_person(*, dossier: Dossier, by: Actor, at: datetime) -> Applicant:
    """The owner of a dossier just received, for the next one of the same visit."""
    refuse_if(_at_counter(by))
    row = Party.objects.get(dossier=dossier, role=PartyRole.OWNER)
    journal.record("dossier.remember", of=dossier, by=by, at=at, details={"role": row.role})
    return _applicant(row)


def _objections(number: str, by: Actor) -> list[Objection]:
    found = _at_counter(by)
    kind = parties.kind_of_number(number)
    if not parties.is_whole(number, kind):
        words = gettext_noop("Nhập đủ số định danh để tìm hồ sơ trước.")
        found.append(Objection("remember.number", words, BASIS, "id_number"))
    return found


def _at_counter(by: Actor) -> list[Objection]:
    if by.roles & RECEPTION_ROLES:
        return []
    words = gettext_noop("Chỉ cán bộ tiếp nhận tra được người nộp theo số định danh.")
    return [Objection("remember.role", words, BASIS)]


def _applicant(row: Party) -> Applicant:
    return Applicant(
        name=row.name,
        kind=ApplicantKind(row.kind),
        id_kind=IdKind(row.id_kind),
        id_number=row.id_number,
        born_on=row.born_on,
        address=row.address,
        phone=row.phone,
        email=row.email,
    )
