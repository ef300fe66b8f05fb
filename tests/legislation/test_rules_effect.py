"""When a document is in force, and what others do to it."""

from datetime import date

import pytest

from thutuc.legislation.rules import effect
from thutuc.legislation.rules.effect import Effect, EffectState, Touch
from thutuc.legislation.rules.terms import RelationKind as R

DECREE = Effect(date(2018, 4, 23), date(2018, 6, 21))
REPLACED = Touch(R.REPLACES, "118/2025/NĐ-CP", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (date(2018, 6, 20), EffectState.NOT_YET, "Có hiệu lực từ ngày"),
        (date(2018, 6, 21), EffectState.IN_FORCE, "Có hiệu lực từ ngày"),
        (date(2025, 6, 30), EffectState.IN_FORCE, "Có hiệu lực từ ngày"),
        (date(2025, 7, 1), EffectState.ENDED, "Bị 118/2025/NĐ-CP thay thế"),
    ],
)
def test_a_replaced_document_ends_on_the_day_of_the_new_one(on: date, state: EffectState, words: str) -> None:
    found = effect.status(DECREE, [REPLACED], on=on)

    assert found.state is state
    assert words in str(found)


def test_its_own_end_goes_before_a_later_repeal() -> None:
    ended = Effect(date(2026, 4, 7), date(2026, 4, 15), date(2027, 3, 1))
    repeal = Touch(R.REPEALS, "01/2028/NQ-CP", date(2028, 1, 1))

    found = effect.status(ended, [repeal], on=date(2028, 6, 1))

    assert effect.end_of(ended, [repeal]) == date(2027, 3, 1)
    assert str(found).startswith("Hết hiệu lực từ ngày")


def test_a_repeal_of_some_articles_leaves_the_rest_in_force() -> None:
    part = Touch(R.REPEALS, "224/2026/NĐ-CP", date(2026, 7, 1), "Khoản 9 Điều 1")

    before = effect.status(DECREE, [part], on=date(2026, 6, 30))
    after = effect.status(DECREE, [part], on=date(2026, 7, 1))

    assert before.state is EffectState.IN_FORCE
    assert after.state is EffectState.PARTLY
    assert "Khoản 9 Điều 1" in str(after)


def test_amending_and_guiding_end_nothing() -> None:
    touches = [Touch(R.AMENDS, "107/2021/NĐ-CP", date(2021, 12, 6)), Touch(R.GUIDES, "01/2018/TT-VPCP", None)]

    assert effect.status(DECREE, touches, on=date(2022, 1, 1)).state is EffectState.IN_FORCE


def test_without_a_day_of_effect_the_state_is_unknown_and_says_so() -> None:
    found = effect.status(Effect(date(2020, 1, 1)), [], on=date(2021, 1, 1))

    assert found.state is EffectState.UNKNOWN
    assert str(found)


def test_a_replacement_without_a_known_day_ends_nothing_yet() -> None:
    undated = Touch(R.REPLACES, "9/2027/NĐ-CP", None)

    assert effect.status(DECREE, [undated], on=date(2030, 1, 1)).state is EffectState.IN_FORCE


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        (Effect(date(2018, 4, 23), date(2018, 4, 23)), []),
        (Effect(), []),
        (Effect(date(2018, 4, 23), date(2018, 4, 22)), ["document.effective_before_issue"]),
        (Effect(None, date(2018, 1, 1), date(2018, 1, 1)), ["document.ends_before_start"]),
        (Effect(date(2018, 1, 1), None, date(2019, 1, 1)), ["document.ends_without_start"]),
    ],
)
def test_dates_in_the_wrong_order_are_refused(dates: Effect, codes: list[str]) -> None:
    assert [objection.code for objection in effect.date_objections(dates)] == codes


OLD, NEW = Effect(date(2010, 1, 1)), Effect(date(2020, 1, 1))


@pytest.mark.parametrize(
    ("kind", "acting", "touched", "on", "codes"),
    [
        (R.REPLACES, NEW, OLD, date(2020, 2, 1), []),
        (R.REPLACES, OLD, NEW, None, ["relation.order"]),
        (R.GUIDES, OLD, NEW, None, []),
        (R.AMENDS, NEW, OLD, date(2019, 12, 31), ["relation.too_early"]),
        (R.REPEALS, Effect(), OLD, date(2000, 1, 1), []),
    ],
)
def test_a_relation_runs_from_the_younger_document(
    kind: R, acting: Effect, touched: Effect, on: date | None, codes: list[str]
) -> None:
    found = effect.relation_objections(kind, same=False, acting=acting, touched=touched, on=on)

    assert [objection.code for objection in found] == codes


def test_a_document_has_no_relation_to_itself() -> None:
    found = effect.relation_objections(R.AMENDS, same=True, acting=NEW, touched=NEW, on=None)

    assert [objection.code for objection in found] == ["relation.self"]
