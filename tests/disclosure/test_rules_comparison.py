"""Two catalogues side by side: what is planted is found, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.catalogue.contents import content
from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    LegalBasis,
    Output,
    ProcedureContent,
    RequiredDocument,
    Step,
    TimeLimit,
)
from thutuc.catalogue.rules.rows import ALL_FIELDS, ImportedRow
from thutuc.catalogue.rules.terms import FeeKind, Level, ProcedureType, Subject, TimeUnit
from thutuc.disclosure.rules import facets, marking, ownership
from thutuc.disclosure.rules.comparison import Mismatch, Outcome, Standing, compare, our_levels

ON = date(2026, 11, 20)
LEVELS = our_levels(ON)
LIST = frozenset({"code", "name", "sector", "levels", "decision_number", "state"})


def standing(number: int, **changes: Any) -> Standing:
    told = content(code=f"1.{number:06}", name=f"Cấp giấy phép bán hoa loại {number}")
    return replace(Standing(told.code, told.name, number, told, starts_on=date(2025, 7, 1)), **changes)


def row(each: ProcedureContent | Standing | None, number: int = 1, **changes: Any) -> ImportedRow:
    told = each.content if isinstance(each, Standing) else each
    assert told is not None
    return ImportedRow(number, "{}", told, **changes)


def laid(ours: list[Standing], rows: list[ImportedRow]) -> Outcome:
    return compare(ours, rows, levels=LEVELS)


def kinds(outcome: Outcome) -> list[Mismatch]:
    return [found.kind for found in outcome.found]


# the outer comparison


def test_a_catalogue_laid_beside_itself_shows_nothing() -> None:
    ours = [standing(number) for number in range(1, 6)]

    outcome = laid(ours, [row(each) for each in ours])

    assert (outcome.found, outcome.overlooked, outcome.alike) == ((), (), 5)


def test_what_we_ended_and_citizens_still_read_there_comes_first() -> None:
    gone = standing(1, content=None, ended_on=date(2026, 8, 14), basis="2210/QĐ-UBND")
    unknown, changed = content(code="2.000001"), standing(2)

    outcome = laid([changed, gone], [row(unknown), row(content(code=gone.code)), row(content(code="1.000002"))])

    assert kinds(outcome) == [Mismatch.ABOLISHED_STILL_PUBLIC, Mismatch.DIFFERENT, Mismatch.MISSING_HERE]
    assert outcome.found[0].ours == gone


def test_what_is_withdrawn_on_both_sides_is_alike() -> None:
    gone = standing(1, content=None, ended_on=date(2026, 8, 14))

    outcome = laid([gone], [row(content(code=gone.code), is_withdrawn=True)])

    assert (outcome.found, outcome.alike) == ((), 1)


def test_in_force_here_and_withdrawn_or_absent_there_is_missing_there() -> None:
    first, second = standing(1), standing(2)

    outcome = laid([first, second], [row(first, is_withdrawn=True)])

    assert kinds(outcome) == [Mismatch.MISSING_THERE] * 2
    assert [found.there.is_withdrawn for found in outcome.found] == [True, False]
    assert [found.there.is_absent for found in outcome.found] == [False, True]


def test_an_abolition_that_is_signed_may_be_entered_before_its_day() -> None:
    ending = standing(1, ended_on=date(2027, 1, 1))

    assert laid([ending], [row(ending, is_withdrawn=True)]).found == ()


def test_a_new_text_may_be_entered_there_before_its_day() -> None:
    coming = content(code="1.000001", conditions="Không.")
    changing, fresh = standing(1, coming=coming), standing(2, content=None, coming=content(code="1.000002"))

    assert laid([changing, fresh], [row(coming), row(content(code="1.000002", name="Khác"))]).found == ()
    assert laid([changing, fresh], [row(changing)]).found == ()


def test_internal_procedures_are_not_missed_on_the_public_database() -> None:
    assert laid([standing(1, is_internal=True)], []).found == ()


def test_only_levels_that_the_province_resolves_are_missing_here() -> None:
    ministry, commune = content(code="2.000001", levels=(Level.MINISTRY,)), content(code="2.000002")
    district = content(code="2.000003", levels=(Level.DISTRICT,))

    outcome = laid([], [row(each) for each in (ministry, commune, district)])

    assert [found.base for found in outcome.found] == ["2.000002"]
    assert Level.DISTRICT in our_levels(date(2025, 6, 30))
    assert Level.DISTRICT not in our_levels(date(2025, 7, 1))


def test_local_codes_are_joined_on_their_base_and_each_of_ours_is_compared() -> None:
    one = standing(1, code="1.000001.000.00.00.H99")
    other = standing(1, code="1.000001.000.01.00.H99", content=content(code="x", conditions="Không."))
    there = row(replace(standing(1).content, code="1.000001.000.00.00.H99"))

    outcome = laid([one, other], [there])

    assert [(found.code, [d.key for d in found.differences]) for found in outcome.found] == [
        (other.code, ["name", "conditions"])
    ]
    assert outcome.alike == 1


def test_one_that_lives_keeps_the_code_alive() -> None:
    gone = standing(1, code="1.000001.000.01.00.H99", content=None, ended_on=date(2026, 8, 14))

    assert laid([gone, standing(1)], [row(standing(1))]).found == ()


# what differs


PLANTED: dict[str, Callable[[ProcedureContent], ProcedureContent]] = {
    "name": lambda c: replace(c, name=f"{c.name} đô thị"),
    "steps": lambda c: replace(c, steps=(*c.steps, Step("Trả giấy phép."))),
    "channels": lambda c: replace(c, offers=(replace(c.offers[0], description="Tại quầy số 2"), c.offers[1])),
    "papers": lambda c: replace(c, cases=(DossierCase("", (*c.documents, RequiredDocument("Sơ đồ", originals=1))),)),
    "limits": lambda c: replace(
        c, offers=(replace(c.offers[0], limit=TimeLimit(Decimal("1.5"), TimeUnit.WORKING_DAY)), c.offers[1])
    ),
    "subjects": lambda c: replace(c, subjects=(*c.subjects, Subject.COOPERATIVE)),
    "agency": lambda c: replace(c, resolving_agency="Ủy ban nhân dân cấp huyện"),
    "outputs": lambda c: replace(c, outputs=(Output("Giấy xác nhận", "KQ.G99.000001"),)),
    "forms": lambda c: replace(
        c, cases=(DossierCase("", (replace(c.documents[0], form="mau-02.docx"), c.documents[1])),)
    ),
    "fees": lambda c: replace(c, offers=(replace(c.offers[0], fees=(Fee(8000, FeeKind.CHARGE),)), c.offers[1])),
    "conditions": lambda c: replace(c, conditions="Có chỗ bán không cản lối đi; có áo mưa."),
    "bases": lambda c: replace(c, legal_bases=(*c.legal_bases, LegalBasis("120/2025/NĐ-CP"))),
    "levels": lambda c: replace(c, levels=(Level.PROVINCE, Level.COMMUNE)),
    "type": lambda c: replace(c, procedure_type=ProcedureType.OTHER),
    "sector": lambda c: replace(c, sector="Quản lý đô thị"),
    "authority": lambda c: replace(c, competent_authority="Chủ tịch Ủy ban nhân dân cấp xã"),
    "delegated": lambda c: replace(c, delegated_agency="Phòng Hoa"),
    "cooperating": lambda c: replace(c, cooperating_agency="Công an cấp xã"),
    "address": lambda c: replace(c, reception_address="Số 2 đường Hòa Bình"),
    "regulator": lambda c: replace(c, regulating_agency="Bộ Cây"),
    "decision": lambda c: replace(c, decision_number="21/QĐ-BH"),
    "related": lambda c: replace(c, related="1.000007"),
}


@pytest.mark.parametrize("part", PLANTED)
def test_a_difference_in_any_part_is_found_in_that_part_alone(part: str) -> None:
    ours = standing(1)
    assert ours.content is not None

    (found,) = laid([ours], [row(PLANTED[part](ours.content))]).found

    assert [difference.key for difference in found.differences] == [part]


def test_what_is_planted_is_found_exactly() -> None:
    ours = [standing(number) for number in range(1, 101)]
    parts = list(PLANTED)
    planted, rows = {}, []
    for place, each in enumerate(ours):
        assert each.content is not None
        if place % 4 == 0:
            planted[each.code] = parts[place // 4 % len(parts)]
            rows.append(row(PLANTED[planted[each.code]](each.content)))
        else:
            rows.append(row(_respelt(each.content)))

    outcome = laid(ours, rows)

    assert {found.code: [d.key for d in found.differences] for found in outcome.found} == {
        code: [part] for code, part in planted.items()
    }
    assert outcome.alike == 75
    assert {spot.code for spot in outcome.overlooked} == {each.code for each in ours} - set(planted)


def _respelt(told: ProcedureContent) -> ProcedureContent:
    return replace(
        told,
        name=told.name.upper(),
        sector="Quản lí  vỉa hè",
        conditions="Có chỗ bán, không cản lối đi",
        resolving_agency="Uỷ ban nhân dân cấp xã",
        steps=(Step("Người bán hoa nộp hồ sơ.Công chức kiểm tra. Chủ tịch kí giấy phép."),),
    )


def test_spelling_is_counted_once_for_each_part() -> None:
    ours = standing(1)
    assert ours.content is not None

    outcome = laid([ours], [row(_respelt(ours.content))])

    assert [spot.difference.key for spot in outcome.overlooked] == ["name", "steps", "agency", "conditions", "sector"]
    assert outcome.found == ()


def test_the_order_of_lists_is_no_difference() -> None:
    ours = standing(1)
    assert ours.content is not None
    turned = replace(ours.content, offers=ours.content.offers[::-1], legal_bases=ours.content.legal_bases[::-1])

    assert laid([ours], [row(turned)]).found == ()


def test_how_a_system_numbers_its_records_is_no_content() -> None:
    ours = standing(1)
    assert ours.content is not None

    assert laid([ours], [row(replace(ours.content, national_id="019d2bfb"))]).found == ()


def test_a_file_that_does_not_speak_of_a_part_says_nothing_about_it() -> None:
    ours = standing(1)
    bare = ProcedureContent(ours.code, ours.name)

    assert laid([ours], [row(bare, speaks_of=frozenset({"code", "name"}))]).found == ()
    assert kinds(laid([ours], [row(bare, speaks_of=ALL_FIELDS)])) == [Mismatch.DIFFERENT]


# lists


def test_a_list_shows_what_it_has_columns_for() -> None:
    ours = standing(1)
    assert ours.content is not None
    listed = ProcedureContent(
        ours.code, f"{ours.name} đô thị", levels=(Level.COMMUNE,), sector=ours.content.sector, decision_number="9/QĐ-BH"
    )

    outcome = laid([ours], [row(listed, columns=LIST)])

    assert [difference.key for difference in outcome.found[0].differences] == ["name", "decision"]
    assert outcome.parts == ("name", "sector", "levels", "decision")


def test_one_column_of_three_that_fill_a_field_speaks_for_itself_only() -> None:
    ours = standing(1)
    assert ours.content is not None
    cell = replace(ours.content, offers=(replace(ours.content.offers[0], fees=()),), cases=())
    longer = replace(cell, offers=(replace(cell.offers[0], limit=TimeLimit(Decimal(7), TimeUnit.WORKING_DAY)),))
    columns = frozenset({"code", "limit"})

    assert laid([ours], [row(cell, columns=columns)]).found == ()
    (found,) = laid([ours], [row(longer, columns=columns)]).found
    assert [(d.key, d.ours, d.there) for d in found.differences] == [
        ("limits", ("5 ngày làm việc",), ("7 ngày làm việc",))
    ]


def test_a_list_without_levels_is_taken_as_a_list_of_ours() -> None:
    listed = ProcedureContent("2.000001", "Bán cây cảnh")

    assert kinds(laid([], [row(listed, columns=frozenset({"code", "name"}), speaks_of=frozenset())])) == [
        Mismatch.MISSING_HERE
    ]


def test_every_column_of_a_spreadsheet_has_a_view() -> None:
    from thutuc.catalogue.rules.columns import COLUMNS

    assert {column.key for column in COLUMNS} - {"code", "state", "effective_from", "effective_to"} == set(
        facets.COLUMNS
    )


# whose file


def owned(rows: list[ImportedRow]) -> list[str]:
    return [str(each) for each in ownership.objections(rows, codes={"H99"}, names=["Tỉnh An Lạc"])]


def test_local_codes_of_another_province_refuse_the_file() -> None:
    (told,) = owned([row(content(code="1.000001.000.00.00.H56")), row(content())])

    assert "1 mã thủ tục mang mã định danh H56, mã của tỉnh ta là H99" in told
    assert owned([row(content(code="1.000001.000.00.00.H99")), row(content())]) == []


def test_agencies_of_another_province_refuse_the_file() -> None:
    theirs = [row(content(resolving_agency="Sở Tư pháp tỉnh Gia Lai")) for _ in range(3)]
    named_once = [row(content(competent_authority="UBND tỉnh Gia Lai nơi cư trú")), *(row(content()) for _ in range(9))]

    assert owned([row(content()), *theirs]) == [
        "Tệp này có vẻ của tỉnh khác: 3 dòng ghi cơ quan của Gia Lai. "
        "Chưa đối soát gì. Xuất lại tệp từ tài khoản của tỉnh rồi nạp lại."
    ]
    assert owned(named_once) == []
    assert owned([row(content(resolving_agency="Sở Tư pháp tỉnh An Lạc")) for _ in range(3)]) == []
    assert owned([row(content(resolving_agency="Văn phòng Tỉnh ủy"))]) == []


# on the page


def test_theirs_is_marked_and_ours_stays_plain() -> None:
    (shown,) = marking.rows("fees", ["8.000 đ mỗi bản sao"], ["5.000 đ mỗi bản sao"])

    assert shown.ours == "8.000 đ mỗi bản sao"
    assert shown.there == [("out", "8.000"), ("same", " "), ("in", "5.000"), ("same", " "), ("same", "đ mỗi bản sao")]


def test_spelling_is_not_marked_and_lists_keep_our_order() -> None:
    found = marking.rows("bases", ["Luật Hộ tịch", "Nghị định số 1"], ["NGHỊ ĐỊNH số 1", "Luật hộ tịch", "Thông tư 2"])

    assert [(each.ours, each.differs) for each in found] == [
        ("Luật Hộ tịch", False),
        ("Nghị định số 1", False),
        ("", True),
    ]
    assert found[2].there == [("in", "Thông tư 2")]


def test_lines_of_a_list_are_laid_beside_what_is_most_alike() -> None:
    ours = ["Trực tiếp: 3 ngày làm việc", "Trực tuyến: 3 ngày làm việc"]
    found = marking.rows("limits", ours, ["Trực tuyến: 3 ngày làm việc", "Trực tiếp: 7 ngày làm việc"])

    assert [each.differs for each in found] == [True, False]
    assert [words for kind, words in found[0].there if kind != "same"] == ["3", "7"]


def test_long_lines_are_cut_around_what_differs() -> None:
    words = " ".join(f"chữ{number}" for number in range(60))

    shown = marking.rows("steps", [f"{words} cũ {words}"], [f"{words} mới {words}"])[0].cut()

    assert shown.ours.startswith("… chữ")
    assert shown.ours.endswith(" …")
    assert "chữ59 cũ chữ0" in shown.ours
    assert ("out", "cũ") in shown.there
    assert ("in", "mới") in shown.there
