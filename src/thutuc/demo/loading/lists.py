"""The two catalogues: national rows as they came in, the opening act of 2019."""

import hashlib
import json
from datetime import date, timedelta
from functools import partial

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services as catalogue_acts
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.rows import ImportedRow, Reading
from thutuc.catalogue.rules.terms import ImportFormat, Level
from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules.procedures import OPENING, Decision
from thutuc.kernel.periods import local_date
from thutuc.organisations import queries as organisations

LEVELS_OF_2019 = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.OTHER)
LAST_IMPORT = 9
"""Days before the day of loading: what was decided since is not in the national original yet."""


def tell(province: Province, history: History) -> None:
    """Imports and the opening act."""
    opening, two_levels = province.decisions[OPENING], province.decisions["two-levels"]
    today = local_date(history.until)
    for day in (opening.signed_on, two_levels.signed_on, today - timedelta(days=LAST_IMPORT)):
        history.tell(day, Turn.IMPORT, partial(_import, province))
    history.tell(opening.signed_on, Turn.PUBLICATION, partial(_open, opening))


def national(province: Province, on: date) -> list[tuple[ProcedureContent, bool]]:
    """What the national database says on a day: the newest text signed by then, and whether it is withdrawn."""
    found = []
    for story in province.stories:
        signed = [each for each in story.contents if province.decisions[each.decision].signed_on <= on]
        content = signed[-1].content if signed else None
        if content and not content.is_internal and content.regulating_agency:
            ended = province.decisions.get(story.abolished_by)
            found.append((content, ended is not None and ended.signed_on <= on))
    return found


def _import(province: Province, moment: Moment) -> None:
    rows = []
    for number, (content, is_withdrawn) in enumerate(national(province, moment.day), start=1):
        raw = json.dumps(canonical.to_plain(content), ensure_ascii=False)
        rows.append(ImportedRow(number, raw, content, is_withdrawn=is_withdrawn))
    digest = hashlib.sha256("\n".join(row.raw for row in rows).encode()).hexdigest()
    reading = Reading(f"csdlqg-{moment.day:%Y-%m-%d}.jsonl", digest, ImportFormat.JSON_LINES, rows)
    catalogue_acts.import_rows(reading=reading, by=moment.actor(KEEPER), at=moment.at)
    _name_agencies(moment)


def _name_agencies(moment: Moment) -> None:
    """Say which agency a name means where it is the agency's own; the others wait for a person."""
    agencies = organisations.agencies_in_force(on=moment.day)
    known = {name: agency.pk for agency in agencies for name in (agency.short_name, agency.name) if name}
    for alias in catalogue.aliases(undecided=True):
        if alias.text in known:
            catalogue_acts.decide_agency(
                alias=alias, agency_id=known[alias.text], by=moment.actor(KEEPER), at=moment.at
            )


def _open(opening: Decision, moment: Moment) -> None:
    catalogue_acts.open_catalogue(
        effective_on=opening.effective_on,
        basis=_words(opening),
        levels=LEVELS_OF_2019,
        by=moment.actor(KEEPER),
        at=moment.at,
    )


def _number(decision: Decision) -> str:
    return f"Quyết định {decision.number} ngày {decision.signed_on:%d/%m/%Y}"


def _words(decision: Decision) -> str:
    return f"{_number(decision)}: {decision.title}"
