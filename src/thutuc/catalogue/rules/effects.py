"""What a change means and for whom: lighter for people, heavier, work for offices. Told in numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import money_words, number_words
from thutuc.catalogue.rules.terms import TimeUnit
from thutuc.kernel.text import gettext_noop


@dataclass(frozen=True)
class Effect:
    """One sentence: `message` with named placeholders filled from `params`."""

    message: str
    params: Mapping[str, object]

    def __str__(self) -> str:
        return self.message % self.params


@dataclass(frozen=True)
class Effects:
    """The three lines on top of a comparison."""

    lighter: tuple[Effect, ...] = ()
    heavier: tuple[Effect, ...] = ()
    offices: tuple[Effect, ...] = ()


def effects(before: ProcedureContent, after: ProcedureContent) -> Effects:
    """Compare limits, papers, fees and channels; what has no number is left to the reader."""
    lighter: list[Effect] = []
    heavier: list[Effect] = []
    for measure in (_time, _papers, _money, _ways):
        better, worse = measure(before, after)
        lighter += better
        heavier += worse
    return Effects(tuple(lighter), tuple(heavier), tuple(_work(before, after)))


Both = tuple[list[Effect], list[Effect]]


def _limits(content: ProcedureContent) -> dict[tuple[str, str], tuple[Decimal, TimeUnit]]:
    return {
        (offer.channel.value, offer.case): (offer.limit.amount, offer.limit.unit)
        for offer in content.offers
        if offer.limit.amount is not None
    }


def _time(before: ProcedureContent, after: ProcedureContent) -> Both:
    better: dict[str, Effect] = {}
    worse: dict[str, Effect] = {}
    old = _limits(before)
    for key, (amount, unit) in _limits(after).items():
        if key not in old or old[key][1] is not unit or old[key][0] == amount:
            continue
        cut = old[key][0] - amount
        words = {"number": number_words(abs(cut)), "unit": unit.label}
        if cut > 0:
            faster = Effect(gettext_noop("nhanh hơn %(number)s %(unit)s"), words)
            better[str(faster)] = faster
        else:
            slower = Effect(gettext_noop("chậm hơn %(number)s %(unit)s"), words)
            worse[str(slower)] = slower
    return list(better.values()), list(worse.values())


def _papers(before: ProcedureContent, after: ProcedureContent) -> Both:
    more = len(after.documents) - len(before.documents)
    if more < 0:
        return [Effect(gettext_noop("bớt %(number)s giấy tờ"), {"number": -more})], []
    return [], [Effect(gettext_noop("thêm %(number)s giấy tờ"), {"number": more})] if more else []


def _highest_fee(content: ProcedureContent) -> int | None:
    amounts = [fee.amount for offer in content.offers for fee in offer.fees]
    known = [amount for amount in amounts if amount is not None]
    return max(known) if known and len(known) == len(amounts) else None


def _money(before: ProcedureContent, after: ProcedureContent) -> Both:
    old, new = _highest_fee(before), _highest_fee(after)
    if old is None or new is None or old == new:
        return [], []
    if new < old:
        words = gettext_noop("bớt %(money)s phí, lệ phí") if new else gettext_noop("không còn phí, lệ phí %(money)s")
        return [Effect(words, {"money": money_words(old - new)})], []
    return [], [Effect(gettext_noop("thêm %(money)s phí, lệ phí"), {"money": money_words(new - old)})]


def _channels(content: ProcedureContent) -> set[str]:
    return {offer.channel.label for offer in content.offers}


def _ways(before: ProcedureContent, after: ProcedureContent) -> Both:
    old, new = _channels(before), _channels(after)
    gained = [Effect(gettext_noop("nộp được %(way)s"), {"way": way.lower()}) for way in sorted(new - old)]
    lost = [Effect(gettext_noop("không còn nộp %(way)s"), {"way": way.lower()}) for way in sorted(old - new)]
    return gained, lost


def _work(before: ProcedureContent, after: ProcedureContent) -> list[Effect]:
    found = []
    forms = {paper.form or paper.name for paper in after.forms} - {paper.form or paper.name for paper in before.forms}
    if forms:
        found.append(Effect(gettext_noop("thay %(number)s biểu mẫu"), {"number": len(forms)}))
    if before.workflow != after.workflow:
        found.append(Effect(gettext_noop("sửa quy trình nội bộ"), {}))
    if before.resolving_agency != after.resolving_agency:
        found.append(Effect(gettext_noop("đổi cơ quan giải quyết"), {}))
    return found
