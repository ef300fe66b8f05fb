"""One row of another system's file: read as that system says it, or refused with every fault by column.

Nothing is invented: a day that is missing stays missing, a word that nobody has matched is a fault, never a guess.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.foreign import words
from thutuc.dossiers.rules.foreign.columns import BY_KEY, MOMENTS
from thutuc.dossiers.rules.terms import ApplicantKind, DossierState
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy

S = DossierState
KIND = gettext_noop(
    "Loại đối tượng «%(text)s» không rõ. Ghi 1 đến 4, hoặc Công dân, Doanh nghiệp, Cơ quan nhà nước, Tổ chức."
)
CHANNEL = gettext_noop("Kênh «%(text)s» không rõ. Ghi 1 Trực tiếp, 2 Trực tuyến, 3 Bưu chính.")
MOST_ROWS = 300_000
LENGTHS = {"code": 80, "procedure_code": 60, "owner_name": 300, "id_number": 40, "holder_name": 200}
LONG = {"procedure_name": 2_000, "title": 1_000}
"""Cut there, as the national portal cuts (one-stop.md §9.5): a long text is no fault."""
_ACCEPTED = frozenset({S.ACCEPTED, *states.ON_CLOCK, S.RESULT_READY, S.RETURNED} - {S.SUSPENDED})
_OPEN = frozenset(states.OPEN) - {S.RESULT_READY}


@dataclass(frozen=True, slots=True)
class Said:
    """A dossier as its system says it."""

    number: int
    code: str
    state: DossierState
    procedure_code: str = ""
    procedure_name: str = ""
    owner_name: str = ""
    owner_kind: ApplicantKind = ApplicantKind.CITIZEN
    id_number: str = ""
    channel: Channel = Channel.DIRECT
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    agency: int | None = None
    holder_name: str = ""
    title: str = ""


@dataclass
class Reading:
    """A file that was read: good rows, faults of the others; `raw` has every row as it came, for the error file."""

    head: Sequence[str]
    spoken: frozenset[str]
    rows: list[Said] = field(default_factory=list)
    faults: list[Objection] = field(default_factory=list)
    raw: dict[int, Sequence[Any]] = field(default_factory=dict, repr=False)
    unknown_agencies: dict[str, int] = field(default_factory=dict)
    unknown_states: dict[str, int] = field(default_factory=dict)
    total: int = 0


def fault(kind: str, message: str, row: int, column: str, **params: object) -> Objection:
    """One fault of a row, with its column."""
    return Objection(f"foreign.{kind}", message, field=column, params={"row": row, **params})


@dataclass(frozen=True)
class Reader:
    """How the rows of one file become dossiers; `agencies` by `words.agency_key`."""

    places: Mapping[str, int]
    states: Mapping[str, DossierState]
    agencies: Mapping[str, int]
    now: datetime

    def read(self, number: int, values: Sequence[Any], reading: Reading) -> None:
        """Put the row where it belongs."""
        row = _Row(self, number, values, reading)
        said = row.said()
        reading.total += 1
        reading.raw[number] = values
        if said is None:
            reading.faults += row.faults
        else:
            reading.rows.append(said)


class _Row:
    """One row being read."""

    def __init__(self, reader: Reader, number: int, values: Sequence[Any], reading: Reading) -> None:
        self.reader, self.number, self.values, self.reading = reader, number, values, reading
        self.faults: list[Objection] = []

    def said(self) -> Said | None:
        """The dossier, or None with its faults."""
        texts: dict[str, Any] = {key: self.text(key) for key in (*LENGTHS, *LONG)}
        times: dict[str, Any] = {key: self.moment(key) for key in MOMENTS}
        times["submitted_at"] = times["submitted_at"] or times["accepted_at"]
        state = self.state(times)
        kind = self.word("owner_kind", words.kind, KIND)
        channel = self.word("channel", words.channel, CHANNEL)
        agency = self.agency()
        self.check(texts, times, state)
        if self.faults or state is None:
            return None
        return Said(
            self.number,
            state=state,
            owner_kind=kind or ApplicantKind.CITIZEN,
            channel=channel or Channel.DIRECT,
            agency=agency,
            **texts,
            **times,
        )

    def fault(self, kind: str, message: str, column: str, **params: object) -> None:
        """One more fault."""
        self.faults.append(fault(kind, message, self.number, column, **params))

    def raw(self, key: str) -> Any:
        """The cell of a part; None where there is none."""
        place = self.reader.places.get(key)
        return self.values[place] if place is not None and place < len(self.values) else None

    def text(self, key: str) -> str:
        """The cell in one line, not longer than the column."""
        value = self.raw(key)
        if value is None:
            return ""
        found = tidy(words.shown(value))
        if key == "id_number":
            found = _number(found, is_typed=isinstance(value, int | float))
        if key in LONG:
            return found[: LONG[key]]
        if len(found) > LENGTHS[key]:
            message = gettext_noop("Dài hơn %(most)s ký tự. Rút ngắn lại.")
            self.fault("too_long", message, key, most=LENGTHS[key])
        return found

    def moment(self, key: str) -> datetime | None:
        """A day or moment; what lies in the future only a due day may be."""
        value = self.raw(key)
        try:
            at = words.moment(value)
        except ValueError:
            self.fault("day", gettext_noop("Không đọc được ngày. Ghi theo dạng 25/11/2026 hoặc 25/11/2026 08:30."), key)
            return None
        if at is None:
            return None
        if at < words.EARLIEST:
            self.fault("too_old", gettext_noop("Ngày trước năm 1990. Kiểm tra lại năm."), key)
        if key == "due_at":
            return words.due_moment(at)
        if at > self.reader.now:
            self.fault("future", gettext_noop("Ngày ở tương lai. Việc chưa xảy ra thì để trống."), key)
        return at

    def word(self, key: str, look: Callable[[str], Any], message: str) -> Any:
        """A word of a list; an empty cell says nothing."""
        value = self.raw(key)
        text = tidy(words.shown(value)) if value is not None else ""
        if not text:
            return None
        found = look(text)
        if found is None:
            self.fault(key, message, key, text=text[:60])
        return found

    def state(self, times: Mapping[str, datetime | None]) -> DossierState | None:
        """The state by the source's words, made finer by its days."""
        value = self.raw("state")
        text = tidy(words.shown(value)) if value is not None else ""
        if not text:
            self.fault("no_state", gettext_noop("Chưa có trạng thái."), "state")
            return None
        found = self.reader.states.get(words.word_key(text))
        if found is None:
            seen = self.reading.unknown_states
            seen[text[:60]] = seen.get(text[:60], 0) + 1
            message = gettext_noop("Trạng thái «%(text)s» chưa được ghép. Chọn trạng thái tương ứng trong bảng ghép.")
            self.fault("state", message, "state", text=text[:60])
            return None
        is_accepted = bool(times["accepted_at"]) or "accepted_at" not in self.reader.places
        return words.settled(found, is_accepted=is_accepted, is_finished=bool(times["finished_at"]))

    def agency(self) -> int | None:
        """The agency that the name means."""
        value = self.raw("agency")
        text = tidy(words.shown(value)) if value is not None else ""
        if not text:
            self.fault("no_agency", gettext_noop("Chưa có đơn vị xử lý."), "agency")
            return None
        found = self.reader.agencies.get(words.agency_key(text))
        if found is None:
            seen = self.reading.unknown_agencies
            seen[text] = seen.get(text, 0) + 1
            message = gettext_noop(
                "Chưa biết «%(text)s» là cơ quan nào. Chọn cơ quan ở trang «Tên cơ quan trong tệp» rồi thử lại."
            )
            self.fault("agency", message, "agency", text=text[:120])
        return found

    def check(self, texts: Mapping[str, str], times: Mapping[str, datetime | None], state: DossierState | None) -> None:
        """What must be there, and in which order things happened."""
        if not texts["code"]:
            self.fault("no_code", gettext_noop("Chưa có mã hồ sơ."), "code")
        if not texts["owner_name"]:
            self.fault("no_owner", gettext_noop("Chưa có tên chủ hồ sơ."), "owner_name")
        if not (texts["procedure_code"] or texts["procedure_name"]):
            message = gettext_noop("Chưa có mã hay tên thủ tục.")
            self.fault("no_procedure", message, "procedure_code")
        if not times["submitted_at"] and not self.has_faulty("submitted_at", "accepted_at"):
            message = gettext_noop("Chưa có ngày nộp hay ngày tiếp nhận.")
            self.fault("no_time", message, "accepted_at" if "accepted_at" in self.reader.places else "submitted_at")
        self.check_order(times)
        if state is not None:
            self.check_state(state, times)

    def has_faulty(self, *columns: str) -> bool:
        """Whether one of them is faulty already: one fault is told once."""
        return any(each.field in columns for each in self.faults)

    def check_order(self, times: Mapping[str, datetime | None]) -> None:
        """Times never go backwards."""
        for earlier, later in (
            *(("submitted_at", "accepted_at"), ("accepted_at", "due_at"), ("accepted_at", "finished_at")),
            ("finished_at", "returned_at"),
        ):
            first, second = times[earlier], times[later]
            if first and second and words.before(second, first):
                message = gettext_noop("Sớm hơn «%(other)s». Kiểm tra lại hai ngày.")
                self.fault("backwards", message, later, other=BY_KEY[earlier].heading)

    def check_state(self, state: DossierState, times: Mapping[str, datetime | None]) -> None:
        """The days say the same as the state."""
        if state in _ACCEPTED and self.lacks("accepted_at", times):
            message = gettext_noop("Trạng thái cho biết đã tiếp nhận nhưng chưa có ngày tiếp nhận.")
            self.fault("no_acceptance", message, "accepted_at")
        if state is S.RESULT_READY and self.lacks("finished_at", times):
            self.fault("no_finish", gettext_noop("Đã xử lý xong nhưng chưa có ngày kết thúc."), "finished_at")
        if state is S.RETURNED and self.lacks("finished_at", times):
            message = gettext_noop("Đã trả kết quả (10) nhưng chưa xử lý xong (9): chưa có ngày kết thúc.")
            self.fault("ten_before_nine", message, "finished_at")
        if state is S.RETURNED and self.lacks("returned_at", times):
            self.fault("no_return", gettext_noop("Đã trả kết quả nhưng chưa có ngày trả."), "returned_at")
        if state in _OPEN and (times["finished_at"] or times["returned_at"]):
            message = gettext_noop("Hồ sơ còn đang giải quyết mà đã có ngày kết thúc hoặc ngày trả.")
            self.fault("open_finished", message, "state")

    def lacks(self, key: str, times: Mapping[str, datetime | None]) -> bool:
        """The file has the column, the row has nothing in it and no other fault."""
        return key in self.reader.places and times[key] is None and not self.has_faulty(key)


def _number(text: str, *, is_typed: bool) -> str:
    """An id without blanks; a spreadsheet that took it for a number has eaten its nought."""
    number = text.replace(" ", "").replace(".", "").upper()
    return f"0{number}" if is_typed and len(number) in (8, 11) and number.isdecimal() else number


def refuse_twins(reading: Reading) -> None:
    """A code that stands in two good rows: nobody can say which is meant, so neither is taken."""
    first: dict[str, int] = {}
    twins: dict[int, int] = {}
    for row in reading.rows:
        if row.code in first:
            twins[row.number] = first[row.code]
            twins.setdefault(first[row.code], row.number)
        else:
            first[row.code] = row.number
    message = gettext_noop("Mã hồ sơ có ở cả dòng %(other)s. Giữ lại một dòng cho mỗi mã.")
    refuse(reading, [fault("twice", message, number, "code", other=other) for number, other in sorted(twins.items())])


def refuse(reading: Reading, faults: Iterable[Objection]) -> None:
    """Good rows that turn out to be none."""
    found = list(faults)
    gone = {each.params["row"] for each in found}
    if gone:
        reading.faults += found
        reading.rows = [row for row in reading.rows if row.number not in gone]
