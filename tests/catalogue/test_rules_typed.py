"""Contents as people type them: what is not touched stays exactly, what is touched is read."""

from decimal import Decimal

from tests.catalogue.contents import content
from thutuc.catalogue.rules import typed
from thutuc.catalogue.rules.content import Fee, LegalBasis, Output, Step, TimeLimit
from thutuc.catalogue.rules.terms import FeeKind, TimeUnit


def test_everything_typed_back_unchanged_is_the_same_value() -> None:
    steps = (Step("Nộp hồ sơ.\n\nTại quầy.", "Nộp", "Cấp mới"), Step("Kiểm tra."))
    outputs = (Output("Giấy phép", "KQ.1", "ghi chú"),)
    bases = (LegalBasis("60/2014/QH13", "Luật Hoa", None, "Quốc hội"), LegalBasis("99/2026/NĐ-CP"))
    fees = (Fee(15_000, FeeKind.CHARGE, "mỗi lần"), Fee(None, note="Theo nghị quyết"), Fee(0))
    limit = TimeLimit(Decimal(5), TimeUnit.WORKING_DAY, "05 ngày làm việc kể từ ngày nhận đủ hồ sơ")

    assert typed.steps_from(typed.steps_text(steps), steps) == steps
    assert typed.outputs_from(typed.outputs_text(outputs), outputs) == outputs
    assert typed.bases_from(typed.bases_text(bases), bases) == bases
    assert typed.fees_from(typed.fees_text(fees), fees) == fees
    assert typed.limit_from(typed.limit_text(limit), limit) == limit


def test_a_new_paragraph_is_a_step_with_its_case_and_title() -> None:
    told = "[Cấp lại]\n# Bước một\nNộp đơn\nvà ảnh\n\nNhận giấy"

    assert typed.steps_from(told) == (Step("Nộp đơn\nvà ảnh", "Bước một", "Cấp lại"), Step("Nhận giấy"))


def test_a_changed_line_is_read_and_the_others_keep_what_they_do_not_show() -> None:
    before = (LegalBasis("60/2014/QH13", "Luật Hoa", None, "Quốc hội"), LegalBasis("1/2020/TT-BH"))

    after = typed.bases_from("60/2014/QH13 — Luật Hoa\n- Nghị định số 99/2026/NĐ-CP của Chính phủ", before)

    assert after[0] is before[0]
    assert after[1].number == "99/2026/NĐ-CP"


def test_one_basis_typed_twice_stands_once() -> None:
    assert [basis.number for basis in typed.bases_from("1/2020/TT-BH\n2/2020/TT-BH\n1/2020/TT-BH")] == [
        "01/2020/TT-BH",
        "02/2020/TT-BH",
    ]


def test_the_parts_that_differ_are_told() -> None:
    before = content()

    assert typed.changed_parts(before, before) == ()
    assert typed.changed_parts(before, content(name="Tên khác", conditions="")) == ("name", "conditions")
    assert "name" in typed.changed_parts(None, before)
