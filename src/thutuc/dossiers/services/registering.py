"""A dossier made ready to be written: the version in force, the people, the list of papers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import QuerySet, Subquery, Value

from thutuc.catalogue import queries as catalogue
from thutuc.db.prepared import Rows
from thutuc.dossiers.models import Component, Dossier, Party, ProcedureRule
from thutuc.dossiers.queries import content_of, documents_of
from thutuc.dossiers.rules import codes, parties
from thutuc.dossiers.rules import intake as rules
from thutuc.dossiers.rules.intake import Check, Intake
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import DossierState, PartyRole, SupplementPolicy
from thutuc.dossiers.services.recording import FAR
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import fold_words, gettext_noop, tidy
from thutuc.organisations import queries as organisations


@dataclass
class Prepared:
    """A dossier that is not written yet, or that waits, with the version it would be accepted under."""

    dossier: Dossier
    owner: Applicant | None
    submitter: Applicant | None
    objections: list[Objection]
    reception_code: str
    """The identity code of the reception unit if it is in force today, else ""."""

    def components(self, checks: Sequence[Check]) -> list[Component]:
        """The papers as the counter found them, by the published list."""
        documents = documents_of(self.dossier)
        return [
            Component(
                dossier=self.dossier,
                position=told.position,
                name=documents[told.position - 1].name,
                code=documents[told.position - 1].code[:60],
                state=told.state,
                originals=told.originals,
                certified=told.certified,
                copies=told.copies,
                note=told.note.strip(),
            )
            for told in sorted(checks, key=lambda each: each.position)
            if 1 <= told.position <= len(documents)
        ]


def fresh_secret() -> str:
    """What the applicant types beside the code: letters that are read from paper without doubt."""
    return "".join(secrets.choice(codes.READABLE) for _ in range(codes.TYPED_LENGTH))


def prepared(intake: Intake, *, at: datetime) -> Prepared:
    """A new dossier with every fault of what was typed. One statement."""
    owner = parties.cleaned(intake.owner)
    submitter = parties.cleaned(intake.submitter) if intake.submitter else None
    dossier = Dossier(
        key=intake.key or secrets.token_hex(8),
        secret=fresh_secret(),
        state=DossierState.DRAFT,
        state_since=at,
        procedure_code=intake.procedure_code,
        case=intake.case.strip(),
        channel=intake.channel,
        title=tidy(intake.title),
        owner_name=owner.name,
        owner_kind=owner.kind,
        agency_id=intake.agency_id,
        unit_id=intake.received_by_id,
        received_by_id=intake.received_by_id,
        helped_by_id=intake.helped_by_id,
        submitted_at=intake.submitted_at or at,
        return_way=intake.return_way,
        national_code=intake.national_code.strip(),
        contact=(submitter or owner).email or owner.email,
        recorded_at=at,
        due_key=FAR,
    )
    dossier.reach = sorted({key for key in (dossier.agency_id, dossier.received_by_id, dossier.helped_by_id) if key})
    found, reception_code = _named(dossier, at)
    return Prepared(dossier, owner, submitter, [*rules.objections(intake, at=at), *found], reception_code)


def renewed(dossier: Dossier, *, case: str, at: datetime) -> Prepared:
    """A waiting dossier with the version of the day of its acceptance. One statement."""
    other = Dossier(
        pk=dossier.pk,
        key=dossier.key,
        state=dossier.state,
        procedure_code=dossier.procedure_code,
        case=case.strip(),
        channel=dossier.channel,
        agency_id=dossier.agency_id,
        unit_id=dossier.unit_id,
        received_by_id=dossier.received_by_id,
        submitted_at=dossier.submitted_at,
    )
    return Prepared(other, None, None, *_named(other, at))


def _version_of(*, code: str, on: date, counter: int) -> QuerySet[Any]:
    """The version in force with what the province says of the procedure and the code of the counter."""
    counters = organisations.agencies_in_force(on=on).filter(pk=counter).order_by()
    own = ProcedureRule.objects.filter(procedure__code=code)
    rows = catalogue.in_force(on=on).filter(procedure__code=code).defer("content")
    return rows.annotate(
        reception_code=Subquery(counters.values("identity_code")[:1]),
        own_policy=Subquery(own.values("policy")[:1]),
        own_times=Subquery(own.values("supplement_times")[:1]),
    )


_VERSION = Rows(_version_of, code="a code", on=date(2000, 1, 1), counter=77)


def _named(dossier: Dossier, at: datetime) -> tuple[list[Objection], str]:
    """The procedure's version in force, set on the dossier: what speaks against it, the code of the counter."""
    counter = dossier.received_by_id or 0
    version: Any = _VERSION.first(code=dossier.procedure_code, on=local_date(at), counter=counter)
    if version is None:
        words = gettext_noop("Thủ tục này không có hiệu lực hôm nay: chọn thủ tục khác, hoặc tra bản thay thế.")
        return [Objection("intake.procedure", words, rules.ACCEPTANCE, "procedure")], ""
    dossier.version, dossier.procedure_id = version, version.procedure_id
    dossier.procedure_name = version.name
    dossier.policy = version.own_policy or SupplementPolicy.RESTART
    dossier.supplement_times = version.own_times
    names = [each.name for each in content_of(dossier).cases]
    return rules.case_objections(dossier.case, names), version.reception_code or ""


def written(
    ready: Prepared, *, state: DossierState, at: datetime, checks: Sequence[Check] = (), **columns: object
) -> Dossier:
    """The dossier written with its people and papers. Three statements."""
    dossier = ready.dossier
    dossier.state, dossier.event_count = state, 1
    for name, value in columns.items():
        setattr(dossier, name, value)
    dossier.words = words_of(dossier)
    dossier.save(force_insert=True)
    people = {PartyRole.OWNER: ready.owner, PartyRole.SUBMITTER: ready.submitter}
    Party.objects.bulk_create([_party(dossier, role, told) for role, told in people.items() if told])
    components = ready.components(checks)
    if components:
        Component.objects.bulk_create(components)
    return dossier


def words_of(dossier: Dossier) -> SearchVector:
    """By which words a list finds the dossier: folded names, the parts of its code, the code of its procedure."""
    told = (dossier.code or "", dossier.owner_name, dossier.title, dossier.procedure_code, dossier.procedure_name)
    return SearchVector(Value(" ".join(fold_words(" ".join(told)))), config="simple")


def _party(dossier: Dossier, role: PartyRole, told: Applicant) -> Party:
    return Party(
        dossier=dossier,
        role=role,
        kind=told.kind,
        name=told.name,
        id_kind=told.id_kind,
        id_number=told.id_number,
        born_on=told.born_on,
        address=told.address,
        phone=told.phone,
        email=told.email,
        portal_id=told.portal_id,
    )
