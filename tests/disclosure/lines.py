"""Lines of changes for tests: the calendar and the numbers of the law as shipped."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tests.worktime.casebook import calendar_of
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.disclosure.rules import chain_limits
from thutuc.disclosure.rules.chain import Boards, Chain, Dates, chain
from thutuc.disclosure.rules.lag import ChangeRow
from thutuc.legislation.queries.shipped import parameter_table

BOOK = tomllib.loads((Path(__file__).parent / "cases" / "eras.toml").read_text(encoding="utf-8"))
CALENDAR = calendar_of(BOOK["calendar"], off=[date(2026, 9, 1), date(2026, 9, 2)])
NUMBERS = {key: parameter_table()[key].values for key in chain_limits.KEYS}
TODAY = date(2026, 11, 25)

STORY = Dates(
    law_signed_on=date(2026, 6, 26),
    law_effective_on=date(2026, 10, 1),
    ministry_signed_on=date(2026, 10, 5),
    ministry_arrived_on=date(2026, 10, 7),
    province_signed_on=date(2026, 10, 12),
    province_effective_on=date(2026, 10, 12),
    entered_on=date(2026, 10, 14),
    national_on=date(2026, 10, 15),
    portal_on=date(2026, 10, 15),
    boards=Boards(102, 102, date(2026, 10, 16), date(2026, 10, 28)),
)
"""The picture of the page: a ministry late by its own fault, boards late by ours."""


def line(dates: Dates, *, on: date = TODAY) -> Chain:
    return chain(dates, chain_limits.expected(dates.change, NUMBERS, CALENDAR), CALENDAR, on=on)


def row(dates: Dates, *, on: date = TODAY, **told: Any) -> ChangeRow:
    given = {
        "key": "QD-2026-1.1",
        "decision_id": 1,
        "decision_code": "QD-2026-1",
        "number": "412/QĐ-UBND",
        "title": "",
        "position": 1,
        "code": "1.000001.000.00.00.H56",
        "name": "Đăng ký khai sinh",
        "kind": OperationKind.AMENDED,
        "sector": "Hộ tịch",
        "department": "Sở Tư pháp",
        "ministry": "Bộ Tư pháp",
        "line": line(dates, on=on),
    }
    return ChangeRow(**(given | told))
