"""What hung on the walls of An Lạc, and what was entered into the national database: days after each decision.

Two units always come later, three have lagged behind lately; in 2019 one district swapped its sheets late.
"""

import io
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from PIL import Image, ImageDraw

from thutuc.accounts import queries as accounts
from thutuc.catalogue.rules.codes import base_of
from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import SYSTEM, History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules import province as units
from thutuc.demo.rules.notation import address_of
from thutuc.demo.rules.procedures import OPENING, Decision
from thutuc.disclosure.queries import duties, entries, ground, places
from thutuc.disclosure.rules.policies import OWN
from thutuc.disclosure.rules.proof import Photo, Proof
from thutuc.disclosure.rules.terms import DutyKind, PlaceKind
from thutuc.disclosure.services import entering, postings
from thutuc.disclosure.services import places as places_acts
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import local_date

SECOND_HAND = address_of("Cao Thế Bảng")
SOON, LATER = 2, 3
"""Working days after a signature, and after those who come first."""
SLOW = frozenset({"trung-tam-pvhcc-xa-cua-can", "so-vhttdl"})
BEHIND = {"trung-tam-pvhcc-xa-suoi-trau": 25, "trung-tam-pvhcc-xa-my-thanh": 15, "trung-tam-pvhcc-xa-ganh-hao": 9}
"""How many days ago a unit last looked at its board."""
LATE_BOARDS = frozenset({"two-levels", "food-2026", "building-2026", "household-2026"})
"""After these some units came later."""
IN_2019, LATE_IN_2019 = "civil-2019", "bpmc-huyen-ganh-hao"
PHOTOS = timedelta(days=40)
LATE_ENTRIES = {"road-2026": 8}
"""Entered on the national database so many working days after the signature instead of two."""
NOT_ENTERED, NOT_PUBLISHED = frozenset({"land-next"}), frozenset({"household-2026"})


def tell(province: Province, history: History) -> None:
    """Places with the units, sheets after each decision, entries by two hands."""
    as_of = local_date(history.until)
    decisions = province.decisions
    _since, departments_on, two_levels_on = units.opened_on(province.told)
    for day in (decisions[OPENING].effective_on, departments_on, two_levels_on):
        history.tell(day, Turn.BOARDS, _places)
    history.tell(after(decisions[OPENING].effective_on, 2), Turn.BOARDS, partial(_catch_up, _everybody))
    for decision in decisions.values():
        if decision.key != OPENING:
            _after(decision, as_of, history)


