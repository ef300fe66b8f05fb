"""Files in: every shape, every structural fault with its row and field."""

import gzip
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.catalogue.contents import content
from tests.catalogue.files import collected, lines, portal, sheet, zipped
from thutuc.catalogue.readers import bounded, headings, read
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.content import Fee, LegalBasis, OnlineOffer, TimeLimit
from thutuc.catalogue.rules.rows import merged
from thutuc.catalogue.rules.terms import Channel, FeeKind, ImportFormat, Level, OnlineScheme, Subject, TimeUnit
from thutuc.kernel.errors import Unreadable


def refused(data: bytes, name: str = "tep.jsonl", mapping: Mapping | None = None) -> list[tuple[str, Any, str]]:
    """(code, row, field) of everything that stands against the file."""
    with pytest.raises(Unreadable) as caught:
        read(data, name, mapping=mapping)
    return [(o.code, o.params.get("row"), o.field) for o in caught.value.objections]


def test_collected_rows_become_contents_and_keep_their_text() -> None:
    reading = read(zipped(lines(collected())), "tep.jsonl.gz")

    (row,) = reading.rows
    assert reading.format is ImportFormat.JSON_LINES
    assert json.loads(row.raw) == collected()
    assert row.content.levels == (Level.PROVINCE, Level.COMMUNE)
    assert row.content.subjects == (Subject.VN_CITIZEN, Subject.PUBLIC_SERVANT)
    assert row.content.competent_authority == row.content.conditions == ""
    assert [step.text for step in row.content.steps] == ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."]
    assert row.content.offers[0].limit == TimeLimit(Decimal(5), TimeUnit.WORKING_DAY)
    assert row.content.offers[0].fees == (Fee(10000, note="/giấy phép"),)
    assert row.content.legal_bases == (LegalBasis("99/2024/NĐ-CP", "Về hoa"), LegalBasis("08/2025/TT-BH", "Hướng dẫn"))


def test_bases_with_dates_of_the_second_source() -> None:
    told = [{"so_ky_hieu": "9", "trich_yeu": "Về hoa", "ngay_ban_hanh": "24-03-2021", "co_quan_ban_hanh": "Bộ Hoa"}]

    (row,) = read(
        lines(collected(can_cu_so_hieu=["9/2021/TT-BH"], nguyen_van={"can_cu_phap_ly": told})), "a.jsonl"
    ).rows

    assert row.content.legal_bases == (LegalBasis("09/2021/TT-BH", "Về hoa", date(2021, 3, 24), "Bộ Hoa"),)


def test_the_portals_payload_one_object_or_a_list() -> None:
    one = read(json.dumps(portal(), indent=1).encode(), "mot.json")
    many = read(json.dumps({"data": [portal()]}).encode(), "nhieu.json")

    (row,) = one.rows
    assert one.format is many.format is ImportFormat.PORTAL
    assert row.content == many.rows[0].content
    assert row.content.offers[0].channel is Channel.ONLINE
    assert row.content.offers[1].fees == (Fee(None, FeeKind.CHARGE, "1.5"),)
    assert row.content.documents[0].form == "a.docx; b.docx"
    assert row.content.online_levels == (OnlineOffer(OnlineScheme.SERVICE, "full"),)
    assert row.content.decision_number == "01/QĐ-BH"
    assert "Cấp lại (1.009902.02): 2 ngày" in row.content.description
    assert row.is_withdrawn is False


@pytest.mark.parametrize(
    ("changes", "value"),
    [({"isFullProcess": False}, "partial"), ({"isFullProcess": False, "isOfflineOnly": True}, "none")],
)
def test_online_levels_of_the_portal(changes: dict[str, Any], value: str) -> None:
    (row,) = read(json.dumps(portal(**changes)).encode(), "a.json").rows

    assert row.content.online_levels[0].value == value


def test_an_abolished_state_withdraws() -> None:
    (row,) = read(json.dumps(portal(state="ABOLISHED")).encode(), "a.json").rows

    assert row.is_withdrawn is True


def test_our_own_export_reads_back_whole() -> None:
    (row,) = read(canonical.dumps(content()).encode(), "danh-muc.jsonl").rows

    assert row.content == content()
    assert merged(content(name="Tên cũ"), row) == content()


def test_a_file_speaks_only_of_the_parts_it_has() -> None:
    mapping = Mapping("Danh sách", {"code": "Mã", "name": "Tên", "state": "Tình trạng"})
    data = sheet(["Mã", "Tên", "Tình trạng"], ["1.009901", "Tên mới", "Bãi bỏ"])

    (row,) = read(data, "ds.xlsx", mapping=mapping).rows

    assert merged(content(), row) == content(name="Tên mới")
    assert row.is_withdrawn is True
    assert json.loads(row.raw) == {"Mã": "1.009901", "Tên": "Tên mới", "Tình trạng": "Bãi bỏ"}


