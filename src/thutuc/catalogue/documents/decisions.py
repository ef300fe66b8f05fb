"""Quyết định công bố with its annexes, and the tờ trình, as .docx or PDF in the form of their day."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import Literal

from thutuc.catalogue.rules.decisions import wording
from thutuc.catalogue.rules.decisions.paper import AnnexRow, DecisionPaper, SubmissionPaper
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.catalogue.rules.decisions.wording import RowList
from thutuc.kernel.periods import day_words
from thutuc.legislation.documents import form_on
from thutuc.web import papers
from thutuc.web.papers import Annex, Article, Block, Column, Grid, GroupRow, Heading, Paper, Paragraph, Terms

Format = Literal["docx", "pdf"]
Cell = Callable[[AnnexRow], str]
_HEAD = (
    (Column("Mã TTHC", 2.4, is_centred=True), lambda row: row.code),
    (Column("Tên TTHC", 4.2), lambda row: row.name),
)
_FACTS: tuple[tuple[Column, Cell], ...] = (
    (Column("Thời hạn giải quyết", 2.4), lambda row: row.time_limit),
    (Column("Địa điểm, cách thức thực hiện", 3), lambda row: row.place),
    (Column("Phí, lệ phí", 3.6), lambda row: row.fee),
    (Column("Căn cứ pháp lý", 5), lambda row: row.legal_basis),
    (Column("Cơ quan thực hiện", 2.8), lambda row: row.agency),
)
_CHANGED: tuple[Column, Cell] = (
    Column("Nội dung sửa đổi, bổ sung", 3.2),
    lambda row: "\n".join(filter(None, [row.changes, row.basis])),
)
_REPLACED: tuple[Column, Cell] = (
    Column("TTHC bị thay thế", 2.6),
    lambda row: "\n".join(filter(None, [*row.replaces, row.basis])),
)
_COLUMNS: dict[OperationKind, tuple[tuple[Column, Cell], ...]] = {
    OperationKind.NEW: (*_HEAD, *_FACTS),
    OperationKind.STANDARDISED: (*_HEAD, *_FACTS),
    OperationKind.AMENDED: (*_HEAD, _CHANGED, *_FACTS),
    OperationKind.REPLACED: (*_HEAD, _REPLACED, *_FACTS),
    OperationKind.ABOLISHED: (
        *_HEAD,
        (Column("Văn bản quy định việc bãi bỏ, hủy bỏ", 6), lambda row: row.basis),
        (Column("Cơ quan thực hiện", 4), lambda row: row.agency),
    ),
    OperationKind.COMPETENCE: (
        *_HEAD,
        (Column("Cơ quan giải quyết trước đây", 4), lambda row: row.agency_before),
        (Column("Cơ quan giải quyết", 4), lambda row: row.agency),
        (Column("Căn cứ", 4), lambda row: row.basis or row.legal_basis),
    ),
    OperationKind.LISTING: (
        *_HEAD,
        (Column("Cách tiếp nhận", 6), lambda row: row.reception),
        (Column("Cơ quan thực hiện", 4), lambda row: row.agency),
    ),
    OperationKind.PROCESS: (
        *_HEAD,
        (Column("Các bước, người thực hiện, thời gian", 9), lambda row: row.process),
        (Column("Thời hạn giải quyết", 3), lambda row: row.time_limit),
    ),
}


def decision(paper: DecisionPaper, format: Format = "docx") -> bytes:
    """The decision with its annexes."""
    return _written(decision_paper(paper), paper.on, format)


def submission(paper: SubmissionPaper, format: Format = "docx") -> bytes:
    """The tờ trình."""
    return _written(submission_paper(paper), paper.on or paper.decision.drafted_on, format)


def _written(paper: Paper, on: date, wanted: Format) -> bytes:
    return (papers.pdf if wanted == "pdf" else papers.docx)(paper, form_on(on))


def decision_paper(paper: DecisionPaper) -> Paper:
    """The decision as the parts of an administrative paper."""
    told = enumerate(wording.articles(paper), start=1)
    return Paper(
        head=papers.Head(
            issuer=paper.issuer,
            symbol=paper.symbol,
            place=paper.place,
            number=paper.number,
            on=paper.signed_on,
            year=paper.on.year,
        ),
        signature=papers.Signature(wording.signing_lines(paper.capacity, paper.signer_title), paper.signer_name),
        kind="Quyết định",
        summary=paper.title,
        authority=wording.authority(paper),
        preamble=paper.preamble,
        enacts="QUYẾT ĐỊNH:",
        blocks=tuple(Article(number, lines[0], lines[1:]) for number, lines in told),
        recipients=wording.recipients(paper),
        annexes=annexes(paper),
    )


def annexes(paper: DecisionPaper) -> tuple[Annex, ...]:
    """The lists of procedures; what is ordered beside them; the full contents where the province details the law."""
    found = wording.lists(paper.rows)
    note = wording.annex_note(paper)
    main = [each for each in found if each.kind in (*wording.LIST_KINDS, OperationKind.ABOLISHED)]
    made = []
    if main:
        blocks = [block for place, each in enumerate(main, 1) for block in _list(each, place if main[1:] else 0)]
        made.append(
            Annex(f"Danh mục thủ tục hành chính thuộc phạm vi quản lý của {paper.agency}", tuple(blocks), note=note)
        )
    made += [Annex(each.heading, (_grid(each),), note=note) for each in found if each not in main]
    full = [row for row in paper.rows if row.terms]
    if full:
        blocks = [block for place, row in enumerate(full, 1) for block in _whole(row, place)]
        made.append(Annex("Nội dung cụ thể của thủ tục hành chính", tuple(blocks), note=note, is_landscape=False))
    return tuple(made)


def _list(given: RowList, place: int) -> list[Block]:
    number = f"{papers.roman(place)}. " if place else ""
    return [Heading(f"{number}{given.heading}".upper()), _grid(given)]


def _grid(given: RowList) -> Grid:
    columns = _COLUMNS[given.kind]
    rows: list[tuple[str, ...] | GroupRow] = []
    groups: dict[str, list[AnnexRow]] = {}
    for row in given.rows:
        groups.setdefault(_group(row), []).append(row)
    number = count(1)
    for name, members in groups.items():
        rows += [GroupRow(name)] if name else []
        rows += [(str(next(number)), *(told(row) for _column, told in columns)) for row in members]
    return Grid((Column("STT", 1.2, is_centred=True), *(column for column, _told in columns)), tuple(rows))


def _group(row: AnnexRow) -> str:
    sector = f"Lĩnh vực {row.sector}" if row.sector else ""
    return " — ".join(filter(None, [row.level, sector]))


def _whole(row: AnnexRow, place: int) -> list[Block]:
    code = f" (mã {row.code})" if row.code else ""
    return [Heading(f"{place}. {row.name}{code}"), Terms(row.terms)]


def submission_paper(paper: SubmissionPaper) -> Paper:
    """The tờ trình as the parts of an administrative paper."""
    draft = paper.decision
    blocks: list[Block] = []
    sections: list[tuple[str, Iterable[str]]] = [
        ("Sự cần thiết và căn cứ", paper.reasons or wording.reasons(draft)),
        ("Nội dung trình công bố", wording.submission_counts(paper)),
        ("Ý kiến của các cơ quan, đơn vị", paper.comments or ("Không lấy ý kiến.",)),
    ]
    for place, (heading, lines) in enumerate(sections, start=1):
        blocks.append(Heading(f"{place}. {heading}"))
        blocks += [Paragraph(line) for line in lines]
    start = f" Thời điểm có hiệu lực đề nghị: {day_words(draft.effective_on)}." if draft.effective_on else ""
    blocks.append(
        Paragraph(f"{draft.agency} kính trình {wording.authority(draft)} xem xét, ký Quyết định {_what(draft)}.{start}")
    )
    enclosed = "; ".join(paper.enclosed or ("dự thảo Quyết định và các phụ lục",))
    blocks.append(Paragraph(f"(Gửi kèm: {enclosed})", is_italic=True))
    return Paper(
        head=papers.Head(
            issuer=draft.agency,
            superior=paper.superior,
            symbol=paper.symbol,
            place=draft.place,
            number=paper.number,
            on=paper.on,
            year=draft.drafted_on.year,
        ),
        signature=papers.Signature((paper.signer_title,), paper.signer_name),
        kind="Tờ trình",
        summary=draft.title,
        addressees=(wording.authority(draft),),
        blocks=tuple(blocks),
        recipients=paper.recipients or ("Như trên", f"Văn phòng {draft.issuer}", "Lưu: VT"),
    )


def _what(draft: DecisionPaper) -> str:
    told = papers.about(draft.title)
    return told[0].lower() + told[1:]
