"""Annex tables: columns by their headings, sections by their titles, rows matched and read; nothing is guessed."""

import io
import zipfile
from decimal import Decimal

import pytest

from tests.catalogue import annexes
from tests.catalogue.contents import content
from thutuc.catalogue.readers import grids_of_file, grids_of_text
from thutuc.catalogue.rules.annex import (
    AnnexColumn,
    AnnexRow,
    AnnexTable,
    How,
    Index,
    Known,
    guess,
    match,
    operation_of,
    section_kinds,
    tables_of,
)
from thutuc.catalogue.rules.annex.columns import abolition_in
from thutuc.catalogue.rules.annex.reading import read_fees, read_limit, replaced_codes
from thutuc.catalogue.rules.content import Fee, LegalBasis, Offer, ProcedureContent, TimeLimit
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.catalogue.rules.terms import Channel, Level, TimeUnit
from thutuc.kernel.errors import Unreadable

LISTED = Index.of([Known("1.001022", "Đăng ký nhận hoa"), Known("1.004884", "Đăng ký lại khai hoa")])
NATIONAL = Index.of([Known("2.104771", "Xác nhận thông tin hoa bằng bản điện tử", is_national=True)])
SECTIONS = (
    ("A. Thủ tục hành chính mới ban hành", [annexes.HEAD, annexes.NEW]),
    ("B. Thủ tục hành chính được sửa đổi, bổ sung", [annexes.HEAD, annexes.AMENDED, annexes.BY_NAME]),
)


def rows_of(*tables: AnnexTable) -> list[AnnexRow]:
    return [row for table in tables for row in table.rows]


def read(data: bytes, name: str = "phu-luc.docx") -> list[AnnexTable]:
    return tables_of(grids_of_file(data, name))


def test_a_document_with_a_table_under_each_title_gives_every_row_its_kind() -> None:
    tables = read(annexes.document(*SECTIONS))

    assert [table.kinds for table in tables] == [(OperationKind.NEW,), (OperationKind.AMENDED,)]
    assert [(row.kind, row.cell(AnnexColumn.CODE)) for row in rows_of(*tables)] == [
        (OperationKind.NEW, "2.104771"),
        (OperationKind.AMENDED, "1.001022"),
        (OperationKind.AMENDED, ""),
    ]


def test_titles_may_stand_in_merged_rows_of_one_table_with_sectors_and_levels_between() -> None:
    data = annexes.one_table_document(
        annexes.HEAD,
        ["A. THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH"],
        ["I. Lĩnh vực Hoa cấp xã"],
        annexes.NEW,
        ["D. THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ"],
        ["2", "1.004884", "Đăng ký lại khai hoa", "", "", "", "Nghị định số 99/2026/NĐ-CP", ""],
    )

    new, gone = rows_of(*read(data))

    assert (new.kind, new.sector, new.levels) == (OperationKind.NEW, "Hoa cấp xã", (Level.COMMUNE,))
    assert gone.kind is OperationKind.ABOLISHED


def test_a_title_that_names_two_kinds_leaves_the_choice_to_a_person() -> None:
    (table,) = read(annexes.document(("Thủ tục được sửa đổi, bổ sung hoặc thay thế", [annexes.HEAD, annexes.AMENDED])))

    assert table.kinds == (OperationKind.AMENDED, OperationKind.REPLACED)
    assert table.rows[0].kind is None
    chosen = tables_of(
        grids_of_file(annexes.document(("Sửa đổi, thay thế", [annexes.HEAD, annexes.AMENDED])), "a.docx"),
        kinds={1: OperationKind.AMENDED},
    )
    assert chosen[0].rows[0].kind is OperationKind.AMENDED


def test_headings_are_known_by_their_words_in_both_styles() -> None:
    old = guess(
        ["TT", "Tên TTHC", "Thời hạn giải quyết", "Địa điểm thực hiện", "Phí, lệ phí (nếu có)", "Căn cứ pháp lý"]
    )
    new = guess(
        ["Số TT", "Số hồ sơ TTHC", "Tên thủ tục hành chính bị thay thế", "Tên VBQPPL quy định việc bãi bỏ TTHC"]
    )
    more = guess(["Mức độ DVC", "Tiếp nhận tại TTPVHCC", "Thực hiện qua BCCI", "Cột lạ", "Cơ quan thực hiện"])

    assert old == tuple(map(AnnexColumn, ("number", "name", "limit", "place", "fees", "bases")))
    assert new == (AnnexColumn.NUMBER, AnnexColumn.CODE, AnnexColumn.OLD_NAME, AnnexColumn.ACT)
    assert more == (AnnexColumn.ONLINE, AnnexColumn.CENTRE, AnnexColumn.POST, None, AnnexColumn.AGENCY)


