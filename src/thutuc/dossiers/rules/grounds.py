"""Why more is asked or a dossier is refused: a published item or a lawful class, never a paper beyond the list.

Decree 118/2025 Art. 17 (everything at once), Decree 63/2010 Art. 8 (the list binds), control.md §16.9.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thutuc.catalogue.rules.content import ProcedureContent, RequiredDocument
from thutuc.dossiers.rules.terms import LISTED_GROUNDS, GroundKind, Stage
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy

GUIDANCE, SUPPLEMENT = "one_stop.guidance", "one_stop.supplement"
SHORTEST = 10
"""Letters of a sentence that somebody can act on; «thiếu» alone is none."""


@dataclass(frozen=True)
class Ground:
    """One ground. `document` is the number, from 1, of the item in the list of the case; `words` what to do."""

    kind: GroundKind
    words: str = ""
    document: int | None = None


def documents_of(content: ProcedureContent, case: str) -> tuple[RequiredDocument, ...]:
    """The published list for one case; a procedure with one list has it for every case."""
    for each in content.cases:
        if each.name == case:
            return each.documents
    return content.cases[0].documents if len(content.cases) == 1 else ()


def objections(
    grounds: Sequence[Ground], *, documents: Sequence[RequiredDocument], stage: Stage, refusing: bool = False
) -> list[Objection]:
    """Every fault of the grounds of a request for papers, or of a refusal."""
    basis = GUIDANCE if stage is Stage.INTAKE else SUPPLEMENT
    if not grounds:
        words = gettext_noop(
            "Chọn ít nhất một căn cứ: giấy tờ trong danh mục đã công bố, hoặc một lý do luật cho phép."
        )
        return [Objection("ground.none", words, basis, "grounds")]
    found = [fault for number, ground in enumerate(grounds, 1) for fault in _faults(number, ground, documents, basis)]
    if len({(ground.kind, ground.document) for ground in grounds}) < len(grounds):
        words = gettext_noop("Mỗi căn cứ chỉ ghi một lần.")
        found.append(Objection("ground.twice", words, basis, "grounds"))
    if refusing and all(ground.kind is GroundKind.MISSING_PAPER for ground in grounds) and stage is Stage.INTAKE:
        words = gettext_noop("Chỉ thiếu giấy tờ thì hướng dẫn hoàn thiện, không từ chối tiếp nhận.")
        found.append(Objection("ground.guide_first", words, GUIDANCE, "grounds"))
    return found


def _faults(number: int, ground: Ground, documents: Sequence[RequiredDocument], basis: str) -> Iterable[Objection]:
    listed = ground.document is not None and 1 <= ground.document <= len(documents)
    if ground.kind in LISTED_GROUNDS and not listed:
        words = gettext_noop(
            "Căn cứ %(number)s: giấy tờ này không có trong danh mục đã công bố, không được yêu cầu. "
            "Nếu vẫn cần hỏi, ghi là yêu cầu ngoài thành phần hồ sơ."
        )
        yield Objection("ground.unlisted", words, basis, "grounds", {"number": number})
    if ground.kind is not GroundKind.MISSING_PAPER and len(tidy(ground.words)) < SHORTEST:
        words = gettext_noop("Căn cứ %(number)s: ghi rõ sai ở đâu và người nộp phải làm gì.")
        yield Objection("ground.words", words, basis, "grounds", {"number": number})


def told(ground: Ground, documents: Sequence[RequiredDocument]) -> str:
    """The ground in one sentence for paper and message."""
    name = documents[ground.document - 1].name if ground.document else ""
    return ": ".join(part for part in (name, tidy(ground.words)) if part) or ground.kind.label
