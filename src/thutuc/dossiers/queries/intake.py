"""What the counter asks before it accepts: where the officer receives, who decides there, what a sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.module_loading import import_string

from thutuc.accounts.rules.roles import RECEPTION_ROLES
from thutuc.catalogue.queries.receivable import Receivable
from thutuc.catalogue.rules.terms import Level
from thutuc.dossiers.models import Component, Dossier, DossierEvent, Party
from thutuc.dossiers.queries.visibility import visible_to
from thutuc.dossiers.rules.states import WAITING
from thutuc.dossiers.rules.terms import Authority, PartyRole
from thutuc.dossiers.rules.waiting import View
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import fold, gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind, AgencyLevel

_DECIDERS = (
    AgencyKind.DEPARTMENT,
    AgencyKind.DEPT_JUSTICE,
    AgencyKind.DEPT_HOME,
    AgencyKind.DEPT_ICT,
    AgencyKind.PROVINCE_OFFICE,
    AgencyKind.VERTICAL_AGENCY,
    AgencyKind.COMMUNE_PC,
)
"""Who may decide on a dossier when the catalogue does not say who."""


@dataclass(frozen=True)
class Counter:
    """A reception unit of the officer, and what it stands under."""

    id: int
    code: str
    name: str
    level: AgencyLevel
    parent_id: int
    parent_code: str
    parent_name: str


@dataclass(frozen=True)
class Decider:
    """An agency that decides, and the reception unit of its own, whose officers accept for it."""

    id: int
    code: str
    name: str
    counter_id: int | None = None


def counters(actor: Actor, *, on: date) -> list[Counter]:
    """Where the officer may receive on the day. One statement."""
    ids = {post.agency_id for post in actor.posts if post.role in RECEPTION_ROLES}
    return [
        Counter(
            *(row.agency_id, row.agency.code, row.agency.name, AgencyLevel(row.agency.level)),
            *(row.parent_id, row.parent.code, row.parent.name),
        )
        for row in organisations.placed(ids, on=on)
    ]


def own_decider(taken: Receivable, counter: Counter) -> Decider | None:
    """Who decides at this counter without a question: the people's committee that a commune's counter stands under."""
    if counter.level is AgencyLevel.COMMUNE and Level.COMMUNE in taken.content.levels:
        return Decider(counter.parent_id, counter.parent_code, counter.parent_name, counter.id)
    return None


def deciders(taken: Receivable, counter: Counter, *, on: date) -> list[Decider]:
    """Everybody who may decide: one where it is settled. At most two statements.

    A procedure of communes that is not bound to boundaries may be helped anywhere: every commune's committee is
    offered, with the counter of its own that accepts.
    """
    own = own_decider(taken, counter)
    is_free = taken.content.is_boundary_free and Level.COMMUNE in taken.content.levels
    if own and not is_free:
        return [own]
    if is_free:
        elsewhere = _communes(on)
        first = [each for each in elsewhere if own and each.id == own.id]
        return [*first, *(each for each in elsewhere if each not in first)] or ([own] if own else [])
    kinds = [kind for kind in _DECIDERS if kind is not AgencyKind.COMMUNE_PC or Level.COMMUNE in taken.content.levels]
    rows = organisations.agencies_in_force(on=on).filter(kind__in=[kind.value for kind in kinds])
    if taken.agency_id is not None:
        rows = organisations.agencies_in_force(on=on).filter(pk=taken.agency_id)
    return [Decider(row.pk, row.code, row.name, counter.id) for row in rows]


def _communes(on: date) -> list[Decider]:
    """Committees of communes with their reception units. Two statements."""
    units = organisations.agencies_in_force(on=on).filter(
        level=AgencyLevel.COMMUNE.value, kind__in=[kind.value for kind in ONE_STOP_KINDS]
    )
    rows = organisations.placed(units.values_list("pk", flat=True), on=on)
    found = {row.parent_id: Decider(row.parent_id, row.parent.code, row.parent.name, row.agency_id) for row in rows}
    return list(found.values())


def procedure_of_sheet(code: str) -> str:
    """The procedure that a scanned notice sheet shows, "" when it shows none or several (`settings.SHEET_READER`)."""
    read = import_string(settings.SHEET_READER)
    return cast("str", read(code))


def likely(options: Sequence[Decider], taken: Receivable) -> Decider | None:
    """The only agency whose name begins as the catalogue writes it: «Công an tỉnh» is «Công an tỉnh An Lạc»."""
    told = fold(taken.content.resolving_agency)
    found = [each for each in options if told and fold(each.name).startswith(told)]
    return found[0] if len(found) == 1 else None


def chosen(options: Sequence[Decider], code: str) -> Decider | None:
    """The agency of that code among the offered ones; the only one, when there is only one."""
    if len(options) == 1:
        return options[0]
    return next((each for each in options if each.code == code), None)


def no_counter() -> Objection:
    """The answer to an officer without a reception post today."""
    words = gettext_noop(
        "Hôm nay bạn không giữ vị trí tiếp nhận ở Bộ phận Một cửa nào. Nhờ quản trị cập nhật chức danh."
    )
    return Objection("intake.no_counter", words, "one_stop.acceptance")


def components(dossier: Dossier) -> list[Component]:
    """The papers of a dossier in the order of the list. One statement."""
    return list(Component.objects.filter(dossier=dossier).order_by("position"))


def file_owner(row: Component) -> str:
    """How files name the paper they belong to."""
    return f"{row._meta.label}:{row.pk}"


# -- those that wait ---


def waiting(actor: Actor, view: View, *, on: date) -> QuerySet[Dossier]:
    """The dossiers that wait at the officer's counters, first answer owed first."""
    rows = _at_counters(actor, on).filter(state__in=[state.value for state in view.states])
    rows = rows.defer("words", "version", "reach").select_related("received_by", "helped_by")
    return rows.order_by("intake_due_at", "id")


def waiting_counts(actor: Actor, *, on: date) -> dict[View, int]:
    """How many each view holds. One statement."""
    states = [state.value for state in WAITING]
    found = dict(_at_counters(actor, on).filter(state__in=states).values_list("state").annotate(n=Count("pk")))
    return {view: sum(found.get(state.value, 0) for state in view.states) for view in View}


def _at_counters(actor: Actor, on: date) -> QuerySet[Dossier]:
    ids = {post.agency_id for post in actor.posts if post.role in RECEPTION_ROLES}
    return visible_to(actor, on=on).filter(received_by__in=ids, authority=Authority.LOCAL.value).order_by()


def sent_by_applicant(dossier: Dossier) -> tuple[str, datetime] | None:
    """What the applicant wrote when they last completed the dossier. One statement."""
    rows = DossierEvent.objects.filter(dossier=dossier, code="send_again").order_by("-number")
    last = rows.values_list("details", "at").first()
    return (str(last[0].get("words", "")), last[1]) if last else None


def people_of(dossier: Dossier) -> dict[PartyRole, Party]:
    """Whose dossier it is and who brought it. One statement; showing numbers whole is written down by `look`."""
    return {PartyRole(row.role): row for row in Party.objects.filter(dossier=dossier)}


def known_codes(codes: Sequence[str]) -> frozenset[str]:
    """Which of these codes of the national portal are here already. One statement."""
    return frozenset(Dossier.objects.filter(national_code__in=codes).values_list("national_code", flat=True))
