"""The commands as an operator types them: each twice, with its refusals.

Those that bring up, copy or keep busy an installation run in processes of their own, against one home.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.processes import thutuc, thutuc_here
from tests.conftest import NOW
from thutuc.config.upkeep import shipped
from thutuc.db import embedded
from thutuc.kernel.actor import Actor

PROCEDURE = {
    "ma_tthc": "1.000894",
    "ten": "Đăng ký kết hôn",
    "cap_thuc_hien": ["Cấp Xã"],
    "linh_vuc": "Hộ tịch",
    "cach_thuc": [],
    "ho_so": [],
    "can_cu_so_hieu": [],
    "ket_qua": [],
}
UNITS = """ma_tinh,ten_tinh,ma_huyen,ten_huyen,loai_huyen,ma_xa,ten_xa
99,Tỉnh An Lạc,990,Huyện Bình An,Huyện,99001,Xã Hòa Bình
"""


@pytest.fixture(scope="module")
def office() -> Iterator[Path]:
    """A migrated home, shared by this module; its server is held, so that no command waits for its start."""
    folder = Path(tempfile.mkdtemp(prefix="thutuc-"))
    folder.chmod(0o755)
    server = embedded.start(folder, durable=False)
    assert thutuc("migrate", home=folder).returncode == 0
    yield folder
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def ready(db: None) -> None:
    """The tests' database with what comes with the product, as `migrate` leaves it."""
    shipped.load(by=Actor.system("test"), at=NOW)


def test_migrating_twice_changes_nothing(office: Path) -> None:
    run = thutuc("migrate", home=office)

    assert run.returncode == 0
    assert "Không có gì phải làm" in run.stdout


@pytest.mark.usefixtures("ready")
def test_a_deadline_is_explained_day_by_day() -> None:
    words = ("deadline", "--from", "2026-11-16T10:00", "--limit", "4 giờ")

    plain = thutuc_here(*words)
    explained = thutuc_here(*words, "--explain")
    machine = thutuc_here(*words, "--json")

    assert plain.stdout.strip() == "15:30 16/11/2026"
    assert "10:00–11:30, 13:00–15:30" in explained.stdout
    assert json.loads(machine.stdout)["due_at"] == "2026-11-16T15:30:00+07:00"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("deadline", "--from", "hôm qua", "--limit", "4 giờ"), 2),
        (("deadline", "--from", "2026-11-16T10:00", "--limit", "bốn con gà"), 1),
        (("deadline", "--from", "2026-11-16T10:00", "--limit", "1 ngày", "--unit", "khong-co"), 1),
        (("import-procedures", "no-such-file"), 2),
        (("search", "x", "--scope", "moon"), 2),
        (("add-user", "x@example.vn", "--name", "X", "--password", "1"), 1),
        (("restore", __file__), 1),
        (("check-sites",), 1),
    ],
)
@pytest.mark.usefixtures("ready")
def test_a_mistake_is_answered_in_words(words: tuple[str, ...], code: int) -> None:
    run = thutuc_here(*words)

    assert run.returncode == code
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr


def test_the_calendar_of_a_year_lists_its_days_off(office: Path) -> None:
    run = thutuc("calendar", "2026", home=office)

    assert run.returncode == 0
    assert "02/09/2026" in run.stdout


@pytest.mark.usefixtures("ready")
def test_procedures_go_in_once_open_the_list_and_are_found_without_marks(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(PROCEDURE, ensure_ascii=False) + "\n", encoding="utf-8")
    opening = ("--open-catalogue", "--effective-on", "2026-01-01", "--basis", "catalogue.opening")

    dry = thutuc_here("import-procedures", str(file), "--dry-run")
    first = thutuc_here("import-procedures", str(file), *opening, "--report", str(tmp_path / "first.json"))
    thutuc_here("import-procedures", str(file), "--report", str(tmp_path / "second.json"))
    found = thutuc_here("search", "dang ky ket hon", "--json", "--limit", "5")
    exported = thutuc_here("export-catalogue")

    assert dry.returncode == first.returncode == 0, dry.stderr + first.stderr
    assert json.loads((tmp_path / "first.json").read_text())["counts"]["created"] == 1
    assert json.loads((tmp_path / "second.json").read_text())["counts"]["unchanged"] == 1
    assert json.loads(found.stdout)["items"][0]["code"] == "1.000894"
    assert len(exported.stdout.splitlines()) == 1


@pytest.mark.usefixtures("ready")
def test_a_broken_file_changes_nothing_and_names_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "twice.jsonl"
    row = json.dumps({**PROCEDURE, "ma_tthc": "1.009999"}, ensure_ascii=False)
    file.write_text(f"{row}\n{row}\n", encoding="utf-8")

    run = thutuc_here("import-procedures", str(file))

    assert run.returncode == 1
    assert "1.009999" in run.stderr
    assert "Chưa có gì thay đổi" in run.stderr


@pytest.mark.usefixtures("ready")
def test_units_are_loaded_once(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text(UNITS, encoding="utf-8")

    first = thutuc_here("import-units", str(file))
    second = thutuc_here("import-units", str(file))

    assert first.returncode == second.returncode == 0, first.stderr
    assert first.stdout != second.stdout


@pytest.mark.usefixtures("ready")
def test_an_officer_is_added_once() -> None:
    words = ("add-user", "an@example.vn", "--name", "Nguyễn Thị An")

    first = thutuc_here(*words, THUTUC_PASSWORD="một câu dài dễ nhớ")
    second = thutuc_here(*words, THUTUC_PASSWORD="một câu dài dễ nhớ")

    assert first.returncode == second.returncode == 0, first.stderr
    assert "Đã thêm" in first.stdout
    assert "không có gì thay đổi" in second.stdout


def test_the_doctor_and_the_backup_end_well(office: Path, tmp_path: Path) -> None:
    backup = thutuc("backup", str(tmp_path / "all.tar"), "--json", home=office)
    doctor = thutuc("doctor", "--facts", "--json", home=office)

    assert backup.returncode == 0, backup.stderr
    assert json.loads(backup.stdout)["counts"]["legislation_legaldocument"] > 0
    assert json.loads(doctor.stdout)["faults"] == 0, doctor.stdout
    assert doctor.returncode == 0


def test_the_worker_does_what_waits_and_stops(office: Path) -> None:
    run = thutuc("worker", "--one-shot", home=office)

    assert run.returncode == 0, run.stderr
