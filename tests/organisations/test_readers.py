"""Files in: every broken one is told with its place, nothing is half done."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.organisations import cases
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Unreadable
from thutuc.organisations import queries, readers
from thutuc.organisations.models import Area
from thutuc.organisations.readers import Shape
from thutuc.organisations.rules.kinds import AgencyKind, AreaLevel, Scope


def faults(content: bytes | str) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(Unreadable) as refused:
        _whole(data)
    return [str(objection) for objection in refused.value.objections]


def _whole(data: bytes) -> None:
    table = readers.read(data, "x.csv")
    parsers = {Shape.MAPPING: readers.mapping, Shape.AGENCIES: readers.agency_rows}
    parsers.get(table.shape, readers.units)(table)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (cases.MAPPING, Shape.MAPPING),
        (cases.AGENCIES.FILE, Shape.AGENCIES),
        (cases.LEGACY, Shape.LEGACY),
        (cases.NEW, Shape.TWO_LEVELS),
        ("ma_tinh,ten,khoa\n97,Tỉnh An Lạc,an_lac\n", Shape.PROVINCES),
        ("ma_tinh,ten_tinh,ma_huyen,ten_huyen,ma_xa,ten_xa\n97,Tỉnh A,971,Huyện B,97101,Xã C\n", Shape.THREE_LEVELS),
    ],
)
def test_the_header_tells_which_list_it_is(text: str, shape: Shape) -> None:
    table = readers.read(text.encode("utf-8-sig"), "x.csv")

    assert table.shape is shape
    assert table.lines[0][0] == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfem\x00a", "không phải UTF-8"),
        (b"", "không có các cột cần thiết"),
        ("tên,mã\n1,2\n", "không có các cột cần thiết"),
        (cases.NEW.splitlines()[0], "không có dòng nào"),
        ('ma_tinh,ten\n97,"Tỉnh', "hỏng từ dòng"),
        (b"x" * (readers.MOST_BYTES + 1), "lớn quá 20 MB"),
        (b"PK\x03\x04\x00\x00\x00\x00", "không có các cột cần thiết"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content: bytes | str, words: str) -> None:
    found = faults(content)

    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("97,Tỉnh An Lạc,,Xã Không Mã,Xã", "Dòng 6: thiếu mã của «Xã Không Mã»"),
        ("97,Tỉnh An Lạc,9x,Xã Mã Sai,Xã", "Dòng 6: mã «9x» phải là chữ số"),
        ("97,Tỉnh An Lạc,97109,Xóm Mới,Xã", "Dòng 6: tên «Xóm Mới» phải bắt đầu bằng loại đơn vị"),
        ("97,Tỉnh An Lạc,97101,Phường Tên Khác,Phường", "Mã 97101 có hai dòng khác nhau"),
    ],
)
def test_a_faulty_line_of_a_list_is_told_with_its_number(wrong: str, words: str) -> None:
    assert any(words in fault for fault in faults(cases.NEW + wrong + "\n"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("toàn bộ,1\n97,97102", "phần lớn,1\n97,97102", "Dòng 2: phạm vi phải là"),
        ("97,97101,Huyện Hòa An,Xã Tân Lập,97,", "97,97101,Huyện Hòa An,Xã Tân Lập,,", "cột ma_tinh_moi trống"),
        ("98101,Phường Núi Xanh", "9A,Phường Núi Xanh", "mã «9A» phải là chữ số"),
    ],
)
def test_a_faulty_line_of_a_mapping_is_told_with_its_number(old: str, new: str, words: str) -> None:
    assert any(words in fault for fault in faults(cases.MAPPING.replace(old, new, 1)))


def test_agencies_are_named_by_code_or_by_words() -> None:
    rows = readers.agency_rows(readers.read(cases.AGENCIES.FILE.encode()))

    ward = next(row for row in rows if row.new == "phuong-tan-lap")
    assert (ward.kind, ward.level.value if ward.level else "", ward.scope) == (
        AgencyKind.COMMUNE_PC,
        "commune",
        Scope.PARTIAL,
    )
    assert any("không hiểu «lạ»" in fault for fault in faults(cases.AGENCIES.FILE.replace("commune_pc", "lạ")))


@pytest.mark.django_db
def test_a_command_that_gets_the_wrong_file_says_which_command_is_meant(
    tmp_path: Path, system: Actor, now: datetime
) -> None:
    mapping, new = tmp_path / "mapping.csv", tmp_path / "new.csv"
    mapping.write_text(cases.MAPPING)
    new.write_text(cases.NEW)

    with pytest.raises(Unreadable, match="dùng lệnh reorganise"):
        readers.import_units([new, mapping], by=system, at=now)
    with pytest.raises(Unreadable, match="Cần đúng một tệp"):
        readers.reorganise([new], on=cases.ON, basis="x", by=system, at=now)
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_lists_are_loaded_from_files_for_their_own_days(tmp_path: Path, system: Actor, now: datetime) -> None:
    legacy, new = tmp_path / "legacy.csv", tmp_path / "new.csv"
    legacy.write_text(cases.LEGACY)
    new.write_text(cases.NEW)
    steps: list[tuple[str, int, int]] = []

    rehearsed = readers.import_units([new, legacy], by=system, at=now, dry_run=True)
    assert [outcome.counts["opened"] for outcome in rehearsed] == [9, 4]
    assert not Area.objects.exists()

    readers.import_units([new, legacy], by=system, at=now, progress=lambda *step: steps.append(step))
    assert queries.areas_in_force(on=date(2025, 6, 30), level=AreaLevel.COMMUNE).count() == 4
    assert steps[-1][1] == steps[-1][2]
    outcome = readers.reorganise([_write(tmp_path)], on=cases.ON, basis=cases.BASIS, by=system, at=now)
    assert outcome.counts["to_decide"] == 2


def _write(folder: Path) -> Path:
    path = folder / "mapping.csv"
    path.write_text(cases.MAPPING)
    return path
