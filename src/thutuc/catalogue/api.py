"""The catalogue as open data: lists, one procedure, its versions, sectors, agencies. Read only, for everybody."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from thutuc.catalogue import schemas
from thutuc.catalogue.queries import published, search
from thutuc.catalogue.rules import searching
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.web import clock

router = Router(tags=["catalogue"])
PROBLEMS = {
    400: schemas.Problem,
    404: schemas.Problem,
    405: schemas.Problem,
    422: schemas.Problem,
    429: schemas.Problem,
}
CodePath = Annotated[schemas.Code, Path(description="Full or national code of a procedure")]


def _answers(kind: type[Any]) -> dict[int, Any]:
    return {200: kind, 304: None, **PROBLEMS}


@router.get("/procedures", response=_answers(schemas.ProcedurePage), summary="Find or list procedures")
def procedures(request: HttpRequest, asked: Query[schemas.ProcedureQuery]) -> schemas.ProcedurePage:
    """The nearest first: code, name, words of the name, most words, words of the text. Without `q`: all, by code."""
    now = clock.now()
    place = _place(asked.cursor)
    common: dict[str, Any] = {
        "on": asked.as_of or clock.today(),
        "at": now,
        "filters": asked.filters(),
        "limit": asked.limit,
        "place": place,
    }
    found = search.find(asked.q, **common) if asked.q.strip() else search.listed(**common)
    return schemas.ProcedurePage.of(found)


def _place(cursor: str) -> searching.Place | None:
    if not cursor:
        return None
    place = searching.place_of(cursor)
    if place is None:
        words = gettext_noop("Con trỏ trang không đúng: dùng lại nguyên văn giá trị «next» của trang trước.")
        raise Unreadable([Objection("cursor.unknown", words, field="cursor")])
    return place


@router.get("/procedures/{code}", response=_answers(schemas.ProcedureDetail), summary="One procedure with all parts")
def procedure(request: HttpRequest, code: CodePath, asked: Query[schemas.DayQuery]) -> schemas.ProcedureDetail:
    """As in force on a day; `in_force` is false when the nearest public version, or the national original, is told."""
    found = published.procedure(code, on=asked.as_of or clock.today(), at=clock.now())
    return schemas.ProcedureDetail.of(found)


@router.get("/procedures/{code}/versions", response=_answers(schemas.VersionList), summary="The published versions")
def versions(request: HttpRequest, code: CodePath) -> schemas.VersionList:
    """The oldest first. A procedure known only as the national original has none."""
    found = published.procedure(code, on=clock.today(), at=clock.now())
    items = [schemas.VersionItem.of(edition) for edition in found.editions]
    return schemas.VersionList(code=found.code, items=items)


@router.get("/sectors", response=_answers(schemas.ShelfList), summary="Sectors with counts")
def sectors(request: HttpRequest, asked: Query[schemas.DayQuery]) -> schemas.ShelfList:
    """The sectors of the province's list in force on a day."""
    shelves = published.sector_shelves(on=asked.as_of or clock.today(), at=clock.now())
    return schemas.ShelfList(items=[schemas.Shelf.of(shelf) for shelf in shelves])


@router.get("/agencies", response=_answers(schemas.ShelfList), summary="Agencies with counts")
def agencies(request: HttpRequest, asked: Query[schemas.DayQuery]) -> schemas.ShelfList:
    """Who resolves procedures of the province's list in force on a day."""
    shelves = published.agency_shelves(on=asked.as_of or clock.today(), at=clock.now())
    return schemas.ShelfList(items=[schemas.Shelf.of(shelf) for shelf in shelves])
