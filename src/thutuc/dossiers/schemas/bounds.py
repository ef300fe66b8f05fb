"""Words of the office interface that every endpoint uses: bounded, so that nothing strange comes in."""

from datetime import date, datetime
from typing import Annotated, TypeVar

from ninja import Field, Path, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, StringConstraints

from thutuc.catalogue.schemas import Day, Problem
from thutuc.db.models import Revisioned
from thutuc.kernel.errors import Conflict

PROBLEMS = dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 422, 429), Problem)
FIRST_YEAR, LAST_YEAR = 1990, 2100
When = TypeVar("When", bound=date)

Name = Annotated[str, StringConstraints(max_length=300)]
Line = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.\-_]{1,80}$")]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zĐđ.\-_]{1,60}$")]
Count = Annotated[int, Field(ge=0, le=999)]
Place = Annotated[int, Field(ge=1, le=999)]
KeyPath = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.\-]{1,60}$")],
    Path(description="Key of a dossier, or its code"),
]
RowPath = Annotated[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,16}$")], Path(description="Key of the row")]


def _sane(given: When) -> When:
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise ValueError(f"{FIRST_YEAR}-{LAST_YEAR}")
    return given


def _iso_moment(given: object) -> object:
    """A moment is written 2026-11-23T09:00:00+07:00: no seconds since 1970."""
    if not isinstance(given, str | datetime):
        raise ValueError("2026-11-23T09:00:00+07:00")
    return given


NearDay = Annotated[Day, AfterValidator(_sane)]
Moment = Annotated[AwareDatetime, BeforeValidator(_iso_moment), AfterValidator(_sane)]


class Body(Schema):
    """What is sent: an unknown name is a mistake, not something to overlook."""

    model_config = ConfigDict(extra="forbid")


class ActHeaders(Schema):
    """What goes beside every act."""

    if_match: Annotated[str, StringConstraints(pattern=r'^(\*|(W/)?"?\d{1,9}"?)?$')] = Field(
        "", alias="If-Match", description="The revision that was read (ETag): 409 when somebody acted in between"
    )
    idempotency_key: Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{0,100}$")] = Field(
        "", alias="Idempotency-Key", description="The same request sent again within 24 hours makes no second act"
    )

    @property
    def revision(self) -> int | None:
        """The revision that was read; None when any will do."""
        told = self.if_match.removeprefix("W/").strip('"')
        return int(told) if told.isdecimal() else None

    def expect(self, row: Revisioned) -> None:
        """Conflict when somebody acted since it was read."""
        if self.revision is not None and self.revision != row.revision:
            raise Conflict(row._meta.label, expected=self.revision, found=row.revision)
