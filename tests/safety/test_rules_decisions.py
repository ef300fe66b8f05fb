"""Any sequence of decisions leaves one law for each day: the one that the last effective decision says."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.contents import content
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions import moves, planning
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Plan, Standing, Told
from thutuc.catalogue.rules.decisions.reversal import Done, reverse
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, OutcomeKind
from thutuc.catalogue.rules.validity import Version, in_force
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days, overlapping

CODES = ("1.000001", "1.000002", "1.000003")
FIRST, TODAY, LAST = 0, 10, 20
WHOLE = content()
KINDS = {
    "new": OperationKind.NEW,
    "amend": OperationKind.AMENDED,
    "abolish": OperationKind.ABOLISHED,
    "replace": OperationKind.REPLACED,
}


def day(number: int) -> date:
    return date(2026, 11, 15) + timedelta(days=number)


@dataclass
class Kept:
    """One version as the table keeps it."""

    number: int
    days: Days
    content: ProcedureContent
    is_voided: bool = False


@dataclass
class Signed:
    """A signed decision: what it did, and whether it was taken back."""

    day: int
    sequence: int
    done: list[Done] = field(default_factory=list)
    is_reversed: bool = False


@dataclass
class Events:
    """What the law is, told independently of versions: by code, who says what from when."""

    told: dict[str, list[tuple[int, int, ProcedureContent | None]]] = field(default_factory=dict)

    def say(self, code: str, on: int, sequence: int, what: ProcedureContent | None) -> None:
        self.told.setdefault(code, []).append((on, sequence, what))

    def forget(self, code: str, sequence: int) -> None:
        self.told[code] = [each for each in self.told[code] if each[1] != sequence]

    def law(self, code: str, on: int, *, but: int = -1) -> ProcedureContent | None:
        said = [each for each in self.told.get(code, ()) if each[0] <= on and each[1] != but]
        return max(said, key=lambda each: each[:2])[2] if said else None


class Province:
    """Versions kept in memory as the services write them from a plan."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Kept]] = {code: [] for code in CODES}
        self.signed: list[Signed] = []
        self.events = Events()
        self.refused: list[str] = []

    def spans(self, code: str) -> tuple[Version, ...]:
        return tuple(Version(each.number, each.days) for each in self.kept[code] if not each.is_voided)

    def standing(self, on: date) -> dict[str, Standing]:
        found = {}
        for code in CODES:
            spans = self.spans(code)
            now = in_force(spans, on)
            whole = next((each.content for each in self.kept[code] if now and each.number == now.number), None)
            found[code] = Standing(spans, whole, newest=max((each.number for each in self.kept[code]), default=0))
        return found

    def decide(self, kind: str, code: str, on: int, replaces: Sequence[str], *, is_recorded: bool) -> bool:
        if not is_recorded:
            on = max(on, TODAY)
        sequence = len(self.signed) + 1
        whole = replace(WHOLE, code=code, name=f"Thủ tục {sequence}") if kind != "abolish" else None
        told: dict[str, Any] = {"content": whole, "position": 1}
        if kind == "abolish":
            told |= {"abolition_kind": AbolitionKind.REPEAL, "basis": "99/2026/NĐ-CP"}
        if kind == "replace":
            told |= {"replaces": tuple(replaces)}
        row = Operation(KINDS[kind], code, **told)
        asked = Told(day(on), day(TODAY), day(min(on, TODAY)), is_recorded=is_recorded, has_ministry=True)
        plan = planning.plan(asked, [row], self.standing(day(on)))
        if plan.blocks:
            self.refused += [each.code for each in plan.blocks]
            return False
        self.write(plan, on, sequence)
        for ended in row.ends:
            self.events.say(ended, on, sequence, None)
        if whole is not None:
            self.events.say(code, on, sequence, whole)
        return True

    def take_back(self, which: int, on: int) -> bool:
        if not self.signed:
            return False
        of = self.signed[which % len(self.signed)]
        on = max(on, TODAY)
        if of.is_reversed:
            return False
        spans = {code: self.spans(code) for code in CODES}
        newest = {code: max((each.number for each in self.kept[code]), default=0) for code in CODES}
        plan = reverse(of.done, spans, effective_on=day(on), words={}, newest=newest)
        if plan.blocks:
            self.refused += [each.code for each in plan.blocks]
            return False
        of.is_reversed = True
        sequence = len(self.signed) + 1
        self.write(plan, on, sequence)
        for code in {each.code for each in of.done}:
            if on <= of.day:
                self.events.forget(code, of.sequence)
            else:
                self.events.say(code, on, sequence, self.events.law(code, of.day, but=of.sequence))
        return True

    def write(self, plan: Plan, on: int, sequence: int) -> None:
        signed = Signed(on, sequence)
        for void in plan.voids:
            self.find(void.code, void.number).is_voided = True
            signed.done.append(self.done(void, OutcomeKind.VOIDED, plan.effective_on))
        for end in plan.closes:
            row = self.find(end.code, end.number)
            row.days = Days(row.days.start, plan.effective_on)
            signed.done.append(self.done(end, OutcomeKind.ENDED, plan.effective_on))
        for again in plan.reopens:
            row = self.find(again.code, again.number)
            row.days = Days(row.days.start)
            signed.done.append(self.done(again, OutcomeKind.REOPENED, plan.effective_on))
        for opened in plan.opens:
            assert opened.content is not None
            assert opened.number not in {each.number for each in self.kept[opened.code]}, "a number is given once"
            self.kept[opened.code].append(Kept(opened.number, opened.days, opened.content))
            signed.done.append(self.done(opened, OutcomeKind.OPENED, plan.effective_on))
        self.signed.append(signed)

    def find(self, code: str, number: int) -> Kept:
        (found,) = [each for each in self.kept[code] if each.number == number and not each.is_voided]
        return found

    def done(self, told: Any, kind: OutcomeKind, on: date | None) -> Done:
        (row,) = [each for each in self.kept[told.code] if each.number == told.number]
        by = getattr(told, "by", None) or told.kind
        return Done(told.position, told.code, told.name, kind, told.number, by, row.content, on)

    def check(self) -> None:
        for code in CODES:
            spans = self.spans(code)
            assert overlapping([span.days for span in spans]) is None
            for on in range(FIRST, LAST + 5):
                now = in_force(spans, day(on))
                stands = next((each.content for each in self.kept[code] if now and each.number == now.number), None)
                told = self.events.law(code, on)
                assert (stands and stands.name) == (told and told.name), f"{code} on day {on}"


