"""Rows for the bench of the reconciliation: real or invented, what is planted in them, what is respelt."""

import copy
import gzip
import json
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared")) / "data"
PLANTED = 200
ENDED, ABSENT, UNKNOWN = 20, 20, 20
Row = dict[str, Any]
Expected = dict[str, tuple[str, frozenset[str]]]


# the file


def real() -> list[Row]:
    with gzip.open(SHARED / "procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def invented() -> list[Row]:
    """As many rows of our own, every field filled."""
    acts, things = ("Cấp", "Cấp lại", "Gia hạn", "Thu hồi"), ("giấy phép bán hoa", "thẻ kỹ thuật viên", "sổ hòa giải")
    found = []
    for number in range(2_159):
        name = f"{acts[number % 4]} {things[number % 3]} loại {number}"
        offer = {"hinh_thuc_ma": "DIRECT", "thoi_han": 5, "don_vi": "WORKING_DAY", "phi": "Phí: 15.000 Đồng"}
        paper = {"ten": f"Tờ khai {name}", "ban_chinh": 1, "ban_sao": 0, "tep_bieu_mau": "tk.docx"}
        found.append(
            {
                "ma_tthc": f"1.{number:06}",
                "ten": name,
                "cap_thuc_hien": ["Cấp tỉnh"],
                "linh_vuc": "Quản lý vỉa hè",
                "so_quyet_dinh": "12/QĐ-BH",
                "bo_nganh": "Bộ Hoa",
                "loai_tthc": "Loại khác",
                "doi_tuong": ["Công dân Việt Nam"],
                "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
                "co_quan_tham_quyen": "Chủ tịch Ủy ban nhân dân",
                "trinh_tu": "Bước 1: Nộp hồ sơ. Bước 2: Công chức kiểm tra kỹ, hòa giải nếu cần.",
                "cach_thuc": [{**offer, "mo_ta": "Nộp tại quầy"}],
                "ho_so": [{"truong_hop": "", "giay_to": [paper, {"ten": "Ảnh chỗ bán", "ban_chinh": 2}]}],
                "ket_qua": [{"ten": "Giấy phép", "ma": "KQ.1"}],
                "yeu_cau_dieu_kien": "Có chỗ bán, không cản lối đi.",
                "can_cu_so_hieu": ["99/2024/NĐ-CP"],
            }
        )
    return found


# what is planted


def _text(field: str) -> Callable[[Row], bool]:
    """A word more, in a field that may be empty."""

    def change(row: Row) -> bool:
        row[field] = f"{row.get(field) or ''} khác".strip()
        return True

    return change


def _figure(field: str) -> Callable[[Row], bool]:
    """Another figure inside running text."""

    def change(row: Row) -> bool:
        text = re.sub(r"(\d)(?!\d)", lambda found: str((int(found[1]) + 1) % 10), row.get(field) or "", count=1)
        changed = text != row.get(field)
        row[field] = text
        return changed

    return change


def _mark(field: str) -> Callable[[Row], bool]:
    """Another mark on one letter: «bán» and «bàn» are two words."""

    def change(row: Row) -> bool:
        text = (row.get(field) or "").translate(str.maketrans("áàạếềộốịắặứự", "àáảềếồộìằắừứ"))
        changed = text != row.get(field)
        row[field] = text
        return changed

    return change


def _levels(row: Row) -> bool:
    held = row["cap_thuc_hien"]
    row["cap_thuc_hien"] = [*held, "Cấp xã"] if "Cấp xã" not in held else ["Cấp tỉnh"]
    return bool(row["cap_thuc_hien"] != held)


def _type(row: Row) -> bool:
    changed = row.get("loai_tthc") != "Loại khác"
    row["loai_tthc"] = "Loại khác" if changed else "TTHC được luật giao quy định chi tiết"
    return True


def _subjects(row: Row) -> bool:
    missing = "Hợp tác xã" not in row["doi_tuong"]
    row["doi_tuong"] = [*row["doi_tuong"], "Hợp tác xã"]
    return missing


def _one_basis(row: Row) -> bool:
    """Another document at the last place."""
    numbers = row["can_cu_so_hieu"]
    if numbers:
        numbers[-1] = "120/2099/NĐ-CP"
    return bool(numbers)


def _offer(field: str, value: Callable[[Any], Any]) -> Callable[[Row], bool]:
    def change(row: Row) -> bool:
        for offer in row.get("cach_thuc") or ():
            before = offer.get(field)
            if before not in (None, ""):
                offer[field] = value(before)
                return bool(offer[field] != before)
        return False

    return change


def _fee(text: str) -> str:
    return re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 9 + 1), text, count=1)


def _paper(field: str, value: Callable[[Any], Any]) -> Callable[[Row], bool]:
    def change(row: Row) -> bool:
        for case in row.get("ho_so") or ():
            for paper in case["giay_to"]:
                before = paper.get(field)
                if before not in (None, ""):
                    paper[field] = value(before)
                    return bool(paper[field] != before)
        return False

    return change


def _one_paper_more(row: Row) -> bool:
    if not row.get("ho_so"):
        return False
    row["ho_so"][0]["giay_to"].append({"ten": "Giấy xác nhận của hàng xóm", "ban_chinh": 1, "ban_sao": 0})
    return True


def _form(row: Row) -> bool:
    """A paper gets a form that it did not have."""
    for case in row.get("ho_so") or ():
        for paper in case["giay_to"]:
            if not paper.get("tep_bieu_mau"):
                paper["tep_bieu_mau"] = "mau-moi.docx"
                return True
    return False


