"""What the past is told over: agencies, published versions by case and channel, officers, as they are loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

import numpy as np
from django.db import connection

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.content import ProcedureContent, RequiredDocument
from thutuc.catalogue.rules.terms import Channel, Level
from thutuc.dossiers.rules import clock, grounds
from thutuc.dossiers.rules.terms import SupplementPolicy
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.text import fold_words, gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, Limit

BY = Actor.system("demo")
CHANNELS = tuple(Channel)
COMPETENT = {
    Level.PROVINCE: frozenset(
        {AgencyKind.DEPARTMENT, AgencyKind.DEPT_JUSTICE, AgencyKind.DEPT_HOME, AgencyKind.DEPT_ICT}
    ),
    Level.DISTRICT: frozenset({AgencyKind.DISTRICT_PC}),
    Level.COMMUNE: frozenset({AgencyKind.COMMUNE_PC}),
}
OPEN_ENDED = date(9999, 1, 1)


@dataclass(frozen=True)
class Body:
    """An agency with its life."""

    id: int
    code: str
    name: str
    kind: str
    identity: str
    legacy: str
    start: date
    end: date
    parent: int | None = None

    def lives(self, on: date) -> bool:
        """Whether it exists on the day."""
        return self.start <= on < self.end


@dataclass(frozen=True)
class Variant:
    """One version as one case and channel meets it."""

    version_id: int
    procedure_id: int
    code: str
    name: str
    sector: str
    case: str
    channel: Channel
    limit: Limit | None
    documents: tuple[RequiredDocument, ...]
    output: str
    policy: SupplementPolicy
    costs: bool


@dataclass(frozen=True)
class Edition:
    """A version with its days, the levels that decide it and its variants by channel."""

    id: int
    start: date
    end: date
    levels: tuple[Level, ...]
    agency_id: int | None
    is_school: bool
    variants: dict[Channel, tuple[int, ...]]
    weight: float
    content: ProcedureContent


@dataclass
class Ground:
    """Everything that is read before the first dossier."""

    bodies: dict[int, Body]
    heirs: dict[int, int]
    editions: list[Edition] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    calendars: dict[int | None, Calendar] = field(default_factory=dict)
    favoured: frozenset[int] = frozenset()
    """Agencies with more work than others of their kind."""

    def received_at(self, competent: Body, on: date) -> int:
        """Where dossiers of an agency are received: its own one-stop unit, the centre of the province, itself."""
        parents = (competent.id, competent.parent)
        every = (body for body in self.bodies.values() if body.identity and body.lives(on))
        own = [body for body in every if body.kind in ONE_STOP_KINDS]
        near = [body.id for body in own if body.parent in parents and body.kind != AgencyKind.PROVINCIAL_CENTRE]
        if near or competent.kind in COMPETENT[Level.COMMUNE] | COMPETENT[Level.DISTRICT]:
            return near[0] if near else competent.id
        centres = [body.id for body in own if body.kind == AgencyKind.PROVINCIAL_CENTRE]
        return centres[0] if centres else competent.id


def read(*, first: date, last: date, rng: np.random.Generator) -> Ground:
    """Agencies, versions and calendars. Refused where nothing was in force."""
    ground = Ground(_bodies(last), _heirs(last))
    rows = catalogue.visible_to(BY).filter(validity__overlap=(first, None)).select_related("procedure", "sector")
    policies = _policies()
    for row in rows.filter(is_internal=False).order_by("procedure_id", "number"):
        content = catalogue.content_of(row)
        start, end = row.validity.lower, row.validity.upper or OPEN_ENDED
        levels = tuple(Level(level) for level in row.levels if Level(level) in COMPETENT) or (Level.COMMUNE,)
        policy = policies.get(row.procedure_id, SupplementPolicy.RESTART)
        variants = dict(_variants(ground, row.pk, row.procedure_id, row.procedure.code, content, policy))
        school = "giao duc" in " ".join(fold_words(content.sector))
        ground.editions.append(Edition(row.pk, start, end, levels, row.agency_id, school, variants, 1.0, content))
    if not ground.editions:
        words = gettext_noop("Chưa có thủ tục nào có hiệu lực: nạp tỉnh mẫu, hoặc nhập và mở danh mục trước.")
        raise Refused([Objection("bulk.no_procedures", words)])
    _weigh(ground, rng)
    ground.calendars = worktime.calendars([None, *ground.bodies])
    return ground


def _bodies(on: date) -> dict[int, Body]:
    parents: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_id, parent_id FROM organisations_agencyplacement ORDER BY validity")
        parents.update(cursor.fetchall())
    return {
        row.pk: Body(
            *(row.pk, row.code, row.short_name or row.name, row.kind, row.identity_code, row.legacy_identity_code),
            *(row.validity.lower, row.validity.upper or OPEN_ENDED, parents.get(row.pk)),
        )
        for row in organisations.visible_to(BY).order_by("pk")
    }


def _heirs(on: date) -> dict[int, int]:
    """The agency that goes on with the work of one that ended."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT from_agency_id, to_agency_id FROM organisations_agencysuccession ORDER BY is_default, id DESC"
        )
        found.update(cursor.fetchall())
    return found


