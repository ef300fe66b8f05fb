"""What comes from phones, word processors and other people's websites: refused in words, kept without traces."""

import io
import threading
import zipfile
import zlib
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from docx import Document
from PIL import Image

from tests.conftest import NOW
from thutuc.catalogue.readers import annex
from thutuc.disclosure.adapters.fetching import Manner, Visitor, are_public
from thutuc.disclosure.readers.photos import read_photo
from thutuc.disclosure.rules import subscriptions
from thutuc.disclosure.rules.sites import Problem
from thutuc.kernel.errors import Unreadable


def document(**parts: str) -> bytes:
    """A Word file with some of its parts replaced or added."""
    good, out = io.BytesIO(), io.BytesIO()
    made = Document()
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Mã TTHC", "Tên TTHC", "1.009901", "Cấp giấy phép"), strict=True):
        cell.text = words
    made.save(good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if info.filename not in parts:
                target.writestr(info.filename, source.read(info))
        for name, text in parts.items():
            target.writestr(name, text)
    return out.getvalue()


BODY = "word/document.xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r>'
    "</w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "data",
    [
        document(**{BODY: LAUGHS}),
        document(**{BODY: "x" * 70_000_000}),
        document(**{BODY: "<broken"}),
        document(**{"word/styles.xml": "<broken"}),
        document()[:-200],
        b"PK\x03\x04" + b"\0" * 64,
        b"\xd0\xcf\x11\xe0" + b"\0" * 64,
        b"%PDF-1.7",
        b"",
    ],
    ids=["laughs", "bomb", "broken", "styles", "cut", "zeros", "old-office", "pdf", "empty"],
)
def test_an_annex_made_to_break_its_reader_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        annex.grids_of_file(data, "phu-luc.docx")


def test_macros_of_an_annex_are_not_looked_at() -> None:
    grids = annex.grids_of_file(document(**{"word/vbaProject.bin": "MZ"}), "phu-luc.docm")

    assert [list(row) for row in grids[0].rows][-1][:2] == ["1.009901", "Cấp giấy phép"]


def png(width: int, height: int) -> bytes:
    """A picture that says it is large and is a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a" + b"\0" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        png(60_000, 60_000),
        png(9_000, 9_000),
        b"",
    ],
    ids=["svg", "gif", "cut", "bomb", "wide", "empty"],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_photo(io.BytesIO(data), size=len(data))


def test_a_photo_is_kept_without_what_came_with_it() -> None:
    picture, out = Image.new("RGB", (40, 30), "white"), io.BytesIO()
    exif = picture.getexif()
    exif[0x010F], exif[0x8298], exif[0x9C9D] = "MayCuaToi", "NguoiChup", b"x"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 2.0), 3: "E", 4: (105.0, 51.0, 3.0)})
    picture.save(out, "JPEG", exif=exif, comment=b"ghi-chu-rieng")

    kept = read_photo(io.BytesIO(out.getvalue()), size=len(out.getvalue()))

    assert not Image.open(io.BytesIO(kept.content)).getexif()
    assert all(word not in kept.content for word in (b"Exif", b"MayCuaToi", b"NguoiChup", b"ghi-chu-rieng", b"GPS"))
    assert kept.name == "anh-niem-yet.jpg"


# --- other people's websites ---


class Onward(BaseHTTPRequestHandler):
    """Sends every visitor to the place that its path names."""

    places: tuple[str, ...] = ()
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        number = self.path.strip("/")
        self.send_response(302 if number.isdigit() else 404)
        if number.isdigit():
            self.send_header("Location", self.places[int(number)])
        self.end_headers()

    def log_message(self, *_told: object) -> None:
        """Nothing is written."""


@pytest.fixture
def onward() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Onward)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Onward.asked = []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_address_of_the_inside_is_visited_by_a_redirect(onward: str) -> None:
    """The first host is named as one of the house's own; where it sends us is not."""
    inside = onward.replace("127.0.0.1", "localhost")
    Onward.places = (
        *(f"{inside}/trong", "http://localhost/", "http://0.0.0.0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"),
        *("http://2130706433/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "gopher://a/"),
        *("http://a:b@localhost/", "http://[::1", "http://a\x7fb/", "http://%00/", "http://" + "a" * 300 + "/", "//"),
        *(
            "http://a..b/",
            "http://localhost:99999/",
            "http://localhost:22/",
            "http://\x01/",
        ),
    )
    visitor = Visitor(Manner(timeout=2, whole=4, pause=0, private=frozenset({"127.0.0.1"})), rest=lambda _time: None)

    told = {place: visitor.page(f"{onward}/{number}").problem for number, place in enumerate(Onward.places)}

    assert all(told.values())
    assert not any("trong" in path for path in Onward.asked)
    assert {told[place] for place in Onward.places[:10]} == {Problem.ADDRESS}


INSIDE = (
    *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "255.255.255.255"),
)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_the_inside_is_not_public(address: str) -> None:
    assert not are_public(["8.8.8.8", address])


# --- mailboxes ---


def test_a_mailbox_is_not_filled_by_asking_again_and_again() -> None:
    """Every repeat waits as long as all the asking before it."""
    last, mails = NOW, 1
    for minute in range(7 * 24 * 60):
        at = NOW + timedelta(minutes=minute)
        if subscriptions.may_repeat(last, asked=NOW, at=at):
            last, mails = at, mails + 1

    assert 3 <= mails <= 11