def _output(row: Row) -> bool:
    if not row.get("ket_qua"):
        return False
    row["ket_qua"][0]["ten"] = f"{row['ket_qua'][0].get('ten') or ''} có thời hạn"
    return True


PLANTS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("name", _text("ten")),
    ("name", _mark("ten")),
    ("steps", _text("trinh_tu")),
    ("steps", _figure("trinh_tu")),
    ("channels", _offer("mo_ta", lambda text: f"{text} tại quầy số 2")),
    ("limits", _offer("thoi_han", lambda number: number + 1)),
    ("fees", _offer("phi", _fee)),
    ("papers", _one_paper_more),
    ("papers", _paper("ban_chinh", lambda number: number + 1)),
    ("forms", _form),
    ("subjects", _subjects),
    ("agency", _text("co_quan_thuc_hien")),
    ("outputs", _output),
    ("conditions", _mark("yeu_cau_dieu_kien")),
    ("conditions", _text("yeu_cau_dieu_kien")),
    ("bases", _one_basis),
    ("levels", _levels),
    ("type", _type),
    ("sector", _text("linh_vuc")),
    ("authority", _text("co_quan_tham_quyen")),
    ("delegated", _text("co_quan_uy_quyen")),
    ("cooperating", _text("co_quan_phoi_hop")),
    ("address", _text("dia_chi_tiep_nhan")),
    ("regulator", _text("bo_nganh")),
    ("decision", _figure("so_quyet_dinh")),
    ("decision", _text("so_quyet_dinh")),
    ("related", _text("tthc_lien_quan")),
)


# what is no difference

_PLACED = {"hòa": "hoà", "hóa": "hoá", "thủy": "thuỷ", "ủy": "uỷ", "úy": "uý", "khỏe": "khoẻ"}
_PLACED |= {new: old for old, new in _PLACED.items()}
_SPELT = {"kỹ": "kĩ", "lý": "lí", "ký": "kí", "tỷ": "tỉ", "quý": "quí", "kỳ": "kì", "mỹ": "mĩ"}
_SPELT |= {new: old for old, new in _SPELT.items()}
_WORD = re.compile(r"\w+")
PROSE = ("ten", "linh_vuc", "trinh_tu", "yeu_cau_dieu_kien", "co_quan_thuc_hien", "co_quan_tham_quyen", "bo_nganh")


def respelt(text: str, chance: random.Random) -> str:
    """The same words as another printer sets them."""
    words = _WORD.sub(lambda found: _respelt_word(found[0], chance), text)
    words = chance.choice([str, str.upper, str.lower])(words) if chance.random() < 0.3 else words
    words = re.sub(r"(?<=\D)([,;:.]) ", lambda found: chance.choice([f"{found[1]} ", f"{found[1]}  ", found[1]]), words)
    words = words.replace(" ", "  ") if chance.random() < 0.2 else words
    return f"{words}." if chance.random() < 0.3 else words


def _respelt_word(word: str, chance: random.Random) -> str:
    return _SPELT.get(word, _PLACED.get(word, word)) if chance.random() < 0.5 else word


def noisy(row: Row, chance: random.Random) -> None:
    """Every text of the row respelt where there is something to respell."""
    for field in PROSE:
        if row.get(field):
            row[field] = respelt(row[field], chance)
    for offer in row.get("cach_thuc") or ():
        if offer.get("mo_ta"):
            offer["mo_ta"] = respelt(offer["mo_ta"], chance)
    for case in row.get("ho_so") or ():
        for paper in case["giay_to"]:
            paper["ten"] = respelt(paper["ten"], chance)
    for output in row.get("ket_qua") or ():
        output["ten"] = respelt(output["ten"] or "", chance)


# the changed copy


def planted(rows: list[Row]) -> tuple[list[Row], Expected, list[str]]:
    """The changed copy, what has to be found in it, and the codes that the province has ended since."""
    chance = random.Random(2026)
    there = {row["ma_tthc"]: copy.deepcopy(row) for row in rows}
    codes = list(there)
    chance.shuffle(codes)
    ended, absent = codes[:ENDED], codes[ENDED : ENDED + ABSENT]
    expected: Expected = {code: ("abolished_still_public", frozenset()) for code in ended}
    expected |= {code: ("missing_there", frozenset()) for code in absent}
    expected |= {code: ("different", frozenset({part})) for code, part in _changed(there, codes[ENDED + ABSENT :])}
    for number, code in enumerate(codes[-UNKNOWN:]):
        fresh = {**copy.deepcopy(there[code]), "ma_tthc": f"9.{number:06}", "cap_thuc_hien": ["Cấp xã"]}
        there[fresh["ma_tthc"]] = fresh
        expected[fresh["ma_tthc"]] = ("missing_here", frozenset())
    for row in there.values():
        noisy(row, chance)
    return [row for code, row in there.items() if code not in absent], expected, ended


def _changed(there: dict[str, Row], codes: list[str]) -> Iterator[tuple[str, str]]:
    """The plants in turn, each in the first row left that has something to change."""
    left = dict.fromkeys(codes)
    for turn in range(PLANTED - ENDED - ABSENT - UNKNOWN):
        part, change = PLANTS[turn % len(PLANTS)]
        for code in left:
            trial = copy.deepcopy(there[code])
            if change(trial):
                there[code] = trial
                del left[code]
                yield code, part
                break
