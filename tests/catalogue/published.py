"""Procedures that everybody may read, for tests: opened by services, named by what matters."""

from datetime import date
from typing import Any

from tests.catalogue.contents import content
from tests.conftest import NOW
from thutuc.catalogue import services
from thutuc.catalogue.models import ProcedureVersion
from thutuc.catalogue.rules.rows import ImportedRow, Reading
from thutuc.catalogue.rules.terms import ImportFormat
from thutuc.kernel.actor import Actor

SYSTEM = Actor.system("test")
FIRST = date(2025, 7, 1)
DECISION = services.Act("decision:1", "Quyết định số 412/QĐ-UBND")


def listed(code: str, name: str, *, on: date = FIRST, act: services.Act = DECISION, **parts: Any) -> ProcedureVersion:
    """A public version of the province's list, in force from a day."""
    whole = content(code=code, name=name, **parts)
    return services.open_version(content=whole, effective_on=on, act=act, by=SYSTEM, at=NOW, published_at=NOW)


def national(code: str, name: str, **parts: Any) -> None:
    """A national record, as an import of one row leaves it."""
    row = ImportedRow(1, "{}", content(code=code, name=name, **parts))
    reading = Reading(f"{code}.jsonl", code.ljust(64, "0"), ImportFormat.JSON_LINES, (row,))
    services.import_rows(reading=reading, by=SYSTEM, at=NOW)
