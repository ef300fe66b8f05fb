"""What a counter may take in: the public version in force of one procedure. Its content never changes and is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q

from thutuc.catalogue.queries.published import contents
from thutuc.catalogue.queries.timeline import public
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days


@dataclass(frozen=True)
class Receivable:
    """A version that dossiers are taken under today. `agency_id` is who decides, where the catalogue names one."""

    id: int
    procedure_id: int
    code: str
    number: int
    name: str
    days: Days
    agency_id: int | None

    @property
    def content(self) -> ProcedureContent:
        """The whole text. No statement where this process has read it before."""
        return kept_content(self.id)


def receivable(code: str, *, on: date, at: datetime) -> Receivable:
    """The version with this full or base code that is law on the day and public. NotFound when none is. One statement.

    A base code means the province's only procedure of that base.
    """
    wanted = code.strip().upper()
    rows = public(at=at).defer("content").filter(validity__contains=on).order_by("pk")
    found = list(rows.filter(Q(procedure__code=wanted) | Q(procedure__base_code=wanted))[:3])
    exact = [row for row in found if row.procedure.code == wanted] or found
    if len(exact) != 1:
        raise NotFound(f"receivable {code}")
    row = exact[0]
    return Receivable(
        id=row.pk,
        procedure_id=row.procedure_id,
        code=row.procedure.code,
        number=row.number,
        name=row.name,
        days=Days(row.validity.lower, row.validity.upper),
        agency_id=row.agency_id,
    )


def kept_content(version_id: int) -> ProcedureContent:
    """The content of a published version, read once in a process: it is never changed. At most one statement."""
    return _kept(str(connection.settings_dict["NAME"]), version_id)


@lru_cache(maxsize=1_000)
def _kept(_database: str, version_id: int) -> ProcedureContent:
    return contents([version_id])[version_id]
