"""Dry run: what a decision would open and close at one instant, and what stops it. Decree 63/2010 Art. 13–15."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thutuc.catalogue.rules import canonical, validity
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import CHANGING, OperationKind, PublicationCase, Severity
from thutuc.catalogue.rules.difference import Change, compare
from thutuc.catalogue.rules.validity import Version
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop

CONTENT = "publication.content"


@dataclass(frozen=True)
class Finding:
    """One line of the checklist: `position` names the row (0: the decision), `part` the part of the procedure."""

    code: str
    severity: Severity
    message: str
    basis: str = CONTENT
    position: int = 0
    part: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True)
class Standing:
    """One procedure as it stands before the decision: its versions in time and the content in force on the day."""

    spans: tuple[Version, ...] = ()
    content: ProcedureContent | None = None
    words: Mapping[int, str] = field(default_factory=dict)
    """By number of version: the act that opened it."""
    ended_by: Mapping[int, str] = field(default_factory=dict)
    drafts: tuple[str, ...] = ()
    """Other open drafts that act on it."""
    newest: int = 0
    """The highest number ever given to a version of it: one that was voided keeps its number."""

    def on(self, day: date) -> Version | None:
        return validity.in_force(self.spans, day)

    def later(self, day: date) -> Version | None:
        """The next version that starts after the day."""
        after = [span for span in self.spans if span.days.start and span.days.start > day]
        return min(after, key=lambda span: span.days.start or date.max, default=None)

    def last_ended(self, day: date) -> Version | None:
        """The version that ended last, on or before the day."""
        ended = [span for span in self.spans if span.days.end and span.days.end <= day]
        return max(ended, key=lambda span: span.days.end or date.min, default=None)


@dataclass(frozen=True)
class Opened:
    """A version that would open."""

    position: int
    code: str
    name: str
    number: int
    days: Days
    kind: OperationKind
    changes: tuple[Change, ...] = ()
    closes: int | None = None
    redraws: bool = True
    """Whether its notice reads otherwise than that of the version it closes."""
    content: ProcedureContent | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Closed:
    """A version that would end."""

    position: int
    code: str
    name: str
    number: int
    ends_on: date
    without_successor: bool
    by: OperationKind


@dataclass(frozen=True)
class Plan:
    """Everything that signing would do, and whether it may. Nothing is saved."""

    effective_on: date | None
    opens: tuple[Opened, ...] = ()
    closes: tuple[Closed, ...] = ()
    reopens: tuple[Closed, ...] = ()
    voids: tuple[Closed, ...] = ()
    blocks: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    skipped: tuple[int, ...] = ()
    """Rows that are left out because something blocks them."""

    @property
    def is_ready(self) -> bool:
        return not self.blocks


@dataclass(frozen=True)
class Told:
    """What the decision says of itself, as far as planning needs it."""

    effective_on: date | None
    today: date
    signed_on: date | None = None
    is_recorded: bool = False
    has_ministry: bool = False


def plan(told: Told, operations: Sequence[Operation], standing: Mapping[str, Standing]) -> Plan:
    """Every row laid on the day: versions opened and closed at the same instant, blocks and warnings by row."""
    findings = list(_of_decision(told, operations))
    if told.effective_on is None:
        return _sorted(Plan(None), findings, tuple(each.position for each in operations))
    twice = _codes_twice(operations)
    opens: list[Opened] = []
    closes: list[Closed] = []
    skipped = []
    for operation in operations:
        found = list(_of_row(operation, told.effective_on, standing, twice, told))
        findings += found
        if any(finding.severity is Severity.BLOCK for finding in found):
            skipped.append(operation.position)
            continue
        opened, closed = _effects(operation, told.effective_on, standing)
        opens += opened
        closes += closed
    return _sorted(Plan(told.effective_on, tuple(opens), tuple(closes)), findings, tuple(skipped))


def _sorted(bare: Plan, findings: Iterable[Finding], skipped: tuple[int, ...]) -> Plan:
    found = list(findings)
    return Plan(
        bare.effective_on,
        bare.opens,
        bare.closes,
        bare.reopens,
        bare.voids,
        tuple(each for each in found if each.severity is Severity.BLOCK),
        tuple(each for each in found if each.severity is not Severity.BLOCK),
        skipped,
    )


def _of_decision(told: Told, operations: Sequence[Operation]) -> Iterator[Finding]:
    if not operations:
        yield _block("decision.empty", gettext_noop("Quyết định chưa có dòng nào: thêm thủ tục."))
    if told.effective_on is None:
        yield _block("decision.no_day", gettext_noop("Ghi ngày hiệu lực."))
    elif told.signed_on and told.effective_on < told.signed_on and not told.is_recorded:
        words = gettext_noop("Ngày hiệu lực %(day)s trước ngày ký %(signed)s: chọn từ ngày ký trở đi.")
        yield _block("decision.before_signing", words, day=_day(told.effective_on), signed=_day(told.signed_on))
    elif told.signed_on is None and told.effective_on < told.today:
        words = gettext_noop("Ngày hiệu lực %(day)s đã qua: chọn từ hôm nay trở đi.")
        yield _block("decision.day_passed", words, day=_day(told.effective_on))
    if not told.has_ministry and any(
        each.case is PublicationCase.LIST
        and each.kind in (OperationKind.NEW, OperationKind.AMENDED, OperationKind.REPLACED)
        for each in operations
    ):
        words = gettext_noop("Công bố danh mục thường theo một quyết định công bố của bộ: chọn quyết định đó.")
        yield Finding("decision.no_ministry", Severity.WARN, words)


def _codes_twice(operations: Sequence[Operation]) -> set[str]:
    codes = [code for each in operations for code in each.touches]
    seen: set[str] = set()
    return {code for code in codes if code in seen or seen.add(code)}  # type: ignore[func-returns-value]


def _of_row(
    row: Operation, day: date, standing: Mapping[str, Standing], twice: set[str], told: Told
) -> Iterator[Finding]:
    if not row.code:
        yield _block("row.no_code", gettext_noop("Ghi mã thủ tục."), row)
        return
    for code in row.touches:
        if code in twice:
            words = gettext_noop("Mã %(code)s có ở hai dòng của quyết định này: giữ một dòng.")
            yield _block("row.twice", words, row, code=code)
        for draft in standing.get(code, Standing()).drafts:
            words = gettext_noop("Dự thảo %(draft)s cũng sửa thủ tục %(code)s: thống nhất trước khi ký.")
            yield Finding(
                "row.other_draft", Severity.WARN, words, position=row.position, params=_p(draft=draft, code=code)
            )
    if row.kind is OperationKind.ABOLISHED:
        yield from _of_abolition(row, day, standing, told)
    else:
        yield from _of_content(row, day, standing, told)


def _of_abolition(row: Operation, day: date, standing: Mapping[str, Standing], told: Told) -> Iterator[Finding]:
    yield from _may_end(row, row.code, day, standing, told)
    if row.abolition_kind is None:
        words = gettext_noop("Chọn bãi bỏ hay hủy bỏ.")
        yield _block("row.abolition_kind", words, row, basis="publication.abolition")
    if not row.basis:
        words = gettext_noop("Ghi văn bản quy định việc bãi bỏ, hủy bỏ thủ tục %(code)s.")
        yield _block("row.abolition_basis", words, row, basis="publication.abolition", code=row.code)


def _of_content(row: Operation, day: date, standing: Mapping[str, Standing], told: Told) -> Iterator[Finding]:
    if row.content is None or not row.content.name:
        yield _block("row.no_content", gettext_noop("Ghi nội dung của thủ tục %(code)s."), row, code=row.code)
        return
    known = standing.get(row.code, Standing())
    yield from _nothing_later(row, row.code, day, standing, told)
    if any(span.days.start == day for span in known.spans):
        words = gettext_noop("Thủ tục %(code)s đã có phiên bản bắt đầu hiệu lực ngày %(day)s. Chọn ngày khác.")
        yield _block("row.same_day", words, row, code=row.code, day=_day(day))
    if row.kind in CHANGING:
        yield from _must_stand(row, row.code, day, standing)
        yield from _changes_something(row, known, day)
    elif row.kind is OperationKind.NEW and known.on(day):
        words = gettext_noop("Thủ tục %(code)s đang có hiệu lực: dùng thao tác Sửa đổi.")
        yield _block("row.stands", words, row, code=row.code)
    elif row.kind is OperationKind.REPLACED:
        yield from _of_replacement(row, day, standing, told)


def _of_replacement(row: Operation, day: date, standing: Mapping[str, Standing], told: Told) -> Iterator[Finding]:
    if not row.replaces:
        yield _block("row.no_replaced", gettext_noop("Chọn thủ tục bị thay thế."), row)
    for code in row.replaces:
        if code == row.code:
            words = gettext_noop("Thủ tục %(code)s không thể thay thế chính nó: chọn mã khác hoặc dùng Sửa đổi.")
            yield _block("row.replaces_itself", words, row, code=code)
        else:
            yield from _may_end(row, code, day, standing, told)


def _may_end(row: Operation, code: str, day: date, standing: Mapping[str, Standing], told: Told) -> Iterator[Finding]:
    """What ends must stand, since the day before at the latest, and with no end already told."""
    yield from _must_stand(row, code, day, standing)
    yield from _nothing_later(row, code, day, standing, told, ends=True)
    now = standing.get(code, Standing()).on(day)
    if now and now.days.start == day:
        words = gettext_noop("Thủ tục %(code)s đã có phiên bản bắt đầu hiệu lực ngày %(day)s. Chọn ngày khác.")
        yield _block("row.same_day", words, row, code=code, day=_day(day))


def _ends_later(row: Operation, code: str, now: Version, known: Standing, severity: Severity) -> Finding:
    """Another decision ends it on a later day."""
    words = gettext_noop("%(code)s hết hiệu lực từ %(day)s theo %(act)s: hủy bỏ quyết định đó trước, hoặc bỏ dòng này.")
    params = _p(
        code=code, day=_day(now.days.end), act=known.ended_by.get(now.number) or gettext_noop("không rõ văn bản")
    )
    return Finding("row.ends_later", severity, words, position=row.position, params=params)


def _must_stand(row: Operation, code: str, day: date, standing: Mapping[str, Standing]) -> Iterator[Finding]:
    known = standing.get(code, Standing())
    if known.on(day):
        return
    ended = known.last_ended(day)
    if ended:
        words = gettext_noop("%(code)s đã hết hiệu lực từ %(day)s: %(act)s.")
        act = known.ended_by.get(ended.number) or gettext_noop("không rõ văn bản")
        yield _block("row.ended", words, row, code=code, day=_day(ended.days.end), act=act)
    elif known.spans:
        words = gettext_noop("%(code)s chưa có hiệu lực vào ngày %(day)s.")
        yield _block("row.not_yet", words, row, code=code, day=_day(day))
    else:
        words = gettext_noop("%(code)s không có trong danh mục của tỉnh: kiểm tra lại mã, hoặc dùng thao tác Mới.")
        yield _block("row.unknown", words, row, code=code)


def _nothing_later(
    row: Operation, code: str, day: date, standing: Mapping[str, Standing], told: Told, *, ends: bool = False
) -> Iterator[Finding]:
    known = standing.get(code, Standing())
    later, now = known.later(day), known.on(day)
    severity = Severity.WARN if told.is_recorded else Severity.BLOCK
    if now and now.days.end and (later is None or later.days.start != now.days.end):
        yield _ends_later(row, code, now, known, Severity.BLOCK if ends else severity)
    if later is None:
        return
    words = gettext_noop("%(code)s đã có phiên bản hiệu lực từ %(day)s (%(act)s): sửa cho khớp với quyết định đó.")
    params = _p(code=code, day=_day(later.days.start), act=known.words.get(later.number, ""))
    yield Finding("row.later_version", severity, words, position=row.position, params=params)


def _changes_something(row: Operation, known: Standing, day: date) -> Iterator[Finding]:
    now = known.on(day)
    if now is None or known.content is None or row.content is None:
        return
    if row.base_number is not None and row.base_number != now.number:
        words = gettext_noop("%(code)s đã thay đổi sau khi soạn dòng này (%(act)s): xem lại dòng và lưu lại.")
        yield _block("row.moved_on", words, row, code=row.code, act=known.words.get(now.number, ""))
    changes = compare(known.content, row.content)
    if not changes:
        words = gettext_noop("Dòng này không thay đổi gì so với nội dung đang có hiệu lực.")
        yield _block("row.same", words, row)
    actual = {change.part.key for change in changes}
    if row.parts and set(row.parts) != actual:
        words = gettext_noop("Các phần ghi là sửa khác các phần thực sự thay đổi.")
        yield Finding("row.parts", Severity.WARN, words, position=row.position)


def _effects(row: Operation, day: date, standing: Mapping[str, Standing]) -> tuple[list[Opened], list[Closed]]:
    closes = []
    for code in row.ends:
        now = standing[code].on(day)
        if now:
            name = standing[code].content.name if standing[code].content else row.name  # type: ignore[union-attr]
            closes.append(Closed(row.position, code, name, now.number, day, True, row.kind))
    if row.content is None or row.kind is OperationKind.ABOLISHED:
        return [], closes
    known = standing.get(row.code, Standing())
    opening = validity.open_on(known.spans, day, newest=known.newest)
    before = known.content if opening.closes else None
    redraws = before is None or _notice(before) != _notice(row.content)
    changes = compare(before, row.content) if before else ()
    if opening.closes:
        name = before.name if before else row.name
        closes.insert(0, Closed(row.position, row.code, name, opening.closes.number, day, False, row.kind))
    closing = opening.closes.number if opening.closes else None
    opened = Opened(
        *(row.position, row.code, row.content.name, opening.number, opening.days, row.kind, changes, closing, redraws),
        content=row.content,
    )
    return [opened], closes


def _notice(content: ProcedureContent) -> str:
    return canonical.notice_hash(canonical.to_plain(content))


def _block(
    kind: str, words: str, row: Operation | None = None, /, *, basis: str = CONTENT, **params: object
) -> Finding:
    return Finding(kind, Severity.BLOCK, words, basis, row.position if row else 0, params=params)


def _p(**params: object) -> Mapping[str, object]:
    return params


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
