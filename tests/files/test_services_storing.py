"""Keeping files: whole or not at all, once by content, closed to others."""

import io
import socket
import stat
import struct
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.files import samples
from thutuc.files import queries, services
from thutuc.files.models import FileUse, StoredFile
from thutuc.files.rules.kinds import DATA
from thutuc.journal.queries import of_subject
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
OWNER = "legislation.LegalDocument:1"


def kept(content: Any, name: str, system: Actor, now: datetime, **more: Any) -> StoredFile:
    return services.store(content, name=name, owner=more.pop("owner", OWNER), by=system, at=now, **more)


def on_disk(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Quyết định.pdf", samples.PDF),
        ("ảnh.png", samples.PNG),
        ("ảnh.JPG", samples.JPEG),
        ("tờ khai.docx", samples.docx()),
        ("bảng.xlsx", samples.xlsx()),
        ("bản.odt", samples.odt()),
    ],
)
def test_a_paper_is_kept_whole_under_its_hash(
    name: str, content: bytes, home: Path, system: Actor, now: datetime
) -> None:
    file = kept(content, name, system, now)

    with queries.opened(file) as opened:
        assert opened.read() == content
    use = queries.of_owner(OWNER).get()
    assert (use.name, use.file) == (name, file)
    assert of_subject(use).get().details == {"owner": OWNER, "sha256": file.sha256, "size": len(content)}


@pytest.mark.parametrize("shape", [bytes, io.BytesIO, lambda content: [content[:5], content[5:]]])
def test_content_comes_as_bytes_stream_or_pieces(shape: Any, system: Actor, now: datetime) -> None:
    file = kept(shape(samples.PDF), "a.pdf", system, now)

    assert file.size == len(samples.PDF)


def test_folders_and_files_are_closed_to_others(home: Path, system: Actor, now: datetime) -> None:
    kept(samples.PDF, "a.pdf", system, now)

    assert stat.S_IMODE((home / "files").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in on_disk(home)] == [0o400]


