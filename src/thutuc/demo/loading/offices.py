"""Areas and agencies: as they stood, then the two reorganisations of 2025."""

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules import province as units
from thutuc.organisations import queries as organisations
from thutuc.organisations import services as organisations_acts
from thutuc.organisations.rules.areas import Key
from thutuc.organisations.rules.kinds import AreaLevel, ItemKind
from thutuc.organisations.services import Act, AgencyOutcome, NewAgency


def tell(province: Province, history: History) -> None:
    """What stood at first, what merged in March and in July 2025."""
    since, departments_on, two_levels_on = units.opened_on(province.told)
    history.tell(since, Turn.GROUND, partial(_first, province))
    history.tell(departments_on, Turn.UNITS, partial(_departments, province))
    history.tell(two_levels_on, Turn.UNITS, partial(_two_levels, province))


def _first(province: Province, moment: Moment) -> None:
    told, by = province.told, moment.actor(KEEPER)
    organisations_acts.load_areas(lists={moment.day: units.units(told)}, by=by, at=moment.at)
    areas: dict[Key, Any] = {
        (AreaLevel(area.level), area.code): area for area in organisations.areas_in_force(on=moment.day)
    }
    added: dict[str, Any] = {}
    for body in units.bodies(told):
        contacts = told["contacts"].get(body.code, {})
        agency = NewAgency(
            code=body.code,
            name=body.name,
            kind=body.kind,
            level=body.level,
            start=moment.day,
            short_name=body.short_name,
            identity_code=body.identity,
            **contacts,
        )
        added[body.code] = organisations_acts.add_agency(
            agency=agency,
            parent=added[body.parent] if body.parent else None,
            area=areas[body.area] if body.area else None,
            by=by,
            at=moment.at,
        )


def _departments(province: Province, moment: Moment) -> None:
    act = _act(province.told["departments"], units.department_rows(province.told), moment)
    rows = list(units.department_rows(province.told))
    by = moment.actor(KEEPER)
    _decide(organisations_acts.reorganise_agencies(rows=rows, act=act, by=by, at=moment.at), province, moment)
    for row in province.told["departments"]["opened"]:
        _contacts(row[0], province.told["contacts"].get(row[0], {}), moment)


def _two_levels(province: Province, moment: Moment) -> None:
    told, by = province.told, moment.actor(KEEPER)
    areas, committees = list(units.area_rows(told)), list(units.committee_rows(told))
    listed = units.new_units(told)
    act = _act(told["communes"], areas, moment)
    organisations_acts.reorganise_areas(rows=areas, listed=listed, act=act, by=by, at=moment.at)
    act = _act(told["communes"], committees, moment)
    _decide(organisations_acts.reorganise_agencies(rows=committees, act=act, by=by, at=moment.at), province, moment)
    for commune in told["commune"]:
        contacts = {"address": commune["address"], "phone": commune["phone"]}
        _contacts(units.committee_code(commune["name"]), contacts, moment)
        _contacts(units.centre_code(commune["name"]), contacts, moment)


def _decide(outcome: AgencyOutcome, province: Province, moment: Moment) -> None:
    """What the file could not say and a person has said since."""
    assert outcome.reorganisation is not None
    for item in organisations.items(outcome.reorganisation):
        assert item.agency is not None
        words = units.decision_on(province.told, ItemKind(item.kind), item.agency.code)
        if words:
            organisations_acts.decide(item=item, decision=words, by=moment.actor(KEEPER), at=moment.at)


def _contacts(code: str, contacts: dict[str, str], moment: Moment) -> None:
    agency = organisations.agency_by_code(code)
    organisations_acts.edit_contacts(agency=agency, contacts=contacts, by=moment.actor(KEEPER), at=moment.at)


def _act(told: dict[str, Any], rows: Iterable[object], moment: Moment) -> Act:
    """The paper behind the act; the rows stand for the file."""
    digest = hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()
    return Act(moment.day, told["basis"], digest, told["title"], told["number"])
