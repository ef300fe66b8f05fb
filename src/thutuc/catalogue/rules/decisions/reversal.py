"""A later decision takes an earlier one back exactly: from its day the list reads as if the earlier had not been.

What never became law is voided; what is law ends on the day and its predecessor's content stands again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.planning import Closed, Finding, Opened, Plan
from thutuc.catalogue.rules.decisions.terms import OperationKind, OutcomeKind, Severity
from thutuc.catalogue.rules.difference import compare
from thutuc.catalogue.rules.validity import Version
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop


@dataclass(frozen=True)
class Done:
    """What the earlier decision did to one version."""

    position: int
    code: str
    name: str
    kind: OutcomeKind
    number: int
    by: OperationKind
    content: ProcedureContent | None = None
    on: date | None = None
    """The day from which it did so."""


def reverse(
    done: Sequence[Done],
    spans: Mapping[str, Sequence[Version]],
    *,
    effective_on: date | None,
    words: Mapping[str, str],
    newest: Mapping[str, int] | None = None,
) -> Plan:
    """The plan of a reversing decision. `words` name, by code, the act that stands in the way, where there is one."""
    if effective_on is None:
        missing = Finding("decision.no_day", Severity.BLOCK, gettext_noop("Ghi ngày hiệu lực."))
        return Plan(None, blocks=(missing,))
    work = _Work()
    blocks: list[Finding] = []
    for code in dict.fromkeys(each.code for each in done):
        mine = [each for each in done if each.code == code]
        blocked = list(_blocks(code, mine, spans.get(code, ()), words))
        blocks += blocked
        if not blocked:
            _take_back(code, mine, spans.get(code, ()), effective_on, work, newest=(newest or {}).get(code, 0))
    return Plan(
        effective_on,
        *(tuple(work.opens), tuple(work.closes), tuple(work.reopens), tuple(work.voids)),
        blocks=tuple(blocks),
        skipped=tuple(sorted({each.position for each in blocks})),
    )


@dataclass
class _Work:
    opens: list[Opened] = field(default_factory=list)
    closes: list[Closed] = field(default_factory=list)
    reopens: list[Closed] = field(default_factory=list)
    voids: list[Closed] = field(default_factory=list)


def _blocks(code: str, mine: Sequence[Done], spans: Sequence[Version], words: Mapping[str, str]) -> Iterator[Finding]:
    """Nothing of another decision may stand on what this one did; what was taken back is published anew."""
    if any(each.kind in (OutcomeKind.VOIDED, OutcomeKind.REOPENED) for each in mine):
        text = gettext_noop("%(code)s: quyết định này đã hủy bỏ một quyết định khác. Công bố lại bằng quyết định mới.")
        yield Finding("reversal.of_reversal", Severity.BLOCK, text, position=mine[0].position, params={"code": code})
        return
    numbers = {each.number for each in mine}
    newest = max((span.number for span in spans), default=0)
    opened = [each for each in mine if each.kind is OutcomeKind.OPENED]
    by_number = {span.number: span for span in spans}
    later = newest > max(numbers)
    ended_since = any(each.number not in by_number or by_number[each.number].days.end for each in opened)
    ended = [each for each in mine if each.kind is OutcomeKind.ENDED]
    moved = any(
        each.number not in by_number or each.on not in (None, by_number[each.number].days.end) for each in ended
    )
    starts = [by_number[each.number].days.start or date.min for each in ended if each.number in by_number]
    after = min(starts, default=date.max)
    stands = any(span.number not in numbers and (span.days.start or date.min) > after for span in spans)
    if later or ended_since or moved or stands:
        text = gettext_noop("%(code)s đã có thay đổi sau đó (%(act)s): hủy bỏ quyết định sau trước.")
        params = {"code": code, "act": words.get(code, "")}
        yield Finding("reversal.later", Severity.BLOCK, text, position=mine[0].position, params=params)


def _take_back(
    code: str, mine: Sequence[Done], spans: Sequence[Version], day: date, work: _Work, *, newest: int
) -> None:
    by_number = {span.number: span for span in spans}
    opened = next((each for each in mine if each.kind is OutcomeKind.OPENED), None)
    ended = next((each for each in mine if each.kind is OutcomeKind.ENDED), None)
    if opened is not None:
        start = by_number[opened.number].days.start
        never = start is not None and day <= start
        row = Closed(opened.position, code, opened.name, opened.number, day, ended is None, opened.by)
        (work.voids if never else work.closes).append(row)
    if ended is None:
        return
    end = by_number[ended.number].days.end
    if end is not None and day <= end:
        work.reopens.append(Closed(ended.position, code, ended.name, ended.number, end, False, ended.by))
        return
    number = max(newest, *by_number) + 1
    before = opened.content if opened else None
    changes = compare(before, ended.content) if before and ended.content else ()
    closing = opened.number if opened else None
    told = (ended.position, code, ended.name, number, Days(day), ended.by, changes, closing)
    work.opens.append(Opened(*told, content=ended.content))
