"""Kiểm soát chất lượng: what a controller looks for in a draft, row by row, each with its severity and place.

Parts: Decree 63/2010 Art. 8(2), 13, 15 as amended 2017. One function a question, so that a linter can take them over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thutuc.catalogue.rules import workflow
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import ProcedureContent, TimeLimit
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Finding
from thutuc.catalogue.rules.decisions.terms import OperationKind, PublicationCase, Severity
from thutuc.catalogue.rules.difference import tolerant_key
from thutuc.catalogue.rules.parts import limit_words
from thutuc.catalogue.rules.terms import Channel
from thutuc.kernel.text import gettext_noop

CONTENT = "publication.content"
LIST_PARTS = frozenset({"name", "limits", "agency"})
"""What a list row must hold besides place and legal basis (control.md §3.1, case A)."""


@dataclass(frozen=True)
class Row:
    """A row with what it is measured against: the ministry's own content of the procedure, where we have it."""

    operation: Operation
    content: ProcedureContent
    national: ProcedureContent | None = None
    before: ProcedureContent | None = None


Question = Callable[[Row], Iterator[Finding]]


def checklist(operations: Iterable[Operation], national: Mapping[str, ProcedureContent]) -> tuple[Finding, ...]:
    """Every finding of every row that brings a content; `national` by code of the row."""
    found: list[Finding] = []
    for operation in operations:
        if operation.content is None or operation.kind is OperationKind.ABOLISHED:
            continue
        row = Row(operation, operation.content, national.get(operation.code))
        for question in QUESTIONS:
            found += question(row)
    return tuple(found)


def parts_filled(row: Row) -> Iterator[Finding]:
    """Case B holds every compulsory part; a list row holds what a list shows (Art. 8(2), 15)."""
    full = row.operation.case is PublicationCase.FULL
    for part in completeness(row.content).missing_required:
        if full or part.key in LIST_PARTS:
            words = gettext_noop("Thiếu phần «%(label)s» của thủ tục %(code)s.")
            yield _finding("content.missing", Severity.BLOCK, words, row, part.key, label=part.label)
        else:
            words = gettext_noop("Chưa có phần «%(label)s» của thủ tục %(code)s.")
            yield _finding("content.empty", Severity.HINT, words, row, part.key, label=part.label)


def legal_basis(row: Row) -> Iterator[Finding]:
    """A decision names the legal basis of each procedure (Art. 15(1))."""
    if not row.content.legal_bases:
        words = gettext_noop("Thiếu căn cứ pháp lý của thủ tục %(code)s.")
        yield _finding("content.no_basis", Severity.BLOCK, words, row, "legal_bases")


def limit_as_ministry(row: Row) -> Iterator[Finding]:
    """The time limit is not longer than the ministry's; a shorter one is the province's right."""
    if row.national is None:
        return
    allowed = _limits(row.national)
    for channel, limit in _limits(row.content).items():
        theirs = allowed.get(channel)
        if theirs is None or theirs.unit is not limit.unit or theirs.amount == limit.amount:
            continue
        longer = (limit.amount or 0) > (theirs.amount or 0)
        words = (
            gettext_noop("Phụ lục ghi %(ours)s, quyết định của bộ ghi %(theirs)s (%(code)s, %(channel)s).")
            if longer
            else gettext_noop("Tỉnh cắt thời hạn còn %(ours)s, bộ quy định %(theirs)s (%(code)s, %(channel)s).")
        )
        told = {"ours": limit_words(limit), "theirs": limit_words(theirs), "channel": channel.label.lower()}
        yield _finding("limit.differs", Severity.BLOCK if longer else Severity.HINT, words, row, "limits", **told)


def papers_as_ministry(row: Row) -> Iterator[Finding]:
    """No paper beyond the ministry's list unless the law lets the province detail (Art. 8(3), 12)."""
    if row.national is None or row.operation.case is PublicationCase.FULL:
        return
    known = {tolerant_key(paper.name) for paper in row.national.documents}
    for paper in row.content.documents if known else ():
        if tolerant_key(paper.name) not in known:
            words = gettext_noop("Giấy tờ «%(paper)s» của thủ tục %(code)s không có trong nội dung bộ công bố.")
            yield _finding("paper.extra", Severity.WARN, words, row, "papers", paper=paper.name[:120])


def fee_told(row: Row) -> Iterator[Finding]:
    """A fee without an amount leaves people guessing."""
    for offer in row.content.offers:
        if any(fee.amount is None and not fee.note for fee in offer.fees):
            words = gettext_noop("Ghi mức phí, lệ phí của thủ tục %(code)s, hoặc ghi miễn phí.")
            yield _finding("fee.unknown", Severity.WARN, words, row, "fees")
            return


def place_told(row: Row) -> Iterator[Finding]:
    """Where and how people file it."""
    if not row.content.offers:
        words = gettext_noop("Ghi cách thức, địa điểm thực hiện thủ tục %(code)s.")
        yield _finding("place.missing", Severity.BLOCK, words, row, "channels")


def level_told(row: Row) -> Iterator[Finding]:
    """Which level resolves it decides which boards show it."""
    if not row.content.levels:
        words = gettext_noop("Chọn cấp thực hiện của thủ tục %(code)s: cấp tỉnh hoặc cấp xã.")
        yield _finding("level.missing", Severity.BLOCK, words, row, "levels")


def process_in_time(row: Row) -> Iterator[Finding]:
    """The steps of the internal process add up to no more than the limit (one-stop.md §5.2)."""
    for objection in workflow.warnings(row.content):
        yield Finding(
            objection.code,
            Severity.WARN,
            objection.message,
            objection.basis,
            row.operation.position,
            "workflow",
            objection.params,
        )


def copies_told(row: Row) -> Iterator[Finding]:
    """How many of each paper: people ask at the counter otherwise."""
    silent = [paper for paper in row.content.documents if paper.originals is None and paper.copies is None]
    if silent and row.operation.case is PublicationCase.FULL:
        words = gettext_noop("Ghi số bản của %(count)s giấy tờ trong thủ tục %(code)s.")
        yield _finding("paper.copies", Severity.WARN, words, row, "papers", count=len(silent))


QUESTIONS: Sequence[Question] = (
    parts_filled,
    legal_basis,
    place_told,
    level_told,
    limit_as_ministry,
    papers_as_ministry,
    copies_told,
    fee_told,
    process_in_time,
)


def _limits(content: ProcedureContent) -> dict[Channel, TimeLimit]:
    return {offer.channel: offer.limit for offer in content.offers if offer.limit.amount is not None and not offer.case}


def _finding(code: str, severity: Severity, words: str, row: Row, part: str, **told: object) -> Finding:
    params = {"code": row.operation.code, **told}
    return Finding(code, severity, words, CONTENT, row.operation.position, part, params)
