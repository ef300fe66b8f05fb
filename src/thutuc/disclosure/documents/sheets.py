"""Notice sheets as PDF: A4, both sides, one file for each unit; each sheet begins on a front side."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.summary import summary_of
from thutuc.disclosure.rules import bundles, sheet, tokens
from thutuc.disclosure.rules.bundles import Bundle, Printed, Shown
from thutuc.disclosure.rules.sheet import Extent
from thutuc.disclosure.rules.terms import SheetKind
from thutuc.kernel.text import sort_key
from thutuc.web import typeset

TEMPLATE = Path(__file__).parents[1] / "templates" / "sheets" / "sheets.typ"
LOTUS = TEMPLATE.with_name("lotus.svg")
AT_THE_BOARD = (
    "In hai mặt, lật theo cạnh dài. Tờ này không treo.",
    "Gỡ các tờ cũ của những thủ tục ghi dưới đây.",
    "Treo các tờ theo thứ tự trong tập; treo biểu mẫu ngay sau tờ của thủ tục có ghi số biểu mẫu.",
    "Treo thông báo nơi nhận phản ánh, kiến nghị trên cùng bảng.",
    "Quét mã QR của một tờ vừa treo để thử, rồi chụp ảnh xác nhận trong mục Niêm yết.",
)
MAY_SEND = (
    "Cơ quan, cán bộ chậm trễ, gây phiền hà, không làm hoặc làm không đúng quy định.",
    "Quy định không hợp thực tế, không thống nhất, không hợp pháp, trái điều ước quốc tế.",
    "Sáng kiến, cách giải quyết những điều trên; đề nghị ban hành quy định mới.",
)
HOW = (
    "Viết bằng tiếng Việt, nêu rõ nội dung.",
    "Ghi tên, địa chỉ, số điện thoại hoặc thư điện tử của người gửi.",
    "Khiếu nại, tố cáo không gửi theo cách này: gửi nơi tiếp công dân.",
)


def bundle_pdf(bundle: Bundle, *, at: datetime, extent: Extent = Extent.SHORT, with_cover: bool = True) -> bytes:
    """The sheets of one unit as one PDF, its cover first when there is more than one sheet."""
    ordered = bundles.in_order(bundle.sheets)
    drawn = [_drawn(printed, bundle, extent) for printed in ordered]
    if with_cover and len(drawn) > 1:
        drawn.insert(0, _cover(bundle, ordered))
    title = f"Tờ niêm yết: {bundle.unit}"
    data = {"title": title, "author": settings.SITE["authority"], "sheets": drawn}
    return typeset.pdf(TEMPLATE, data, files={LOTUS.name: LOTUS.read_bytes()}, at=at)


def draw(at: datetime) -> Callable[[Bundle, Extent], bytes]:
    """What a printing order needs: the PDF of one unit, made at a moment."""
    return lambda bundle, extent: bundle_pdf(bundle, at=at, extent=extent)


def zipped(files: Iterable[tuple[str, BinaryIO]]) -> BinaryIO:
    """The PDFs of many units as one file on disk, read piece by piece; a PDF is packed already and stored as it is."""
    whole = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 — handed on open
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            with content, archive.open(zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0)), "w") as entry:
                shutil.copyfileobj(content, entry)
    whole.seek(0)
    return whole


def address(code: str) -> str:
    """What the QR holds."""
    return settings.SITE_URL + reverse("portal:sheet", args=[code])


def _drawn(printed: Printed, bundle: Bundle, extent: Extent) -> dict[str, Any]:
    forms = {SheetKind.PROCEDURE: _procedure, SheetKind.LIST: _list, SheetKind.FEEDBACK_NOTICE: _notice}
    return _common(printed, bundle) | forms[printed.kind](printed, extent)


def _common(printed: Printed, bundle: Bundle) -> dict[str, Any]:
    target, grouped = address(printed.code), tokens.grouped(printed.code)
    return {
        "kind": printed.kind.value,
        "unit": bundle.unit,
        "parent": bundle.parent,
        "address": target,
        "qr": typeset.qr(target, border=0),
        "grouped": grouped,
    }


def _ask(title: str, words: str) -> dict[str, str]:
    return {"title": title, "words": words, "host": _host(), "feedback": _feedback()}


def _host() -> str:
    """«anlac.example/to»: what is typed when no camera is at hand."""
    split = urlsplit(settings.SITE_URL)
    return split.netloc + reverse("portal:sheet_code").rstrip("/")


def _feedback() -> str:
    site: Mapping[str, str] = settings.SITE
    return f"Hỏi, phản ánh, kiến nghị: {site['phone']}, hoặc Văn phòng {site['authority']}, {site['address']}."


def _procedure(printed: Printed, extent: Extent) -> dict[str, Any]:
    shown = printed.shown[0]
    told = _text(shown.content, extent)
    return {
        "text": told,
        "right": ["Niêm yết thủ tục", *filter(None, [printed.place, told.sector])],
        "running": sheet.shortened(told.name, 90),
        "ask": _ask(
            "Quét để biết tờ này còn đúng không",
            "Trang mở ra cho biết tờ này còn hiệu lực, đã thay hay đã bãi bỏ, có đủ nội dung và nơi nộp trên mạng.",
        ),
        "foot": _foot(printed, [_since(shown), sheet.shortened(shown.basis.partition(":")[0], 90)], _bases(told.bases)),
    }


@lru_cache(maxsize=512)
def _text(content: ProcedureContent, extent: Extent) -> sheet.SheetText:
    """The same procedure hangs at a hundred units: its words are made once."""
    return sheet.sheet_of(content, extent)


def _since(shown: Shown) -> str:
    return f"{shown.mark}. Áp dụng từ {_day(shown.since)}." if shown.since else f"{shown.mark}."


def _bases(told: str) -> list[str]:
    return [f"Căn cứ: {told}."] if told else [""]


def _foot(printed: Printed, left: list[str], middle: list[str]) -> dict[str, Any]:
    first = f"Tờ số {tokens.grouped(printed.code)}, {left[0]}" if left[0] else f"Tờ số {tokens.grouped(printed.code)}."
    return {
        "left": [first[:1] + first[1:], *filter(None, left[1:])],
        "middle": middle,
        "right": f"In {_day(printed.printed_on)}",
    }


def _list(printed: Printed, extent: Extent) -> dict[str, Any]:
    rows = sorted(printed.shown, key=lambda each: (sort_key(each.content.sector), sort_key(each.content.name)))
    numbered = list(enumerate(rows, start=1))
    groups = [
        {"name": name or "Lĩnh vực khác", "rows": [_row(number, shown) for number, shown in found]}
        for name, found in groupby(numbered, key=lambda pair: sheet.one_line(pair[1].content.sector))
    ]
    return {
        "heading": "Danh mục thủ tục hành chính",
        "lead": f"{len(rows)} thủ tục tiếp nhận tại đây, tính đến ngày {_day(printed.printed_on)}.",
        "groups": groups,
        "right": ["Niêm yết danh mục", *filter(None, [printed.place])],
        "running": "Danh mục thủ tục hành chính",
        "ask": _ask(
            "Quét để biết danh mục này còn đúng không",
            "Trang mở ra cho biết thủ tục nào trong danh mục còn hiệu lực, thủ tục nào đã thay, đã bãi bỏ hay mới có.",
        ),
        "foot": _foot(printed, [""], [f"{len(rows)} thủ tục"]),
    }


def _row(number: int, shown: Shown) -> dict[str, Any]:
    told = summary_of(shown.content)
    return {
        "number": number,
        "name": sheet.one_line(shown.content.name),
        "code": shown.content.code,
        "limit": sheet.limit_span_words(told.limit),
        "fee": sheet.fee_span_words(told.fee),
        "mark": shown.mark,
    }


def _notice(printed: Printed, extent: Extent) -> dict[str, Any]:
    return {
        "heading": "Nơi nhận phản ánh, kiến nghị",
        "lead": "Cá nhân, tổ chức gửi phản ánh, kiến nghị về quy định hành chính theo Nghị định số 20/2008/NĐ-CP.",
        "parts": [{"heading": "Gửi về điều gì", "items": MAY_SEND}, {"heading": "Gửi thế nào", "items": HOW}],
        "addresses": [{"label": label, "value": value} for label, value in printed.lines],
        "right": ["Niêm yết thông báo", *filter(None, [printed.place])],
        "running": "Nơi nhận phản ánh, kiến nghị",
        "ask": _ask("Quét để biết thông báo này còn đúng không", "Trang mở ra cho biết địa chỉ đang dùng."),
        "foot": _foot(printed, [""], ["Nghị định số 20/2008/NĐ-CP, Điều 13"]),
    }


def _cover(bundle: Bundle, ordered: list[Printed]) -> dict[str, Any]:
    rows = [_cover_row(number, printed) for number, printed in enumerate(ordered, start=1)]
    on = ordered[0].printed_on
    return {
        "kind": "cover",
        "unit": bundle.unit,
        "parent": bundle.parent,
        "right": ["Tờ bìa", f"In {_day(on)}"],
        "heading": "Tập tờ niêm yết",
        "lead": f"{len(rows)} tờ để treo tại {bundle.unit}.",
        "acts": AT_THE_BOARD,
        "rows": rows,
        "running": f"Tập tờ niêm yết, {bundle.unit}",
        "grouped": "",
        "foot": {"left": ["Tờ bìa, không treo."], "middle": [""], "right": f"In {_day(on)}"},
    }


def _cover_row(number: int, printed: Printed) -> dict[str, Any]:
    names = {SheetKind.LIST: "Danh mục thủ tục", SheetKind.FEEDBACK_NOTICE: "Thông báo nơi nhận phản ánh, kiến nghị"}
    name, hung = names.get(printed.kind, ""), ""
    if printed.kind is SheetKind.PROCEDURE:
        shown = printed.shown[0]
        name = f"{sheet.shortened(shown.content.name, 150)} ({shown.mark})"
        count = len(sheet.forms_of(shown.content))
        hung = f"{count} biểu mẫu" if count else ""
    return {"number": number, "name": name, "grouped": tokens.grouped(printed.code), "with": hung}


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
