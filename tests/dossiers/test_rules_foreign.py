"""What another system says is read as ours, or refused with row, column and reason."""

from datetime import date, datetime
from typing import Any

import pytest

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import national
from thutuc.dossiers.rules.foreign import changes, columns, words
from thutuc.dossiers.rules.foreign.columns import COLUMNS, Layout
from thutuc.dossiers.rules.foreign.reading import Reader, Reading, Said, refuse_twins
from thutuc.dossiers.rules.foreign.succession import Places, handed
from thutuc.dossiers.rules.terms import ApplicantKind, DossierState, IdKind
from thutuc.kernel.periods import LOCAL

S = DossierState
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=LOCAL)
KEYS = [column.key for column in COLUMNS]
GOOD = {
    "code": "BTP-1",
    "procedure_code": "1.000894",
    "procedure_name": "Đăng ký kết hôn",
    "owner_name": "Trần Quốc Việt",
    "owner_kind": "1",
    "id_number": "049170004318",
    "channel": "2",
    "submitted_at": "20/11/2026 08:00",
    "accepted_at": "20/11/2026 09:30",
    "due_at": "27/11/2026",
    "finished_at": None,
    "returned_at": None,
    "state": "Đang xử lý",
    "agency": "Phòng Tư pháp",
    "holder_name": "Lê Thị Lan",
    "title": "Đề nghị đăng ký",
}


def reading(*rows: dict[str, Any], spoken: list[str] = KEYS) -> Reading:
    reader = Reader(
        {key: place for place, key in enumerate(spoken)},
        words.states_of({"Chờ gửi đi": "accepted"}),
        {"phong tu phap": 7},
        NOW,
    )
    found = Reading(spoken, frozenset(spoken))
    for number, row in enumerate(rows, start=2):
        reader.read(number, [{**GOOD, **row}[key] for key in spoken], found)
    refuse_twins(found)
    return found


def one(**changes: Any) -> Said:
    found = reading(changes)
    assert [str(each) for each in found.faults] == []
    return found.rows[0]


def test_a_row_is_read_as_its_system_says_it() -> None:
    said = one()

    assert (said.code, said.state, said.channel, said.agency) == ("BTP-1", S.IN_PROCESS, Channel.ONLINE, 7)
    assert said.accepted_at == datetime(2026, 11, 20, 9, 30, tzinfo=LOCAL)
    assert said.due_at == datetime(2026, 11, 27, 17, 0, tzinfo=LOCAL)
    assert said.owner_kind is ApplicantKind.CITIZEN


FAULTS = [
    ({"code": None}, "code", "no_code"),
    ({"owner_name": " "}, "owner_name", "no_owner"),
    ({"state": "Đã luân chuyển"}, "state", "state"),
    ({"agency": "Phòng lạ"}, "agency", "agency"),
    ({"channel": "Bồ câu"}, "channel", "channel"),
    ({"owner_kind": "Người lạ"}, "owner_kind", "owner_kind"),
    ({"due_at": "32/13/2026"}, "due_at", "day"),
    ({"state": "1", "submitted_at": "26/11/2026", "accepted_at": None}, "submitted_at", "future"),
    ({"due_at": "19/11/2026"}, "due_at", "backwards"),
    ({"state": "10", "finished_at": "19/11/2026", "returned_at": "24/11/2026"}, "finished_at", "backwards"),
    ({"state": "10", "returned_at": "24/11/2026"}, "finished_at", "ten_before_nine"),
    ({"state": "9", "finished_at": None}, "finished_at", "no_finish"),
    ({"accepted_at": None}, "accepted_at", "no_acceptance"),
    ({"returned_at": "24/11/2026"}, "state", "open_finished"),
    ({"procedure_code": "", "procedure_name": ""}, "procedure_code", "no_procedure"),
]


@pytest.mark.parametrize(("row", "column", "kind"), FAULTS, ids=[f"{kind}-{column}" for _, column, kind in FAULTS])
def test_a_fault_is_named_with_its_row_and_column(row: dict[str, Any], column: str, kind: str) -> None:
    found = reading({}, {"code": "BTP-2", **row})

    assert [(each.code, each.field, each.params["row"]) for each in found.faults] == [(f"foreign.{kind}", column, 3)]
    assert [said.number for said in found.rows] == [2]


def test_a_code_that_stands_twice_is_taken_from_neither_row() -> None:
    found = reading({}, {"code": "BTP-2"}, {})

    assert [said.code for said in found.rows] == ["BTP-2"]
    assert [(each.params["row"], each.params["other"]) for each in found.faults] == [(2, 4), (4, 2)]


