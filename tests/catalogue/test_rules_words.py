"""The words of files turned into values."""

from decimal import Decimal

import pytest

from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.content import Fee, TimeLimit
from thutuc.catalogue.rules.terms import Channel, FeeKind, Level, ProcedureType, Subject, TimeUnit

DAYS, CALENDAR, HOURS, MONTHS = (
    TimeUnit.WORKING_DAY,
    TimeUnit.CALENDAR_DAY,
    TimeUnit.WORKING_HOUR,
    TimeUnit.MONTH,
)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("30 Ngày làm việc", TimeLimit(Decimal(30), DAYS)),
        ("05 (năm) ngày làm việc", TimeLimit(Decimal(5), DAYS)),
        ("0,5 ngày", TimeLimit(Decimal("0.5"), CALENDAR)),
        ("4 giờ", TimeLimit(Decimal(4), HOURS)),
        ("2 tháng.", TimeLimit(Decimal(2), MONTHS)),
        ("Trong ngày", TimeLimit(None, TimeUnit.SAME_DAY)),
        ("trước khi tàu rời cảng", TimeLimit(note="trước khi tàu rời cảng")),
        ("7 ngày làm việc kể từ ngày nhận", TimeLimit(Decimal(7), DAYS, "7 ngày làm việc kể từ ngày nhận")),
        ("12", TimeLimit(Decimal(12))),
        ("", TimeLimit()),
        ("Không có thông tin", TimeLimit()),
    ],
)
def test_a_limit_in_words(text: str, limit: TimeLimit) -> None:
    assert words.time_limit(text) == limit


@pytest.mark.parametrize(
    ("amount", "unit", "limit"),
    [
        (5, "WORKING_DAY", TimeLimit(Decimal(5), DAYS)),
        (120.0, None, TimeLimit(Decimal("120.0"))),
        (None, None, TimeLimit()),
        ("", "DAY", TimeLimit(None, CALENDAR)),
        ("năm", "DAY", TimeLimit(note="năm")),
        (-3, "DAY", TimeLimit(note="-3")),
        (float("inf"), "DAY", TimeLimit(note="inf")),
    ],
)
def test_a_limit_in_two_columns(amount: object, unit: object, limit: TimeLimit) -> None:
    assert words.limit_of(amount, unit) == limit


@pytest.mark.parametrize(
    ("text", "note", "fees"),
    [
        ("", "", ()),
        ("Miễn phí", "", (Fee(0),)),
        ("Miễn phí", "Không quy định.", (Fee(0, note="Không quy định."),)),
        (
            "Miễn phí",
            "Theo quy định của Hội đồng",
            (Fee(None, note="Theo quy định của Hội đồng"),),
        ),
        ("Miễn phí", "Lệ phí cấp mới 50.000đồng/lần", (Fee(None, note="Lệ phí cấp mới 50.000đồng/lần"),)),
        ("Phí : 0 Đồng", "", (Fee(0, FeeKind.FEE),)),
        ("Phí : Không Đồng", "", (Fee(0),)),
        ("500,000 Việt Nam Đồng", "/hồ sơ", (Fee(500000, note="/hồ sơ"),)),
        ("70.000 VNĐ", "", (Fee(70000),)),
        ("Lệ phí : 10.000 Đồng (cấp mới)", "", (Fee(10000, FeeKind.CHARGE, "cấp mới"),)),
        (
            "Phí : 2.000.000 Đồng (đất liền)\nPhí : 5.000.000 Đồng (biển)",
            "",
            (Fee(2000000, FeeKind.FEE, "đất liền"), Fee(5000000, FeeKind.FEE, "biển")),
        ),
        ("10 USD", "", (Fee(None, note="10 USD"),)),
        (",000 VNĐ", "theo Thông tư", (Fee(None, note=",000 VNĐ\ntheo Thông tư"),)),
        (
            "Phí : Bằng 50% mức năm 2016",
            "",
            (Fee(None, FeeKind.FEE, "Phí : Bằng 50% mức năm 2016"),),
        ),
        ("", "20.000 đồng/tờ", (Fee(None, note="20.000 đồng/tờ"),)),
        ("", "Không", (Fee(0, note="Không"),)),
    ],
)
def test_fees_in_words(text: str, note: str, fees: tuple[Fee, ...]) -> None:
    assert words.fees(text, note) == fees


def test_empty_by_the_portals_word_is_empty() -> None:
    assert words.clean("Không có thông tin") == ""
    assert words.clean("Không có thông tinTừ khóaKhông có thông tinMô tảKhông có thông tin") == ""
    assert words.clean("Không có thông tin thì ghi «không»") == "Không có thông tin thì ghi «không»"
    assert words.clean(None) == ""


def test_text_comes_in_one_unicode_form_without_control_characters() -> None:
    assert words.clean("Hoa\u0300\x00\r\n\ufeffBình") == "Hoà\nBình"
    assert words.line("  a\n b\t") == "a b"


def test_none_is_said_in_several_ways() -> None:
    assert words.says_none("Không có.")
    assert not words.says_none("Không quá 5 người")


def test_levels_and_subjects_keep_what_they_do_not_know() -> None:
    assert words.levels(["Cấp xã", "Cấp bộ", "Liên xã", ""]) == ((Level.MINISTRY, Level.COMMUNE), ["Liên xã"])
    assert words.subjects(["Cán bộ", "công chức", "viên chức", "Doanh nghiệp Việt Nam", "Đảng viên"]) == (
        (Subject.PUBLIC_SERVANT, Subject.ENTERPRISE),
        ["Đảng viên"],
    )


def test_the_label_with_a_comma_is_one_subject() -> None:
    assert words.subjects(["Tổ chức (không bao gồm doanh nghiệp, HTX)"]) == ((Subject.ORGANISATION,), [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TTHC được giao luật quy định chi tiết", ProcedureType.LAW_DELEGATED),
        ("ASSIGNED_REGULATION", ProcedureType.LAW_DELEGATED),
        ("TTHC không được luật giao cho địa phương quy định", ProcedureType.NOT_DELEGATED_LOCAL),
        ("Loại khác", ProcedureType.OTHER),
        ("", None),
    ],
)
def test_kinds_of_procedure(text: str, kind: ProcedureType | None) -> None:
    assert words.procedure_type(text) is kind


@pytest.mark.parametrize(
    ("text", "way"),
    [("Trực tiếp", Channel.DIRECT), ("ONLINE", Channel.ONLINE), ("3", Channel.POSTAL), ("chim bồ câu", None)],
)
def test_ways_of_filing(text: str, way: Channel | None) -> None:
    assert words.channel(text) is way


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Số 60 / 2014/qh13", "60/2014/QH13", ""),
        ("8/2015/NĐ-CP", "08/2015/NĐ-CP", ""),
        ("12/2021/QĐ-TTg", "12/2021/QĐ-TTg", ""),
        ("Nghị định số 63/2010/NĐ-CP", "63/2010/NĐ-CP", "Nghị định số 63/2010/NĐ-CP"),
        ("Luật Hộ tịch", "Luật Hộ tịch", ""),
        ("", "", ""),
    ],
)
def test_documents_in_the_spelling_of_the_register(text: str, number: str, title: str) -> None:
    found = words.basis(text)

    assert (found.number, found.title) == (number, title)


def test_counts() -> None:
    assert [words.count(value) for value in (1, "2", None, "ba", -1, 10**12)] == [1, 2, None, None, None, None]
