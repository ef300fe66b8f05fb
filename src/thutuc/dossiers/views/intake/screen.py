"""What the intake screen shows for what has been typed so far: asks at most five statements, changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thutuc.catalogue.queries import search
from thutuc.catalogue.queries.receivable import Receivable, receivable
from thutuc.dossiers.forms.intake import IntakeForm
from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.queries import world
from thutuc.dossiers.queries.intake import Counter, Decider
from thutuc.dossiers.rules import grounds, scans
from thutuc.dossiers.rules.promise import Promise, Tally, cases_of, promise, tally
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.kernel.periods import local_date
from thutuc.web.answers import Reason, reasons

MOST_HITS = 6


@dataclass
class Screen:
    """One state of the page. `at` is the moment for which everything is told."""

    actor: Actor
    at: datetime
    counters: Sequence[Counter]
    counter: Counter
    form: IntakeForm
    taken: Receivable | None = None
    deciders: Sequence[Decider] = ()
    decider: Decider | None = None
    promise: Promise | None = None
    asked: str = ""
    hits: Sequence[search.Hit] = ()
    problems: list[Reason] = field(default_factory=list)
    notice: str = ""
    known: str = ""

    moves: frozenset[str] = frozenset({"accept", "guide", "refuse", "submit"})

    @property
    def is_helping(self) -> bool:
        """The dossier belongs to another counter: it is helped here and accepted there."""
        there = self.decider.counter_id if self.decider else None
        return there is not None and there != self.counter.id

    @property
    def tally(self) -> Tally:
        """How the papers stand."""
        return tally(self.form.states)

    @property
    def case(self) -> str:
        return self.form.case


def screen(actor: Actor, typed: Mapping[str, str], *, at: datetime, bound: bool = False) -> Screen:
    """The page for what was typed. `bound` when an act was asked for: then faults are told beside their boxes."""
    on = local_date(at)
    counters = queries.counters(actor, on=on)
    if not counters:
        raise Refused([queries.no_counter()])
    counter = next((each for each in counters if each.code == typed.get("noi_nhan")), counters[0])
    values = {"noi_nhan": counter.code, "truong_hop": "0", **{name: value for name, value in typed.items() if value}}
    options = [(each.code, each.name) for each in counters]
    content = {"data": values} if bound else {"initial": values}
    form = IntakeForm(today=on, counters=options, **content)
    shown = Screen(actor, at, counters, counter, form)
    code = typed.get("thu_tuc", "")
    if code:
        _of_procedure(shown, code, typed)
    return shown


def _of_procedure(shown: Screen, code: str, typed: Mapping[str, str]) -> None:
    on = local_date(shown.at)
    try:
        taken = receivable(code, on=on, at=shown.at)
    except NotFound:
        shown.notice = _("Hôm nay không có thủ tục %(code)s trong danh mục công khai. Tìm lại.") % {"code": code}
        return
    shown.taken = taken
    cases = cases_of(taken.content, channel=shown.form.channel)
    shown.form.of_procedure(cases, ())
    shown.form.of_procedure(cases, grounds.documents_of(taken.content, shown.form.case))
    if typed.get("ban") and typed["ban"] != str(taken.number):
        shown.notice = _("Nội dung thủ tục vừa đổi sang bản %(number)s. Kiểm tra lại giấy tờ, phí và ngày hẹn.") % {
            "number": taken.number
        }
    shown.deciders = queries.deciders(taken, shown.counter, on=on)
    settled = queries.own_decider(taken, shown.counter) or queries.likely(shown.deciders, taken)
    first = settled.code if settled else ""
    shown.decider = queries.chosen(shown.deciders, typed.get("noi_giai_quyet") or first)
    if len(shown.deciders) > 1:
        shown.form.between([(each.code, each.name) for each in shown.deciders])
        if not shown.form.is_bound:
            shown.form.initial.setdefault("noi_giai_quyet", first)
    _promise(shown, taken)


def _promise(shown: Screen, taken: Receivable) -> None:
    channel, case = shown.form.channel, shown.case
    try:
        now = world()
        calendar = now.calendar(shown.decider.id if shown.decider else None)
        until = now.cutoff(on=local_date(shown.at))
        shown.promise = promise(
            taken.content, channel=channel, case=case, calendar=calendar, at=shown.at, same_day_until=until
        )
    except Refused as refused:
        shown.problems = reasons(refused.objections)


def look_for(text: str, *, at: datetime) -> tuple[str, Sequence[search.Hit]]:
    """The code of the procedure that is meant, or what may be meant; a reader's code means one procedure."""
    want = scans.wanted(text)
    code = queries.procedure_of_sheet(want.sheet) if want.sheet else want.code
    on = local_date(at)
    if code:
        try:
            return receivable(code, on=on, at=at).code, ()
        except NotFound:
            return "", ()
    found = search.find(want.text, on=on, at=at, limit=MOST_HITS)
    hits = [hit for hit in found.hits if not hit.is_national_only]
    named = [hit for hit in hits if hit in found.named]
    return (hits[0].code, ()) if len(named) == 1 == len(hits) else ("", hits)


def context_of(shown: Screen) -> dict[str, Any]:
    """What the templates need."""
    content = shown.taken.content if shown.taken else None
    return {
        "nav": "intake",
        "screen": shown,
        "form": shown.form,
        "content": content,
        "case": shown.case if content else "",
        "cases": shown.form.case_names if content else (),
    }