def test_a_template_is_known_by_its_sheet() -> None:
    told = {
        "Mã thủ tục": "1.009901",
        "Tên thủ tục": "Bán hoa",
        "Cấp thực hiện": "Cấp tỉnh; Liên xã",
        "Cách thức thực hiện": "Trực tiếp; Trực tuyến; Bay",
        "Thời hạn giải quyết": "Trực tiếp: 5 ngày\n3 ngày làm việc",
        "Phí, lệ phí": "Lệ phí: 10.000 đồng",
        "Thành phần hồ sơ": "Đơn — 1 bản chính, 2 bản sao\nẢnh",
        "Căn cứ pháp lý": "99/2024/NĐ-CP; 8/2025/TT-BH",
        "Trình tự thực hiện": "Một\nHai",
        "Có hiệu lực từ ngày": datetime(2026, 1, 1),
        "Loại thủ tục": "Kỳ lạ",
    }
    data = sheet([*told], [*told.values()], title="Thủ tục")

    reading = read(data, "mau.xlsx")

    (row,) = reading.rows
    assert reading.format is ImportFormat.TEMPLATE
    assert [(offer.channel, offer.limit.amount, offer.limit.unit) for offer in row.content.offers] == [
        (Channel.DIRECT, 5, TimeUnit.CALENDAR_DAY),
        (Channel.ONLINE, 3, TimeUnit.WORKING_DAY),
    ]
    assert row.content.offers[1].fees == (Fee(10000, FeeKind.CHARGE),)
    assert [(d.name, d.originals, d.copies) for d in row.content.documents] == [("Đơn", 1, 2), ("Ảnh", None, None)]
    assert [basis.number for basis in row.content.legal_bases] == ["99/2024/NĐ-CP", "08/2025/TT-BH"]
    assert row.unknown == ("Liên xã", "Kỳ lạ", "Bay")


def test_a_limit_without_a_channel_is_at_the_counter() -> None:
    mapping = Mapping("x", {"code": "Mã", "limit": "Hạn"})

    (row,) = read(sheet(["Mã", "Hạn"], ["1.009901", "5 ngày"]), "a.xlsx", mapping=mapping).rows

    assert [offer.channel for offer in row.content.offers] == [Channel.DIRECT]


def test_a_code_typed_as_a_number_gets_its_noughts_back() -> None:
    mapping = Mapping("x", {"code": "Mã"})

    (row,) = read(sheet(["Mã"], [1.00089]), "a.xlsx", mapping=mapping).rows

    assert row.content.code == "1.000890"


def test_headings_are_shown_for_a_new_mapping() -> None:
    data = sheet(["Bảng kê"], ["Mã số", "Tên"], title="Trang A")

    assert headings(data, header_row=2) == (["Trang A"], ["Mã số", "Tên"])


def test_decomposed_text_and_marks_of_order_are_read_in_one_form() -> None:
    row = collected(ten="Hoa\u0300 giải\u0000")

    (found,) = read(b"\xef\xbb\xbf" + lines(row), "a.jsonl").rows

    assert found.content.name == "Hoà giải"


def test_a_lone_surrogate_does_not_break_the_import() -> None:
    (row,) = read(b'{"ma_tthc":"1.009901","ten":"A\\ud800B"}', "a.jsonl").rows

    assert row.content.name == "AB"
    row.raw.encode()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", ("import.empty", None, "file")),
        (b"[]", ("import.empty", None, "file")),
        ("Mã".encode("utf-16"), ("import.encoding", 1, "file")),
        (lines(collected()) + b"\n\xff", ("import.encoding", 2, "file")),
        (b"{oops", ("import.json", 1, "file")),
        (lines(collected()) + b"\n{oops", ("import.json", 2, "file")),
        (b'{"ma_tthc":"1.009901","ten":NaN}', ("import.json", 1, "file")),
        (b"[" * 100_000, ("import.json", 1, "file")),
        (lines(5), ("import.not_object", 1, "")),
        (lines(collected(ma_tthc="")), ("import.no_code", 1, "ma_tthc")),
        (lines({"name": "không mã"}), ("import.no_code", 1, "code")),
        (lines(collected(ma_tthc="1" * 61)), ("import.code_too_long", 1, "ma_tthc")),
        (lines(collected(), collected()), ("import.code_twice", 2, "code")),
        (lines(collected(), collected(ma_tthc="1.009901.000.00.00.H56")), ("import.code_twice", 2, "code")),
        (lines(collected(cach_thuc="x")), ("import.not_list", 1, "cach_thuc")),
        (lines(collected(cach_thuc=["x"])), ("import.not_object", 1, "cach_thuc[0]")),
        (lines(collected(cach_thuc=[{"hinh_thuc": "chim"}])), ("import.channel", 1, "cach_thuc[0].hinh_thuc_ma")),
        (lines(collected(ten=["x"])), ("import.not_text", 1, "ten")),
        (lines(portal(createdAt=2000, updatedAt=1000)), ("import.dates", 1, "updatedAt")),
        (
            lines(portal(executionMethods=[{"submissionMethod": "?"}])),
            ("import.channel", 1, "executionMethods[0].submissionMethod"),
        ),
        (lines({"code": "1.009901", "name": "A", "colour": 1}), ("import.structure", 1, "colour")),
    ],
)
def test_what_is_structurally_wrong_is_refused_with_row_and_field(data: bytes, fault: tuple[str, Any, str]) -> None:
    assert refused(data) == [fault]