def test_the_same_content_is_kept_once_and_used_twice(home: Path, system: Actor, now: datetime) -> None:
    first = kept(samples.PDF, "a.pdf", system, now)
    again = kept(samples.PDF, "a.pdf", system, now)
    other = kept(samples.PDF, "b.pdf", system, now, owner="catalogue.Procedure:7")

    assert first == again == other
    assert FileUse.objects.count() == 2
    assert len(on_disk(home)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "file.empty"),
        ("a.exe", samples.EXE, "file.extension"),
        ("a.pdf", samples.EXE, "file.mismatch"),
        ("a.docx", samples.xlsx(), "file.mismatch"),
        ("a.docx", b"PK\x03\x04 broken", "file.mismatch"),
        ("a.xlsx", samples.xlsx({"xl/vbaProject.bin": b"x"}), "file.macro"),
        ("a.xlsx", samples.xlsx({"xl/sheet.xml": b"0" * 20_000_000}), "file.bomb"),
        ("a.pdf", samples.PDF + b"0" * 3_000_000, "file.size"),
    ],
)
def test_what_is_refused_leaves_nothing(
    name: str, content: bytes, code: str, home: Path, system: Actor, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        kept(content, name, system, now, most=2 * 1024 * 1024)

    assert [objection.code for objection in refusal.value.objections] == [code]
    assert on_disk(home) == []
    assert not StoredFile.objects.exists()


def test_data_to_import_is_taken_where_it_is_asked_for(system: Actor, now: datetime) -> None:
    kept(samples.gz(b'{"a": 1}\n'), "procedures.jsonl.gz", system, now, kinds=DATA)
    kept("mã,tên\n".encode(), "bảng.csv", system, now, kinds=DATA)

    with pytest.raises(Refused):
        kept(samples.gz(b"0" * 400_000_000), "bomb.json.gz", system, now, kinds=DATA)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("C:\\Users\\an\\Đơn.pdf", "Đơn.pdf"),
        ("../../etc/x.pdf", "x.pdf"),
        ("a\x00\u202eb.pdf", "a b.pdf"),
        ("đ" * 300 + ".pdf", "đ" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, name: str, system: Actor, now: datetime) -> None:
    kept(samples.PDF, given, system, now)

    assert queries.of_owner(OWNER).get().name == name


def test_a_rolled_back_act_leaves_content_that_the_sweep_finds(home: Path, system: Actor, now: datetime) -> None:
    with transaction.atomic():
        kept(samples.PDF, "a.pdf", system, now)
        transaction.set_rollback(True)

    assert not StoredFile.objects.exists()
    assert list(queries.unknown_on_disk()) == on_disk(home)


def test_a_removed_file_leaves_an_orphan_and_a_reason(system: Actor, now: datetime) -> None:
    file = kept(samples.PDF, "a.pdf", system, now)
    use = queries.of_owner(OWNER).get()

    with pytest.raises(Refused):
        services.remove(use=use, reason="", by=system, at=now)
    services.remove(use=use, reason="Đính nhầm", by=system, at=now)

    assert list(queries.orphans()) == [file]
    assert not queries.of_owner(OWNER).exists()
    with pytest.raises(NotFound):
        services.remove(use=use, reason="Lần nữa", by=system, at=now)


def test_the_name_of_a_use_never_changes(system: Actor, now: datetime) -> None:
    kept(samples.PDF, "a.pdf", system, now)

    with pytest.raises(DatabaseError, match="immutable"):
        FileUse.objects.update(name="b.pdf")


def test_the_doctor_sees_lost_content(home: Path, system: Actor, now: datetime) -> None:
    file = kept(samples.PDF, "a.pdf", system, now)
    assert list(queries.missing_on_disk()) == []

    queries.place_of(file.sha256).unlink()

    assert list(queries.missing_on_disk()) == [file]
    with pytest.raises(NotFound):
        queries.opened(file)


def test_files_of_many_owners_take_one_statement(system: Actor, now: datetime, django_assert_num_queries: Any) -> None:
    kept(samples.PDF, "a.pdf", system, now)
    kept(samples.PNG, "b.png", system, now, owner="x.Y:2")

    with django_assert_num_queries(1):
        found = queries.of_owners([OWNER, "x.Y:2", "x.Y:3"])

    assert {owner: [use.name for use in uses] for owner, uses in found.items()} == {
        OWNER: ["a.pdf"],
        "x.Y:2": ["b.png"],
    }


class Clamd(threading.Thread):
    """A scanner that speaks INSTREAM on a local port: finds whatever holds `bad`."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0)) if path is None else _at(path)
        self.address = str(path or f"127.0.0.1:{self.server.getsockname()[1]}")

    def run(self) -> None:
        connection, _address = self.server.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!I", stream.read(4))[0]:
                content += stream.read(size)
            connection.sendall(_verdict(content))


def _verdict(content: bytes) -> bytes:
    if b"EICAR" in content:
        return b"stream: Eicar FOUND\0"
    return b"INSTREAM size limit exceeded. ERROR\0" if b"LONG" in content else b"stream: OK\0"


def _at(path: Path) -> socket.socket:
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    return server


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    scanner = Clamd()
    scanner.start()
    settings.CLAMD = scanner.address
    yield scanner
    scanner.server.close()
    scanner.join(5)


@pytest.mark.usefixtures("clamd")
def test_a_clean_file_is_kept_with_the_time_of_its_scan(system: Actor, now: datetime) -> None:
    assert kept(samples.PDF, "a.pdf", system, now).scanned_at == now


@pytest.mark.usefixtures("clamd")
def test_a_virus_is_refused(home: Path, system: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="mã độc"):
        kept(samples.PDF + b"EICAR", "a.pdf", system, now)

    assert on_disk(home) == []


@pytest.mark.usefixtures("clamd")
def test_a_file_that_the_scanner_cannot_read_is_refused(system: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="không đọc được"):
        kept(samples.PDF + b"LONG", "a.pdf", system, now)


def test_a_scanner_may_listen_on_a_socket_file(settings: Any, tmp_path: Path, system: Actor, now: datetime) -> None:
    scanner = Clamd(tmp_path / "clamd.sock")
    scanner.start()
    settings.CLAMD = scanner.address

    assert kept(samples.PDF, "a.pdf", system, now).scanned_at == now

    scanner.join(5)
    scanner.server.close()


def test_a_broken_archive_is_measured_as_far_as_it_can_be_read(system: Actor, now: datetime) -> None:
    cut = samples.gz(b"0" * 5000)[:-20] + b"broken" * 10

    assert kept(cut, "x.json.gz", system, now, kinds=DATA).size == len(cut)


def test_a_silent_scanner_closes_the_door(settings: Any, system: Actor, now: datetime) -> None:
    settings.CLAMD = "tcp://127.0.0.1:1"

    with pytest.raises(Refused, match="không trả lời"):
        kept(samples.PDF, "a.pdf", system, now)
