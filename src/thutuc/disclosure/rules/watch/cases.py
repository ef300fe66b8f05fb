"""The cases of one day, from the facts of that day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from thutuc.catalogue.rules.decisions.terms import OPEN_STATES, OperationKind, SightingState
from thutuc.catalogue.rules.decisions.upstream import Followed, Item, Law, Ministry, Standing
from thutuc.disclosure.rules import chain_limits as limits
from thutuc.disclosure.rules.chain_limits import Change, Due, Fault, Known, Link, Numbers
from thutuc.disclosure.rules.watch.facts import Case, Facts, Outstanding, urgency
from thutuc.disclosure.rules.watch_terms import CaseKind, Owner, Step, Touching
from thutuc.worktime.rules import Calendar

MINISTRIES = ("bộ ", "ngân hàng nhà nước", "thanh tra chính phủ")
OWN = {
    CaseKind.PROVINCE_NOT_ENTERED: (Owner.CONTROL, Step.ENTER),
    CaseKind.ENTERED_DIFFERS: (Owner.CONTROL, Step.MEND),
    CaseKind.SHEET_OUTDATED: (Owner.UNIT, Step.HANG),
}


def cases(facts: Facts, *, numbers: Numbers, calendar: Calendar, on: date) -> list[Case]:
    """Every open case of a day, what was due first at the head."""
    watch = Watch(facts, numbers, calendar, on)
    found = [
        *watch.laws_without_ministry(),
        *watch.not_sent(),
        *watch.not_national(),
        *watch.without_province(),
        *watch.own(),
    ]
    return sorted(found, key=urgency)


class Watch:
    """The facts of a day, indexed."""

    def __init__(self, facts: Facts, numbers: Numbers, calendar: Calendar, on: date) -> None:
        self.facts, self.numbers, self.calendar, self.on = facts, numbers, calendar, on
        self.laws = {law.key: law for law in facts.laws}
        self.standing: Mapping[str, list[Standing]] = defaultdict(list)
        self.citing: Mapping[int, set[str]] = defaultdict(set)
        self.publishers: Mapping[int, list[Ministry]] = defaultdict(list)
        self.following: Mapping[str, list[Followed]] = defaultdict(list)
        self.rows: Mapping[str, list[Followed]] = defaultdict(list)
        for standing in facts.standings:
            self.standing[standing.base_code].append(standing)
            for key in standing.cites:
                self.citing[key].add(standing.base_code)
        for each in facts.ministries:
            for key in each.documents:
                self.publishers[key].append(each)
        for row in facts.followed:
            self.rows[row.base_code].append(row)
            for code in row.ministries:
                self.following[code].append(row)

    # -- which procedures a document touches --------------------------------------------------------------------------

    def touched(self, law: Law) -> tuple[frozenset[str], Touching]:
        """The base codes that a document touches, and how we know: a person's word wins over citations."""
        if law.assessed is not None:
            return law.assessed & self.standing.keys(), Touching.ASSESSED
        cited = self.citing.get(law.key, set())
        changed = {code for key in law.changes for code in self.citing.get(key, ())}
        return frozenset(cited | changed), Touching.CHANGES_CITED if changed - cited else Touching.CITED

    def unsettled(self, law: Law) -> tuple[frozenset[str], Touching]:
        """The touched procedures whose text here does not follow the document yet."""
        codes, how = self.touched(law)
        return frozenset(code for code in codes if not self._settled(law, code)), how

    def _settled(self, law: Law, code: str) -> bool:
        first = law.issued_on or law.effective_on
        signed = (row for row in self.rows[code] if row.signed_on and (not first or row.signed_on >= first))
        publishers = {each.code for each in self.publishers[law.key]}
        if any(row.ministries & publishers or law.number in row.basis for row in signed):
            return True
        return all(_takes_in(standing, law) for standing in self.standing.get(code, ()))

    # -- the ministries' turn -----------------------------------------------------------------------------------------

    def laws_without_ministry(self) -> Iterator[Case]:
        """*Law changed, ministry has not published.* A text of the province itself is the province's own turn."""
        for law in self.facts.laws:
            if self.publishers[law.key]:
                continue
            codes, how = self.unsettled(law)
            codes -= {item.base_code for each in self._undocumented_since(law) for item in each.items}
            if codes or law.brings_new:
                yield self._local(law, codes, how) if law.is_local else self._unpublished(law, codes, how)

    def _undocumented_since(self, law: Law) -> Iterator[Ministry]:
        """Decisions that name no document, signed since this one: they may be meant for it."""
        first = law.issued_on or law.effective_on
        return (each for each in self.facts.ministries if not each.documents and first and each.signed_on >= first)

    def _unpublished(self, law: Law, codes: frozenset[str], how: Touching) -> Case:
        due = self._expected(_change(law), Link.MINISTRY)
        late = _is_past(due, self.on)
        return self._case(
            CaseKind.LAW_NO_MINISTRY,
            law.number,
            due,
            title=law.title,
            owner=Owner.MINISTRY,
            step=Step.URGE_PUBLISH if late or due.on is None else Step.AWAIT_MINISTRY,
            since=law.issued_on or law.effective_on or self.on,
            fault=Fault.UPSTREAM if late else Fault.NONE,
            to=self._ministry_of(law, codes),
            codes=tuple(sorted(codes)),
            touching=how,
        )

    def not_sent(self) -> Iterator[Case]:
        """*Ministry published, never sent to us*: no arrival in the register, and the province has not followed it."""
        for each in self.facts.ministries:
            if each.arrived_on or (each.items and not self._waiting(each)):
                continue
            due = limits.sending_due(each.signed_on, self.numbers, self.calendar)
            step = Step.URGE_SEND if _is_past(due, self.on) else Step.AWAIT_SENDING
            yield self._of_ministry(CaseKind.MINISTRY_NOT_SENT, each, due, step=step)

    def not_national(self) -> Iterator[Case]:
        """*Ministry published, not or not fully on the national database*, as somebody saw."""
        for each in self.facts.ministries:
            if each.sighted is None or each.sighted.state is SightingState.FULL:
                continue
            due = self._expected(self._change_behind(each), Link.MINISTRY_NATIONAL)
            case = self._of_ministry(CaseKind.MINISTRY_NOT_NATIONAL, each, due, step=Step.URGE_NATIONAL)
            yield replace(case, missing=each.sighted.missing)

    def _of_ministry(self, kind: CaseKind, each: Ministry, due: Due, *, step: Step) -> Case:
        return self._case(
            kind,
            each.code,
            due,
            number=each.number,
            title=each.title,
            owner=Owner.MINISTRY,
            step=step,
            since=each.signed_on,
            fault=Fault.UPSTREAM if _is_past(due, self.on) else Fault.NONE,
            to=each.issuer,
            codes=tuple(item.base_code for item in each.items if item.base_code),
        )

    # -- the province's turn ------------------------------------------------------------------------------------------

    def without_province(self) -> Iterator[Case]:
        """*Ministry published, province has not.*"""
        for each in self.facts.ministries:
            waiting = self._waiting(each)
            if not waiting:
                continue
            due = self._expected(self._change_behind(each), Link.PROVINCE)
            whose = limits.fault(
                due=due.on, signed_on=None, on=self.on, ministry_signed_on=each.signed_on, arrived_on=each.arrived_on
            )
            yield self._to_publish(
                each.code,
                due,
                [item.base_code for item in waiting if item.base_code],
                self.following[each.code],
                number=each.number,
                title=each.title,
                since=each.arrived_on or each.signed_on,
                fault=whose,
                to=each.issuer,
            )

    def _local(self, law: Law, codes: frozenset[str], how: Touching) -> Case:
        due = self._expected(_change(law), Link.PROVINCE)
        return self._to_publish(
            law.number,
            due,
            sorted(codes),
            [row for code in codes for row in self.rows[code]],
            number=law.number,
            title=law.title,
            since=law.issued_on or law.effective_on or self.on,
            fault=limits.fault(due=due.on, signed_on=None, on=self.on, needs_ministry=False),
            touching=how,
            is_local=True,
        )

    def _to_publish(self, ref: str, due: Due, codes: list[str], rows: Iterable[Followed], **told: Any) -> Case:
        draft = next((row for row in rows if row.state in OPEN_STATES), None)
        return self._case(
            CaseKind.MINISTRY_NO_PROVINCE,
            ref,
            due,
            owner=Owner.DEPARTMENT,
            step=Step.FINISH_DRAFT if draft else Step.DRAFT,
            agency_id=self._agency_of(codes, draft),
            codes=tuple(codes),
            draft=draft.decision_code if draft else "",
            **told,
        )

    def own(self) -> Iterator[Case]:
        """*Province signed, not entered*; *entered, differs*; *posted sheet out of date*."""
        for row in self.facts.outstanding:
            due = self._due_of(row)
            owner, step = OWN[row.kind]
            late = _is_past(due, self.on) or row.kind is CaseKind.ENTERED_DIFFERS
            yield self._case(
                row.kind,
                row.ref,
                due,
                number=row.number,
                title=row.title,
                owner=owner,
                step=step,
                since=row.since,
                fault=Fault.OWN if late else Fault.NONE,
                agency_id=row.agency_id,
                codes=row.codes,
            )

    def _due_of(self, row: Outstanding) -> Due:
        """Entering is due by law; boards by the province's own rule; for mending the law gives no number of days."""
        if row.kind is CaseKind.PROVINCE_NOT_ENTERED:
            return self._expected(Change(None, None, row.is_shortened, None, row.since), Link.NATIONAL)
        link = Link.BOARDS if row.kind is CaseKind.SHEET_OUTDATED else Link.NATIONAL
        return Due(link, Known.COUNTED if row.due else Known.NO_NUMBER, row.due)

    # -- pieces -------------------------------------------------------------------------------------------------------

    def _waiting(self, each: Ministry) -> list[Item]:
        """The items of a ministry's decision that the province has not taken over."""
        done = {row.base_code for row in self.following[each.code] if row.signed_on}
        return [item for item in each.items if item.base_code not in done and self._is_owed(item, each)]

    def _is_owed(self, item: Item, each: Ministry) -> bool:
        if any(row.signed_on and row.signed_on >= each.signed_on for row in self.rows[item.base_code]):
            return False
        here = self.standing.get(item.base_code, [])
        if not here:
            brings = item.kind in (OperationKind.NEW, OperationKind.REPLACED)
            return brings and item.may_be_ours
        if item.kind is OperationKind.NEW:
            return False
        return any(not _taken_over_since(standing, each) for standing in here)

    def _change_behind(self, each: Ministry) -> Change:
        """The earliest day on which a text behind a decision takes effect, else the decision's own day."""
        laws = [self.laws[key] for key in each.documents if key in self.laws]
        return Change(
            min((law.effective_on for law in laws if law.effective_on), default=each.effective_on),
            min((law.issued_on for law in laws if law.issued_on), default=None),
            each.is_shortened or any(law.is_shortened for law in laws),
            each.signed_on,
        )

    def _expected(self, change: Change, link: Link) -> Due:
        return limits.expected(change, self.numbers, self.calendar).of(link) or Due(link, Known.NO_NUMBER)

    def _agency_of(self, codes: Iterable[str], draft: Followed | None) -> int | None:
        """Whose turn it is: who drafts already, else who resolves most of the procedures."""
        if draft and draft.agency_id:
            return draft.agency_id
        counted = Counter(row.agency_id for code in codes for row in self.standing.get(code, ()) if row.agency_id)
        return min(counted, key=lambda agency: (-counted[agency], agency), default=None)

    def _ministry_of(self, law: Law, codes: Iterable[str]) -> str:
        """A circular's own issuer; for decrees and laws the ministry that regulates most of the procedures."""
        counted = Counter(row.ministry for code in codes for row in self.standing.get(code, ()) if row.ministry)
        if law.issuer.lower().startswith(MINISTRIES) or not counted:
            return law.issuer
        return min(counted, key=lambda name: (-counted[name], name))

    def _case(self, kind: CaseKind, ref: str, due: Due, *, since: date, number: str = "", **told: Any) -> Case:
        age = limits.gap(self.calendar, since, self.on)
        left = limits.gap(self.calendar, self.on, due.on)[1] if due.on else None
        return Case(kind, ref, number or ref, since=since, due=due, age=age, left=left, **told)


def _change(law: Law) -> Change:
    return Change(law.effective_on, law.issued_on, law.is_shortened)


def _is_past(due: Due, on: date) -> bool:
    return due.on is not None and due.on < on


def _takes_in(standing: Standing, law: Law) -> bool:
    """Whether a text that stands here follows a document already: it began with it, or cites it."""
    first = law.effective_on or law.issued_on
    if first and standing.since >= first:
        return True
    return law.key in standing.cites and bool(law.issued_on and standing.since >= law.issued_on)


def _taken_over_since(standing: Standing, each: Ministry) -> bool:
    """Whether the text was taken over as it stood once the ministry's decision was law."""
    return standing.is_opening and standing.since >= (each.effective_on or each.signed_on)