@pytest.mark.parametrize("code", [str(number) for number in range(1, 11)])
def test_every_national_code_becomes_a_state_that_projects_to_it(code: str) -> None:
    for is_finished in (False, True):
        state = words.settled(words.STATES[code], is_accepted=code != "1", is_finished=is_finished)

        assert national.national(state, channel=Channel.ONLINE, is_accepted=code != "1") == code


def test_a_saved_word_of_the_source_goes_before_the_usual_one() -> None:
    assert words.states_of({"Đang xử lý": "await_sign"})["dang xu ly"] is S.AWAIT_SIGN
    assert one(state="Chờ gửi đi").state is S.ACCEPTED


def test_waiting_for_papers_before_acceptance_is_not_waiting_after_it() -> None:
    spoken = [key for key in KEYS if key != "accepted_at"]

    assert one(state="5", accepted_at=None).state is S.INTAKE_SUPPLEMENT
    assert one(state="5").state is S.SUPPLEMENT
    assert reading({"state": "5"}, spoken=spoken).rows[0].state is S.SUPPLEMENT


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("01/7/2026", datetime(2026, 7, 1, tzinfo=LOCAL)),
        ("01/07/2026 14:05", datetime(2026, 7, 1, 14, 5, tzinfo=LOCAL)),
        ("20260701140500", datetime(2026, 7, 1, 14, 5, tzinfo=LOCAL)),
        ("2026-07-01T07:05:00Z", datetime(2026, 7, 1, 14, 5, tzinfo=LOCAL)),
        (20260701.0, datetime(2026, 7, 1, tzinfo=LOCAL)),
        (date(2026, 7, 1), datetime(2026, 7, 1, tzinfo=LOCAL)),
        ("", None),
    ],
)
def test_days_are_read_as_people_and_systems_write_them(typed: object, read: datetime | None) -> None:
    assert words.moment(typed) == read


def test_a_number_that_lost_its_nought_gets_it_back() -> None:
    assert one(id_number=49170004318.0).id_number == "049170004318"
    assert words.id_kind("049170004318") is IdKind.PERSONAL


def test_columns_are_guessed_by_what_systems_call_them() -> None:
    guessed = columns.guessed(["STT", "MaHoSo", "Chủ hồ sơ", "Trạng thái hồ sơ", "Đơn vị xử lý", "NgayHenTra"])

    assert set(guessed) == {"code", "owner_name", "state", "agency", "due_at"}
    assert columns.objections(guessed) == []
    assert [each.field for each in columns.objections({"code": "Mã", "owner_name": "Mã"})] == [
        *("part_state", "part_agency", "part_owner_name"),
    ]


def test_a_layout_survives_being_kept() -> None:
    layout = Layout({"code": "Mã"}, {"Xong": "returned"}, "Trang 1", 3)

    assert columns.layout_from(layout.plain()) == layout


def known(said: Said, **changed: Any) -> changes.Known:
    same = {key: getattr(said, key) for key in (*changes.TEXTS, *changes.TIMES, "agency", "state")}
    here = {"pk": 1, "authority": "ministry", "state_since": NOW, "promised_at": said.due_at, "event_count": 1}
    return changes.Known(**{**here, **same, **changed})


def test_a_file_changes_only_what_it_speaks_of_and_tells_no_name() -> None:
    said = one(title="Khác", state="9", finished_at="24/11/2026")
    before = known(one())
    parts = changes.changed(before, said, set(KEYS))

    assert set(parts) == {"title", "state", "finished_at"}
    assert changes.changed(before, said, {"code", "channel"}) == ()
    told = changes.told(before, said, parts)
    assert told["fields"] == ["finished_at", "state", "title"]
    assert "Khác" not in str(told)


def test_what_a_source_had_ended_does_not_go_on() -> None:
    ended = known(one(), state=S.RETURNED)

    assert [each.code for each in changes.objections(ended, one())] == ["foreign.reopened"]
    assert changes.objections(known(one(), state=S.SUSPENDED), one()) == []


def test_a_dossier_follows_every_unit_that_ended() -> None:
    places = Places(agency=1, unit=2, received_by=3)

    assert handed(places, {1: 11, 2: None, 3: 13}) == Places(11, None, 13)
    assert handed(places, {1: None}) is None
    assert handed(places, {3: None}) is None
    assert handed(places, {}) == places
