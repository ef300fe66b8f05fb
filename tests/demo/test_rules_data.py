"""The files of the invented province are whole and true to the notations."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import ProcedureContent, TimeLimit
from thutuc.catalogue.rules.terms import Channel, Level, TimeUnit
from thutuc.demo import readers
from thutuc.demo.rules import notation, province
from thutuc.demo.rules.procedures import OPENING
from thutuc.organisations.rules import identity

AS_OF = date(2026, 11, 25)
TWO_LEVELS = date(2025, 7, 1)
AN_LAC = readers.province(AS_OF)
TEXTS = [(f"{s.code} {c.decision}", c.content) for s in AN_LAC.stories for c in s.contents]
NEWEST = [story.contents[-1].content for story in AN_LAC.stories]
every_text = pytest.mark.parametrize("content", [text for _, text in TEXTS], ids=[key for key, _ in TEXTS])


def _hours(limit: TimeLimit) -> Decimal | None:
    """Working hours of a limit; calendar days count five in seven."""
    days = {
        TimeUnit.WORKING_DAY: Decimal(8),
        TimeUnit.SAME_DAY: Decimal(8),
        TimeUnit.CALENDAR_DAY: Decimal(8) * 5 / 7,
        TimeUnit.WORKING_HOUR: Decimal(1),
        TimeUnit.MONTH: Decimal(8) * 21,
    }
    return (limit.amount or Decimal(1)) * days[limit.unit] if limit.unit in days else None


@every_text
def test_the_seven_compulsory_parts_are_there(content: ProcedureContent) -> None:
    assert completeness(content).required_parts_complete
    assert content.outputs
    assert content.conditions
    assert content.legal_bases
    assert content.description
    assert content.keywords
    assert 2 <= len(content.steps) <= 6


@every_text
def test_the_internal_workflow_fits_the_limit_of_the_plain_case(content: ProcedureContent) -> None:
    for channel in {offer.channel for offer in content.offers}:
        first = next(offer for offer in content.offers if offer.channel is channel)
        steps = [s.hours_online if channel is Channel.ONLINE else s.hours_direct for s in content.workflow]
        limit = _hours(first.limit)

        assert limit is None or sum(steps) <= limit


@every_text
def test_the_workflow_begins_with_intake_and_names_known_roles(content: ProcedureContent) -> None:
    assert content.workflow[0].role in {Role.RECEPTION_OFFICER, Role.CLERK}
    assert {step.role for step in content.workflow} <= {role.value for role in Role}
    assert not [step for step in content.workflow if "{" in step.unit]


@every_text
def test_every_text_is_in_one_unicode_form(content: ProcedureContent) -> None:
    text = repr(content)

    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text
    assert "!" not in text.replace("!=", "")


@every_text
def test_codes_are_well_formed(content: ProcedureContent) -> None:
    assert re.fullmatch(r"\d\.\d{6}(\.000\.00\.00\.H99)?", content.code)
    assert content.code.endswith("H99") == (not content.regulating_agency)


@every_text
def test_forms_are_names_of_files(content: ProcedureContent) -> None:
    assert all(re.fullmatch(r"[\w.-]+\.docx?", paper.form) for paper in content.forms)


def test_there_are_about_sixty_procedures_and_more_across_the_levels() -> None:
    levels = [set(content.levels) for content in NEWEST]

    assert len(NEWEST) >= 60
    assert len({content.sector for content in NEWEST}) >= 10
    assert sum(Level.PROVINCE in each for each in levels) >= 20
    assert sum(Level.COMMUNE in each for each in levels) >= 30
    assert sum(content.is_internal for content in NEWEST) == 2
    assert len({content.code for content in NEWEST}) == len(NEWEST)


def test_no_text_of_after_june_2025_speaks_of_a_district() -> None:
    for story in AN_LAC.stories:
        for each in story.contents:
            if AN_LAC.decisions[each.decision].effective_on >= TWO_LEVELS:
                assert Level.DISTRICT not in each.content.levels
                assert "cấp huyện" not in repr(each.content).lower()


def test_texts_of_2019_cite_nothing_that_came_later() -> None:
    opening = AN_LAC.decisions[OPENING]
    late = [
        (story.code, basis.number)
        for story in AN_LAC.stories
        for each in story.contents
        if each.decision == OPENING
        for basis in each.content.legal_bases
        if basis.issued_on and basis.issued_on > date(2019, 3, 1)
    ]

    assert opening.effective_on == date(2019, 1, 1)
    assert late == []


def test_versions_follow_one_another_and_each_changes_something() -> None:
    for story in AN_LAC.stories:
        days = [AN_LAC.decisions[each.decision].effective_on for each in story.contents]

        assert days == sorted(set(days))
        for before, after in zip(story.contents, story.contents[1:], strict=False):
            assert before.content != after.content


def test_decisions_are_signed_on_working_days_before_they_take_effect() -> None:
    for decision in AN_LAC.decisions.values():
        assert decision.signed_on <= decision.effective_on
        assert decision.signed_on.weekday() < notation.SATURDAY


def test_every_cited_document_is_described_and_every_described_one_is_cited() -> None:
    cited = {basis.number for _, content in TEXTS for basis in content.legal_bases}
    led = {decision.law for decision in AN_LAC.decisions.values() if decision.law}

    assert cited <= set(AN_LAC.documents) <= cited | led
    assert all(document.title and document.issuer for document in AN_LAC.documents.values())


def test_each_file_of_procedures_stands_in_a_sector_of_its_own() -> None:
    sectors = {content.sector for content in NEWEST}

    assert len(sectors) == len(readers.procedure_files())


def test_every_old_commune_goes_somewhere_and_one_is_split() -> None:
    old = [unit.code for unit in province.units(AN_LAC.told) if unit.parent and unit.parent[0] == "district"]
    rows = list(province.area_rows(AN_LAC.told))
    gone = [row.old for row in rows]

    assert {row.old for row in rows} == set(old)
    assert [code for code in set(gone) if gone.count(code) > 1] == [province.split_of(AN_LAC.told)]
    assert sum(row.is_default for row in rows) == len(old)


def test_identity_codes_have_both_shapes() -> None:
    codes = [body.identity for body in province.bodies(AN_LAC.told) if body.identity]

    assert all(identity.is_current(code) and identity.to_legacy(code) for code in codes)
    assert len(codes) == len(set(codes))


def test_people_have_one_name_one_address_and_posts_in_order() -> None:
    mails = [officer.email for officer in AN_LAC.officers]

    assert len(set(mails)) == len(mails) >= 25
    assert all(re.fullmatch(r"[a-z.]+@anlac\.example", mail) for mail in mails)
    assert sum(bool(officer.sign_in) for officer in AN_LAC.officers) >= 8
    for officer in AN_LAC.officers:
        for post in officer.posts:
            assert post.ended_on is None or post.told.start < post.ended_on


def test_shipped_files_name_no_machine_and_no_real_province() -> None:
    data = files("thutuc.demo").joinpath("data")
    texts = [entry.read_text(encoding="utf-8") for entry in data.iterdir() if entry.name.endswith(".toml")]

    assert not [text for text in texts if re.search(r"/(?:work|home)/|localhost|dichvucong\.gov", text)]


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        (date(2025, 7, 1), date(2025, 7, 1)),
        (1, date(2026, 11, 24)),
        (-6, date(2026, 12, 1)),
        (3, date(2026, 11, 20)),
        (4, date(2026, 11, 20)),
    ],
)
def test_days_are_counted_from_the_day_of_loading_and_avoid_weekends(mark: date | int, day: date) -> None:
    assert notation.day_of(mark, AS_OF) == day


def test_notations_are_read() -> None:
    assert notation.limit("same_day | trước 15 giờ") == TimeLimit(None, TimeUnit.SAME_DAY, "trước 15 giờ")
    assert notation.limit("5 working_day").amount == 5
    assert notation.fee("charge 8000 | mỗi bản").amount == 8000
    assert notation.fee("fee ? | theo giá").amount is None
    assert notation.counts("1+2") == (1, 2)
    assert notation.address_of("Siu H'Loan") == "siu.h.loan@anlac.example"
