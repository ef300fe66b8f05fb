"""Files of ministries' decisions, as offices keep them and as the national database sends them."""

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from tests.catalogue.files import collected
from thutuc.catalogue.readers.ministry import read_ministry
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails
from thutuc.catalogue.rules.decisions.terms import OperationKind, Source
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.errors import Unreadable

NOTHING = MinistryDetails("", "", "", None)
HEAD = ("Mã TTHC", "Tên thủ tục", "Loại", "Cấp", "Số quyết định", "Ngày ký", "Bộ, ngành", "Trích yếu", "Căn cứ")
FIRST = ("1.000894", "Đăng ký", "Sửa đổi, bổ sung", "Tỉnh; Xã", "1200/QĐ-BTP", "03/06/2019", "Bộ Tư pháp", "Về hộ tịch")


def sheet(*rows: Sequence[Any]) -> bytes:
    book, out = Workbook(write_only=True), io.BytesIO()
    page = book.create_sheet()
    for row in rows:
        page.append(list(row))
    book.save(out)
    return out.getvalue()


def test_rows_are_gathered_by_decision_and_a_row_without_number_belongs_to_the_one_above() -> None:
    rows = [
        ("Danh mục thủ tục hành chính",),
        HEAD,
        (*FIRST, "04/2019/TT-BTP\n15/2015/TT-BTP"),
        ("1.000895", "Khai tử", "Bị bãi bỏ"),
        ("", "Thủ tục chưa có mã", "Mới ban hành", "", "1201/QĐ-BTP", date(2019, 6, 4), "Bộ Tư pháp", "Về luật sư"),
    ]
    one, other = read_ministry(sheet(*rows), "bo.xlsx", beside=NOTHING)

    assert (one.number, one.signed_on, one.issuer, one.source) == (
        "1200/QĐ-BTP",
        date(2019, 6, 3),
        "Bộ Tư pháp",
        Source.FILE,
    )
    assert [citation.number for citation in one.documents] == ["04/2019/TT-BTP", "15/2015/TT-BTP"]
    assert [(row.base_code, row.kind) for row in one.rows] == [
        ("1.000894", OperationKind.AMENDED),
        ("1.000895", OperationKind.ABOLISHED),
    ]
    assert one.rows[0].levels == (Level.PROVINCE, Level.COMMUNE)
    assert (other.signed_on, other.rows[0].kind, other.rows[0].row) == (date(2019, 6, 4), OperationKind.NEW, 5)


def test_what_the_sheet_leaves_out_is_taken_from_beside_it_and_columns_may_be_named() -> None:
    beside = MinistryDetails("1904/QĐ-BTP", "Bộ Tư pháp", "Công bố", date(2026, 9, 18), register_number="812")
    data = sheet(("STT", "Ký hiệu hồ sơ", "Tên thủ tục"), (1, 1.00089, "Đăng ký"))
    (found,) = read_ministry(data, "bo.xlsx", beside=beside, columns={"code": "Ký hiệu hồ sơ"})

    assert (found.number, found.signed_on, found.register_number) == ("1904/QĐ-BTP", date(2026, 9, 18), "812")
    assert [row.base_code for row in found.rows] == ["1.000890"]


def test_the_national_payload_brings_its_content_with_it() -> None:
    data = json.dumps(collected(), ensure_ascii=False).encode()
    (found,) = read_ministry(data, "mot.jsonl", beside=MinistryDetails("", "", "Công bố", date(2026, 9, 18)))

    assert (found.number, found.issuer) == ("12/QĐ-BH", "Bộ Hoa")
    assert found.rows[0].content is not None


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Không", "có"), ("gì", "cả")], "import.no_head"),
        ([HEAD], "import.empty"),
        ([HEAD, (*FIRST[:5], "31/02/2019")], "import.day"),
        ([HEAD, ("1.000894", "Đăng ký", "chuyển giao")], "import.kind"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_whole(rows: list[Sequence[Any]], code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_ministry(sheet(*rows), "bo.xlsx", beside=NOTHING)

    assert [objection.code for objection in refusal.value.objections] == [code]


def test_a_named_column_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_ministry(sheet(HEAD, FIRST), "bo.xlsx", beside=NOTHING, columns={"note": "Ghi thêm"})

    assert refusal.value.objections[0].params["columns"] == "Ghi thêm"


def test_bytes_that_are_no_workbook_are_refused() -> None:
    with pytest.raises(Unreadable):
        read_ministry(b"PK\x03\x04 nothing", "bo.xlsx", beside=NOTHING)
