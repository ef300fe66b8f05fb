"""Columns of an annex by the words of their headings, sections by the words of their titles (control.md §3.2)."""

import re
from collections.abc import Sequence

from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.kernel.text import Labelled, fold, gettext_noop, tidy


class AnnexColumn(Labelled):
    """What a column of an annex may hold."""

    NUMBER = "number", gettext_noop("Số thứ tự")
    CODE = "code", gettext_noop("Mã thủ tục")
    NAME = "name", gettext_noop("Tên thủ tục")
    OLD_CODE = "old_code", gettext_noop("Mã thủ tục bị thay thế")
    OLD_NAME = "old_name", gettext_noop("Tên thủ tục bị thay thế")
    LIMIT = "limit", gettext_noop("Thời hạn giải quyết")
    PLACE = "place", gettext_noop("Địa điểm, cách thức thực hiện")
    FEES = "fees", gettext_noop("Phí, lệ phí")
    BASES = "bases", gettext_noop("Căn cứ pháp lý")
    AGENCY = "agency", gettext_noop("Cơ quan thực hiện")
    LEVELS = "levels", gettext_noop("Cấp thực hiện")
    SECTOR = "sector", gettext_noop("Lĩnh vực")
    ONLINE = "online", gettext_noop("Mức độ trực tuyến")
    CENTRE = "centre", gettext_noop("Tiếp nhận tại Trung tâm, Bộ phận Một cửa")
    POST = "post", gettext_noop("Qua bưu chính công ích")
    BOUNDARY = "boundary", gettext_noop("Không phụ thuộc địa giới")
    ACT = "act", gettext_noop("Văn bản sửa đổi, bãi bỏ")
    PARTS = "parts", gettext_noop("Nội dung sửa đổi")
    NOTE = "note", gettext_noop("Ghi chú")


_WORDS: tuple[tuple[AnnexColumn, str], ...] = (
    (AnnexColumn.NUMBER, r"stt|tt|so tt|so thu tu"),
    (AnnexColumn.OLD_CODE, r"ma .*(?:bi|duoc) thay the.*|ma .*cu"),
    (AnnexColumn.OLD_NAME, r"(?:ten )?(?:tthc|thu tuc).*(?:bi|duoc) thay the.*"),
    (AnnexColumn.CODE, r"ma(?: so)?(?: (?:tthc|thu tuc|ho so tthc|chuan).*)?|so ho so.*|ma tthc.*"),
    (AnnexColumn.ACT, r"(?:ten )?(?:vbqppl|van ban).*(?:quy dinh|bai bo|huy bo|sua doi|thay the|noi dung).*"),
    (AnnexColumn.PARTS, r"(?:noi dung|bo phan|phan).*(?:sua doi|thay doi|bo sung).*"),
    (AnnexColumn.NAME, r"ten (?:tthc|thu tuc).*|(?:tthc|thu tuc hanh chinh|thu tuc)|ten"),
    (AnnexColumn.LIMIT, r"thoi (?:han|gian).*"),
    (AnnexColumn.CENTRE, r".*(?:tiep nhan|thuc hien).*(?:ttpvhcc|trung tam|mot cua|bo phan tn).*|.*ttpvhcc.*"),
    (AnnexColumn.PLACE, r"(?:dia diem|noi|cach thuc|hinh thuc).*"),
    (AnnexColumn.FEES, r".*\b(?:phi|le phi)\b.*"),
    (AnnexColumn.BASES, r"can cu.*|co so phap ly.*"),
    (AnnexColumn.AGENCY, r"co quan.*|don vi.*"),
    (AnnexColumn.LEVELS, r"cap (?:thuc hien|giai quyet|hanh chinh).*|cap"),
    (AnnexColumn.SECTOR, r"linh vuc.*"),
    (AnnexColumn.ONLINE, r".*(?:muc do|muc|dvc|dich vu cong|truc tuyen).*"),
    (AnnexColumn.POST, r".*(?:bcci|buu chinh).*"),
    (AnnexColumn.BOUNDARY, r".*dia gioi.*"),
    (AnnexColumn.NOTE, r"ghi chu.*"),
)
"""The first row that fits a heading names it; a second column of the same words stays open."""
MANY = frozenset({AnnexColumn.FEES, AnnexColumn.PLACE, AnnexColumn.LIMIT, AnnexColumn.NOTE})
"""Columns that an annex may split into several."""


def heading_key(text: str) -> str:
    """Headings are compared without marks, case, brackets and punctuation."""
    return " ".join(re.sub(r"\([^)]*\)|[.:*/,;–-]", " ", fold(tidy(text))).split())


def column_of(heading: str) -> AnnexColumn | None:
    """What a heading says its column holds."""
    key = heading_key(heading)
    return next((column for column, words in _WORDS if re.fullmatch(words, key)), None) if key else None


def guess(headings: Sequence[str]) -> tuple[AnnexColumn | None, ...]:
    """Every column by its heading; what is told twice stays with the first, unless an annex splits it."""
    found: list[AnnexColumn | None] = []
    for heading in headings:
        column = column_of(heading)
        found.append(column if column in MANY or column not in found else None)
    return tuple(found)


_KINDS: tuple[tuple[OperationKind, str], ...] = (
    (OperationKind.NEW, r"\bmoi ban hanh\b|\bban hanh moi\b|\b(?:tthc|thu tuc hanh chinh) moi\b"),
    (OperationKind.STANDARDISED, r"\bchuan hoa\b"),
    (OperationKind.AMENDED, r"\bsua doi\b"),
    (OperationKind.REPLACED, r"\bthay the\b"),
    (OperationKind.ABOLISHED, r"\bbai bo\b|\bhuy bo\b"),
)


def section_kinds(title: str) -> tuple[OperationKind, ...]:
    """The kinds that a title names; two leave the choice to a person."""
    key = fold(tidy(title))
    return tuple(kind for kind, words in _KINDS if re.search(words, key))


def abolition_in(title: str) -> AbolitionKind:
    """«Hủy bỏ» where the title says nothing of «bãi bỏ» is the annulment; else the repeal."""
    key = fold(tidy(title))
    return AbolitionKind.ANNUL if "huy bo" in key and "bai bo" not in key else AbolitionKind.REPEAL
