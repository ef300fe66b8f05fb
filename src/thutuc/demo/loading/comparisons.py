"""Two comparisons with the national database: some of what the first one found is mended by the second."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.content import Fee, LegalBasis, ProcedureContent, TimeLimit
from thutuc.catalogue.rules.terms import FeeKind, Level, TimeUnit
from thutuc.demo.loading.ground import KEEPER
from thutuc.demo.loading.history import History, Moment, Turn
from thutuc.demo.loading.lists import national
from thutuc.demo.readers import Province
from thutuc.disclosure.queries import comparisons, entries
from thutuc.disclosure.readers.exports import read_export, read_kept
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.disclosure.services import comparing, deciding
from thutuc.kernel.periods import local_date

FIRST, LAST = 20, 5
"""Days before the day of loading."""
UNKNOWN = ("1.990077", "Đăng ký mã số vùng trồng nội địa")
ACCEPTED = "CSDLQG ghi tên theo quyết định của bộ, nội dung như nhau"


def tell(province: Province, history: History) -> None:
    """A comparison every two weeks."""
    as_of = local_date(history.until)
    for days, left in ((FIRST, 4), (LAST, 2)):
        history.tell(as_of - timedelta(days=days), Turn.BOARDS, partial(_compare, province, left))


def _compare(province: Province, left: int, moment: Moment) -> None:
    by = moment.actor(KEEPER)
    if by.person_id is None:
        return
    rows = [canonical.to_plain(content) for content in _there(province, moment.day, left)]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    name = f"csdlqg-{moment.day:%Y-%m-%d}.jsonl"
    asked = comparing.request_comparison(
        reading=read_export(data, name), content=data, as_of=moment.day, read=read_kept, by=by, at=moment.at
    )
    if run := comparisons.done(asked.key):
        items = list(comparisons.items(run))
        ended = [item.position for item in items if item.kind == Mismatch.ABOLISHED_STILL_PUBLIC][:1]
        named = [item.position for item in items if item.parts == ["name"]]
        if ended:
            deciding.decide(run=run, positions=ended, state=ItemState.MEND_THERE, by=by, at=moment.at)
        if named:
            deciding.decide(run=run, positions=named, state=ItemState.ACCEPTED, note=ACCEPTED, by=by, at=moment.at)


def _there(province: Province, day: date, left: int) -> Iterator[ProcedureContent]:
    """What the national database shows: as signed, but for what nobody has mended there yet."""
    contents = national(province, day)
    public = [content for content, is_withdrawn in contents if not is_withdrawn]
    forgotten = [content for content, is_withdrawn in contents if is_withdrawn]
    for place, content in enumerate([*public, *_own(day, {content.code for content, _ in contents})]):
        if place and place % 17 == 0 and place // 17 < left:
            continue
        yield _changed(content, place, left)
    yield from forgotten[-max(left - 1, 1) :]
    code, name = UNKNOWN
    yield replace(public[0], code=code, name=name, levels=(Level.PROVINCE,))


def _own(day: date, told: set[str]) -> Iterator[ProcedureContent]:
    """What the province itself has published there."""
    for version in catalogue.in_force(on=day).filter(is_internal=False).order_by("procedure__code"):
        entry = entries.entry_of(version.pk)
        if version.procedure.code not in told and entry and entry.published_on:
            yield catalogue.content_of(version)


def _changed(content: ProcedureContent, place: int, left: int) -> ProcedureContent:
    """Every ninth row says something else until it is mended, every fifth is spelt otherwise."""
    if place % 5 == 2:
        return replace(content, sector=f"{content.sector}.", name=content.name.replace("ký", "kí"))
    turn = place // 9
    offers = content.offers
    if place % 9 != 4 or turn > left or not offers:
        return content
    changes = (
        replace(content, name=f"{content.name} (cấp xã)"),
        replace(content, offers=(replace(offers[0], fees=_FIVE), *offers[1:])),
        replace(content, legal_bases=(*content.legal_bases, LegalBasis("120/2025/NĐ-CP"))),
        replace(content, offers=(replace(offers[0], limit=_SEVEN), *offers[1:])),
        replace(content, resolving_agency=f"{content.resolving_agency} (huyện cũ)"),
    )
    return changes[turn % len(changes)]


_SEVEN = TimeLimit(Decimal(7), TimeUnit.WORKING_DAY)
_FIVE = (Fee(5_000, FeeKind.CHARGE),)
