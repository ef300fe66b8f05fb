"""The words of a decision on paper: lists in the order of the law, counts, effect, who signs in whose name."""

from datetime import date
from decimal import Decimal

import pytest

from tests.catalogue.contents import content
from tests.catalogue.paper_cases import paper, rows, submission
from thutuc.catalogue.rules.content import Offer, TimeLimit
from thutuc.catalogue.rules.decisions import wording
from thutuc.catalogue.rules.decisions.citing import citation
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.paper import row_of
from thutuc.catalogue.rules.decisions.terms import OperationKind, SignerCapacity
from thutuc.catalogue.rules.terms import Channel, TimeUnit


def test_the_lists_stand_in_the_order_of_the_law_and_two_words_of_abolition_apart() -> None:
    kinds = [(each.kind, len(each.rows)) for each in wording.lists(rows())]

    assert kinds[:3] == [(OperationKind.NEW, 1), (OperationKind.AMENDED, 1), (OperationKind.REPLACED, 1)]
    assert kinds[-2:] == [(OperationKind.ABOLISHED, 1), (OperationKind.ABOLISHED, 1)]
    assert wording.lists(rows())[-1].heading == "Danh mục thủ tục hành chính bị hủy bỏ"


def test_a_row_tells_the_facts_of_the_list() -> None:
    new, amended, replaced = rows()[:3]

    assert (new.time_limit, new.agency, new.sector, new.level) == (
        "5 ngày làm việc",
        "Ủy ban nhân dân cấp xã",
        "Quản lý vỉa hè",
        "Cấp Xã",
    )
    assert new.place == "Trực tiếp; Trực tuyến"
    assert [name for name, _text in new.terms][:2] == ["Trình tự thực hiện", "Cách thức thực hiện"]
    assert amended.changes == "Thời hạn giải quyết\nPhí, lệ phí"
    assert replaced.replaces == ("1.009800", "1.009801")


def test_limits_that_differ_by_way_are_told_with_their_way() -> None:
    five, three = (TimeLimit(Decimal(number), TimeUnit.WORKING_DAY) for number in (5, 3))
    offers = (Offer(Channel.DIRECT, limit=five), Offer(Channel.ONLINE, limit=three))

    row = row_of(Operation(OperationKind.NEW, "1.009901", content=content(offers=offers)))

    assert row.time_limit.split("\n") == ["Trực tiếp: 5 ngày làm việc", "Trực tuyến: 3 ngày làm việc"]


def test_a_row_without_a_content_still_has_its_code_name_and_text() -> None:
    row = row_of(Operation(OperationKind.ABOLISHED, "1.009901", "Tên", basis="Văn bản"))

    assert (row.code, row.name, row.basis, row.agency) == ("1.009901", "Tên", "Văn bản", "")


@pytest.mark.parametrize(
    ("capacity", "title", "lines"),
    [
        (SignerCapacity.CHAIR, "", ("CHỦ TỊCH",)),
        (SignerCapacity.KT_CHAIR, "", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (SignerCapacity.TUQ, "Chánh Văn phòng", ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (SignerCapacity.TL, "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (SignerCapacity.HEAD, "Giám đốc", ("GIÁM ĐỐC",)),
    ],
)
def test_who_signs_in_whose_name(capacity: SignerCapacity, title: str, lines: tuple[str, ...]) -> None:
    assert wording.signing_lines(capacity, title) == lines


def test_the_effect_is_told_from_the_signature_or_from_its_own_day() -> None:
    signed = date(2026, 11, 25)

    at_once = wording.articles(paper(signed_on=signed, effective_on=signed))[1][0]
    later = wording.articles(paper(signed_on=signed, effective_on=date(2027, 1, 1)))[1][0]

    assert at_once.endswith("kể từ ngày ký.")
    assert later.endswith("kể từ ngày 01 tháng 01 năm 2027.")


def test_what_is_superseded_is_named_as_a_decision() -> None:
    told = wording.articles(paper(supersedes=("12/QĐ-UBND", "Quyết định số 13/QĐ-UBND ngày 01 tháng 02 năm 2024")))[1][
        1
    ]

    assert "tại Quyết định số 12/QĐ-UBND; Quyết định số 13/QĐ-UBND ngày 01 tháng 02 năm 2024 hết" in told


def test_districts_are_bound_only_while_there_were_some() -> None:
    before, after = (wording.articles(paper(drafted_on=on))[-1][0] for on in (date(2025, 6, 30), date(2025, 7, 1)))

    assert "các huyện" in before
    assert "các huyện" not in after


def test_articles_of_the_draft_replace_the_usual_ones() -> None:
    assert wording.articles(paper(articles=(("Một.",), ("Hai.",)))) == (("Một.",), ("Hai.",))


def test_the_annex_names_its_decision_before_and_after_the_number_is_known() -> None:
    signed = paper(number="3218/QĐ-UBND", signed_on=date(2026, 2, 5))

    assert wording.annex_note(signed) == (
        "(Kèm theo Quyết định số 3218/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh An Lạc)"
    )
    assert "năm 2026 của" in wording.annex_note(paper())


def test_the_submission_counts_what_it_brings() -> None:
    total, by_level = wording.submission_counts(submission())

    assert total.startswith("Trình công bố 09 thủ tục hành chính (01 mới ban hành; 01 được sửa đổi, bổ sung;")
    assert wording.counted(rows()[:1]) == "01 thủ tục hành chính mới ban hành"
    assert wording.reasons(paper()) == ("Căn cứ Luật Tổ chức chính quyền địa phương.",)
    assert by_level == "Theo cấp giải quyết: cấp xã: 8."


def test_texts_are_cited_as_a_preamble_does() -> None:
    decree = citation(
        kind="decree",
        number="63/2010/NĐ-CP",
        title="Nghị định về kiểm soát thủ tục hành chính",
        issued_on=date(2010, 6, 8),
        issuer="Chính phủ",
    )
    law = citation(
        kind="law", number="72/2025/QH15", title="Luật Tổ chức", issued_on=date(2025, 6, 16), issuer="Quốc hội"
    )

    assert decree == (
        "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính"
    )
    assert law == "Căn cứ Luật Tổ chức ngày 16 tháng 6 năm 2025"
