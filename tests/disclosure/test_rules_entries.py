"""What the newest text of each procedure asks of the national database, and what is wrong with what was read back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.catalogue.contents import content
from thutuc.disclosure.rules import entries, entry_sheet
from thutuc.disclosure.rules.entries import Version, operations
from thutuc.disclosure.rules.national import EntryKind

OPENED = Version(
    *(1, "1.000001", "Bán hoa", 1, date(2025, 7, 1), None),
    opened_by="catalogue.PublicationDecision:7",
    opened_on=date(2025, 6, 24),
    basis="412/QĐ-UBND",
    notice="a",
    content_hash="x",
)
AMENDED = replace(
    OPENED, id=2, number=2, starts_on=date(2026, 3, 1), opened_on=date(2026, 2, 20), notice="b", content_hash="y"
)


def asked(*versions: Version) -> list[tuple[int, EntryKind, date]]:
    found = operations(versions, opening_acts="catalogue.OpeningAct:")
    return [(each.version, each.kind, each.signed_on) for each in found]


def test_a_new_procedure_is_published_and_an_amended_one_amended() -> None:
    assert asked(OPENED) == [(1, EntryKind.PUBLISH, date(2025, 6, 24))]
    assert asked(AMENDED, OPENED) == [(2, EntryKind.AMEND, date(2026, 2, 20))]


def test_an_ended_procedure_is_taken_down_counted_from_the_signature() -> None:
    ended = replace(AMENDED, ends_on=date(2027, 1, 1), closed_by="catalogue.PublicationDecision:9")

    assert asked(OPENED, ended) == [(2, EntryKind.ABOLISH, date(2027, 1, 1))]
    assert asked(OPENED, replace(ended, closed_on=date(2026, 11, 20))) == [(2, EntryKind.ABOLISH, date(2026, 11, 20))]


def test_what_was_taken_over_at_the_start_is_there_already() -> None:
    assert asked(replace(OPENED, opened_by="catalogue.OpeningAct:1")) == []


def test_an_approved_internal_process_is_no_new_entry() -> None:
    same = replace(AMENDED, id=3, number=3, starts_on=date(2026, 9, 1), opened_on=date(2026, 8, 20))

    assert asked(OPENED, AMENDED, same) == [(2, EntryKind.AMEND, date(2026, 2, 20))]
    assert asked(replace(OPENED, opened_by="catalogue.OpeningAct:1"), replace(AMENDED, notice="a")) == []


def test_what_the_last_import_shows_is_done() -> None:
    (published,) = operations([OPENED], opening_acts="-")
    (ended,) = operations([replace(OPENED, ends_on=date(2026, 8, 14))], opening_acts="-")

    day = published.signed_on
    assert entries.is_seen(published, {"1.000001": ("x", day)})
    assert not entries.is_seen(published, {"1.000001": ("x", day - timedelta(days=1))})
    assert not entries.is_seen(published, {"1.000001": ("other", day)})
    assert not entries.is_seen(ended, {"1.000001": ("x", day)})
    assert entries.is_seen(ended, {})


@pytest.mark.parametrize(
    ("kind", "code", "day", "note", "refused"),
    [
        (EntryKind.PUBLISH, "1.000001", date(2026, 11, 24), "", []),
        (EntryKind.PUBLISH, "", date(2026, 11, 24), "", ["entry.no_code"]),
        (EntryKind.ABOLISH, "", date(2026, 11, 24), "", []),
        (EntryKind.PUBLISH, "1.00001", date(2026, 11, 24), "", ["entry.code"]),
        (EntryKind.PUBLISH, "1.000009", date(2026, 11, 24), "", ["entry.other_code"]),
        (EntryKind.PUBLISH, "1.000009", date(2026, 11, 24), "Bộ cấp mã mới", []),
        (EntryKind.PUBLISH, "1.000001.000.00.00.H99", date(2026, 11, 19), "", ["entry.order"]),
        (EntryKind.PUBLISH, "1.000001", date(2026, 11, 26), "", ["entry.to_come"]),
    ],
)
def test_what_is_read_back_is_checked(kind: EntryKind, code: str, day: date, note: str, refused: list[str]) -> None:
    found = entries.publishing_objections(
        kind=kind,
        code="1.000001",
        national_code=code,
        entered_on=date(2026, 11, 20),
        published_on=day,
        today=date(2026, 11, 25),
        note=note,
    )

    assert [each.code for each in found] == refused


def test_the_sheet_follows_the_national_screen() -> None:
    boxes = entry_sheet.sheet(content(keywords=""))

    assert [box.key for box in boxes] == [
        *("code", "decision", "name", "levels", "type", "sector", "steps", "channels", "papers", "subjects", "agency"),
        *("authority", "delegated", "cooperating", "address", "outputs", "bases", "conditions", "keywords"),
        "description",
    ]
    told = {box.key: box for box in boxes}
    assert told["channels"].rows[0] == ("Trực tiếp", "5 ngày làm việc", "Lệ phí: 15.000 đ", "")
    assert told["papers"].rows[0] == ("", "Tờ khai", "to-khai.docx", "Bản chính: 1, Bản sao: 0")
    assert told["keywords"].is_empty
    assert not told["bases"].is_empty
