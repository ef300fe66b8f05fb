"""Records of the national portal as the services take them: the procedure of today, who receives, who decides."""

from collections.abc import Sequence
from datetime import datetime

from thutuc.catalogue.queries.receivable import receivable
from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.queries.intake import Counter
from thutuc.dossiers.readers.national import Incoming, Reading
from thutuc.dossiers.rules import intake as rules
from thutuc.dossiers.rules.intake import Intake
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import fold, gettext_noop


def prepared(
    readings: Sequence[Reading], counter: Counter, at: datetime
) -> list[tuple[Reading, Intake | None, Sequence[Objection]]]:
    """Each record as the services take it, or why it cannot be. A procedure is looked up once."""
    deciders: dict[str, tuple[str, int] | None] = {}
    found: list[tuple[Reading, Intake | None, Sequence[Objection]]] = []
    for reading in readings:
        if reading.incoming is None:
            found.append((reading, None, reading.objections))
            continue
        told = reading.incoming
        key = f"{told.procedure_code}|{told.unit}"
        if key not in deciders:
            deciders[key] = _decider(told, counter, at)
        found.append(_one(reading, told, deciders[key], counter, at))
    return found


def _one(
    reading: Reading, told: Incoming, decided: tuple[str, int] | None, counter: Counter, at: datetime
) -> tuple[Reading, Intake | None, Sequence[Objection]]:
    if decided is None:
        words = gettext_noop("Thủ tục %(code)s không có hiệu lực hôm nay, hoặc không rõ nơi giải quyết.")
        return reading, None, [Objection("national.procedure", words, params={"code": told.procedure_code})]
    intake = Intake(
        procedure_code=decided[0],
        channel=told.channel,
        owner=told.owner,
        received_by_id=counter.id,
        agency_id=decided[1],
        title=told.title,
        return_way=told.return_way,
        national_code=told.code,
        submitted_at=told.filed_at,
    )
    faults = rules.objections(intake, at=at)
    return reading, None if faults else intake, faults


def _decider(told: Incoming, counter: Counter, at: datetime) -> tuple[str, int] | None:
    """The procedure's whole code and who decides: whom the portal names, this counter's own committee, the only one."""
    on = local_date(at)
    try:
        taken = receivable(told.procedure_code, on=on, at=at)
    except NotFound:
        return None
    options = queries.deciders(taken, counter, on=on)
    named = next((each for each in options if fold(each.name) == fold(told.unit)), None)
    found = named or queries.own_decider(taken, counter) or queries.chosen(options, "")
    return (taken.code, found.id) if found else None
