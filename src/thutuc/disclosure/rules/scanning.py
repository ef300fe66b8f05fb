"""What a scanned notice sheet is worth on a day: in force, replaced, abolished, not yet; and what differs.

Consistency duty: the national database, the portal and what hangs at the counter say the same (Decree 63/2010/NĐ-CP
Art. 17, 26 as amended in 2017). Whoever reads a sheet may ask it; the answer compares the paper with the text in
force and never with a later one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thutuc.catalogue.rules import difference, summary
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import Part
from thutuc.disclosure.rules.terms import Verdict
from thutuc.kernel.periods import Days


@dataclass(frozen=True)
class Edition:
    """One public version of a procedure, as far as a verdict needs it. Bases are the words of the acts that open and
    end it, `ended_act` is the key of the latter.

    `notice` is equal for versions whose notice reads the same: an approved internal process replaces no sheet.
    """

    number: int
    days: Days
    basis: str = ""
    ended_by: str = ""
    ended_act: str = ""
    notice: str = ""

    def reads_like(self, other: "Edition") -> bool:
        """Whether a sheet of one is a sheet of the other."""
        return self.number == other.number or (bool(self.notice) and self.notice == other.notice)


@dataclass(frozen=True)
class Judgement:
    """The answer for one version on one day.

    `now` is the version in force, `ended_on` the first day without any, `ended_by` the act that ended it; `following`
    the version that comes next; `leaves_on` the day on which a version in force is known to end.
    """

    verdict: Verdict
    paper: Edition
    now: Edition | None = None
    following: Edition | None = None
    ended_on: date | None = None
    ended_by: str = ""
    ended_act: str = ""

    @property
    def leaves_on(self) -> date | None:
        return self.now.days.end if self.now and self.verdict is Verdict.IN_FORCE else None


def judge(paper: Edition, editions: Iterable[Edition], *, on: date) -> Judgement:
    """What a sheet of the version `paper` is worth on a day; `editions` are the public versions of its procedure.

    A version that was taken back is not among them: a sheet of it is replaced or abolished like any other.
    """
    known = sorted(editions, key=_first_day)
    now = next((edition for edition in known if on in edition.days), None)
    following = next((edition for edition in known if _first_day(edition) > on), None)
    if now and now.reads_like(paper):
        return Judgement(Verdict.IN_FORCE, paper, now=now, following=following)
    if _first_day(paper) > on and any(edition.number == paper.number for edition in known):
        return Judgement(Verdict.NOT_YET, paper, now=now, following=paper)
    if now:
        return Judgement(Verdict.SUPERSEDED, paper, now=now, following=following)
    last = max((each for each in known if each.days.end and each.days.end <= on), key=_first_day, default=paper)
    return Judgement(
        Verdict.ABOLISHED,
        paper,
        following=following,
        ended_on=last.days.end or on,
        ended_by=last.ended_by,
        ended_act=last.ended_act,
    )


def _first_day(edition: Edition) -> date:
    return edition.days.start or date.min


FOR_PEOPLE = (
    "name",
    "limits",
    "fees",
    "papers",
    "forms",
    "channels",
    "agency",
    "address",
    "steps",
    "outputs",
    "subjects",
    "conditions",
)
"""The parts that change what a person does, the most asked first. Bases and codes change with every decision."""
MOST_LINES = 4
MOST_LETTERS = 240


class Figure(StrEnum):
    """In which short form a row tells its two sides beside the lines."""

    NONE = ""
    LIMIT = "limit"
    FEE = "fee"
    COUNT = "count"


@dataclass(frozen=True)
class Row:
    """One part that differs: the lines of the paper that fell away, the lines that hold now, how many more there are.

    `figures` are both sides in short where that tells it: limit spans, fee spans, numbers of papers.
    """

    part: Part
    paper: tuple[str, ...]
    now: tuple[str, ...]
    more: int = 0
    figure: Figure = Figure.NONE
    figures: tuple[object, object] = ("", "")


def differences(paper: ProcedureContent, now: ProcedureContent) -> tuple[Row, ...]:
    """Only what differs, paper against now, in the order in which people ask. Spelling and punctuation do not count."""
    found = {change.part.key: change for change in difference.compare(paper, now, tolerant=True)}
    return tuple(_row(found[key], paper, now) for key in FOR_PEOPLE if key in found)


def _row(change: difference.Change, paper: ProcedureContent, now: ProcedureContent) -> Row:
    before, after = _changed_lines(change)
    figure, figures = _figures(change.part.key, paper, now)
    more = max(0, len(before) - MOST_LINES, len(after) - MOST_LINES)
    return Row(change.part, _short(before), _short(after), more, figure, figures)


def _changed_lines(change: difference.Change) -> tuple[list[str], list[str]]:
    """The lines of each side that the other side has not, spelling aside."""
    old = {difference.tolerant_key(line) for line in change.before}
    new = {difference.tolerant_key(line) for line in change.after}
    before = [line for line in change.before if difference.tolerant_key(line) not in new]
    after = [line for line in change.after if difference.tolerant_key(line) not in old]
    return (before, after) if before or after else (list(change.before), list(change.after))


def _short(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(summary.first_words(line, MOST_LETTERS) for line in lines[:MOST_LINES])


def _figures(key: str, paper: ProcedureContent, now: ProcedureContent) -> tuple[Figure, tuple[object, object]]:
    """Both sides in short; none where the short forms are the same and only the lines tell the difference."""
    pair: tuple[object, object]
    if key == "limits":
        figure, pair = Figure.LIMIT, (summary.limit_span(paper.offers), summary.limit_span(now.offers))
    elif key == "fees":
        figure, pair = Figure.FEE, (_fees(paper), _fees(now))
    elif key == "papers":
        figure, pair = Figure.COUNT, (len(paper.documents), len(now.documents))
    else:
        return Figure.NONE, ("", "")
    return (figure, pair) if pair[0] != pair[1] else (Figure.NONE, ("", ""))


def _fees(content: ProcedureContent) -> summary.FeeSpan:
    return summary.fee_span(fee for offer in content.offers for fee in offer.fees)


@dataclass(frozen=True)
class Listed:
    """One line of a unit's printed list, judged."""

    code: str
    name: str
    judgement: Judgement


@dataclass(frozen=True)
class ListJudgement:
    """A unit's list on a day: the lines that still hold, those that do not, what it lacks by now."""

    verdict: Verdict
    current: int
    outdated: tuple[Listed, ...]
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        return self.current + len(self.outdated)


def judge_list(listed: Sequence[Listed], owed: Iterable[tuple[str, str]]) -> ListJudgement:
    """A printed list holds while every line holds and nothing that the unit must show is missing.

    `owed` are code and name of what the unit must show now. A line of a version that only begins later still holds.
    """
    outdated = tuple(each for each in listed if each.judgement.verdict.is_outdated)
    on_paper = {each.code for each in listed}
    missing = tuple((code, name) for code, name in owed if code not in on_paper)
    verdict = Verdict.SUPERSEDED if outdated or missing else Verdict.IN_FORCE
    return ListJudgement(verdict, len(listed) - len(outdated), outdated, missing)


def judge_notice(printed: Sequence[str], now: Sequence[str]) -> Verdict:
    """The notice of where to send feedback holds while every address on it is the one in use."""
    return Verdict.IN_FORCE if list(printed) == list(now) else Verdict.SUPERSEDED
