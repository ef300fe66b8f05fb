"""Files made to break a reader: refused in words with nothing changed, never an error of the program."""

import io
import json
import zipfile
import zlib
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts.factories import officer
from tests.catalogue.files import collected, portal, sheet
from tests.conftest import NOW
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services
from thutuc.catalogue.readers import headings, read
from thutuc.catalogue.rules.columns import TEMPLATE_SHEET
from thutuc.catalogue.rules.terms import Level
from thutuc.files.services import inspection
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused, Unreadable

SYSTEM = Actor.system("test")


def book(**parts: str) -> bytes:
    """A good workbook with some parts replaced (`sheet` is the first sheet)."""
    good = io.BytesIO(sheet(["Mã thủ tục", "Tên thủ tục"], ["1.009901", "Cấp giấy phép"], title=TEMPLATE_SHEET))
    out = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            text = source.read(info)
            if "sheet" in parts and info.filename == "xl/worksheets/sheet1.xml":
                text = parts["sheet"].encode()
            if "strings" in parts and info.filename == "xl/sharedStrings.xml":
                text = parts["strings"].encode()
            target.writestr(info.filename, text)
    return out.getvalue()


def flipped(data: bytes) -> bytes:
    """The archive with damage in the middle of every part, its directory whole."""
    harmed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename)
            for place in range(start, start + max(info.compress_size - 1, 0)):
                harmed[place] ^= 0x5A
    return bytes(harmed)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
OUTSIDE = LAUGHS.replace('<!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">')
HARMFUL = {
    "entities": book(sheet=LAUGHS),
    "outside entity": book(sheet=OUTSIDE),
    "no xml": book(sheet="<worksheet><sheetData><row"),
    "empty sheet": book(sheet=""),
    "damaged": flipped(book()),
    "half": book()[: len(book()) // 2],
    "strange numbers": book(
        sheet='<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="s"><v>99999</v></c></row></sheetData></worksheet>'
    ),
    "strange place": book(
        sheet='<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="x"><c r="?"><v>1</v></c></row></sheetData></worksheet>'
    ),
}


@pytest.mark.parametrize("data", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_workbook_is_unreadable_not_an_error(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, "so.xlsx")
    with suppress(Unreadable):
        found = str(headings(data))
        assert "root:" not in found
        assert "hahaha" not in found


DEEP = "[" * 100_000 + "]" * 100_000
LONG_NUMBER = "9" * 6_000


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        '{"ma_tthc": ' + DEEP + "}",
        '{"ma_tthc": "1.009901", "x": ' + LONG_NUMBER + "}",
        '{"ma_tthc": "1.009901", "x": NaN}',
        '{"ma_tthc": "1.009901", "x": -Infinity}',
        "\x00" * 100,
        '{"code": "1.009901", "name": 7}',
        '{"code": "1.009901", "name": "x", "workflow": [{"title": "a", "hours_direct": "NaN"}]}',
        '{"code": "1.009901", "name": "x", "cases": [{"name": "", "documents": [{"name": "a", "copies": 1e400}]}]}',
        '{"code": "1.009901", "name": "x", "offers": [{"channel": "direct", "fees": [{"amount": ' + "9" * 400 + "}]}]}",
    ],
)
def test_harmful_json_is_unreadable_not_an_error(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text.encode(), "thu-tuc.jsonl")


