"""Values of a dossier that are no plain columns: words, reasons, details, pauses, reach, steps."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection

from thutuc.catalogue.rules.terms import Channel
from thutuc.demo.bulk import binary
from thutuc.demo.bulk.binary import Column, Moments, Numbers, Words
from thutuc.demo.bulk.ground import Ground, Variant
from thutuc.demo.bulk.hands import Hands
from thutuc.demo.bulk.people import names
from thutuc.demo.bulk.telling import NAT, Batch, Events, kinds
from thutuc.demo.bulk.waiting import by_calendar
from thutuc.dossiers.rules import workflow
from thutuc.dossiers.rules.terms import DossierState, Outcome
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import fold_words

if TYPE_CHECKING:
    from thutuc.demo.bulk.tables import Batched

OUTCOMES = ("", *Outcome)
REASONS = {
    "guide": ("Hồ sơ chưa đủ giấy tờ theo danh mục đã công bố.", "Tờ khai ghi chưa đủ các mục bắt buộc."),
    "refuse": ("Không thuộc thẩm quyền giải quyết của cơ quan này.", "Chưa đáp ứng điều kiện theo quy định."),
    "withdraw": ("Người nộp không còn nhu cầu.",),
    "reassign": ("Người thụ lý nghỉ phép dài ngày.",),
    "request_supplement": ("Cần bổ sung giấy tờ để có căn cứ giải quyết.", "Nội dung giấy tờ chưa thống nhất."),
    "require_duty": ("Chờ thông báo và nộp nghĩa vụ tài chính.",),
    "suspend": ("Có đơn tranh chấp đang được giải quyết.", "Chờ kết luận của cơ quan có thẩm quyền."),
    "resume": ("Việc phải chờ đã có kết quả.",),
    "send_back": ("Sửa lại căn cứ trong dự thảo kết quả.",),
    "request_withdrawal": ("Người nộp muốn nộp lại với nội dung khác.",),
    "grant_withdrawal": ("Đồng ý theo đề nghị của người nộp.",),
    "decline_withdrawal": ("Kết quả đã ký, không thể rút.",),
    "terminate": ("Quá thời hạn bổ sung mà không nhận được giấy tờ.",),
    "extend": ("Vụ việc phức tạp, gia hạn theo luật chuyên ngành.",),
    "apologise": ("Khối lượng hồ sơ tăng đột biến, chưa kịp thẩm định.", "Chờ ý kiến của cơ quan phối hợp."),
    "reopen": ("Kết quả ghi sai thông tin người được cấp.",),
    "correct_result": ("Ghi sai số nhà trong kết quả.",),
}
REFUSED_SHARE = 0.02


def reasons(events: Events, luck: np.ndarray) -> Column:
    """The sentence of a move that needs one."""
    every = list(kinds())
    sentences = sorted({sentence for told in REASONS.values() for sentence in told})
    first = [sentences.index(REASONS[kind.code][0]) + 1 if kind.code in REASONS else 0 for kind in every]
    last = [sentences.index(REASONS[kind.code][-1]) + 1 if kind.code in REASONS else 0 for kind in every]
    other = luck[events.row, 1] > 0.6
    return Words(["", *sentences]).take(np.where(other, np.array(last)[events.kind], np.array(first)[events.kind]))


def details(batch: Batch, events: Events, hands: Hands) -> Column:
    """What the services write beside a move: the unit, the person, the way of a result."""
    codes = [kind.code for kind in kinds()]
    value = np.where(np.isin(np.array(codes), ("assign", "reassign"))[events.kind], hands.holder, 0)
    value = np.where((np.array(codes) == "hand_over")[events.kind], hands.unit, value)
    unique, where = np.unique(events.kind * 10_000_000 + value, return_inverse=True)
    return binary.jsonb([_detail(codes[each // 10_000_000], each % 10_000_000) for each in unique.tolist()]).take(where)


def _detail(code: str, value: int) -> str:
    if code in {"assign", "reassign"}:
        return f'{{"person": {value}}}'
    return f'{{"unit": {value}}}' if code == "hand_over" else "{}"


def contacts(number: Column, luck: np.ndarray) -> Column:
    """An invented mailbox for every third: made of the last digits of an invented number."""
    count = len(number.lengths)
    box = binary.joined(
        [
            binary.constant("nguoi.nop.", count),
            Column(number.body[:, 4:12], np.maximum(number.lengths - 4, 0)),
            binary.constant("@nguoidan.example", count),
        ]
    )
    return Column(box.body, np.where(luck[:, 2] < 1 / 3, box.lengths, 0))


# -- words ---


class Vectors:
    """Texts as PostgreSQL cuts them, asked once."""

    def __init__(self) -> None:
        self.names: list[dict[str, tuple[int, ...]]] = []
        self.procedures: list[dict[str, tuple[int, ...]]] = []

    def read(self, variants: Sequence[Variant]) -> None:
        """Every name and every procedure; what was kept of another story is forgotten."""
        _plain.cache_clear()
        _shifted.cache_clear()
        self.names = _vectors(names())
        texts = [f"{each.code} {each.name}" for each in variants]
        known = dict.fromkeys(texts)
        told = dict(zip(known, _vectors(list(known)), strict=True))
        self.procedures = [told[text] for text in texts]


VECTORS = Vectors()
Vector = dict[str, tuple[int, ...]]


def _vectors(texts: Sequence[str]) -> list[dict[str, tuple[int, ...]]]:
    folded = [" ".join(fold_words(text)) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, lexeme, positions FROM unnest(%s::text[]) WITH ORDINALITY AS told(words, number), "
            "unnest(to_tsvector('simple', words)) ORDER BY number, lexeme",
            [folded],
        )
        found: list[dict[str, tuple[int, ...]]] = [{} for _ in texts]
        for number, lexeme, positions in cursor.fetchall():
            found[number - 1][lexeme] = tuple(positions)
    return found


def words(variant: Numbers, name: Numbers, codes: Column) -> Column:
    """By which words a list finds each dossier: the parts of its code, its owner, its procedure; places running on."""
    told = zip(name.tolist(), variant.tolist(), _texts(codes), strict=True)
    return Words(_vector(*each) for each in told).take(np.arange(len(variant)))


def _texts(column: Column) -> list[str]:
    """The values as text; NULL is ""."""
    lengths = np.maximum(column.lengths, 0).tolist()
    return [bytes(row[:size]).decode() for row, size in zip(column.body, lengths, strict=True)]


@cache
def _plain(name: int, by: int) -> tuple[int, bytes, int]:
    told = VECTORS.names[name]
    end = max((max(places) for places in told.values()), default=0)
    return len(told), _lexemes(_moved(told, by)), by + end


@cache
def _shifted(variant: int, by: int) -> bytes:
    return _lexemes(_moved(VECTORS.procedures[variant], by))


def _moved(told: Vector, by: int) -> Vector:
    return {word: tuple(at + by for at in places) for word, places in told.items()}


def _lexemes(told: Vector) -> bytes:
    return binary.tsvector(list(told.items()))[4:]


def _vector(name: int, variant: int, code: str) -> bytes:
    parts: dict[str, tuple[int, ...]] = (
        {word: (place,) for place, word in enumerate(code.lower().split("-"), start=1)} if code else {}
    )
    one, two = VECTORS.names[name], VECTORS.procedures[variant]
    count, own, end = _plain(name, len(parts))
    if one.keys().isdisjoint(two) and parts.keys().isdisjoint({*one, *two}):
        return (len(parts) + count + len(two)).to_bytes(4, "big") + _lexemes(parts) + own + _shifted(variant, end)
    found: dict[str, tuple[int, ...]] = {}
    for told in (parts, _moved(one, len(parts)), _moved(two, end)):
        found |= {word: (*found.get(word, ()), *places) for word, places in told.items()}
    return binary.tsvector(sorted(found.items()))


# -- reach, pauses, steps ---


def reach(batch: Batch, events: Events, hands: Hands, last: Numbers) -> Column:
    """Every agency that ever had to do with it, those asked for their opinion too."""
    plan = batch.plan
    asked = np.where(batch.asks, batch.partner, 0)
    several = np.stack(
        [plan.agency, plan.received_by, plan.helped_by, hands.agency[last], hands.reception[last], asked], axis=1
    )
    unique, where = np.unique(several, axis=0, return_inverse=True)
    arrays = [binary.bigint_array(sorted({key for key in row if key})) for row in unique.tolist()]
    return Words(arrays).take(where.reshape(-1))


PAUSES = ("request_supplement", "require_duty", "suspend")


def pauses(batch: Batch, events: Events) -> Column:
    """[start, end or null, reason, restarts] as they are kept."""
    paused = np.flatnonzero(~np.isnat(batch.pause_start))
    own = np.array([PAUSES.index(kind.code) if kind.code in PAUSES else -1 for kind in kinds()])[events.kind]
    reason = np.zeros(len(batch), dtype=np.int64)
    reason[events.row[own >= 0]] = own[own >= 0]
    told = ["[]"]
    index = np.zeros(len(batch), dtype=np.int64)
    for number, row in enumerate(paused.tolist(), start=1):
        end = f'"{_iso(batch.pause_end[row])}"' if not np.isnat(batch.pause_end[row]) else "null"
        restarts = str(bool(batch.restarts[row])).lower()
        told.append(f'[["{_iso(batch.pause_start[row])}", {end}, "{PAUSES[reason[row]]}", {restarts}]]')
        index[row] = number
    return binary.jsonb(told).take(index)


def _iso(local: np.datetime64) -> str:
    return f"{local - np.timedelta64(7, 'h')}:00+00:00"


def outcomes(told: "Batched", state: Numbers) -> Numbers:
    """How each ended, by number in OUTCOMES; 0 while it has not."""
    every = tuple(DossierState)
    refused = np.where(told.luck[:, 3] < REFUSED_SHARE, Outcome.REFUSED, Outcome.GRANTED)
    found = np.zeros(len(state), dtype=np.int64)
    fixed = {
        DossierState.WITHDRAWN: Outcome.WITHDRAWN,
        DossierState.TERMINATED: Outcome.TERMINATED,
        DossierState.REJECTED: Outcome.NOT_ACCEPTED,
    }
    for where, outcome in fixed.items():
        found[state == every.index(where)] = OUTCOMES.index(outcome)
    settled = np.isin(state, [every.index(DossierState.RESULT_READY), every.index(DossierState.RETURNED)])
    given = np.where(refused == Outcome.REFUSED, OUTCOMES.index(Outcome.REFUSED), OUTCOMES.index(Outcome.GRANTED))
    return np.where(settled, given, found)


def appointments(batch: Batch, written: Moments, luck: np.ndarray) -> Moments:
    """The new day of an apology: some working days after the due day, at the close."""
    found = np.full(len(batch), NAT)
    rows = np.flatnonzero(~np.isnat(written))
    for tables, here in by_calendar(batch.plan, rows):
        own = rows[here]
        since = np.maximum(batch.due[own], written[own]).astype("datetime64[D]")
        found[own] = tables.closing(tables.add_working_days(since, 3 + (luck[own] * 5).astype(np.int64)))
    return found


def step_dues(told: "Batched", ground: Ground, state: Numbers, runs: np.ndarray, due: Moments) -> Moments:
    """When the step under way is owed, for dossiers whose clock runs: one by one, for they are few."""
    found = np.full(told.count, NAT)
    moved = np.array([kind.source != kind.target or kind.code == "extend" for kind in kinds()])[told.events.kind]
    since = np.full(told.count, NAT)
    since[told.events.row[moved]] = told.events.at[moved]
    every = tuple(DossierState)
    for row in np.flatnonzero(runs).tolist():
        owed = None if np.isnat(due[row]) else due[row].item().replace(tzinfo=LOCAL)
        steps = _steps(ground, int(told.batch.plan.variant[row]))
        calendar = told.batch.plan.clocks[told.batch.plan.calendar[row]].calendar
        begun = since[row].item().replace(tzinfo=LOCAL)
        own = workflow.step_due(calendar, steps, state=every[state[row]], since=begun, dossier_due=owed)
        found[row] = NAT if own is None else np.datetime64(own.replace(tzinfo=None), "m")
    return found


_plans: dict[int, tuple[workflow.StepPlan, ...]] = {}


def _steps(ground: Ground, variant: int) -> tuple[workflow.StepPlan, ...]:
    if variant not in _plans:
        told = ground.variants[variant]
        content = next(each.content for each in ground.editions if each.id == told.version_id)
        _plans[variant] = workflow.plan(content.workflow, channel=Channel(told.channel))
    return _plans[variant]
