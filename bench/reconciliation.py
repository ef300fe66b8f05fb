"""Comparison with the national database: what it finds and how fast (`make bench-reconciliation`).

The real procedures of THUTUC_SHARED (else ../shared; else invented ones) become the province's list. A copy of the
file is changed in 200 places known beforehand, of every kind and in every field, and respelt everywhere else: tone
placement, y and i, blanks, line breaks, case, punctuation. The comparison has to name the 200 and nothing else; then
the same from a list-level .xlsx for what such a list can show. Both go the way an officer's file goes. The last line
holds the figures; exit code 1 when something is missed, something else is named, or it takes longer than 15 s.
"""

import copy
import gzip
import io
import json
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared")) / "data"
CEILING_S, PLANTED = 15.0, 200
ENDED, ABSENT, UNKNOWN = 20, 20, 20
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
Row = dict[str, Any]
Expected = dict[str, tuple[str, frozenset[str]]]
LISTED = frozenset({"name", "sector", "levels", "decision"})


def start() -> Any:
    """A database of its own, without safety after a crash, thrown away at the end."""
    home = Path(tempfile.mkdtemp(prefix="thutuc-bench-"))
    os.environ.update(
        THUTUC_HOME=str(home), THUTUC_LOG_LEVEL="CRITICAL", DJANGO_SETTINGS_MODULE="thutuc.config.settings"
    )
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT / "src"))
    from thutuc.db import embedded

    server = embedded.start(home, durable=False)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return server, home


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


def full(rows: list[Row]) -> bytes:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return gzip.compress(lines.encode(), 1)


def listed(rows: list[Row], absent: list[Row]) -> bytes:
    """A list-level sheet; half of what the province misses there stands in it as abolished."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["DANH SÁCH THỦ TỤC HÀNH CHÍNH"])
    sheet.append(["STT", "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện", "Số quyết định", "Trạng thái"])
    states = [(row, "Đang công khai") for row in rows] + [(row, "Bãi bỏ") for row in absent[::2]]
    for place, (row, state) in enumerate(states, start=1):
        levels = "; ".join(row["cap_thuc_hien"])
        cells = [row["ma_tthc"], row["ten"], row["linh_vuc"], levels, row["so_quyet_dinh"], state]
        sheet.append([place, *cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# the measure


def open_list(data: bytes, ended: list[str]) -> Any:
    """The file becomes the national original and the province's list; then some procedures end."""
    from thutuc.accounts.models import Person
    from thutuc.accounts.rules.roles import Role
    from thutuc.catalogue import queries, services
    from thutuc.catalogue.readers import read
    from thutuc.catalogue.rules.terms import Level
    from thutuc.kernel.actor import Actor, ActorKind, HeldPost
    from thutuc.kernel.periods import Days

    system = Actor.system("bench")
    services.import_rows(reading=read(data, "bench.jsonl.gz"), by=system, at=NOW)
    services.open_catalogue(effective_on=date(2025, 7, 1), basis="1/QĐ-UBND", levels=list(Level), by=system, at=NOW)
    act = services.Act("bench", "2210/QĐ-UBND")
    for version in queries.in_force(on=NOW.date()).filter(procedure__code__in=ended):
        services.end_version(version=version, ends_on=date(2026, 8, 14), act=act, by=system, at=NOW)
    person = Person.objects.create_user("bench@anlac.example", "mat-khau-cua-phep-do", full_name="Phép Đo")
    post = HeldPost(Role.CONTROL_OFFICER.value, 1, Days(date(2020, 1, 1)))
    return Actor(ActorKind.PERSON, "person:bench", person.pk, "Phép Đo", (post,))


def compared(data: bytes, name: str, by: Any, at: datetime) -> tuple[Any, float]:
    """The file the way an officer's file goes: read, asked for, read again by the worker, compared, kept."""
    from thutuc.disclosure.queries import comparisons
    from thutuc.disclosure.readers.exports import read_export, read_kept
    from thutuc.disclosure.services import comparing

    started = time.perf_counter()
    reading = read_export(data, name)
    asked = comparing.request_comparison(reading=reading, content=data, as_of=NOW.date(), read=read_kept, by=by, at=at)
    comparing.carry_out(key=asked.key, read=read_kept, by=by, at=at)
    taken = time.perf_counter() - started
    return comparisons.run(asked.key), taken


def told(name: str, run: Any, expected: Expected, taken: float) -> tuple[bool, str]:
    from thutuc.disclosure.queries import comparisons

    found = {item.code: (str(item.kind.value), frozenset(item.parts)) for item in comparisons.items(run)}
    missed = {code: what for code, what in expected.items() if found.get(code) != what}
    more = {code: what for code, what in found.items() if code not in expected}
    for label, these in (("missed", missed), ("not planted", more)):
        for code, what in list(these.items())[:10]:
            print(f"  {label}: {code} {what[0]} {sorted(what[1])} found as {found.get(code)}")
    good = not missed and not more and taken < CEILING_S
    words = (
        f"{name}: {len(expected) - len(missed)} of {len(expected)} found, {len(more)} not planted, "
        f"{run.counts['overlooked']} spellings passed over, {taken:.1f} s"
    )
    return good, words


def main() -> int:
    server, home = start()
    try:
        have_real = (SHARED / "procedures.jsonl.gz").exists()
        print("real procedures" if have_real else "the real procedures are not here: invented ones are used")
        return measure(real() if have_real else invented())
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


def measure(rows: list[Row]) -> int:
    there, expected, ended = planted(rows)
    absent = [row for row in rows if expected.get(row["ma_tthc"], ("", ()))[0] == "missing_there"]
    assert len(expected) == PLANTED, len(expected)
    by = open_list(full(rows), ended)
    run, taken = compared(full(there), "csdlqg.jsonl.gz", by, NOW)
    whole, first = told("full content", run, expected, taken)
    seen = {code: what for code, what in expected.items() if what[0] != "different" or what[1] <= LISTED}
    run, taken = compared(listed(there, absent), "danh-sach.xlsx", by, NOW + timedelta(hours=1))
    sheet, second = told("list-level .xlsx", run, seen, taken)
    verdict = "good" if whole and sheet else "BELOW"
    print(f"reconciliation of {len(rows)} rows: {first}; {second} (at most {CEILING_S:.0f} s each): {verdict}")
    return 0 if verdict == "good" else 1


if __name__ == "__main__":
    sys.exit(main())
