"""Annex tables for tests, in the two styles that provinces use."""

import io
from collections.abc import Sequence

import docx
from openpyxl import Workbook

HEAD = [
    "STT",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Thời hạn giải quyết",
    "Địa điểm thực hiện",
    "Phí, lệ phí",
    "Căn cứ pháp lý",
    "Cơ quan thực hiện",
]
PLACE = "Trung tâm Phục vụ hành chính công; trực tiếp, bưu chính công ích hoặc trực tuyến"
NEW = [
    "1",
    "2.104771",
    "Xác nhận thông tin hoa bằng bản điện tử",
    "01 ngày làm việc",
    PLACE,
    "Không",
    "Nghị định số 99/2026/NĐ-CP",
    "UBND cấp xã",
]
AMENDED = [
    "1",
    "1.001022",
    "Đăng ký nhận hoa",
    "Trực tiếp: 03 ngày làm việc\nTrực tuyến: 02 ngày làm việc",
    PLACE,
    "15.000 đồng/trường hợp",
    "- Luật Hoa số 60/2014/QH13\n- Nghị định số 99/2026/NĐ-CP",
    "UBND cấp xã",
]
BY_NAME = ["2", "", "Đăng ký lại khai hoa", "05 ngày làm việc", "", "Miễn phí", "", ""]


def document(*sections: tuple[str, Sequence[Sequence[str]]]) -> bytes:
    """Titles and tables one after another."""
    paper = docx.Document()
    paper.add_paragraph("PHỤ LỤC: DANH MỤC THỦ TỤC HÀNH CHÍNH")
    for title, rows in sections:
        paper.add_paragraph(title)
        table = paper.add_table(rows=len(rows), cols=max(map(len, rows)))
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(place, column).text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def one_table_document(head: Sequence[str], *rows: Sequence[str]) -> bytes:
    """One table whose sections are rows merged across (a row of one cell)."""
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=len(head))
    for cells in (head, *rows):
        line = table.add_row().cells
        if len(cells) == 1:
            line[0].merge(line[-1])
        for column, text in enumerate(cells):
            line[column].text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def workbook(title: str, rows: Sequence[Sequence[str]], merges: Sequence[str] = ()) -> bytes:
    """One sheet under that name."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for cells in rows:
        sheet.append(list(cells))
    for span in merges:
        sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
