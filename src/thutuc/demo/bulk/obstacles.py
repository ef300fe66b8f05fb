"""What is wrong in the generated province, and where: planted so that an analysis can be checked against the key."""

from dataclasses import asdict, dataclass
from datetime import date

import numpy as np

from thutuc.accounts.rules.roles import Role
from thutuc.demo.bulk.binary import Numbers
from thutuc.demo.bulk.ground import OPEN_ENDED, Ground
from thutuc.demo.bulk.hands import SEATS, plan_numbers
from thutuc.demo.bulk.plan import PARTNER_KINDS, Plan
from thutuc.demo.bulk.staff import Staff

OFTEN = 5.0
LATE_IN_THE_QUARTER = 0.45
DEMANDS = 0.25
SLOW = 3.0


@dataclass(frozen=True)
class Obstacle:
    """One planted fault: what it is, whom it concerns, in numbers that an analysis should find again."""

    kind: str
    procedure: str = ""
    document: int = 0
    document_name: str = ""
    agency: str = ""
    person: int = 0
    first: date | None = None
    last: date | None = None
    factor: float = 1.0
    dossiers: int = 0

    def plain(self) -> dict[str, object]:
        """For the key file: only what the kind has."""
        return {name: str(value) if isinstance(value, date) else value for name, value in asdict(self).items() if value}


@dataclass
class Marks:
    """By dossier: how likely it is late, how often papers are asked for, and the rest of what was planted."""

    late: np.ndarray
    asked: np.ndarray
    item: Numbers
    demanded: np.ndarray
    partner: Numbers
    answerer: Numbers
    silent: np.ndarray
    key: list[Obstacle]


def plant(ground: Ground, staff: Staff, plan: Plan, rng: np.random.Generator) -> Marks:
    """Ordinary lateness by agency and officer, then the obstacles."""
    count = len(plan)
    officer = staff.table(Role.SPECIALIST, SEATS)[plan.agency, plan_numbers(plan) % SEATS]
    own = rng.uniform(0.01, 0.07, staff.size)
    talent = np.exp(rng.normal(0, 0.45, int(max(officer.max(initial=0), 1)) + 1))
    late = np.minimum(own[plan.agency] * talent[officer], 0.5)
    marks = Marks(
        late, np.ones(count), np.zeros(count, np.int64), np.zeros(count, bool), *_partners(ground, plan, rng), []
    )
    for part in (_returned_item, _late_quarter, _silent_partner):
        part(ground, plan, marks)
    _demanding_officer(ground, plan, marks, officer, rng)
    _slow_officer(ground, plan, marks, officer)
    marks.answerer = staff.table(Role.UNIT_HEAD, 1)[marks.partner, 0]
    marks.silent |= marks.answerer == 0
    return marks


def _partners(ground: Ground, plan: Plan, rng: np.random.Generator) -> tuple[Numbers, Numbers, np.ndarray]:
    """Another department that lives all the time is asked."""
    lasting = [
        body.id for body in ground.bodies.values() if body.kind in PARTNER_KINDS and body.end == OPEN_ENDED
    ] or list(ground.bodies)
    old = [each for each in lasting if ground.bodies[each].start <= plan.submitted[0].item().date()] or lasting
    pick = np.array(old)[rng.integers(0, len(old), len(plan))]
    other = np.array(old)[(np.searchsorted(np.array(old), pick) + 1) % len(old)]
    partner = np.where(pick == plan.agency, other, pick)
    return partner, np.zeros(len(plan), dtype=np.int64), np.zeros(len(plan), dtype=bool)


def _most(values: Numbers, allowed: np.ndarray) -> int:
    """The value that occurs most where it is allowed."""
    counts = np.bincount(values[allowed]) if allowed.any() else np.bincount(values)
    return int(counts.argmax())


def _returned_item(ground: Ground, plan: Plan, marks: Marks) -> None:
    procedures = np.array([each.procedure_id for each in ground.variants])[plan.variant]
    papers = np.array([len(each.documents) for each in ground.variants])[plan.variant]
    slow = np.array([each.limit is None or each.limit.unit != "same_day" for each in ground.variants])[plan.variant]
    chosen = _most(procedures, (papers >= 2) & slow)
    mine = (procedures == chosen) & (papers >= 2)
    marks.asked[mine] = OFTEN
    marks.item[mine] = 2
    variant = next(each for each in ground.variants if each.procedure_id == chosen and len(each.documents) >= 2)
    marks.key.append(
        Obstacle(*("returned_item", variant.code, 2, variant.documents[1].name), factor=OFTEN, dossiers=int(mine.sum()))
    )


def _late_quarter(ground: Ground, plan: Plan, marks: Marks) -> None:
    days = plan.submitted.astype("datetime64[D]")
    last = days[-1].astype("datetime64[M]")
    first = last - np.timedelta64(5 + int(last.astype(np.int64)) % 3, "M")
    until = first + np.timedelta64(3, "M")
    here = (days >= first.astype("datetime64[D]")) & (days < until.astype("datetime64[D]"))
    slow = np.array([each.limit is not None and each.limit.unit != "same_day" for each in ground.variants])[
        plan.variant
    ]
    agency = _most(plan.agency, here & slow)
    mine = here & (plan.agency == agency)
    marks.late[mine] = LATE_IN_THE_QUARTER
    end = until.astype("datetime64[D]") - 1
    body = ground.bodies[agency]
    found = Obstacle("late_quarter", agency=body.code, first=first.astype("datetime64[D]").item(), last=end.item())
    marks.key.append(Obstacle(**{**vars(found), "factor": LATE_IN_THE_QUARTER, "dossiers": int(mine.sum())}))


def _silent_partner(ground: Ground, plan: Plan, marks: Marks) -> None:
    agency = _most(marks.partner, np.ones(len(plan), dtype=bool))
    marks.silent = marks.partner == agency
    marks.key.append(Obstacle("silent_partner", agency=ground.bodies[agency].code))


def _demanding_officer(ground: Ground, plan: Plan, marks: Marks, officer: Numbers, rng: np.random.Generator) -> None:
    person = _most(officer, plan.submitted > plan.submitted[len(plan) // 2])
    mine = officer == person
    marks.demanded = mine & (rng.random(len(plan)) < DEMANDS)
    agency = ground.bodies[int(plan.agency[mine][-1])].code
    marks.key.append(
        Obstacle("demanding_officer", agency=agency, person=person, factor=DEMANDS, dossiers=int(mine.sum()))
    )


def _slow_officer(ground: Ground, plan: Plan, marks: Marks, officer: Numbers) -> None:
    known = {found.person for found in marks.key}
    person = _most(officer, ~np.isin(officer, list(known)))
    mine = (officer == person) & (marks.late < LATE_IN_THE_QUARTER)
    marks.late[mine] = np.minimum(marks.late[mine] * SLOW + 0.05, 0.6)
    agency = ground.bodies[int(plan.agency[officer == person][-1])].code
    marks.key.append(Obstacle("slow_officer", agency=agency, person=person, factor=SLOW, dossiers=int(mine.sum())))