def _policies() -> dict[int, SupplementPolicy]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procedure_id, policy FROM dossiers_procedurerule")
        return {procedure: SupplementPolicy(policy) for procedure, policy in cursor.fetchall()}


def _variants(
    ground: Ground, version: int, procedure: int, code: str, content: ProcedureContent, policy: SupplementPolicy
) -> Iterable[tuple[Channel, tuple[int, ...]]]:
    offered = {offer.channel for offer in content.offers} or {Channel.DIRECT}
    cases = [case.name for case in content.cases] or [""]
    for channel in CHANNELS:
        if channel not in offered and channel is not Channel.DIRECT:
            continue
        made = []
        for case in cases:
            offer = clock.offer_of(content, channel=channel, case=case)
            made.append(len(ground.variants))
            ground.variants.append(
                Variant(
                    *(version, procedure, code, content.name, content.sector, case, channel),
                    clock.limit_of(content, channel=channel, case=case),
                    grounds.documents_of(content, case),
                    content.outputs[0].name if content.outputs else content.name,
                    policy,
                    bool(offer and any(fee.amount for fee in offer.fees)),
                )
            )
        yield channel, tuple(made)


def _weigh(ground: Ground, rng: np.random.Generator) -> None:
    """A few procedures make most dossiers: those of the communes and those settled at once come first."""
    codes = sorted({edition.content.code for edition in ground.editions})
    luck = dict(zip(codes, rng.random(len(codes)), strict=True))
    score = {}
    for edition in ground.editions:
        limits = [ground.variants[each].limit for made in edition.variants.values() for each in made]
        quick = any(limit is not None and limit.unit == "same_day" for limit in limits)
        score[edition.content.code] = luck[edition.content.code] - quick - 0.6 * (Level.COMMUNE in edition.levels)
    ranks = {code: rank for rank, code in enumerate(sorted(score, key=lambda code: (score[code], code)))}
    ground.editions = [
        Edition(**{**vars(edition), "weight": 1 / (ranks[edition.content.code] + 2) ** 1.1})
        for edition in ground.editions
    ]


def candidates(ground: Ground, edition: Edition, level: Level, on: date) -> Sequence[int]:
    """The agencies that may decide a version at a level on a day; its own agency alone where it names one."""
    own = ground.bodies.get(edition.agency_id or 0)
    while own and not own.lives(on) and own.id in ground.heirs:
        own = ground.bodies[ground.heirs[own.id]]
    if own and own.lives(on):
        return [own.id]
    living = [body.id for body in ground.bodies.values() if body.kind in COMPETENT[level] and body.lives(on)]
    if level is not Level.PROVINCE or not living:
        return living
    words = set(fold_words(edition.content.resolving_agency))
    named = [each for each in living if set(fold_words(ground.bodies[each].name)) <= words]
    return named[:1] or [living[crc32(edition.content.code.encode()) % len(living)]]