STEPS = st.one_of(
    st.tuples(
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(CODES),
        st.integers(FIRST, LAST),
        st.booleans(),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True),
    ),
    st.tuples(st.just("reverse"), st.integers(0, 9), st.integers(TODAY, LAST)),
)


def play(*steps: tuple[Any, ...]) -> Province:
    province = Province()
    for step in [("new", CODES[0], 0, True, []), ("new", CODES[1], 2, True, []), *steps]:
        if step[0] == "reverse":
            province.take_back(step[1], step[2])
        else:
            kind, code, on, is_recorded, replaces = step
            province.decide(kind, code, on, replaces, is_recorded=is_recorded)
        province.check()
    return province


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(STEPS, max_size=9))
def test_every_day_has_the_content_that_the_last_effective_decision_says(steps: list[tuple[Any, ...]]) -> None:
    play(*steps)


def test_an_amendment_before_an_abolition_that_is_told_already_does_not_undo_it() -> None:
    """The version would run past the day on which the other decision ends the procedure."""
    abolition: tuple[Any, ...] = ("abolish", CODES[0], 18, False, [])

    assert "row.ends_later" in play(abolition, ("amend", CODES[0], 14, False, [])).refused
    assert "row.ends_later" in play(abolition, ("abolish", CODES[0], 14, False, [])).refused

    recorded = play(("abolish", CODES[0], 8, True, []), ("amend", CODES[0], 5, True, []))
    assert [each.days for each in recorded.kept[CODES[0]]] == [Days(day(0), day(5)), Days(day(5), day(8))]


def test_a_version_that_starts_that_day_is_not_ended_the_same_day() -> None:
    assert "row.same_day" in play(("abolish", CODES[1], 2, True, [])).refused


def test_the_number_of_a_voided_version_is_not_given_again() -> None:
    province = play(("amend", CODES[0], 15, False, []), ("reverse", 2, TODAY), ("amend", CODES[0], 16, False, []))

    assert [(each.number, each.is_voided) for each in province.kept[CODES[0]]] == [(1, False), (2, True), (3, False)]


def test_what_only_took_another_decision_back_is_not_taken_back_itself() -> None:
    province = play(("amend", CODES[0], 15, False, []), ("reverse", 2, TODAY), ("reverse", 3, TODAY))

    assert "reversal.of_reversal" in province.refused


MAY: dict[Role, dict[str, set[str]]] = {
    Role.FOCAL_POINT: {
        "draft": {"submit", "cancel", "consult"},
        "control": {"recall"},
        "endorsing": set(),
        "signing": set(),
    },
    Role.CONTROL_OFFICER: {
        "draft": {"submit", "cancel", "consult"},
        "control": {"recall", "clear", "return"},
        "endorsing": {"return"},
        "signing": {"sign"},
    },
    Role.OFFICE_HEAD: {"draft": set(), "control": set(), "endorsing": {"endorse", "return"}, "signing": {"return"}},
    Role.CHAIR: {"draft": set(), "control": set(), "endorsing": set(), "signing": {"sign", "return"}},
    Role.CLERK: {"draft": set(), "control": set(), "endorsing": set(), "signing": {"sign"}},
    Role.COUNTER_OFFICER: {"draft": set(), "control": set(), "endorsing": set(), "signing": set()},
    Role.SPECIALIST: {"draft": set(), "control": set(), "endorsing": set(), "signing": set()},
    Role.SYSTEM_ADMIN: {"draft": set(), "control": set(), "endorsing": set(), "signing": set()},
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_makes_its_own_moves_and_no_other(role: Role) -> None:
    """In its own agency; a post in another one counts for the office's roles only."""
    own = Actor(ActorKind.PERSON, "person:1", 1, posts=(HeldPost(role.value, 7, Days(date(2020, 1, 1))),))

    for state, may in MAY[role].items():
        here = {each.code for each in moves.available(state=state, roles=moves.acting_roles(own, 7))}
        there = {each.code for each in moves.available(state=state, roles=moves.acting_roles(own, 8))}
        assert here == may
        assert there == (may if role in moves.OFFICE_ROLES else set())


def test_an_end_that_was_moved_since_stands_in_the_way_of_taking_back() -> None:
    """An abolition recorded later for an earlier day: taking the amendment back must not bring the old text back."""
    steps: list[tuple[Any, ...]] = [("amend", CODES[0], 17, True, []), ("abolish", CODES[0], 6, True, [])]

    assert "reversal.later" in play(*steps, ("reverse", 2, 13)).refused


def test_what_stands_beside_is_not_run_over_by_taking_back() -> None:
    """Recorded before a version that starts later: its content must not return into that one's days."""
    steps: list[tuple[Any, ...]] = [("new", CODES[2], 9, True, []), ("new", CODES[2], 6, True, [])]
    steps.append(("abolish", CODES[2], 8, True, []))

    assert "reversal.later" in play(*steps, ("reverse", 4, 10)).refused
