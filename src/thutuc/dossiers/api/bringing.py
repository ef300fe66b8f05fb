"""Dossiers filed on the national portal come into the queue of a counter by a batch of the portal's own records."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from thutuc.accounts.api import actor_of
from thutuc.catalogue.schemas import ProblemError
from thutuc.dossiers.api.router import router
from thutuc.dossiers.queries.places import counter_of
from thutuc.dossiers.readers import national as reader
from thutuc.dossiers.readers.incoming import prepared
from thutuc.dossiers.schemas.bounds import PROBLEMS, Code
from thutuc.dossiers.schemas.reading import BroughtItem, BroughtList
from thutuc.dossiers.services import bringing
from thutuc.web import clock
from thutuc.web.answers import words_of

_RECORD = {
    "type": "object",
    "required": ["MaHoSo", "MaTTHC", "ChuHoSo", "NgayNopHoSo"],
    "properties": {
        name: {"type": "string", "maxLength": most}
        for name, most in (
            *(("MaHoSo", 80), ("MaTTHC", 60), ("TenTTHC", 1000), ("KenhThucHien", 1), ("ChuHoSo", 300)),
            *(("SoGiayToChuHoSo", 40), ("LoaiDoiTuong", 1), ("MaDoiTuong", 80), ("ThongTinKhac", 500)),
            *(("Email", 254), ("SoDienThoai", 30), ("TrichYeuHoSo", 1000), ("NgayNopHoSo", 14)),
            *(("TrangThaiHoSo", 2), ("HinhThuc", 1), ("DonViXuLy", 300)),
        )
    },
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Records as the national portal sends them: one, a list, or its envelope with `data`",
        "content": {
            "application/json": {"schema": {"type": "array", "minItems": 1, "maxItems": reader.MOST, "items": _RECORD}}
        },
    }
}
CounterPart = Annotated[Code | None, Query(description="Code of the reception unit, one of the key's own")]


@router.post(
    "/national/dossiers",
    tags=["national portal"],
    response={200: BroughtList, **PROBLEMS},
    openapi_extra=_BODY,
    summary="Dossiers of the national portal",
)
def bring(request: HttpRequest, counter: CounterPart = None) -> BroughtList:
    """Each by itself: registered, or here already (by `MaHoSo`), or refused with every reason. Safe to send again."""
    by, at = actor_of(request), clock.now()
    where = counter_of(by, counter, at=at)
    items = []
    for reading, intake, objections in prepared(reader.read(request.body), where, at):
        if intake is None:
            items.append(_item(reading.place, reading.code, "refused", objections))
            continue
        done = bringing.bring(place=reading.place, intake=intake, by=by, at=at)
        result = "created" if done.is_new else "unchanged" if done.is_known else "refused"
        items.append(_item(done.place, done.code, result, done.objections))
    counts = {name: sum(item.result == name for item in items) for name in ("created", "unchanged", "refused")}
    return BroughtList(items=items, **counts)


def _item(place: int, code: str, result: str, objections: Any) -> BroughtItem:
    errors = [
        ProblemError(code=each.code, message=words_of(each), basis=each.basis, field=each.field) for each in objections
    ]
    return BroughtItem(place=place, code=code, result=result, errors=errors)
