"""Forms by kind and day, never by number alone; what a paper lacks is named."""

from dataclasses import replace
from datetime import date

import pytest

from tests.dossiers import paper_cases as cases
from thutuc.dossiers.queries.forms import form_sets
from thutuc.dossiers.rules import papers
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.kernel.periods import Days
from thutuc.legislation.queries import basis_table
from thutuc.legislation.rules.bases import BasisText

CIRCULAR_2018, CIRCULAR_2025 = "01/2018/TT-VPCP", "03/2025/TT-VPCP"
TEXTS, SETS = basis_table()[papers.BASIS].texts, form_sets()


def form(kind: PaperKind, day: date) -> papers.Form:
    return papers.form_on(kind, day, TEXTS, SETS)


@pytest.mark.parametrize(
    ("kind", "before", "since"),
    [
        (PaperKind.RECEIPT, "01", "01"),
        (PaperKind.SUPPLEMENT, "02", "02"),
        (PaperKind.REFUSAL, "03", "03"),
        (PaperKind.APOLOGY, "04", "04"),
        (PaperKind.STOP, "", "05"),
        (PaperKind.CONTROL_SLIP, "05", "06"),
        (PaperKind.REGISTER, "06", "07"),
    ],
)
def test_each_circular_has_its_own_numbers(kind: PaperKind, before: str, since: str) -> None:
    assert (form(kind, date(2025, 6, 30)).number, form(kind, date(2025, 6, 30)).circular) == (before, CIRCULAR_2018)
    assert (form(kind, date(2025, 7, 1)).number, form(kind, date(2025, 7, 1)).circular) == (since, CIRCULAR_2025)


def test_the_number_05_is_two_papers_and_kind_with_rule_set_tells_them_apart() -> None:
    slip, stop = form(PaperKind.CONTROL_SLIP, date(2019, 8, 6)), form(PaperKind.STOP, date(2026, 11, 25))

    assert slip.number == stop.number == "05"
    assert slip.key == "control_slip@01/2018/TT-VPCP"
    assert stop.key == "stop@03/2025/TT-VPCP"
    assert (slip.label, stop.label) == (
        "Mẫu số 05\nThông tư số 01/2018/TT-VPCP",
        "Mẫu số 05\nThông tư số 03/2025/TT-VPCP",
    )


def test_the_apology_changes_its_name_in_2025() -> None:
    assert form(PaperKind.APOLOGY, date(2025, 6, 30)).name == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert form(PaperKind.APOLOGY, date(2025, 7, 1)).name.startswith("Văn bản xin lỗi và đề nghị gia hạn")


def test_before_the_first_circular_its_forms_are_used_with_a_remark() -> None:
    first = TEXTS[0].days.start
    assert first

    early, in_force = form(PaperKind.RECEIPT, date(2016, 5, 1)), form(PaperKind.RECEIPT, first)

    assert (early.number, early.circular) == (in_force.number, in_force.circular) == ("01", CIRCULAR_2018)
    assert "trước ngày" in early.remark
    assert in_force.remark == ""


def test_a_notice_of_stopping_under_the_circular_of_2018_says_that_there_is_no_such_form() -> None:
    found = form(PaperKind.STOP, date(2024, 3, 1))

    assert found.label == ""
    assert "không có mẫu này" in found.remark


def test_a_circular_that_comes_later_takes_the_newest_known_forms_and_says_so() -> None:
    later = BasisText(papers.BASIS, "09/2027/TT-BTP", "", Days(date(2027, 1, 1)))

    found = papers.form_on(PaperKind.STOP, date(2027, 2, 1), [later], SETS)

    assert (found.number, found.circular) == ("05", CIRCULAR_2025)
    assert "09/2027/TT-BTP" in found.remark


@pytest.mark.parametrize("kind", papers.LOCAL_KINDS)
def test_a_local_paper_belongs_to_no_circular(kind: PaperKind) -> None:
    found = form(kind, date(2026, 11, 25))

    assert (found.circular, found.label, found.remark, found.key) == ("", "", "", kind.value)


def test_every_circular_of_the_law_has_its_forms() -> None:
    assert {text.number for text in TEXTS} == set(SETS)
    assert set(PaperKind) == {*SETS[CIRCULAR_2025], *papers.LOCAL_KINDS}


@pytest.mark.parametrize("kind", PaperKind)
def test_a_whole_paper_lacks_nothing(kind: PaperKind) -> None:
    assert papers.missing(cases.EVERY[kind]()) == ()
    assert cases.EVERY[kind]().kind is kind


def test_an_empty_receipt_names_every_field_that_the_law_asks_for() -> None:
    nobody = papers.Party("")
    empty = papers.ReceivedDossier("", " ", papers.Stage(cases.at(2026, 11, 19)), set_count=0)
    paper = cases.receipt(owner=nobody, submitter=None, dossier=empty, reception_unit="", officer="")

    found = papers.missing(paper)

    assert [objection.field for objection in found] == [
        *("reception_unit", "owner.name", "owner.address", "owner.phone", "owner.id_number"),
        *("dossier.code", "dossier.request", "dossier.limit", "dossier.set_count", "dossier.return_place"),
        *("dossier.stage.due_at", "dossier.components", "officer"),
    ]
    assert str(found[1]) == ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả chưa có «Chủ hồ sơ». Hãy bổ sung trước khi in.")
    assert {objection.basis for objection in found} == {"one_stop.forms"}


def test_contact_is_asked_of_who_brought_the_dossier() -> None:
    paper = cases.receipt(owner=papers.Party("Công ty TNHH Đông Á"), submitter=papers.Party("Trần Quốc Vượng"))

    assert [objection.field for objection in papers.missing(paper)] == [
        *("submitter.address", "submitter.phone", "submitter.id_number"),
    ]


def test_a_procedure_without_a_due_date_lacks_none() -> None:
    given = cases.dossier()
    without = replace(given, stage=papers.Stage(given.stage.received_at, has_no_due_date=True))

    assert papers.missing(cases.receipt(dossier=without)) == ()


def test_a_supplement_needs_the_code_once_the_dossier_was_accepted() -> None:
    paper = replace(cases.supplement(), dossier_code="")

    assert [objection.field for objection in papers.missing(paper)] == ["dossier_code"]
    assert papers.missing(replace(paper, is_accepted=False)) == ()


def test_an_online_refusal_needs_the_code_and_the_time_of_filing() -> None:
    paper = replace(cases.refusal(), dossier_code="", filed_at=None)

    assert [objection.field for objection in papers.missing(paper)] == ["dossier_code", "filed_at"]
    assert papers.missing(replace(paper, is_online=False)) == ()


def test_a_gap_in_a_table_tells_its_row() -> None:
    slip = cases.control_slip()
    broken = replace(slip, lines=(slip.lines[0], replace(slip.lines[1], giver="")))

    found = papers.missing(broken)

    assert [objection.field for objection in found] == ["lines.1.giver"]
    assert "dòng 2" in str(found[0])
