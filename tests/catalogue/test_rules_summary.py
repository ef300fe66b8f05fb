"""One line for a procedure, which never promises more than its text."""

from decimal import Decimal

import pytest

from thutuc.catalogue.rules.content import Fee, Offer, ProcedureContent, TimeLimit
from thutuc.catalogue.rules.summary import (
    FeeSpan,
    LimitSpan,
    Summary,
    by_case,
    first_words,
    from_plain,
    summary_of,
    to_plain,
)
from thutuc.catalogue.rules.terms import Channel, TimeUnit

W = TimeUnit.WORKING_DAY


def offer(amount: str | None, unit: TimeUnit = W, fees: tuple[Fee, ...] = ()) -> Offer:
    return Offer(Channel.DIRECT, limit=TimeLimit(Decimal(amount) if amount else None, unit), fees=fees)


@pytest.mark.parametrize(
    ("offers", "span"),
    [
        ((), None),
        ((offer(None, TimeUnit.UNSPECIFIED),), None),
        ((offer("5"), offer("5")), LimitSpan(W, "5", "5")),
        ((offer("10"), offer("3.00")), LimitSpan(W, "3", "10")),
        ((offer("3"), offer(None, TimeUnit.UNSPECIFIED)), LimitSpan(W, "3", "3", varies=True)),
        ((offer("2", TimeUnit.MONTH), offer("3")), LimitSpan(W, "3", "3", varies=True)),
        ((offer(None, TimeUnit.SAME_DAY),), LimitSpan(TimeUnit.SAME_DAY)),
    ],
)
def test_limits_of_all_ways_become_one_span(offers: tuple[Offer, ...], span: LimitSpan | None) -> None:
    assert summary_of(ProcedureContent("1.000001", "A", offers=offers)).limit == span


@pytest.mark.parametrize(
    ("fees", "span", "free"),
    [
        ((), FeeSpan(), False),
        ((Fee(0),), FeeSpan(0, 0), True),
        ((Fee(0, note="Miễn phí"),), FeeSpan(0, 0), True),
        ((Fee(0, note="Phí: 300.000 đồng/hồ sơ"),), FeeSpan(0, 0, in_words=True), False),
        ((Fee(8000), Fee(0)), FeeSpan(0, 8000), False),
        ((Fee(note="Theo nghị quyết của HĐND"),), FeeSpan(in_words=True), False),
    ],
)
def test_a_fee_told_in_words_is_never_free(fees: tuple[Fee, ...], span: FeeSpan, free: bool) -> None:
    found = summary_of(ProcedureContent("1.000001", "A", offers=(offer("5", fees=fees),))).fee

    assert (found, found.is_free) == (span, free)


def test_a_summary_survives_json() -> None:
    content = ProcedureContent(
        "1.000001", "A", offers=(offer("5", fees=(Fee(8000),)),), description="Một câu. Hai câu."
    )

    kept = to_plain(summary_of(content))

    assert from_plain(kept) == summary_of(content)
    assert from_plain({}) == Summary()
    assert not from_plain(kept).is_online


def test_the_first_words_end_at_a_word() -> None:
    assert first_words("Khi bằng sắp hết hạn. Hoặc bị hỏng.") == "Khi bằng sắp hết hạn."
    assert first_words("một hai ba bốn", most=9) == "một hai…"


def test_channels_that_agree_are_told_in_one_row_and_others_apart() -> None:
    five, three = TimeLimit(Decimal(5), TimeUnit.WORKING_DAY), TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)
    offers = (
        Offer(Channel.DIRECT, "Cấp mới", five),
        Offer(Channel.ONLINE, "Cấp mới", five),
        Offer(Channel.DIRECT, "Cấp lại", five),
        Offer(Channel.ONLINE, "Cấp lại", three),
        Offer(Channel.DIRECT, "Cấp mới", five),
    )

    groups = by_case(offers)

    assert [(group.offer.case, group.channels, group.offer.limit) for group in groups] == [
        ("Cấp mới", (Channel.DIRECT, Channel.ONLINE), five),
        ("Cấp lại", (Channel.DIRECT,), five),
        ("Cấp lại", (Channel.ONLINE,), three),
    ]