def test_a_column_corrected_by_a_person_is_read_as_they_say() -> None:
    head = ["STT", "Tên thủ tục", "Ghi thêm"]
    grids = grids_of_text("\n".join(["\t".join(head), "1\tĐăng ký nhận hoa\t05 ngày làm việc"]))

    told = tables_of(grids, columns={1: [AnnexColumn.NUMBER, AnnexColumn.NAME, AnnexColumn.LIMIT]})

    assert told[0].rows[0].cell(AnnexColumn.LIMIT) == "05 ngày làm việc"


def test_pasted_cells_keep_lines_in_quotes_and_rows_without_a_number_go_on_with_the_row_above() -> None:
    cell = '"Trực tiếp: 3 ngày\nTrực tuyến: 2 ngày"'
    text = f"STT\tTên thủ tục\tThời hạn\n1\tĐăng ký nhận hoa\t{cell}\n\t\tBưu chính: 4 ngày\n"

    (table,) = tables_of(grids_of_text(text))

    assert [row.cell(AnnexColumn.LIMIT) for row in table.rows] == [
        "Trực tiếp: 3 ngày\nTrực tuyến: 2 ngày\nBưu chính: 4 ngày"
    ]


def test_a_workbook_with_a_two_row_head_and_merged_cells_is_read_whole() -> None:
    head = ["STT", "Mã", "Tên thủ tục", "Phí, lệ phí", "", "Cơ quan thực hiện"]
    below = ["", "", "", "Phí", "Lệ phí", ""]
    rows = [head, below, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]]
    rows += [
        ["1", "1.001022", "Đăng ký nhận hoa", "", "8.000 đồng", "Sở Hoa"],
        ["2", "1.004884", "Đăng ký lại", "Không", "", ""],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "F4:F5"]

    (table,) = read(annexes.workbook("Thủ tục sửa đổi", rows, merges), "phu-luc.xlsx")

    assert table.kinds == (OperationKind.AMENDED,)
    assert [row.cell(AnnexColumn.FEES) for row in table.rows] == ["8.000 đồng", "Không"]
    assert [row.cell(AnnexColumn.AGENCY) for row in table.rows] == ["Sở Hoa", "Sở Hoa"]


@pytest.mark.parametrize(
    ("kind", "code", "name", "how", "found"),
    [
        (OperationKind.AMENDED, "1.001022", "Tên khác hẳn", How.CODE, "1.001022"),
        (OperationKind.AMENDED, "1.001022.000.00.00.H56", "", How.BASE, "1.001022"),
        (OperationKind.ABOLISHED, "", "đăng kí lại khai hoa", How.NAME, "1.004884"),
        (OperationKind.AMENDED, "", "Cấp giấy phép xây dựng", How.NONE, ""),
        (OperationKind.AMENDED, "1.999999", "Đăng ký nhận hoa", How.NONE, "1.999999"),
        (OperationKind.NEW, "2.104771", "", How.NATIONAL, "2.104771"),
        (OperationKind.NEW, "2.888888", "Thủ tục đặc thù", How.NEW, "2.888888"),
        (OperationKind.NEW, "", "Thủ tục đặc thù", How.NONE, ""),
    ],
)
def test_a_row_is_matched_by_code_else_by_name_and_says_which(
    kind: OperationKind, code: str, name: str, how: How, found: str
) -> None:
    told = match(kind, code, name, listed=LISTED, national=NATIONAL)

    assert (told.how, told.code) == (how, found)


def test_two_names_that_are_nearly_alike_are_offered_and_never_chosen() -> None:
    listed = Index.of([Known("1.000001", "Cấp lại giấy phép hoa"), Known("1.000002", "Cấp lại giấy phép hoà")])

    told = match(OperationKind.AMENDED, "", "Cấp lại giấy phép hóa", listed=listed, national=NATIONAL)

    assert told.how is How.NONE
    assert {each.code for each in told.others} == {"1.000001", "1.000002"}


