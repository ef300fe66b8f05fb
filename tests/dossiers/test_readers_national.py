"""Dossiers as the national portal writes them: every value text, every fault told, nothing guessed."""

import json
from typing import Any

import pytest

from tests.dossiers.factories import moment
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.readers import national
from thutuc.dossiers.rules.terms import ApplicantKind, IdKind, ReturnWay
from thutuc.kernel.errors import Unreadable

RECORD = {
    "MaHoSo": "G22.99-261125-0001",
    "MaTTHC": "2.000635",
    "KenhThucHien": "2",
    "ChuHoSo": "Lê Thị Bưởi",
    "SoGiayToChuHoSo": "049185004318",
    "LoaiDoiTuong": "1",
    "SoDienThoai": "0905 123 113",
    "TrichYeuHoSo": "Xin hai bản sao",
    "NgayNopHoSo": "20261125154500",
    "HinhThuc": "1",
    "TrangThaiHoSo": "1",
}


def read(*records: Any) -> list[national.Reading]:
    return national.read(json.dumps({"service": "DongBoHoSoMC", "data": list(records)}).encode())


def test_a_record_of_the_portal_is_read_whole() -> None:
    (found,) = read(RECORD)

    told = found.incoming
    assert told is not None
    assert (told.code, told.channel, told.return_way) == ("G22.99-261125-0001", Channel.ONLINE, ReturnWay.POST)
    assert told.filed_at == moment("2026-11-25 15:45")
    assert (told.owner.id_kind, told.owner.phone) == (IdKind.PERSONAL, "0905123113")


def test_an_enterprise_is_known_by_its_tax_code() -> None:
    more = {"LoaiDoiTuong": "2", "SoGiayToChuHoSo": "", "DinhDanhCHS": [{"SoDinhDanh": "0401234567"}]}

    (found,) = read({**RECORD, **more})

    assert found.incoming is not None
    assert found.incoming.owner.kind is ApplicantKind.ENTERPRISE
    assert (found.incoming.owner.id_kind, found.incoming.owner.id_number) == (IdKind.TAX, "0401234567")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ChuHoSo": ""}, "national.missing"),
        ({"MaTTHC": None}, "national.missing"),
        ({"KenhThucHien": "7"}, "national.coded"),
        ({"NgayNopHoSo": "25/11/2026"}, "national.moment"),
        ({"NgayNopHoSo": "20261399000000"}, "national.moment"),
        ({"TrangThaiHoSo": "4"}, "national.state"),
    ],
)
def test_every_fault_is_told_beside_the_good_ones(more: dict[str, Any], code: str) -> None:
    good, bad = read(RECORD, {**RECORD, **more})

    assert good.incoming is not None
    assert bad.incoming is None
    assert [each.code for each in bad.objections] == [code]


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"[", b"[]", b'"x"', b"\xff\xfe{", json.dumps([1] * 501).encode()])
def test_what_is_no_list_of_dossiers_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        national.read(content)


def test_one_object_and_a_bare_list_are_read_too() -> None:
    assert national.read(json.dumps(RECORD).encode())[0].incoming is not None
    found = national.read(json.dumps([RECORD, "x"]).encode())
    assert [each.incoming is None for each in found] == [False, True]
