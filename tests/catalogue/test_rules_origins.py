"""Which text changed a procedure, which decision of a ministry it follows."""

from datetime import date

from thutuc.catalogue.rules.decisions.origins import Law, Ministry, Origin, changing_law, marked, ministry_of, newest

OLD = Law("60/2014/QH13", effective_on=date(2016, 1, 1))
BROUGHT = Law("58/2026/NĐ-CP", issued_on=date(2026, 6, 26), effective_on=date(2026, 10, 1))
LATER = Law("70/2026/NĐ-CP", effective_on=date(2026, 12, 1))


def decision(pk: int, signed_on: date, *codes: str, documents: tuple[Law, ...] = ()) -> Ministry:
    return Ministry(pk, f"{pk}", f"{pk}/QĐ-BTP", "Bộ Tư pháp", signed_on, codes=frozenset(codes), documents=documents)


def test_the_newest_basis_is_the_one_that_takes_effect_last() -> None:
    assert newest([OLD, LATER, Law("1/2020/TT-BTP"), BROUGHT]) is LATER
    assert newest([Law("1/2020/TT-BTP")]) is None
    assert Origin((OLD, BROUGHT)).newest is BROUGHT


def test_a_basis_that_the_version_before_cited_changed_nothing() -> None:
    laws = marked([OLD, BROUGHT, LATER], {OLD.number, LATER.number})

    assert [law.is_new for law in laws] == [False, True, False]
    found = changing_law(Origin(laws), None)
    assert found is not None
    assert found.number == BROUGHT.number


def test_without_a_new_basis_the_text_told_or_the_ministrys_counts() -> None:
    behind = decision(1, date(2026, 8, 28), documents=(OLD, BROUGHT))
    same = Origin(marked([OLD], {OLD.number}))

    assert changing_law(same, behind) is BROUGHT
    assert changing_law(same, behind, LATER) is LATER
    assert changing_law(same, behind, Law("9/2026/TT-BTP")) is BROUGHT
    assert changing_law(same, None, Law("9/2026/TT-BTP")) == Law("9/2026/TT-BTP")
    assert changing_law(same, None) is None


def test_the_ministrys_decision_is_the_one_that_has_the_procedure() -> None:
    named = decision(1, date(2026, 8, 1), "1.000001")
    other = decision(2, date(2026, 9, 1), "1.000002")

    assert ministry_of("1.000001", [named, other]) is named
    assert ministry_of("1.000009", [named, other]) is other
    assert ministry_of("1.000009", []) is None


def test_a_text_that_was_left_out_before_changes_nothing_when_it_is_cited_at_last() -> None:
    overlooked = Origin(marked([BROUGHT], ()), before_on=date(2026, 11, 1))

    assert changing_law(overlooked, None) is None
    found = changing_law(overlooked, decision(1, date(2026, 8, 28), documents=(BROUGHT,)))
    assert found is not None
    assert found.number == BROUGHT.number
