"""Dossiers of another system: how fast a file comes in and whether every fault is named (`make bench-import-dossiers`).

An .xlsx of 100,000 invented dossiers with 500 planted faults of every kind is brought in the way `thutuc
import-dossiers` does it: read, checked, compared, written with owners and events. Then the same file again, which must
change nothing; then a file in which 2,000 of them have gone on. The last line holds the figures; exit code 1 when a
fault is missed, a good row is refused, a dossier is doubled, or the first run takes longer than 180 s.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
CEILING_S = 180.0
ROWS = int(os.environ.get("ROWS", "100000"))
PLANTED, GONE_ON = 500, 2_000
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
UNITS = 60
HEAD = (
    *("Mã hồ sơ", "Mã TTHC", "Tên TTHC", "Chủ hồ sơ", "Loại đối tượng", "Số giấy tờ", "Kênh", "Ngày nộp"),
    *("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Ngày trả", "Trạng thái", "Đơn vị xử lý", "Người xử lý"),
    "Trích yếu",
)
AT = {text: place for place, text in enumerate(HEAD)}
STATES = ("Đã trả kết quả", "Đã trả kết quả", "Đã trả kết quả", "Đã xử lý xong", "Đang xử lý", "Yêu cầu bổ sung", "2")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ")
GIVEN = ("Văn An", "Thị Bình", "Quốc Cường", "Ngọc Dung", "Hữu Đức", "Thùy Giang", "Minh Hải", "Thị Hoa")
Cells = list[Any]


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


def rows(seed: int = 7) -> list[Cells]:
    """Good rows: every state with the days that belong to it."""
    chance = random.Random(seed)
    found = []
    for number in range(ROWS):
        filed = datetime(2025, 1, 2, 8, 0) + timedelta(minutes=9 * number % 800_000)
        state = STATES[number % len(STATES)]
        accepted, due = filed + timedelta(hours=2), filed + timedelta(days=5)
        finished = filed + timedelta(days=chance.randint(1, 9)) if state in STATES[:4] else None
        returned = finished + timedelta(hours=5) if finished and state == STATES[0] else None
        owner = f"{chance.choice(FAMILY)} {chance.choice(GIVEN)}"
        what = (f"BTP-{filed:%y%m%d}-{number:06}", f"1.{number % 300:06}", f"Thủ tục số {number % 300}", owner)
        who = ("1" if number % 9 else "Doanh nghiệp", f"0{49_000_000_000 + number}", str(number % 3 + 1))
        where = (state, f"Phòng Tư pháp số {number % UNITS}", "Trần Thị Lan", f"Đề nghị số {number}")
        found.append([*what, *who, filed, accepted, due, finished, returned, *where])
    return found


def _set(name: str, value: Any) -> Callable[[Cells], None]:
    return lambda cells: cells.__setitem__(AT[name], value)


def _shift(name: str, by: str, days: int) -> Callable[[Cells], None]:
    return lambda cells: cells.__setitem__(AT[name], cells[AT[by]] + timedelta(days=days))


FUTURE = datetime(2027, 3, 1, 8, 0)
FAULTS: dict[str, Callable[[Cells], None]] = {
    "no_code": _set("Mã hồ sơ", None),
    "no_owner": _set("Chủ hồ sơ", " "),
    "state": _set("Trạng thái", "Đã luân chuyển nội bộ"),
    "no_state": _set("Trạng thái", None),
    "agency": _set("Đơn vị xử lý", "Phòng không có thật"),
    "no_agency": _set("Đơn vị xử lý", None),
    "channel": _set("Kênh", "Bồ câu"),
    "owner_kind": _set("Loại đối tượng", "Người lạ"),
    "day": _set("Ngày hẹn trả", "32/13/2026"),
    "future": _set("Ngày nộp", FUTURE),
    "backwards": _shift("Ngày hẹn trả", "Ngày tiếp nhận", -3),
    "no_acceptance": _set("Ngày tiếp nhận", None),
    "finish_before": _shift("Ngày kết thúc", "Ngày tiếp nhận", -2),
    "ten_before_nine": _set("Ngày kết thúc", None),
    "no_return": _set("Ngày trả", None),
    "open_finished": _set("Trạng thái", "Đang xử lý"),
    "too_long": _set("Người xử lý", "x" * 300),
    "twice": _set("Mã hồ sơ", "BTP-TRUNG"),
}
NAMED = {"finish_before": "backwards"}
"""What the report calls a planted fault where it is not its own name."""


def plant(found: list[Cells]) -> dict[int, str]:
    """500 faults in rows that were returned (every kind can stand there): row of the file → its name."""
    planted = {}
    kinds = list(FAULTS)
    places = range(0, ROWS, 7)
    step = max(len(places) // PLANTED, 1)
    for number, place in enumerate(places[::step][:PLANTED]):
        kind = kinds[number % len(kinds)]
        FAULTS[kind](found[place])
        if kind == "twice":
            found[place][AT["Mã hồ sơ"]] = f"BTP-TRUNG-{number // (2 * len(kinds))}"
        planted[place + 2] = NAMED.get(kind, kind)
    return _paired(found, planted)


def _paired(found: list[Cells], planted: dict[int, str]) -> dict[int, str]:
    """A code stands twice, never alone."""
    at = AT["Mã hồ sơ"]
    codes = Counter(found[row - 2][at] for row, kind in planted.items() if kind == "twice")
    for row, kind in list(planted.items()):
        if kind == "twice" and codes[found[row - 2][at]] == 1:
            found[row - 2][at] = None
            planted[row] = "no_code"
    return planted


def write(path: Path, found: list[Cells]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Hồ sơ")
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_row(0, 0, HEAD)
    for line, cells in enumerate(found, start=1):
        for place, value in enumerate(cells):
            if isinstance(value, datetime):
                sheet.write_datetime(line, place, value, day)
            elif value is not None:
                sheet.write_string(line, place, value)
    book.close()


# the measure


def units() -> None:
    from thutuc.db.ranges import range_of
    from thutuc.organisations.models import Agency

    for number in range(UNITS):
        name = f"Phòng Tư pháp số {number}"
        Agency.objects.create(
            code=f"B.{number}", name=name, kind="division", level="province", validity=range_of(date(2019, 1, 1))
        )


def brought(path: Path, at: datetime, home: Path) -> tuple[Any, float]:
    from django.db import connection

    from thutuc.dossiers.management.foreign import import_dossiers
    from thutuc.kernel.actor import Actor

    started, spent = time.perf_counter(), time.process_time()
    told = import_dossiers(
        path,
        source="hotich-bo",
        authority="ministry",
        source_name="Hệ thống của Bộ",
        errors=home / "loi.xlsx",
        by=Actor.system("bench"),
        at=at,
    )
    taken, worked = time.perf_counter() - started, time.process_time() - spent
    print(f"  {path.name}: {taken:.1f} s, of these {worked:.1f} s of this process' processor")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dossiers_dossier, dossiers_party, dossiers_dossierevent")
    return told, taken


def named(told: Any, home: Path) -> dict[int, set[str]]:
    """Row → what is wrong, as the report tells it; the error file must have the same rows."""
    from openpyxl import load_workbook

    from thutuc.dossiers.queries import foreign

    found: dict[int, set[str]] = {}
    for fault in foreign.run(told["run"]).report["faults"]:
        found.setdefault(fault["row"], set()).add(fault["code"].removeprefix("foreign."))
    sheet = load_workbook(home / "loi.xlsx", read_only=True).worksheets[0]
    filed = {int(cells[0]) for cells in sheet.iter_rows(min_row=2, max_col=1, values_only=True)}
    return {row: kinds if row in filed else set() for row, kinds in found.items()}


def counted() -> dict[str, int]:
    from thutuc.dossiers.models import Dossier, DossierEvent, Party

    return {model.__name__: model.objects.count() for model in (Dossier, Party, DossierEvent)}


def measure(home: Path) -> int:
    found = rows()
    good = [list(cells) for cells in found]
    planted = plant(found)
    path = home / "ho-so.xlsx"
    write(path, found)
    units()
    first, once = brought(path, NOW, home)
    told = named(first, home)
    missed = {row: kind for row, kind in planted.items() if kind not in told.get(row, set())}
    more = {row: words for row, words in told.items() if row not in planted}
    for label, these in (("missed", missed), ("not planted", more)):
        for row, what in list(these.items())[:10]:
            print(f"  {label}: row {row} {what}")
    before = counted()
    again, twice = brought(path, NOW + timedelta(hours=1), home)
    same = counted() == before and not again["counts"]["new"] and not again["counts"]["changed"]
    changed, third = brought(_gone_on(path, found, planted, good), NOW + timedelta(hours=2), home)
    moved = changed["counts"]["changed"] == GONE_ON and counted()["Dossier"] == before["Dossier"]
    fine = not missed and not more and same and moved and once < CEILING_S
    print(f"  kinds of fault: {dict(sorted(first['kinds'].items()))}")
    print(f"  first {first['counts']}\n  again {again['counts']}\n  changed {changed['counts']}")
    print(
        f"{'ok' if fine else 'FAULT'}: {ROWS:,} rows in {once:.1f} s (ceiling {CEILING_S:.0f} s), "
        f"{len(planted) - len(missed)} of {len(planted)} planted faults named, {len(more)} not planted; "
        f"again {twice:.1f} s, doubled {counted()['Dossier'] - before['Dossier']}; "
        f"{changed['counts']['changed']} changes in {third:.1f} s"
    )
    return 0 if fine else 1


def _gone_on(path: Path, found: list[Cells], planted: dict[int, str], good: list[Cells]) -> Path:
    """2,000 dossiers that were being handled are finished and returned."""
    left = GONE_ON
    for place, cells in enumerate(found):
        if left and place + 2 not in planted and cells[AT["Trạng thái"]] == "Đang xử lý":
            cells[AT["Trạng thái"]] = "Đã trả kết quả"
            cells[AT["Ngày kết thúc"]] = cells[AT["Ngày trả"]] = good[place][AT["Ngày tiếp nhận"]] + timedelta(days=2)
            left -= 1
    later = path.with_name("ho-so-sau.xlsx")
    write(later, found)
    return later


def main() -> int:
    server, home = start()
    try:
        return measure(home)
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
