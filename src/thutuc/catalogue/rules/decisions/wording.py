"""The words of a publication decision that every office writes alike; the texts here are our own.

Basis: Decree 63/2010 Art. 13–17 as amended in 2017; the tasks follow the flow of control.md §3.3. A draft may
replace them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thutuc.catalogue.rules.decisions.paper import AnnexRow, DecisionPaper, SubmissionPaper
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, SignerCapacity
from thutuc.kernel.periods import BLANK, day_words
from thutuc.organisations.rules.areas import has_districts

_KINDS = {
    OperationKind.NEW: "mới ban hành",
    OperationKind.AMENDED: "được sửa đổi, bổ sung",
    OperationKind.REPLACED: "được thay thế",
    OperationKind.STANDARDISED: "được chuẩn hóa",
    OperationKind.COMPETENCE: "thay đổi thẩm quyền giải quyết",
    OperationKind.LISTING: "thay đổi cách tiếp nhận",
    OperationKind.PROCESS: "có quy trình nội bộ",
}
_ABOLISHED = {AbolitionKind.REPEAL: "bị bãi bỏ", AbolitionKind.ANNUL: "bị hủy bỏ"}
_CAPITAL = {
    SignerCapacity.CHAIR: ("CHỦ TỊCH",),
    SignerCapacity.KT_CHAIR: ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    SignerCapacity.TUQ: ("TUQ. CHỦ TỊCH",),
    SignerCapacity.TL: ("TL. CHỦ TỊCH",),
    SignerCapacity.HEAD: (),
}
LIST_KINDS = (OperationKind.NEW, OperationKind.AMENDED, OperationKind.REPLACED, OperationKind.STANDARDISED)


@dataclass(frozen=True)
class RowList:
    """The rows of one kind, in the order of the law, with the words of their kind."""

    kind: OperationKind
    words: str
    rows: tuple[AnnexRow, ...]

    @property
    def heading(self) -> str:
        """«Danh mục thủ tục hành chính mới ban hành»."""
        if self.kind is OperationKind.PROCESS:
            return "Quy trình nội bộ, quy trình điện tử giải quyết thủ tục hành chính"
        return f"Danh mục thủ tục hành chính {self.words}"


def lists(rows: Iterable[AnnexRow]) -> tuple[RowList, ...]:
    """The rows by kind; repealed and annulled ones are two lists."""
    given = tuple(rows)
    found = [RowList(kind, words, tuple(row for row in given if row.kind is kind)) for kind, words in _KINDS.items()]
    for how, words in _ABOLISHED.items():
        gone = [row for row in given if row.kind is OperationKind.ABOLISHED]
        same = tuple(row for row in gone if (row.abolition or AbolitionKind.REPEAL) is how)
        found.append(RowList(OperationKind.ABOLISHED, words, same))
    return tuple(each for each in found if each.rows)


def counted(rows: Iterable[AnnexRow]) -> str:
    """«12 thủ tục hành chính mới ban hành», «15 thủ tục hành chính (12 mới ban hành, 03 bị bãi bỏ)»."""
    found = lists(rows)
    if len(found) == 1:
        return f"{len(found[0].rows):02} thủ tục hành chính {found[0].words}"
    total = sum(len(each.rows) for each in found)
    parts = "; ".join(f"{len(each.rows):02} {each.words}" for each in found)
    return f"{total:02} thủ tục hành chính ({parts})"


def articles(paper: DecisionPaper) -> tuple[tuple[str, ...], ...]:
    """The articles of the paper: its own, or the usual four."""
    return paper.articles or (_publishes(paper), _takes_effect(paper), _orders(paper), _binds(paper))


def _publishes(paper: DecisionPaper) -> tuple[str, ...]:
    listed = [row for row in paper.rows if row.kind is not OperationKind.PROCESS]
    whole = (
        f"Công bố kèm theo Quyết định này {counted(listed or paper.rows)} "
        f"thuộc phạm vi chức năng quản lý của {paper.agency} (danh mục tại Phụ lục)."
    )
    more = []
    if any(row.terms for row in paper.rows):
        more.append("Nội dung cụ thể của thủ tục hành chính được giao quy định chi tiết nêu tại phụ lục về nội dung.")
    if len(listed) < len(paper.rows):
        more.append("Phê duyệt quy trình nội bộ, quy trình điện tử giải quyết các thủ tục hành chính nêu tại phụ lục.")
    return (whole, *more)


def _takes_effect(paper: DecisionPaper) -> tuple[str, ...]:
    starts = paper.effective_on
    same_day = starts is None or starts == paper.signed_on
    since = "kể từ ngày ký" if same_day else f"kể từ {day_words(starts)}"
    told = [f"Quyết định này có hiệu lực thi hành {since}."]
    if paper.supersedes:
        numbers = "; ".join(f"Quyết định số {each}" if each[0].isdigit() else each for each in paper.supersedes)
        told.append(f"Các nội dung trái với Quyết định này đã được công bố tại {numbers} hết hiệu lực.")
    return tuple(told)


def _orders(paper: DecisionPaper) -> tuple[str, ...]:
    office = f"Văn phòng {paper.issuer}"
    told = [
        "Tổ chức thực hiện",
        f"1. {office} nhập, đăng tải công khai thủ tục hành chính trên Cơ sở dữ liệu quốc gia về thủ tục hành chính.",
        f"2. {paper.agency} xây dựng, trình phê duyệt quy trình nội bộ, quy trình điện tử giải quyết thủ tục.",
        "3. Các cơ quan, đơn vị tiếp nhận, giải quyết thủ tục niêm yết, công khai đầy đủ, chính xác tại trụ sở.",
    ]
    return tuple(told)


def _binds(paper: DecisionPaper) -> tuple[str, ...]:
    local = "các huyện, thành phố, xã, phường, thị trấn" if has_districts(paper.on) else "các xã, phường, đặc khu"
    return (
        f"Chánh Văn phòng {paper.issuer}; Thủ trưởng {paper.agency}; Thủ trưởng các sở, ban, ngành; "
        f"Chủ tịch Ủy ban nhân dân {local} và các tổ chức, cá nhân có liên quan "
        "chịu trách nhiệm thi hành Quyết định này.",
    )


def recipients(paper: DecisionPaper) -> tuple[str, ...]:
    """Nơi nhận: as given, or the usual ones."""
    bureau = (paper.bureau,) if paper.bureau else ()
    usual = (f"Như Điều {len(articles(paper))}", *bureau, "Cổng TTĐT tỉnh", "Lưu: VT, KSTTHC")
    return paper.recipients or usual


def signing_lines(capacity: SignerCapacity, title: str) -> tuple[str, ...]:
    """«KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»; «TUQ. CHỦ TỊCH», «CHÁNH VĂN PHÒNG»."""
    lines = _CAPITAL[capacity]
    own = title.strip().upper()
    if capacity is SignerCapacity.CHAIR or not own:
        return lines or (own,)
    return (*lines[:1], own)


def annex_note(paper: DecisionPaper) -> str:
    """«(Kèm theo Quyết định số 3218/QĐ-UBND ngày … của Chủ tịch Ủy ban nhân dân tỉnh An Lạc)»."""
    number = paper.number if "/" in paper.number else f"{paper.number or BLANK * 6}/{paper.symbol}"
    day = day_words(paper.signed_on, year=paper.on.year)
    return f"(Kèm theo Quyết định số {number} {day} của {authority(paper)})"


def authority(paper: DecisionPaper) -> str:
    """Who decides; a delegated publication says so in the signature, the decision stays one of the chair."""
    return paper.issuer if paper.capacity is SignerCapacity.HEAD else f"Chủ tịch {paper.issuer}"


def reasons(draft: DecisionPaper) -> tuple[str, ...]:
    """The law that the draft stands on, without the proposal that the submission itself is."""
    bases = [line.rstrip(" .;,") for line in draft.preamble if line.startswith("Căn cứ")]
    return tuple(f"{line}{'.' if place == len(bases) else ';'}" for place, line in enumerate(bases, start=1))


def submission_counts(paper: SubmissionPaper) -> tuple[str, ...]:
    """How many of what, and how many at each level."""
    rows = paper.decision.rows
    levels = Counter(level.strip() for row in rows for level in row.level.split(";") if level.strip())
    by_level = ", ".join(f"{level.lower()}: {number}" for level, number in levels.items())
    told = [f"Trình công bố {counted(rows)}."]
    if by_level:
        told.append(f"Theo cấp giải quyết: {by_level}.")
    return tuple(told)