def after(day: date, count: int) -> date:
    """So many Mondays to Fridays later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _after(decision: Decision, as_of: date, history: History) -> None:
    entered = after(decision.signed_on, LATE_ENTRIES.get(decision.key, SOON))
    if decision.key not in NOT_ENTERED and entered < as_of:
        publish = decision.key not in NOT_PUBLISHED
        history.tell(entered, Turn.BOARDS, partial(_enter, decision.signed_on, publish))
    first = max(after(decision.signed_on, SOON), _working(decision.effective_on))
    others = (_but(LATE_IN_2019), _everybody) if decision.key == IN_2019 else (_quick(as_of), _awake(as_of))
    later = LATER if decision.key in {IN_2019, *LATE_BOARDS} else 0
    for day, who in zip((first, after(first, later)), others, strict=True):
        if day < as_of:
            history.tell(day, Turn.BOARDS, partial(_catch_up, who))


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return after(day - timedelta(days=1), 1)


Who = Callable[[str, date], bool]
"""Whether a unit looks at its board on a day."""


def _everybody(_code: str, _day: date) -> bool:
    return True


def _but(absent: str) -> Who:
    return lambda code, _day: code != absent


def _awake(as_of: date) -> Who:
    return lambda code, day: day < as_of - timedelta(days=BEHIND.get(code, 0))


def _quick(as_of: date) -> Who:
    awake = _awake(as_of)
    return lambda code, day: code not in SLOW and awake(code, day)


def _places(moment: Moment) -> None:
    """Every unit that posts has a board; the centre a screen besides. Boards of ended units are closed."""
    day = ground.load(on=moment.day)
    placed = {place.agency_id for place in day.places.values()}
    for place in places.visible_to(SYSTEM).filter(validity__endswith=None, agency__validity__endswith__lte=moment.day):
        if place.validity.lower < moment.day:
            places_acts.close_place(place=place, on=moment.day, by=SYSTEM, at=moment.at)
    for unit in day.boards:
        agency = day.agencies[unit]
        if unit not in placed:
            _open(agency, PlaceKind.BOARD, "Bảng niêm yết", "Bên trái cửa vào, ngang tầm mắt", moment)
        if unit not in placed and agency.code == "trung-tam-pvhcc-tinh":
            _open(agency, PlaceKind.SCREEN, "Màn hình sảnh chờ", "Trên quầy hướng dẫn", moment)


def _open(agency: Any, kind: PlaceKind, name: str, position: str, moment: Moment) -> None:
    places_acts.open_place(
        agency=agency,
        kind=kind,
        name=f"{name} {agency.short_name or agency.name}",
        position=position,
        opened_on=moment.day,
        by=SYSTEM,
        at=moment.at,
    )


@dataclass(frozen=True)
class Keepers:
    """Who keeps the boards of a unit on a day: one of its officers, else the control office."""

    by_agency: dict[int, Actor]
    office: Actor

    def of(self, houses: Collection[int]) -> Actor:
        return next((self.by_agency[house] for house in houses if house in self.by_agency), self.office)


def _keepers(moment: Moment) -> Keepers:
    found: dict[int, Actor] = {}
    for post in accounts.posts(on=moment.day):
        if post.role in OWN and post.agency_id not in found:
            found[post.agency_id] = accounts.actor_of(post.person, on=moment.day)
    return Keepers(found, moment.actor(KEEPER))


def _catch_up(who: Who, moment: Moment) -> None:
    """The units that look at their boards do all that is owed there."""
    day = ground.load(on=moment.day)
    keepers, found = _keepers(moment), duties.works(day)
    for unit, board in day.boards.items():
        if board.papers and who(day.agencies[unit].code, moment.day):
            works = [work for work in found if work.agency.pk == unit]
            by = keepers.of(day.houses(unit))
            for place in {work.duty.place or board.papers[0].id for work in works}:
                here = [work for work in works if (work.duty.place or board.papers[0].id) == place]
                _do(day.places[place], here, by, moment)


def _do(place: Any, works: Iterable[duties.Work], by: Actor, moment: Moment) -> None:
    works, proof = list(works), Proof(photo=_photo(moment))
    gone = [work.duty.hung.posting for work in works if work.duty.hung and work.duty.hung.posting]
    if gone:
        rows = list(places.hanging_at(place).filter(pk__in=gone).select_related("place"))
        postings.take_down(postings=rows, proof=proof, by=by, at=moment.at)
    new = tuple(dict.fromkeys(work.new.id for work in works if work.new))
    notice = any(work.duty.kind is DutyKind.FEEDBACK_NOTICE for work in works)
    if new or notice:
        postings.confirm_posting(place=place, version_ids=new, with_notice=notice, proof=proof, by=by, at=moment.at)


def _photo(moment: Moment) -> Photo | None:
    """A drawn board; only the last weeks have photos."""
    if moment.history.until - moment.at > PHOTOS:
        return None
    return Photo(_board(moment.at.toordinal() % 3), "anh-niem-yet.jpg", moment.at)


@cache
def _board(kind: int) -> bytes:
    picture = Image.new("RGB", (640, 420), (214, 206, 190))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 24, 616, 396), fill=(236, 232, 222), outline=(120, 92, 60), width=8)
    for column in range(5):
        for row in range(2):
            left, top = 52 + column * 110, 56 + row * 168
            sheet = (255, 255, 255) if (column + row + kind) % 4 else (250, 246, 230)
            draw.rectangle((left, top, left + 94, top + 140), fill=sheet, outline=(170, 170, 170))
            for line in range(8):
                draw.line(
                    (left + 10, top + 22 + line * 13, left + 82 - line % 3 * 12, top + 22 + line * 13), (130, 130, 130)
                )
            draw.rectangle((left + 66, top + 112, left + 86, top + 132), fill=(60, 60, 60))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()


def _enter(signed: date, publish: bool, moment: Moment) -> None:  # noqa: FBT001
    """The first hand enters what was signed until then, the second publishes it on the same day with its code."""
    first = moment.actor(KEEPER)
    second = moment.actor(SECOND_HAND)
    for duty in (due for due in entries.entries_due(on=moment.day) if due.operation.signed_on <= signed):
        entry = duty.entry or entering.enter(duty=duty, entered_on=moment.day, by=first, at=moment.at)
        if publish and entry.entered_by != second.key:
            entering.publish(
                entry=entry,
                published_on=moment.day,
                national_code=base_of(entry.code),
                national_date=moment.day,
                by=second,
                at=moment.at,
            )
