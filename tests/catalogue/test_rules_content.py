"""Canonical form, parts, completeness, workflow, difference, effects, oddities."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from tests.catalogue.contents import FIVE_DAYS, content
from thutuc.catalogue.rules import canonical, workflow
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    LegalBasis,
    Offer,
    OnlineOffer,
    ProcedureContent,
    ProcessStep,
    RequiredDocument,
    Step,
    TimeLimit,
)
from thutuc.catalogue.rules.difference import compare, pairs, places, tolerant_key
from thutuc.catalogue.rules.effects import effects
from thutuc.catalogue.rules.odd import Oddity, flags, repeated_names
from thutuc.catalogue.rules.parts import PARTS, limit_words, paper_words, part
from thutuc.catalogue.rules.terms import Channel, FeeKind, Mechanism, OnlineScheme, Subject, TimeUnit
from thutuc.kernel.errors import Unreadable

RICH = content(
    steps=(Step("a\nb", "Nộp", "mới"), Step("", "Chờ")),
    offers=(
        Offer(
            Channel.DIRECT, "mới", FIVE_DAYS, TimeLimit(Decimal("7.5"), TimeUnit.WORKING_DAY), (Fee(None, note="x"),)
        ),
        Offer(Channel.POSTAL, description="Gửi về\nquầy", limit=TimeLimit(note="trước khi tàu rời cảng")),
    ),
    cases=(DossierCase("mới", (RequiredDocument("Đơn", required=False, form="don.docx"),)),),
    sets=2,
    legal_bases=(LegalBasis("60/2014/QH13", "Luật Hộ tịch", date(2014, 11, 20), "Quốc hội"),),
    mechanism=Mechanism.ONE_STOP,
    is_internal=True,
    is_boundary_free=True,
    online_levels=(OnlineOffer(OnlineScheme.SERVICE, "full", "Sở Hoa"), OnlineOffer(OnlineScheme.LEGACY, "9")),
    subjects_note="Đảng viên",
)


@pytest.mark.parametrize("whole", [content(), RICH, ProcedureContent("1.000001", "")])
def test_a_content_reads_back_as_it_was_written(whole: ProcedureContent) -> None:
    plain = canonical.to_plain(whole)

    assert canonical.from_plain(plain) == whole
    assert canonical.hash_of(canonical.from_plain(plain)) == canonical.hash_of(whole)


def test_what_equals_its_default_is_not_written_so_new_parts_change_no_hash() -> None:
    assert canonical.to_plain(ProcedureContent("1.000001", "A")) == {"code": "1.000001", "name": "A"}


def test_five_is_five_however_it_is_written() -> None:
    one = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal("5"), TimeUnit.WORKING_DAY)),))
    other = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal("5.00"), TimeUnit.WORKING_DAY)),))
    none = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal("0.0"), TimeUnit.WORKING_HOUR)),))

    assert canonical.hash_of(one) == canonical.hash_of(other)
    assert '"amount":"0"' in canonical.dumps(none)


@pytest.mark.parametrize(
    ("plain", "where"),
    [
        ([], "."),
        ({"code": "1.000001"}, "name"),
        ({"code": "1.000001", "name": "A", "colour": "red"}, "colour"),
        ({"code": "1.000001", "name": 5}, "name"),
        ({"code": "1.000001", "name": "A", "levels": "province"}, "levels"),
        ({"code": "1.000001", "name": "A", "levels": ["moon"]}, "levels[0]"),
        ({"code": "1.000001", "name": "A", "offers": [{"channel": "direct", "limit": {"amount": "x"}}]}, "amount"),
        ({"code": "1.000001", "name": "A", "legal_bases": [{"number": "1", "issued_on": "2014-13-01"}]}, "issued_on"),
    ],
)
def test_a_wrong_structure_names_its_part(plain: object, where: str) -> None:
    with pytest.raises(Unreadable) as caught:
        canonical.from_plain(plain)

    assert where in str(caught.value)


def test_every_field_belongs_to_a_part() -> None:
    told = {name for item in PARTS for name in item.fields}

    assert told == {item.name for item in fields(ProcedureContent)}
    assert part("fees").label == "Phí, lệ phí"


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("steps", ("[mới] Nộp: a", "b", "Chờ:")),
        ("channels", ("Trực tiếp, mới", "Dịch vụ bưu chính: Gửi về quầy")),
        (
            "limits",
            (
                "Trực tiếp, mới: 5 ngày làm việc (theo luật: 7,5 ngày làm việc)",
                "Dịch vụ bưu chính: trước khi tàu rời cảng",
            ),
        ),
        ("fees", ("Trực tiếp, mới: x",)),
        ("papers", ("[mới] Đơn (nếu có)", "Số bộ hồ sơ: 2")),
        ("forms", ("don.docx",)),
        ("subjects", ("Công dân Việt Nam", "Đảng viên")),
        ("bases", ("60/2014/QH13 — Luật Hộ tịch",)),
        ("online", ("Sở Hoa: Toàn trình", "9")),
        ("mechanism", ("Một cửa",)),
        ("authority_mode", ()),
        ("internal", ("Thủ tục nội bộ giữa các cơ quan",)),
        ("outputs", ("Giấy phép bán hoa (KQ.G99.000001)",)),
        (
            "workflow",
            (
                "Tiếp nhận — Bộ phận một cửa: trực tiếp 4 giờ, trực tuyến 2 giờ",
                "Thẩm định — Phòng Hoa: trực tiếp 32 giờ, trực tuyến 32 giờ",
            ),
        ),
    ],
)
def test_a_part_tells_itself_in_lines(key: str, lines: tuple[str, ...]) -> None:
    assert part(key).lines(RICH) == lines


def test_a_charge_is_told_with_its_kind_and_note() -> None:
    paid = content(offers=(Offer(Channel.DIRECT, fees=(Fee(75000, FeeKind.CHARGE, "cấp mới"), Fee(0))),))

    assert part("fees").lines(paid) == ("Trực tiếp: Lệ phí: 75.000 đ (cấp mới)", "Trực tiếp: Miễn phí")


def test_words_of_limits_and_papers() -> None:
    assert limit_words(TimeLimit(None, TimeUnit.SAME_DAY)) == "trong ngày"
    assert limit_words(TimeLimit(Decimal(120))) == "120 (không ghi đơn vị)"
    assert limit_words(TimeLimit(Decimal("2.50"), TimeUnit.MONTH)) == "2,5 tháng"
    assert paper_words(RequiredDocument("Đơn", 1, 2)) == "Đơn — 1 bản chính, 2 bản sao"


def test_seven_parts_are_always_wanted_and_twelve_may_be_filled() -> None:
    whole = completeness(content())
    bare = completeness(ProcedureContent("1.000001", "A", steps=(Step("a"),)))
    lawful = completeness(content(outputs=(), conditions=""))

    assert (whole.required, whole.filled, whole.all_parts_filled) == (7, 12, True)
    assert (bare.required, bare.filled, bare.required_parts_complete) == (2, 2, False)
    assert (lawful.required_parts_complete, lawful.all_parts_filled, lawful.filled) == (True, False, 10)


def test_a_limit_in_words_is_a_limit() -> None:
    in_words = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(note="ngay khi nhận")),))
    same_day = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(None, TimeUnit.SAME_DAY)),))
    none = content(offers=(Offer(Channel.DIRECT),))

    assert completeness(in_words).required_parts_complete
    assert completeness(same_day).required_parts_complete
    assert [item.key for item in completeness(none).missing_required] == ["limits"]


def test_steps_within_the_limit_give_no_warning() -> None:
    assert workflow.warnings(content()) == []
    assert [(total.channel, total.hours, total.legal_hours) for total in workflow.totals(content())] == [
        (Channel.DIRECT, 36, 40),
        (Channel.ONLINE, 34, 40),
    ]


def test_steps_beyond_the_limit_warn_for_the_way_of_filing() -> None:
    slow = content(workflow=(ProcessStep("Chờ", hours_direct=Decimal(48), hours_online=Decimal(8)),))

    (warning,) = workflow.warnings(slow)

    assert str(warning) == "Quy trình nội bộ nộp trực tiếp cộng lại 48 giờ, quá thời hạn 40 giờ."


def test_online_steps_without_hours_of_their_own_take_the_direct_ones() -> None:
    steps = (ProcessStep("Một", hours_direct=Decimal(8)), ProcessStep("Hai"))

    assert [total.hours for total in workflow.totals(content(workflow=steps))] == [8, 8]
    assert workflow.totals(content(workflow=(ProcessStep("Hai"),))) == ()


@pytest.mark.parametrize(
    ("limit", "hours"),
    [
        (TimeLimit(Decimal(2), TimeUnit.WORKING_DAY), 16),
        (TimeLimit(Decimal(4), TimeUnit.WORKING_HOUR), 4),
        (TimeLimit(None, TimeUnit.SAME_DAY), 8),
        (TimeLimit(Decimal(30), TimeUnit.CALENDAR_DAY), None),
        (TimeLimit(note="không quy định"), None),
    ],
)
def test_legal_hours_of_a_limit(limit: TimeLimit, hours: int | None) -> None:
    assert workflow.legal_hours(limit) == hours


def test_equal_contents_do_not_differ() -> None:
    assert compare(RICH, replace(RICH)) == ()


def test_a_difference_names_its_part_and_marks_the_words() -> None:
    after = content(steps=(Step("Người bán hoa nộp hồ sơ tại quầy bất kỳ."), *content().steps[1:]))

    (change,) = compare(content(), after)

    assert change.part.label == "Trình tự thực hiện"
    assert places(change) == 1
    first, *rest = pairs(change)
    assert [piece.text for piece in first.after if piece.changed] == ["sơ tại quầy bất kỳ."]
    assert not any(pair.is_changed for pair in rest)


def test_added_and_removed_lines_stand_alone() -> None:
    before = content(conditions="một\nhai\nba")
    after = content(conditions="một\nba\nbốn\nnăm")

    (change,) = compare(before, after)

    told = [("".join(p.text for p in pair.before), "".join(p.text for p in pair.after)) for pair in pairs(change)]
    assert told == [("một", "một"), ("hai", ""), ("ba", "ba"), ("", "bốn"), ("", "năm")]


def test_very_long_lines_are_marked_whole() -> None:
    before, after = content(conditions="a " * 2500), content(conditions="b " * 2500)

    (change,) = compare(before, after)

    assert [len(pair.before) for pair in pairs(change)] == [1]


def test_a_tolerant_comparison_overlooks_spelling_but_not_figures() -> None:
    old = content(conditions="Hoà bình,  kĩ thuật")
    respelt, other = content(conditions="Hòa bình - kỹ thuật"), content(conditions="Hòa bình 2")

    assert compare(old, respelt, tolerant=True) == ()
    assert [change.part.key for change in compare(old, respelt)] == ["conditions"]
    assert [change.part.key for change in compare(old, other, tolerant=True)] == ["conditions"]
    assert tolerant_key(" . ") == ""


def test_one_changed_field_told_by_two_parts_appears_where_its_words_differ() -> None:
    dearer = content(offers=(replace(content().offers[0], fees=(Fee(20000, FeeKind.CHARGE),)), content().offers[1]))

    assert [change.part.key for change in compare(content(), dearer)] == ["fees"]


def test_effects_tell_who_gains_and_who_works() -> None:
    lighter = content(
        offers=(
            Offer(Channel.DIRECT, limit=TimeLimit(Decimal(4), TimeUnit.WORKING_DAY), fees=(Fee(0),)),
            Offer(Channel.ONLINE, limit=FIVE_DAYS, fees=(Fee(0),)),
            Offer(Channel.POSTAL, limit=FIVE_DAYS, fees=(Fee(0),)),
        ),
        cases=(DossierCase("", (RequiredDocument("Tờ khai", form="moi.docx", has_form=True),)),),
        workflow=(),
        resolving_agency="Sở Hoa",
    )

    forth, back = effects(content(), lighter), effects(lighter, content())

    assert [str(effect) for effect in forth.lighter] == [
        "nhanh hơn 1 ngày làm việc",
        "bớt 1 giấy tờ",
        "không còn phí, lệ phí 15.000 đ",
        "nộp được dịch vụ bưu chính",
    ]
    assert forth.heavier == ()
    assert [str(effect) for effect in forth.offices] == [
        "thay 1 biểu mẫu",
        "sửa quy trình nội bộ",
        "đổi cơ quan giải quyết",
    ]
    assert [str(effect) for effect in back.heavier] == [
        "chậm hơn 1 ngày làm việc",
        "thêm 1 giấy tờ",
        "thêm 15.000 đ phí, lệ phí",
        "không còn nộp dịch vụ bưu chính",
    ]


def test_a_smaller_fee_and_a_fee_without_number() -> None:
    cheaper = content(offers=(replace(content().offers[0], fees=(Fee(5000),)), content().offers[1]))
    unknown = content(offers=(Offer(Channel.DIRECT, limit=FIVE_DAYS, fees=(Fee(None, note="theo mức"),)),))

    assert "bớt 10.000 đ phí, lệ phí" in [str(effect) for effect in effects(content(), cheaper).lighter]
    assert not any("phí" in str(effect) for effect in effects(content(), unknown).heavier)


def test_an_ordinary_content_has_nothing_odd() -> None:
    assert flags(content(decision_number="2206/QĐ-UBND"), year=2026) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"code": "X1"}, Oddity.CODE_SHAPE),
        ({"name": ""}, Oddity.NO_NAME),
        ({"name": "a" * 1094}, Oddity.LONG_NAME),
        ({"levels": ()}, Oddity.NO_LEVEL),
        ({"resolving_agency": ""}, Oddity.NO_AGENCY),
        ({"conditions": "a" * 44590}, Oddity.LONG_TEXT),
        ({"offers": ()}, Oddity.NO_OFFER),
        ({"offers": (Offer(Channel.DIRECT, limit=TimeLimit(Decimal(7))),)}, Oddity.NO_UNIT),
        (
            {"offers": (Offer(Channel.DIRECT, limit=TimeLimit(Decimal(120)), description="VNĐ(20.000 vnđ)"),)},
            Oddity.LIMIT_IS_FEE,
        ),
        (
            {"offers": (Offer(Channel.DIRECT, limit=TimeLimit(Decimal(1)), fees=(Fee(None, note=",000 VNĐ"),)),)},
            Oddity.LIMIT_IS_FEE,
        ),
        (
            {"offers": (Offer(Channel.DIRECT, limit=FIVE_DAYS, fees=(Fee(None, note="10 USD"),)),)},
            Oddity.FEE_NOT_A_NUMBER,
        ),
        ({"cases": ()}, Oddity.NO_PAPERS),
        ({"cases": (DossierCase("", (RequiredDocument("A"),) * 94),)}, Oddity.MANY_PAPERS),
        ({"cases": (DossierCase("", (RequiredDocument("A", 61781),)),)}, Oddity.MANY_COPIES),
        ({"decision_number": "0001-BCA"}, Oddity.ODD_DECISION),
        ({"legal_bases": (LegalBasis("40/2029/QH14"),)}, Oddity.ODD_DOCUMENT),
        ({"legal_bases": (LegalBasis("Thông tư"),)}, Oddity.ODD_DOCUMENT),
    ],
)
def test_odd_content_is_pointed_out(changes: dict[str, object], kind: Oddity) -> None:
    assert kind in [flag.kind for flag in flags(content(**changes), year=2026)]


def test_unknown_words_are_pointed_out_with_the_words() -> None:
    (flag,) = flags(content(), ["Đảng viên"], year=2026)

    assert flag.plain() == {"kind": "unknown_words", "detail": "Đảng viên"}


def test_one_name_under_two_codes_is_pointed_out() -> None:
    assert repeated_names({"1": "Cấp phép", "2": "cấp  phép", "3": "Thu hồi", "4": "", "5": ""}) == {
        "1": "Cấp phép",
        "2": "cấp  phép",
    }


def test_subjects_keep_the_order_of_the_law() -> None:
    assert content(subjects=(Subject.VN_CITIZEN, Subject.ENTERPRISE)).subjects[0] is Subject.VN_CITIZEN