ODD_ROWS = [
    collected(ten="Đăng\x00ký\ud800", yeu_cau_dieu_kien="a\x00b"),
    collected(cach_thuc=[{**collected()["cach_thuc"][0], "thoi_han": 1e300, "phi": "9" * 5000, "phi_so": 1e300}]),
    collected(cach_thuc=[{**collected()["cach_thuc"][0], "thoi_han": "9" * 300 + " ngày", "phi": "9" * 30}]),
    collected(ho_so=[{"truong_hop": "", "giay_to": [{"ten": "a", "ban_chinh": 10**12, "ban_sao": -1}]}]),
    collected(ten="a" * 100_000, linh_vuc="b" * 5_000, co_quan_thuc_hien="c" * 5_000, bo_nganh="d" * 5_000),
    collected(so_quyet_dinh="e" * 5_000, can_cu_so_hieu=["f" * 5_000], portal_id="g" * 5_000, bo_nganh_ma="h" * 500),
    collected(ket_qua=[{"ten": "k" * 5_000, "ma": "l" * 5_000}]),
    portal(executionMethods=[{"submissionMethod": "DIRECT", "fees": [{"value": float("inf"), "type": "FEE"}]}]),
    portal(executionMethods=[{"submissionMethod": "DIRECT", "fees": [{"value": 1e300, "type": "FEE"}]}]),
    portal(executionMethods=[{"submissionMethod": "DIRECT", "processingTime": 1e300, "processingTimeUnit": "DAY"}]),
    portal(createdAt=1e300, updatedAt=-1e300),
    {"code": "1.009901", "name": "Cấp\x00 giấy\ud83d phép"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ODD_ROWS, ids=range(len(ODD_ROWS)))
@pytest.mark.parametrize("as_list", [False, True], ids=["line", "list"])
def test_odd_values_are_kept_as_text_up_to_the_opened_list(row: dict[str, Any], as_list: bool) -> None:
    written = json.dumps([row] if as_list else row).replace("Infinity", "1e9999")

    try:
        reading = read(written.encode(), "thu-tuc.json" if as_list else "thu-tuc.jsonl")
    except Unreadable:
        return
    services.import_rows(reading=reading, by=SYSTEM, at=NOW, content=written.encode())
    opened = services.open_catalogue(
        effective_on=NOW.date(), basis="412/QĐ-UBND", levels=tuple(Level), by=SYSTEM, at=NOW
    )

    assert opened.counts["procedures"] <= 1


BROKEN_UPLOADS = {
    "broken.xlsx": flipped(book()),
    "bomb.jsonl.gz": zlib.compress(b"0" * 50_000_000, wbits=31),
    "latin.jsonl": '{"ma_tthc": "1.1", "ten": "Đăng ký"}'.encode("cp1258", "replace"),
    "no-code.jsonl": json.dumps(collected(ma_tthc="")).encode(),
    "twice.jsonl": (json.dumps(collected()) + "\n" + json.dumps(collected())).encode(),
    "dates.json": json.dumps(portal(effectiveDate=2_000_000_000_000, expiredDate=1_000_000_000_000)).encode(),
    "empty.jsonl": b"\n",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "mau\x00.jsonl": b"{",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN_UPLOADS)
def test_a_broken_upload_is_told_on_the_page_and_changes_nothing(client: Client, name: str) -> None:
    client.force_login(officer(Role.CONTROL_OFFICER))
    before = _counts()

    upload = SimpleUploadedFile(name, BROKEN_UPLOADS[name])
    answer = client.post("/ban-lam-viec/danh-muc/nhap/", {"file": upload})

    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    assert _counts() == before


def _counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("thutuc.")
    }


def test_an_encrypted_or_broken_container_is_a_mismatch_not_an_error() -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    data = bytearray(plain.getvalue())
    data[6] |= 1
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1

    facts = inspection.facts_of(io.BytesIO(bytes(data)), name="don.odt", size=len(data))

    assert facts.declared_type == ""


def test_file_names_lose_their_folders_and_controls() -> None:
    from thutuc.files.services.storing import file_name

    for name in (
        "../../etc/passwd.pdf",
        "C:\\x\\..\\a.pdf",
        "/abs/\r\nSet-Cookie: x.pdf",
        "\x00.pdf",
        "\u202efdp.exe.pdf",
    ):
        plain = file_name(name)
        assert not set(plain) & set("/\\\r\n\x00\u202e")
        assert not plain.startswith(".")


@pytest.mark.django_db
def test_a_refused_import_of_a_stranger_leaves_no_file() -> None:
    reading = read(json.dumps(collected()).encode(), "thu-tuc.jsonl")
    before = _counts()

    with pytest.raises(Refused):
        services.import_rows(reading=reading, by=Actor.anonymous(), at=NOW, content=b"{}")

    assert _counts() == before
