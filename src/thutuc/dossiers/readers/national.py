"""Dossiers as the national portal sends them (one-stop.md §9.5): JSON, every value as text, one or many.

A reading keeps every record: what can be taken as an `Incoming`, what cannot with its reasons. Nothing is guessed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import parties
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.terms import ApplicantKind, IdKind, NationalState, ReturnWay
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import gettext_noop, tidy

MOST = 500
BASIS = "one_stop.acceptance"
_MOMENT = "%Y%m%d%H%M%S"
_CHANNELS = {"": Channel.ONLINE, "1": Channel.DIRECT, "2": Channel.ONLINE, "3": Channel.POSTAL}
_KINDS = {
    "": ApplicantKind.CITIZEN,
    "1": ApplicantKind.CITIZEN,
    "2": ApplicantKind.ENTERPRISE,
    "3": ApplicantKind.STATE_AGENCY,
    "4": ApplicantKind.ORGANISATION,
}
_RETURNS = {"": ReturnWay.COUNTER, "0": ReturnWay.COUNTER, "1": ReturnWay.POST}
_ID_KINDS = {"1": IdKind.PERSONAL, "2": IdKind.OLD_CARD}


@dataclass(frozen=True)
class Incoming:
    """One dossier of the portal, as it would be registered."""

    code: str
    procedure_code: str
    procedure_name: str
    owner: Applicant
    channel: Channel
    title: str
    return_way: ReturnWay
    filed_at: datetime
    unit: str = ""
    """Who the portal says will decide."""


@dataclass(frozen=True)
class Reading:
    """One record of the file: its place from 1, what it says, what is wrong with it."""

    place: int
    code: str
    incoming: Incoming | None
    objections: tuple[Objection, ...] = ()


def read(content: bytes) -> list[Reading]:
    """Every record of a file: one object, a list, or the portal's envelope with `data`. Unreadable as a whole else."""
    try:
        plain = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        words = gettext_noop("Không đọc được tệp. Tệp phải là JSON, mã UTF-8, như Cổng Dịch vụ công quốc gia gửi.")
        raise Unreadable([Objection("national.json", words, field="tep")]) from None
    records = _records(plain)
    if not records or len(records) > MOST:
        words = gettext_noop("Tệp phải có từ 1 đến %(most)s hồ sơ.")
        raise Unreadable([Objection("national.count", words, field="tep", params={"most": MOST})])
    return [_reading(place, record) for place, record in enumerate(records, start=1)]


def _records(plain: Any) -> Sequence[Any]:
    if isinstance(plain, Mapping):
        inner = plain.get("data", plain.get("result"))
        return inner if isinstance(inner, list) else [plain]
    return plain if isinstance(plain, list) else []


def _reading(place: int, record: Any) -> Reading:
    if not isinstance(record, Mapping):
        words = gettext_noop("Dòng này không phải một hồ sơ.")
        return Reading(place, "", None, (Objection("national.record", words),))
    code = _text(record, "MaHoSo")[:80]
    filed_at, kind = _moment(_text(record, "NgayNopHoSo")), _text(record, "LoaiDoiTuong")
    found = tuple(_faults(record, filed_at))
    if found or filed_at is None:
        return Reading(place, code, None, found)
    incoming = Incoming(
        code=code,
        procedure_code=_text(record, "MaTTHC"),
        procedure_name=_text(record, "TenTTHC"),
        owner=_owner(record, _KINDS[kind]),
        channel=_CHANNELS[_text(record, "KenhThucHien")],
        title=_text(record, "TrichYeuHoSo")[:1000],
        return_way=_RETURNS[_text(record, "HinhThuc")],
        filed_at=filed_at,
        unit=_text(record, "DonViXuLy"),
    )
    return Reading(place, code, incoming)


def _faults(record: Mapping[str, Any], filed_at: datetime | None) -> Iterator[Objection]:
    for name in ("MaHoSo", "MaTTHC", "ChuHoSo"):
        if not _text(record, name):
            yield _fault("missing", gettext_noop("Thiếu %(field)s."), field=name)
    coded: dict[str, Mapping[str, object]] = {"KenhThucHien": _CHANNELS, "LoaiDoiTuong": _KINDS, "HinhThuc": _RETURNS}
    for name, known in coded.items():
        if _text(record, name) not in known:
            yield _fault("coded", gettext_noop("%(field)s «%(value)s» không có trong bảng mã."), name, record)
    if filed_at is None:
        words = gettext_noop("NgayNopHoSo «%(value)s» phải có dạng năm tháng ngày giờ phút giây, 14 chữ số.")
        yield _fault("moment", words, "NgayNopHoSo", record)
    state = _text(record, "TrangThaiHoSo")
    if state not in {"", NationalState.REGISTERED.value}:
        words = gettext_noop(
            "Hồ sơ đã ở trạng thái %(value)s trên Cổng: chỉ hồ sơ mới đăng ký (1) mới vào hàng chờ tiếp nhận."
        )
        yield _fault("state", words, "TrangThaiHoSo", record)


def _fault(code: str, words: str, field: str, record: Mapping[str, Any] = {}) -> Objection:
    return Objection(f"national.{code}", words, BASIS, params={"field": field, "value": _text(record, field)[:40]})


def _owner(record: Mapping[str, Any], kind: ApplicantKind) -> Applicant:
    told = record.get("DinhDanhCHS")
    first = told[0] if isinstance(told, list) and told and isinstance(told[0], Mapping) else {}
    number = _text(record, "SoGiayToChuHoSo") or _text(first, "SoDinhDanh")
    id_kind = _ID_KINDS.get(_text(first, "LoaiDinhDanh")) or parties.kind_of_number(number)
    if kind is ApplicantKind.ENTERPRISE and id_kind is not IdKind.PERSONAL:
        id_kind = IdKind.TAX
    return parties.cleaned(
        Applicant(
            name=_text(record, "ChuHoSo"),
            kind=kind,
            id_kind=id_kind,
            id_number=number,
            address=_text(record, "DiaChi") or _text(record, "ThongTinKhac"),
            phone=_text(record, "SoDienThoai"),
            email=_text(record, "Email"),
            portal_id=_text(record, "MaDoiTuong"),
        )
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    return tidy(str(value)) if isinstance(value, str | int) else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=LOCAL) if len(text) == 14 else None
    except ValueError:
        return None
