"""What a ministry decided and how it reached us, as values; what is wrong with them.

Decree 63/2010/NĐ-CP Art. 13 and 15 as amended 2017: the ministry publishes the content, the province its list.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.codes import LONGEST, parse
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.terms import OperationKind, SightingState, Source
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.legislation.rules.documents import Citation

REGISTRARS = frozenset({Role.CONTROL_OFFICER.value, Role.FOCAL_POINT.value, Role.UNIT_HEAD.value})
"""Whoever receives mail for a department may say what arrived; what it means for the law is for control officers."""
MOST_ROWS = 2_000
MINISTRY_KINDS = (
    OperationKind.NEW,
    OperationKind.AMENDED,
    OperationKind.REPLACED,
    OperationKind.ABOLISHED,
    OperationKind.STANDARDISED,
)
OURS = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
"""A procedure of these levels concerns the province's list."""


@dataclass(frozen=True)
class MinistryRow:
    """One procedure in a ministry's decision; `row` is its line in the file it came from."""

    kind: OperationKind
    base_code: str = ""
    name: str = ""
    sector: str = ""
    levels: tuple[Level, ...] = ()
    replaces: tuple[str, ...] = ()
    content: ProcedureContent | None = None
    note: str = ""
    row: int = 0


@dataclass(frozen=True)
class MinistryDetails:
    """One decision of a ministry: what it says, and how it came."""

    number: str
    issuer: str
    title: str
    signed_on: date | None
    effective_on: date | None = None
    is_shortened: bool = False
    arrived_on: date | None = None
    register_number: str = ""
    documents: tuple[Citation, ...] = ()
    rows: tuple[MinistryRow, ...] = ()
    source: Source = Source.FORM
    note: str = ""


def may_register(actor: Actor) -> list[Objection]:
    """Why the actor may not register what arrived."""
    if actor.is_system or actor.roles & REGISTRARS:
        return []
    words = gettext_noop(
        "Quyết định của bộ do công chức kiểm soát, cán bộ đầu mối hoặc người đứng đầu cơ quan chuyên môn vào sổ."
    )
    return [Objection("ministry.registrar", words, "control.organisation")]


def detail_objections(details: MinistryDetails, *, on: date) -> list[Objection]:
    """What is missing or wrong in a decision of a ministry."""
    found = [*_missing(details), *_day_objections(details, on), *arrival_objections(details, on=on)]
    return found + row_objections(details.rows)


def _missing(details: MinistryDetails) -> list[Objection]:
    needed = (
        ("number", details.number, gettext_noop("Ghi số, ký hiệu của quyết định.")),
        ("issuer", details.issuer, gettext_noop("Ghi bộ, cơ quan ban hành.")),
        ("title", details.title, gettext_noop("Ghi trích yếu của quyết định.")),
        ("signed_on", details.signed_on, gettext_noop("Ghi ngày ký.")),
    )
    return [Objection("ministry.missing", words, field=name) for name, value, words in needed if not value]


def _day_objections(details: MinistryDetails, on: date) -> list[Objection]:
    found = []
    if details.signed_on and details.signed_on > on:
        words = gettext_noop("Ngày ký ở tương lai. Kiểm tra lại.")
        found.append(Objection("ministry.future", words, field="signed_on"))
    if details.signed_on and details.effective_on and details.effective_on < details.signed_on:
        words = gettext_noop("Ngày hiệu lực không được trước ngày ký.")
        found.append(Objection("ministry.effect", words, "publication.ministry", "effective_on"))
    return found


def arrival_objections(details: MinistryDetails, *, on: date) -> list[Objection]:
    """The day and the number in the register come together, not before the signature, not tomorrow."""
    arrived, number = details.arrived_on, details.register_number.strip()
    if bool(arrived) != bool(number):
        words = gettext_noop("Ghi cả ngày đến và số đến theo sổ văn bản đến.")
        return [Objection("ministry.arrival", words, field="arrived_on" if number else "register_number")]
    if arrived and arrived > on:
        return [Objection("ministry.arrival_future", gettext_noop("Ngày đến ở tương lai."), field="arrived_on")]
    if arrived and details.signed_on and arrived < details.signed_on:
        words = gettext_noop("Ngày đến không được trước ngày ký (%(day)s).")
        params = {"day": f"{details.signed_on:%d/%m/%Y}"}
        return [Objection("ministry.arrival_before", words, field="arrived_on", params=params)]
    return []


def row_objections(rows: Sequence[MinistryRow]) -> list[Objection]:
    """A procedure stands once, with a code unless it is new, and never replaces itself."""
    if len(rows) > MOST_ROWS:
        words = gettext_noop("Quyết định có hơn %(most)s dòng. Chia tệp thành nhiều phần.")
        return [Objection("ministry.too_many", words, field="rows", params={"most": MOST_ROWS})]
    times = Counter(row.base_code for row in rows if row.base_code)
    found = [objection for place, row in enumerate(rows, start=1) for objection in _row(row.row or place, row)]
    for code, count in times.items():
        if count > 1:
            words = gettext_noop("Mã %(code)s có ở %(count)s dòng. Giữ lại một dòng cho mỗi thủ tục.")
            found.append(Objection("ministry.twice", words, field="rows", params={"code": code, "count": count}))
    return found[:50]


def _row(place: int, row: MinistryRow) -> list[Objection]:
    found = []
    if not row.base_code and row.kind is not OperationKind.NEW:
        words = gettext_noop("Dòng %(row)s: thủ tục không mới thì phải có mã.")
        found.append(Objection("ministry.code", words, field="rows", params={"row": place}))
    if not row.base_code and not row.name:
        words = gettext_noop("Dòng %(row)s: không có mã và không có tên thủ tục.")
        found.append(Objection("ministry.name", words, field="rows", params={"row": place}))
    if len(row.base_code) > LONGEST:
        words = gettext_noop("Dòng %(row)s: mã thủ tục quá dài.")
        found.append(Objection("ministry.long", words, field="rows", params={"row": place}))
    if row.base_code and row.base_code in row.replaces:
        words = gettext_noop("Dòng %(row)s: thủ tục %(code)s không thể thay thế chính nó.")
        found.append(Objection("ministry.itself", words, field="rows", params={"row": place, "code": row.base_code}))
    return found


def sighting_objections(
    state: SightingState, *, seen_on: date, signed_on: date, missing: Sequence[str], known: Iterable[str], on: date
) -> list[Objection]:
    """What was seen fits the decision: after its signature, not tomorrow, and only its own procedures are missing."""
    found = []
    if not signed_on <= seen_on <= on:
        words = gettext_noop("Ngày xem phải từ ngày ký đến hôm nay.")
        found.append(Objection("sighting.day", words, field="seen_on"))
    if missing and state is not SightingState.PARTIAL:
        words = gettext_noop("Chỉ ghi thủ tục còn thiếu khi mới đăng tải một phần.")
        found.append(Objection("sighting.missing", words, field="missing"))
    strange = sorted(set(missing) - set(known))
    if strange:
        words = gettext_noop("Quyết định không có mã %(codes)s.")
        found.append(Objection("sighting.strange", words, field="missing", params={"codes": ", ".join(strange[:5])}))
    return found


def codes_of(text: str) -> tuple[str, ...]:
    """Codes typed in one field, a line, a comma or a semicolon between them; each once, as base codes."""
    parts = (tidy(part) for part in text.replace(";", "\n").replace(",", "\n").splitlines())
    return tuple(dict.fromkeys(parse(part).base for part in parts if part))