def test_every_fault_is_told_at_once_and_not_without_end() -> None:
    assert len(refused(lines(collected(ma_tthc=""), collected(ma_tthc="")))) == 2
    assert len(refused(lines(*[collected(ma_tthc="")] * 500))) == 50
    assert len(refused(b"\n".join([b"{oops"] * 500))) == 20


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"0" * (8 * 1024 * 1024))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (8 * 1024 * 1024))

    assert refused(bomb, "a.jsonl.gz")[0][0] == "import.bomb"
    assert refused(book.getvalue(), "a.xlsx")[0][0] == "import.bomb"
    monkeypatch.setattr(bounded, "MOST_BYTES", 1000)
    assert refused(gzip.compress(bytes(range(256)) * 10), "a.jsonl.gz")[0][0] == "import.too_big"
    assert refused(b"x" * 1001, "a.jsonl")[0][0] == "import.too_big"


@pytest.mark.parametrize("data", [zipped(lines(collected()))[:-20], b"\x1f\x8bxx", b"PK\x03\x04xx"])
def test_a_broken_archive_is_refused(data: bytes) -> None:
    assert refused(data, "a.jsonl.gz")[0][0] == "import.broken"


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("a.txt", "x")

    assert refused(book.getvalue(), "a.xlsx")[0][0] == "import.broken"


SHEET = Mapping("x", {"code": "Mã", "effective_from": "Từ", "effective_to": "Đến"}, "Trang A")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["", "1/1/2026", ""]], ("import.no_code", 2, "code")),
        ([["1.009901", "2/1/2026", "1/1/2026"]], ("import.dates", 2, "effective_to")),
        ([["1.009901", "31/2/2026", ""]], ("import.day", 2, "effective_from")),
        ([["1.009901", "hôm qua", ""]], ("import.day", 2, "effective_from")),
        ([["1.009901", "2026-01-01", "2026-01-02"], ["1.009901", "", ""]], ("import.code_twice", 3, "code")),
    ],
)
def test_a_sheet_is_refused_with_row_and_column(rows: list[list[Any]], fault: tuple[str, Any, str]) -> None:
    assert refused(sheet(["Mã", "Từ", "Đến"], *rows, title="Trang A"), "a.xlsx", SHEET) == [fault]


def test_a_sheet_without_its_columns_is_refused() -> None:
    data = sheet(["Mã"], ["1.009901"])

    assert refused(data, "a.xlsx")[0][0] == "import.no_mapping"
    assert refused(data, "a.xlsx", SHEET)[0][0] == "import.no_sheet"
    assert refused(data, "a.xlsx", Mapping("x", {"code": "Mã", "name": "Tên"}))[0][0] == "import.no_column"
    assert refused(data, "a.xlsx", Mapping("x", {"name": "Mã"}))[0][0] == "import.no_column"
    assert refused(sheet(["Tên thủ tục"], ["A"], title="Thủ tục"), "a.xlsx")[0][0] == "import.no_column"


@pytest.mark.parametrize(
    ("text", "numbers", "titles"),
    [
        ("Luật 54/2014/QH1354/2014/QH13", ["54/2014/QH13"], ["Luật 54/2014/QH13"]),
        (
            "Thông tư số 04/2024/TT-BTP ngày 28/5/2024 của Bộ trưởng04/2024/TT-BTPNghị định123/2015/NĐ-CP",
            ["04/2024/TT-BTP", "123/2015/NĐ-CP"],
            ["Thông tư số 04/2024/TT-BTP ngày 28/5/2024 của Bộ trưởng", "Nghị định"],
        ),
        ("54/2014/QH1354/2014/QH13Về hoa9/2024/NĐ-CP", ["54/2014/QH13", "9/2024/NĐ-CP"], ["", "Về hoa"]),
        ("không có số nào", ["9/2024/NĐ-CP"], [""]),
    ],
)
def test_titles_are_cut_out_of_the_glued_table(text: str, numbers: list[str], titles: list[str]) -> None:
    row = collected(can_cu_so_hieu=numbers, nguyen_van={"can_cu": f"Tên văn bản pháp lýMã văn bản{text}"})

    (found,) = read(lines(row), "a.jsonl").rows

    assert [basis.title for basis in found.content.legal_bases] == titles
