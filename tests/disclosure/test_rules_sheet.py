"""What a notice sheet says: everything in short, nothing promised that the text does not promise."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.contents import content
from thutuc.catalogue.rules.content import DossierCase, Fee, LegalBasis, Offer, RequiredDocument, Step, TimeLimit
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.disclosure.rules import sheet
from thutuc.disclosure.rules.sheet import Extent, SheetText, sheet_of


def headings(told: SheetText) -> list[str]:
    return [section.heading for section in told.sections]


def items(told: SheetText, heading: str) -> list[str]:
    return [
        item.text for section in told.sections if section.heading == heading for g in section.groups for item in g.items
    ]


def test_a_short_procedure_is_told_whole() -> None:
    told = sheet_of(content())

    assert (told.size, told.is_cut) == (31.0, False)
    assert [fact.value for fact in told.facts] == [
        "5\u00a0ngày làm việc",
        "0\u00a0đ đến 15.000\u00a0đ",
        "Tại quầy, trực tuyến",
        "Giấy phép bán hoa",
    ]
    assert headings(told) == ["Giấy tờ cần nộp", "Các bước", "Cách nộp, thời hạn, phí", "Yêu cầu, điều kiện"]
    assert told.forms == ("to-khai.docx",)
    assert told.sections[0].groups[0].items[0].note == "1 bản chính, có mẫu treo phía sau"


def test_a_fee_told_only_in_words_is_never_shown_as_free() -> None:
    words = Offer(Channel.DIRECT, fees=(Fee(None, note="Theo Nghị quyết của Hội đồng nhân dân"), Fee(0)))
    told = sheet_of(content(offers=(words,)))
    assert told.facts[1].value == "Theo từng trường hợp"
    assert any("Theo Nghị quyết" in item.note for section in told.sections for g in section.groups for item in g.items)


def test_ninety_four_papers_are_cut_and_counted_in_short_and_whole_in_full() -> None:
    cases = (
        DossierCase("Cá nhân", tuple(RequiredDocument(f"Giấy {n}") for n in range(20))),
        DossierCase("Tổ chức", tuple(RequiredDocument(f"Giấy {n}") for n in range(74))),
    )
    short, full = (sheet_of(content(cases=cases), extent) for extent in Extent)
    assert len(items(short, "Giấy tờ cần nộp")) == 24
    assert short.sections[0].left == "Còn 70 giấy tờ khác: xem đầy đủ bằng mã QR ở trang đầu."
    assert len(items(full, "Giấy tờ cần nộp")) == 94
    assert not full.is_cut


def test_long_names_shrink_and_are_kept_whole() -> None:
    sizes = [sheet.name_size("a" * length) for length in (10, 64, 65, 190, 330, 620, 1_094, 5_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= sheet.SMALLEST
    name = "Đăng ký biến động " * 60
    assert sheet_of(content(name=name)).name == name.strip()


def test_bases_stand_in_the_foot_until_they_are_too_many() -> None:
    many = tuple(LegalBasis(f"{n}/2024/NĐ-CP", f"Nghị định {n}") for n in range(1, 7))
    assert "Căn cứ pháp lý" not in headings(sheet_of(content(legal_bases=many[:3])))
    told = sheet_of(content(legal_bases=many))
    assert told.bases == "1/2024/NĐ-CP, 2/2024/NĐ-CP và 4 văn bản khác"
    assert items(told, "Căn cứ pháp lý")[5] == "6/2024/NĐ-CP: Nghị định 6"


def test_steps_lose_their_numbers_and_bullets_but_not_their_lines() -> None:
    steps = (Step("- Bước 1: Nộp hồ sơ.\n- Nhận giấy hẹn."), Step("Bước 2. Nhận kết quả.", case="Tổ chức"))
    assert items(sheet_of(content(steps=steps)), "Các bước") == [
        "Nộp hồ sơ.\n- Nhận giấy hẹn.",
        "(Tổ chức) Nhận kết quả.",
    ]


def test_an_empty_procedure_has_a_sheet_too() -> None:
    bare = replace(content(), steps=(), offers=(), cases=(), outputs=(), conditions="", legal_bases=(), subjects=())
    told = sheet_of(bare)
    assert told.sections == ()
    assert told.facts[0].value == "Theo từng trường hợp"


@given(st.text(), st.integers(1, 500))
def test_what_is_shortened_is_a_beginning_of_the_text(text: str, most: int) -> None:
    short = sheet.shortened(text, most)
    assert sheet.one_line(text).startswith(short.removesuffix("…"))
    assert len(short) <= most + 1


@given(st.text(alphabet="ab \n-", max_size=300), st.integers(1, 200))
def test_shortened_lines_say_when_something_is_left(text: str, most: int) -> None:
    told = sheet.shortened_lines(text, most)
    whole = sheet.shortened_lines(text, 10_000)
    assert told == whole or told.endswith("…")


def test_limits_are_told_with_a_comma_and_never_break_from_their_unit() -> None:
    offers = tuple(
        Offer(Channel.DIRECT, limit=TimeLimit(Decimal(days), TimeUnit.WORKING_DAY)) for days in ("2.5", "10.00")
    )
    assert sheet_of(content(offers=offers)).facts[0].value == "2,5–10\u00a0ngày làm việc"
