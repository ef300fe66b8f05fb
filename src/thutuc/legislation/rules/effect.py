"""Effect of a legal document: when it is issued, takes effect and ends, and what other documents do to it.

Basis: Law 64/2025/QH15 on promulgating legal documents, chapter on effect (before it Law 80/2015/QH13, Art. 151–154).
A document ends on its own end date, or on the day when another one replaces or repeals the whole of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.legislation.rules.terms import RelationKind

ENDING = frozenset({RelationKind.REPLACES, RelationKind.REPEALS})
"""Relations that end a document when they concern all of it."""


class EffectState(Labelled):
    """Tình trạng hiệu lực on a day."""

    UNKNOWN = "unknown", gettext_noop("Chưa rõ hiệu lực")
    NOT_YET = "not_yet", gettext_noop("Chưa có hiệu lực")
    IN_FORCE = "in_force", gettext_noop("Còn hiệu lực")
    PARTLY = "partly", gettext_noop("Hết hiệu lực một phần")
    ENDED = "ended", gettext_noop("Hết hiệu lực")


@dataclass(frozen=True)
class Effect:
    """The dates of one document; `ends_on` is the first day on which it is no longer in force."""

    issued_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Touch:
    """What another document does to this one: from `on`, to `articles` ("" is the whole)."""

    kind: RelationKind
    number: str
    on: date | None
    articles: str = ""


@dataclass(frozen=True)
class Status:
    """The state on a day, the reason in words with its parameters, and since when."""

    state: EffectState
    reason: str = ""
    params: tuple[tuple[str, object], ...] = ()
    since: date | None = None

    def __str__(self) -> str:
        return self.reason % dict(self.params) if self.params else self.reason


def date_objections(effect: Effect) -> list[Objection]:
    """Dates stand in the order of the law: issued, then in force, then ended."""
    found = []
    if effect.issued_on and effect.effective_on and effect.effective_on < effect.issued_on:
        words = gettext_noop("Ngày có hiệu lực không được trước ngày ban hành. Kiểm tra lại hai ngày.")
        found.append(Objection("document.effective_before_issue", words, "legislation.effect", "effective_on"))
    first = effect.effective_on or effect.issued_on
    if first and effect.ends_on and effect.ends_on <= first:
        words = gettext_noop("Ngày hết hiệu lực phải sau ngày có hiệu lực. Kiểm tra lại hai ngày.")
        found.append(Objection("document.ends_before_start", words, "legislation.effect", "ends_on"))
    if effect.ends_on and not effect.effective_on:
        words = gettext_noop("Ghi ngày có hiệu lực trước khi ghi ngày hết hiệu lực.")
        found.append(Objection("document.ends_without_start", words, "legislation.effect", "effective_on"))
    return found


def relation_objections(
    kind: RelationKind, *, same: bool, acting: Effect, touched: Effect, on: date | None
) -> list[Objection]:
    """Why `acting` may not do `kind` to `touched` from the day `on`."""
    found = []
    if same:
        words = gettext_noop("Văn bản không thể có quan hệ với chính nó. Chọn văn bản khác.")
        found.append(Objection("relation.self", words, "legislation.effect", "target"))
        return found
    younger = acting.issued_on and touched.issued_on and acting.issued_on < touched.issued_on
    if younger and kind is not RelationKind.GUIDES:
        words = gettext_noop("Văn bản ban hành trước không thể %(what)s văn bản ban hành sau. Đổi chiều quan hệ.")
        params = {"what": kind.label}
        found.append(Objection("relation.order", words, "legislation.effect", "target", params))
    if on and acting.issued_on and on < acting.issued_on:
        words = gettext_noop("Ngày bắt đầu không được trước ngày ban hành của văn bản tác động.")
        found.append(Objection("relation.too_early", words, "legislation.effect", "on"))
    return found


def end_of(effect: Effect, touches: Iterable[Touch]) -> date | None:
    """The first day on which the document is no longer in force, whatever ends it; None when nothing does."""
    ends = [touch.on for touch in touches if touch.kind in ENDING and not touch.articles and touch.on]
    if effect.ends_on:
        ends.append(effect.ends_on)
    return min(ends, default=None)


def status(effect: Effect, touches: Iterable[Touch], *, on: date) -> Status:
    """Whether the document is in force on a day, and why."""
    touches = sorted(touches, key=lambda touch: (touch.on is None, touch.on or date.max, touch.number))
    ending = _ending(effect, touches, on)
    if ending:
        return ending
    if effect.effective_on is None:
        return Status(EffectState.UNKNOWN, gettext_noop("Chưa ghi ngày có hiệu lực."))
    if on < effect.effective_on:
        words = gettext_noop("Có hiệu lực từ ngày %(day)s.")
        return Status(EffectState.NOT_YET, words, (("day", effect.effective_on),), effect.effective_on)
    for touch in touches:
        if touch.kind in ENDING and touch.articles and touch.on and touch.on <= on:
            words = gettext_noop("%(articles)s đã bị %(number)s %(what)s từ ngày %(day)s.")
            params = (("articles", touch.articles), ("number", touch.number))
            params += (("what", touch.kind.label), ("day", touch.on))  # type: ignore[assignment]
            return Status(EffectState.PARTLY, words, params, touch.on)
    return Status(
        EffectState.IN_FORCE,
        gettext_noop("Có hiệu lực từ ngày %(day)s."),
        (("day", effect.effective_on),),
        effect.effective_on,
    )


def _ending(effect: Effect, touches: Iterable[Touch], on: date) -> Status | None:
    end = end_of(effect, touches)
    if end is None or on < end:
        return None
    for touch in touches:
        if touch.kind in ENDING and not touch.articles and touch.on == end:
            words = gettext_noop("Bị %(number)s %(what)s từ ngày %(day)s.")
            params = (("number", touch.number), ("what", touch.kind.label), ("day", end))
            return Status(EffectState.ENDED, words, params, end)
    return Status(EffectState.ENDED, gettext_noop("Hết hiệu lực từ ngày %(day)s."), (("day", end),), end)
