"""Which required fields of a paper are empty (the column Req of one-stop.md §4)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from thutuc.dossiers.rules.papers.course import ApologyPaper, ControlSlipPaper, RegisterPaper, StopPaper, UrgingPaper
from thutuc.dossiers.rules.papers.forms import BASIS
from thutuc.dossiers.rules.papers.intake import ReceiptPaper, RefusalPaper, SeveralReceiptPaper, SupplementPaper
from thutuc.dossiers.rules.papers.results import HandoverPaper, ResultAckPaper
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

OneStopPaper = (
    ReceiptPaper
    | SeveralReceiptPaper
    | SupplementPaper
    | RefusalPaper
    | ApologyPaper
    | StopPaper
    | ControlSlipPaper
    | RegisterPaper
    | HandoverPaper
    | ResultAckPaper
    | UrgingPaper
)
"""Any paper of the one-stop unit."""

_MISSING = gettext_noop("%(paper)s chưa có «%(field)s». Hãy bổ sung trước khi in.")
_MISSING_IN_ROW = gettext_noop("%(paper)s, dòng %(row)s, chưa có «%(field)s». Hãy bổ sung trước khi in.")


@dataclass(frozen=True)
class _Need:
    """A required field: its path in the paper, its name there, and when it is required."""

    path: str
    name: str
    when: Callable[[Any], bool] = lambda _paper: True


@dataclass(frozen=True)
class _Rows:
    """A table whose every row needs these fields."""

    path: str
    name: str
    needs: tuple[_Need, ...]


_HEAD = (
    _Need("head.agency", gettext_noop("Tên cơ quan, đơn vị")),
    _Need("head.place", gettext_noop("Địa danh")),
)
_UNIT = _Need("reception_unit", gettext_noop("Bộ phận tiếp nhận và trả kết quả"))
_OWNER = _Need("owner.name", gettext_noop("Chủ hồ sơ"))
_REQUEST = _Need("request", gettext_noop("Nội dung yêu cầu giải quyết"))
_CODE = _Need("dossier_code", gettext_noop("Mã hồ sơ"))
_ADDRESS = gettext_noop("Địa chỉ")
_PHONE = gettext_noop("Số điện thoại")
_IDENTITY = gettext_noop("Số giấy tờ tùy thân")
_REASON = _Need("reason", gettext_noop("Lý do"))
_DUE = gettext_noop("Thời gian trả kết quả")
_SIGNER = _Need("signer.lines", gettext_noop("Chức vụ người ký"))
_HELP = (
    _Need("help.website", gettext_noop("Trang thông tin điện tử")),
    _Need("help.officer", gettext_noop("Cán bộ hướng dẫn")),
    _Need("help.phone", gettext_noop("Điện thoại liên hệ")),
)
_CONTACT = (
    _Need("owner.address", _ADDRESS),
    _Need("owner.phone", _PHONE),
)
_RECEIVED = (
    _Need("code", gettext_noop("Mã hồ sơ")),
    _REQUEST,
    _Need("limit", gettext_noop("Thời gian giải quyết theo quy định")),
    _Need("set_count", gettext_noop("Số lượng hồ sơ")),
    _Need("return_place", gettext_noop("Nơi đăng ký nhận kết quả")),
    _Need("stage.due_at", _DUE, lambda dossier: not dossier.stage.has_no_due_date),
)
_COMPONENT = (_Need("name", gettext_noop("Tên thành phần hồ sơ")),)


def _inside(path: str, needs: Iterable[_Need]) -> tuple[_Need, ...]:
    """The same needs of a part of the paper."""
    part = attrgetter(path)
    return tuple(_Need(f"{path}.{need.path}", need.name, _of(part, need.when)) for need in needs)


def _of(part: Callable[[Any], Any], when: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda paper: when(part(paper))


_NEEDS: dict[type, tuple[_Need | _Rows, ...]] = {
    ReceiptPaper: (
        *_HEAD,
        _UNIT,
        _OWNER,
        _Need("submitter.address", _ADDRESS, lambda paper: paper.submitter is not None),
        _Need("submitter.phone", _PHONE, lambda paper: paper.submitter is not None),
        _Need("submitter.id_number", _IDENTITY, lambda paper: paper.submitter is not None),
        _Need("owner.address", _ADDRESS, lambda paper: paper.submitter is None),
        _Need("owner.phone", _PHONE, lambda paper: paper.submitter is None),
        _Need("owner.id_number", _IDENTITY, lambda paper: paper.submitter is None),
        *_inside("dossier", _RECEIVED),
        _Rows("dossier.components", gettext_noop("Thành phần hồ sơ"), _COMPONENT),
        _Need("officer", gettext_noop("Người tiếp nhận")),
        _Need("copies", gettext_noop("Liên")),
    ),
    SeveralReceiptPaper: (
        *_HEAD,
        _UNIT,
        _Need("submitter.name", gettext_noop("Người nộp")),
        _Need("submitter.address", _ADDRESS),
        _Need("submitter.phone", _PHONE),
        _Need("submitter.id_number", _IDENTITY),
        _Rows(
            "dossiers",
            gettext_noop("Hồ sơ"),
            (_Need("owner", gettext_noop("Chủ hồ sơ")), *_inside("dossier", _RECEIVED)),
        ),
        _Need("officer", gettext_noop("Người tiếp nhận")),
    ),
    SupplementPaper: (
        *_HEAD,
        _UNIT,
        _OWNER,
        *_CONTACT,
        _Need("dossier_code", _CODE.name, lambda paper: paper.is_accepted),
        _REQUEST,
        _Rows(
            "items",
            gettext_noop("Nội dung yêu cầu bổ sung, hoàn thiện"),
            (*_COMPONENT, _Need("content", gettext_noop("Nội dung cần sửa"))),
        ),
        _REASON,
        *_HELP,
        _Need("guide", gettext_noop("Người hướng dẫn")),
    ),
    RefusalPaper: (
        *_HEAD,
        _UNIT,
        _OWNER,
        *_CONTACT,
        _Need("owner.id_number", _IDENTITY),
        _Need("dossier_code", _CODE.name, lambda paper: paper.is_online),
        _Need("filed_at", gettext_noop("Thời gian nộp hồ sơ"), lambda paper: paper.is_online),
        _REQUEST,
        _REASON,
        *_HELP,
        _Need("refuser", gettext_noop("Người từ chối tiếp nhận")),
    ),
    ApologyPaper: (
        *_HEAD,
        _Need("head.number", gettext_noop("Số của phiếu")),
        _Need("addressee.name", gettext_noop("Kính gửi")),
        _Need("addressee.address", _ADDRESS),
        _Need("addressee.phone", _PHONE),
        _CODE,
        _REQUEST,
        _Need("sector", gettext_noop("Lĩnh vực")),
        _Need("agency", gettext_noop("Cơ quan tiếp nhận")),
        _REASON,
        _SIGNER,
    ),
    StopPaper: (
        *_HEAD,
        _Need("head.number", gettext_noop("Số của thông báo")),
        _Need("addressee.name", gettext_noop("Kính gửi")),
        _CODE,
        _REQUEST,
        _Need("asked_by", gettext_noop("Người đề nghị"), lambda paper: paper.asked_at is not None),
        _Need("asked_at", gettext_noop("Thời gian đề nghị"), lambda paper: bool(paper.asked_by)),
        _Need("stage", gettext_noop("Giai đoạn giải quyết")),
        _Need("ground", gettext_noop("Căn cứ, lý do dừng")),
        _Need("papers", gettext_noop("Xử lý giấy tờ đã nộp")),
        _Need("fees", gettext_noop("Xử lý phí, lệ phí")),
        _SIGNER,
    ),
    ControlSlipPaper: (
        *_HEAD,
        _CODE,
        _Need("owner", _OWNER.name),
        _Need("due_at", _DUE, lambda paper: not paper.has_no_due_date),
        _Need("solving_agency", gettext_noop("Cơ quan giải quyết")),
        _Rows(
            "lines",
            gettext_noop("Lần giao nhận"),
            (
                _Need("giving", gettext_noop("Bên giao")),
                _Need("receiving", gettext_noop("Bên nhận")),
                _Need("giver", gettext_noop("Người giao")),
            ),
        ),
    ),
    RegisterPaper: (
        *_HEAD,
        _Rows(
            "rows",
            gettext_noop("Hồ sơ"),
            (
                _Need("code", _CODE.name),
                _Need("procedure", gettext_noop("Tên thủ tục hành chính")),
                _Need("owner", gettext_noop("Tên tổ chức, cá nhân")),
                _Need("solving_agency", gettext_noop("Cơ quan chủ trì giải quyết")),
                _Need("due_on", gettext_noop("Ngày hẹn trả"), lambda row: not row.has_no_due_date),
            ),
        ),
    ),
    HandoverPaper: (
        *_HEAD,
        _Need("giving", gettext_noop("Bên giao")),
        _Need("receiving", gettext_noop("Bên nhận")),
        _Rows(
            "rows",
            gettext_noop("Kết quả"),
            (
                _Need("code", _CODE.name),
                _Need("result", gettext_noop("Kết quả")),
                _Need("owner", _OWNER.name),
            ),
        ),
        _Need("giver", gettext_noop("Người giao")),
        _Need("receiver", gettext_noop("Người nhận")),
    ),
    ResultAckPaper: (
        *_HEAD,
        _CODE,
        _Need("procedure", gettext_noop("Tên thủ tục hành chính")),
        _Need("owner", _OWNER.name),
        _Need("returner", gettext_noop("Người trả kết quả")),
        _Need("receiver", gettext_noop("Người nhận kết quả")),
        _Need("receiver_phone", _PHONE),
        _Need("result_kind", gettext_noop("Loại kết quả")),
        _Need("result_abstract", gettext_noop("Trích yếu kết quả")),
    ),
    UrgingPaper: (
        *_HEAD,
        _Need("addressee", gettext_noop("Kính gửi")),
        _Rows("dossiers", gettext_noop("Hồ sơ"), (_Need("code", _CODE.name), _Need("holder", gettext_noop("Nơi giữ")))),
        _SIGNER,
    ),
}


def missing(paper: OneStopPaper) -> tuple[Objection, ...]:
    """One objection for each required field that is empty, in the order of the paper; `field` is its path."""
    found: list[Objection] = []
    for need in _NEEDS[type(paper)]:
        found += _of_rows(paper, need) if isinstance(need, _Rows) else _of_one(paper, need)
    return tuple(found)


def _of_one(paper: OneStopPaper, need: _Need) -> list[Objection]:
    return [_objection(paper, need.path, need.name)] if _lacks(paper, need) else []


def _of_rows(paper: OneStopPaper, table: _Rows) -> list[Objection]:
    rows = attrgetter(table.path)(paper)
    if not rows:
        return [_objection(paper, table.path, table.name)]
    return [
        _objection(paper, f"{table.path}.{place}.{need.path}", need.name, row=place + 1)
        for place, row in enumerate(rows)
        for need in table.needs
        if _lacks(row, need)
    ]


def _lacks(holder: Any, need: _Need) -> bool:
    if not need.when(holder):
        return False
    value = attrgetter(need.path)(holder)
    return not (value.strip() if isinstance(value, str) else value)


def _objection(paper: OneStopPaper, path: str, name: str, row: int = 0) -> Objection:
    params: dict[str, object] = {"paper": paper.kind.label, "field": name, **({"row": row} if row else {})}
    return Objection("paper.missing", _MISSING_IN_ROW if row else _MISSING, BASIS, path, params)