def test_the_cells_are_laid_over_the_content_that_stands() -> None:
    base = content(
        code="1.001022",
        name="Đăng ký nhận hoa",
        offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal(5), TimeUnit.WORKING_DAY), fees=(Fee(20_000),)),),
        legal_bases=(LegalBasis("60/2014/QH13", "Luật Hoa"),),
    )
    (table,) = read(annexes.document(("Sửa đổi, bổ sung", [annexes.HEAD, annexes.AMENDED])))
    found = match(OperationKind.AMENDED, "1.001022", "", listed=LISTED, national=NATIONAL)

    told = operation_of(table.rows[0], found, kind=OperationKind.AMENDED, base=base, base_number=3)

    after = told.operation.content
    assert after is not None
    limits = {offer.channel: offer.limit.amount for offer in after.offers}
    assert limits == {Channel.DIRECT: 3, Channel.ONLINE: 2, Channel.POSTAL: Decimal(5)}
    assert {fee for offer in after.offers for fee in offer.fees} == {Fee(15_000, note="trường hợp")}
    assert [basis.number for basis in after.legal_bases] == ["60/2014/QH13", "99/2026/NĐ-CP"]
    assert after.legal_bases[0].title == "Luật Hoa"
    assert after.steps == base.steps
    assert told.operation.base_number == 3


def test_an_abolition_takes_the_act_that_abolishes_and_its_kind_from_the_title() -> None:
    row = AnnexRow(
        1, 3, {AnnexColumn.CODE: "1.004884", AnnexColumn.ACT: "Luật Hoa"}, OperationKind.ABOLISHED, "Bị hủy bỏ"
    )
    found = match(OperationKind.ABOLISHED, "1.004884", "", listed=LISTED, national=NATIONAL)

    told = operation_of(row, found, kind=OperationKind.ABOLISHED, base=None).operation

    assert (told.abolition_kind, told.basis, told.content) == (AbolitionKind.ANNUL, "Luật Hoa", None)
    assert abolition_in("bị hủy bỏ, bãi bỏ") is AbolitionKind.REPEAL


def test_a_replacement_reads_the_codes_that_it_replaces() -> None:
    row = AnnexRow(1, 3, {AnnexColumn.OLD_CODE: "2.000635; 2.000497"}, OperationKind.REPLACED)

    assert replaced_codes(row) == ("2.000635", "2.000497")


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("05 ngày làm việc", 5, TimeUnit.WORKING_DAY),
        ("Không quá 10 ngày", 10, TimeUnit.CALENDAR_DAY),
        ("Ngay trong ngày", None, TimeUnit.SAME_DAY),
        ("Theo Luật Hoa", None, TimeUnit.UNSPECIFIED),
    ],
)
def test_limits_are_read_as_people_write_them(text: str, amount: int | None, unit: TimeUnit) -> None:
    assert (read_limit(text).amount, read_limit(text).unit) == (amount, unit)


def test_fees_without_a_figure_stay_as_text() -> None:
    assert read_fees("Không") == (Fee(0),)
    assert read_fees("Theo Nghị quyết của HĐND tỉnh")[0].amount is None


def test_sections_of_every_kind_are_known() -> None:
    assert section_kinds("Danh mục TTHC mới ban hành") == (OperationKind.NEW,)
    assert section_kinds("DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ HUỶ BỎ") == (OperationKind.ABOLISHED,)
    assert section_kinds("Phần I") == ()


def test_a_procedure_without_a_standing_content_starts_from_its_name() -> None:
    row = AnnexRow(1, 2, {AnnexColumn.NAME: "Thủ tục mới", AnnexColumn.LIMIT: "2 giờ"}, OperationKind.NEW)
    found = match(OperationKind.NEW, "2.888888", "", listed=LISTED, national=NATIONAL)

    told = operation_of(row, found, kind=OperationKind.NEW, base=None).operation.content

    assert told == ProcedureContent(
        "2.888888", "Thủ tục mới", offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal(2), TimeUnit.WORKING_HOUR)),)
    )


def broken(data: bytes) -> bytes:
    return data[: len(data) // 2]


def merged_over_everything() -> bytes:
    out = io.BytesIO()
    sheet = b'<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


def renamed(inner: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inner, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "import.annex_kind"),
        (b"\xd0\xcf\x11\xe0old", "import.annex_kind"),
        (broken(annexes.document(*SECTIONS)), "import.broken"),
        (renamed("readme.txt"), "import.annex_kind"),
        (renamed("word/document.xml"), "import.broken"),
        (b"PK\x03\x04" + b"0" * (20 * 1024 * 1024), "import.annex_too_big"),
        (merged_over_everything(), "import.annex_merged"),
    ],
)
def test_a_file_that_is_no_annex_is_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        grids_of_file(data, "phu-luc.docx")

    assert refused.value.objections[0].code == code
