"""Archives, bodies, logs and the command line in wrong hands."""

import io
import json
import logging
import tarfile
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.accounts import factories as people
from tests.conftest import NOW
from thutuc.accounts.rules.roles import Role
from thutuc.config.logging import configure
from thutuc.config.upkeep import archive
from thutuc.kernel.errors import Unreadable


def tar_of(path: Path, *members: tarfile.TarInfo, manifest: str = "") -> Path:
    told = manifest or json.dumps(
        {"version": "0", "made_at": "", "postgresql": 18, "dumped_by": 18, "counts": {}, "parts": [], "format": 1}
    )
    with tarfile.open(path, "w") as tar:
        for member in members:
            tar.addfile(member, io.BytesIO(b"x" * member.size))
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(told.encode())
        tar.addfile(info, io.BytesIO(told.encode()))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    info.size = 1 if kind == tarfile.REGTYPE else 0
    return info


STRANGE = [
    member("/etc/cron.d/x"),
    member("files/../../x"),
    member("../x"),
    member("other.txt"),
    member("files/a", tarfile.SYMTYPE, "/etc/passwd"),
    member("files/a", tarfile.LNKTYPE, "/etc/passwd"),
    member("files/a", tarfile.CHRTYPE),
    member("files/a", tarfile.FIFOTYPE),
    member("files/a", tarfile.DIRTYPE),
]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda info: f"{info.name} {info.type!r}")
def test_an_archive_with_a_strange_part_is_refused_whole(tmp_path: Path, strange: tarfile.TarInfo) -> None:
    with pytest.raises(Unreadable):
        archive.verify(tar_of(tmp_path / "x.tar", strange))


@pytest.mark.parametrize(
    "manifest", ["[]", "7", "{}", '{"parts": 7}', '{"parts": [7]}', '{"parts": [], "format": "x"}', "\x00"]
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(Unreadable):
        archive.verify(tar_of(tmp_path / "x.tar", manifest=manifest))


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["99999999999", "-1", "x"])
def test_a_body_larger_than_any_form_is_refused_unread(client: Client, length: str) -> None:
    answer = client.generic("POST", "/dang-nhap/", b"a=1", CONTENT_LENGTH=length)

    assert answer.status_code in {413, 400}


@pytest.mark.django_db
def test_a_file_over_the_limit_is_told_beside_its_field(client: Client, settings: Any) -> None:
    settings.FILES_MAX_BYTES = 1024
    client.force_login(people.officer(Role.CONTROL_OFFICER))
    big = io.BytesIO(b"1" * 2000)
    big.name = "thu-tuc.jsonl"

    answer = client.post("/ban-lam-viec/danh-muc/nhap/", {"file": big})

    assert answer.status_code == 422
    assert "Giảm dung lượng" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_refused_row_leaves_no_person_in_the_log(form: str) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    stream, secret = io.StringIO(), "Nguyễn Văn An\n\n012345678901"
    try:
        configure({"format": form, "level": "INFO"})
        root.handlers[0].setStream(stream)  # type: ignore[attr-defined]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("CREATE TEMP TABLE who (name text, n int CHECK (n > 0))")
                cursor.execute("INSERT INTO who VALUES (%s, -1)", [secret])
        except IntegrityError:
            logging.getLogger("django.request").exception("Internal Server Error")
    finally:
        root.handlers = before
        root.setLevel(level)
        structlog.reset_defaults()

    said = stream.getvalue()
    assert "IntegrityError" in said
    assert "Nguyễn" not in said
    assert "012345678901" not in said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("[/b]la.jsonl", '{"ma_tthc": ""}'),
        ("khong-ma.jsonl", '{"ma_tthc": "", "ten": "[/red]"}'),
        ("hai-dong.jsonl", '{"ma_tthc": "1.1", "ten": "a"}\n{"ma_tthc": "1.1", "ten": "a"}'),
        ("hong.xlsx", "PK\x03\x04xxxx"),
        ("hong.json.gz", "\x1f\x8bxxxx"),
        ("ngay.json", '{"codeNotation": "1.1", "effectiveDate": 2000000000000, "expiredDate": 1}'),
        ("trong.jsonl", ""),
        ("khong-phai.json", "[{"),
    ],
)
def test_the_command_tells_a_broken_file_and_changes_nothing(tmp_path: Path, name: str, text: str) -> None:
    from thutuc.catalogue.management import transfer
    from thutuc.config.commands import terminal

    folder = tmp_path / "x"
    folder.mkdir()
    file = folder / name.replace("/", "∕")
    file.write_text(text, encoding="latin-1")
    before = {model: model._default_manager.count() for model in apps.get_models()}

    with pytest.raises(Unreadable) as told:
        transfer.import_procedures(file, at=NOW)

    assert terminal.tell(told.value) == 1
    assert {model: model._default_manager.count() for model in apps.get_models()} == before


def test_words_of_others_are_no_markup_of_the_terminal(capsys: Any) -> None:
    from thutuc.config.commands import terminal
    from thutuc.kernel.errors import Objection, Refused

    assert terminal.tell(Refused([Objection("x", "Không có trang «%(name)s».", params={"name": "[/b][link]"})])) == 1
    assert terminal.tell(ValueError("[/nothing]")) == 1
    assert "[/nothing]" in capsys.readouterr().err
    terminal.out.print(terminal.table(["a"], [["[/b]"]]))
