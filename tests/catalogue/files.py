"""Small files as people bring them."""

import gzip
import io
import json
from typing import Any

from openpyxl import Workbook


def collected(**changes: Any) -> dict[str, Any]:
    """One row of the collected national database."""
    row: dict[str, Any] = {
        "ma_tthc": "1.009901",
        "ten": "Cấp giấy phép bán hoa",
        "portal_id": "p-1",
        "bo_nganh_ma": "G99",
        "bo_nganh": "Bộ Hoa",
        "so_quyet_dinh": "12/QĐ-BH",
        "cap_thuc_hien": ["Cấp tỉnh", "Cấp xã"],
        "loai_tthc": "TTHC được luật giao quy định chi tiết",
        "linh_vuc": "Hoa",
        "doi_tuong": ["Công dân Việt Nam", "Cán bộ", "công chức", "viên chức"],
        "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
        "co_quan_tham_quyen": "Không có thông tin",
        "dia_chi_tiep_nhan": "",
        "co_quan_uy_quyen": "",
        "co_quan_phoi_hop": "",
        "tthc_lien_quan": "",
        "trinh_tu": "Bước 1: Nộp hồ sơ. Bước 2: Nhận kết quả.",
        "cach_thuc": [
            {
                "hinh_thuc": "Trực tiếp",
                "hinh_thuc_ma": "DIRECT",
                "thoi_han": 5,
                "don_vi": "WORKING_DAY",
                "phi": "10,000 Việt Nam Đồng",
                "phi_so": 10000,
                "phi_ghi_chu": "/giấy phép",
                "mo_ta": "",
            }
        ],
        "ho_so": [
            {
                "truong_hop": "",
                "giay_to": [
                    {"ten": "Tờ khai", "tep_bieu_mau": "tk.docx", "co_bieu_mau": True, "ban_chinh": 1, "ban_sao": 0}
                ],
            }
        ],
        "can_cu_so_hieu": ["99/2024/NĐ-CP", "8/2025/TT-BH"],
        "ket_qua": [{"ten": "Giấy phép", "ma": "KQ.G99.1"}],
        "yeu_cau_dieu_kien": "Không có thông tin",
        "nguyen_van": {"can_cu": "Tên văn bản pháp lýMã văn bảnVề hoa99/2024/NĐ-CPHướng dẫn8/2025/TT-BH"},
        "nguon": "A",
    }
    return row | changes


def portal(**changes: Any) -> dict[str, Any]:
    """One row of the portal's own payload."""
    row: dict[str, Any] = {
        "id": "p-9",
        "code": "1.009902",
        "codeNotation": "1.009902",
        "name": "Cấp phép nhập khẩu hoa",
        "executionSteps": [{"name": "Nộp", "description": "Nộp hồ sơ"}],
        "executionMethods": [
            {
                "submissionMethod": "ONLINE",
                "processingTime": 5,
                "processingTimeUnit": "WORKING_DAY",
                "fees": [{"type": "FEE", "value": 0}],
            },
            {"submissionMethod": "DIRECT", "processingTime": None, "fees": [{"type": "CHARGE", "value": 1.5}]},
        ],
        "executionCases": [
            {
                "name": "",
                "profileComponents": [
                    {
                        "originalQty": 1,
                        "copyQty": 2,
                        "required": False,
                        "name": "Đơn",
                        "code": "G99-1",
                        "attachments": [{"fileName": "a.docx"}, {"fileName": "b.docx"}],
                    }
                ],
            }
        ],
        "formalityType": "ASSIGNED_REGULATION",
        "state": "UPDATED",
        "isProvince": True,
        "isFullProcess": True,
        "categoriesDetails": [{"name": "Hoa", "code": "G99-01"}],
        "legalBasisesDetails": [{"name": "Về hoa", "code": "99/2024/NĐ-CP"}],
        "resultsDetails": [{"name": "Giấy phép", "code": "KQ.1"}],
        "subjectTypesDetails": [{"name": "Doanh nghiệp", "code": "ĐT2"}],
        "departmentPromulgateName": "Bộ Hoa",
        "departmentPromulgateCode": "G99",
        "executingAgencies": "Ủy ban nhân dân cấp tỉnh",
        "requirementsAndConditions": "",
        "createdAt": 1775836631503,
        "updatedAt": 1775836631503,
        "procedureProposal": {"proposalNumber": "01/QĐ-BH"},
        "cases": [
            {"name": "Lần đầu", "code": "1.009902.01", "processingDay": {"qty": 5, "type": "WORKING_DAY"}},
            {"name": "Cấp lại", "code": "1.009902.02", "processingDay": {"qty": 2, "type": "DAY"}},
        ],
    }
    return row | changes


def lines(*rows: Any) -> bytes:
    """JSON lines."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def zipped(data: bytes) -> bytes:
    """A .gz of it."""
    return gzip.compress(data)


def sheet(*rows: list[Any], title: str = "Sheet1") -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
