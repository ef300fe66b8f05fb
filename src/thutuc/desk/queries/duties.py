"""What waits for somebody, asked of every package that knows a duty; nothing is stored.

Ten statements for everybody; publication and disclosure are asked of those who act there (`publishing`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.desk.queries.publishing import publishing
from thutuc.desk.rules.week import Duty, Field
from thutuc.dossiers.queries import closed_units
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import gettext_noop
from thutuc.legislation import queries as legislation
from thutuc.organisations import queries as organisations
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Certainty

WEEKS_AHEAD = 3
UNITS_NAMED = 5
SOON = timedelta(days=60)
"""How long before a year begins its days off must have been entered."""


def duties(actor: Actor, *, today: date, monday: date) -> Iterator[Duty]:
    """Everything due from a week before today to three weeks after the Monday shown, and what has no day."""
    first = min(today - timedelta(days=7), monday)
    until = max(today, monday) + timedelta(weeks=WEEKS_AHEAD)
    office = Role.CONTROL_OFFICER in actor.roles
    of_office = chain(
        _versions(max(first, today), until),
        _documents(max(first, today), until),
        _units(today),
        _years(today),
        _undecided(),
        _left(today),
    )
    yield from (replace(duty, mine=office) for duty in of_office)
    yield from _posts(actor, first, until, today)
    yield from publishing(actor, today=today)


def _versions(first: date, until: date) -> Iterator[Duty]:
    changing = list(catalogue.changing(first, until))
    followed = {(version.procedure_id, version.validity.lower) for version in changing}
    for version in changing:
        starts = first <= version.validity.lower < until
        if not starts and (version.procedure_id, version.validity.upper) in followed:
            continue
        day = version.validity.lower if starts else version.validity.upper
        words = gettext_noop("Áp dụng nội dung mới: %(name)s") if starts else gettext_noop("Hết hiệu lực: %(name)s")
        yield Duty(
            Field.CATALOGUE,
            words,
            "catalogue:procedure",
            gettext_noop("Xem phiên bản"),
            due=day,
            params={"name": version.name},
            url_args=(version.procedure.code,),
            note=version.opened_basis,
        )


def _documents(first: date, until: date) -> Iterator[Duty]:
    for document in legislation.changing(first, until):
        starts = document.effective_on is not None and first <= document.effective_on < until
        words = gettext_noop("%(number)s có hiệu lực") if starts else gettext_noop("%(number)s hết hiệu lực")
        yield Duty(
            Field.LAW,
            words,
            "legislation:document",
            gettext_noop("Xem thủ tục liên quan"),
            due=document.effective_on if starts else document.ends_on,
            params={"number": document.number},
            url_args=(document.number,),
            note=document.title,
        )


def _posts(actor: Actor, first: date, until: date, today: date) -> Iterator[Duty]:
    for post in accounts.ending(first, until):
        last = post.validity.upper - timedelta(days=1)
        words = gettext_noop("Hết nhiệm kỳ: %(name)s") if last >= today else gettext_noop("Đã hết nhiệm kỳ: %(name)s")
        yield Duty(
            Field.PEOPLE,
            words,
            "accounts:agency",
            gettext_noop("Cử người thay"),
            due=last,
            holder=post.agency.short_name or post.agency.name,
            params={"name": post.person.full_name},
            url_args=(post.agency.code,),
            mine=post.agency_id in actor.agency_ids,
            note=post.title or Role(post.role).label,
        )


def _units(today: date) -> Iterator[Duty]:
    units = list(accounts.units_without_focal_point(on=today)[: UNITS_NAMED + 1])
    for unit in units[:UNITS_NAMED]:
        yield Duty(
            Field.PEOPLE,
            gettext_noop("Chưa có cán bộ đầu mối"),
            "accounts:agency",
            gettext_noop("Cử đầu mối"),
            holder=unit.name,
            url_args=(unit.code,),
        )
    if len(units) > UNITS_NAMED:
        more = gettext_noop("Còn đơn vị khác chưa có cán bộ đầu mối")
        yield Duty(Field.PEOPLE, more, "accounts:focal_points", gettext_noop("Xem tất cả"))


def _undecided() -> Iterator[Duty]:
    if items := organisations.open_items():
        words = gettext_noop("%(count)s đơn vị cũ chưa rõ về đâu sau sắp xếp")
        act = gettext_noop("Quyết định")
        yield Duty(Field.UNITS, words, "organisations:reorganisations", act, params={"count": items})
    if names := catalogue.unknown_agencies():
        words = gettext_noop("%(count)s tên cơ quan thực hiện chưa gắn với đơn vị nào")
        act = gettext_noop("Gắn tên")
        yield Duty(Field.CATALOGUE, words, "catalogue:aliases", act, params={"count": names})


def _left(today: date) -> Iterator[Duty]:
    """Open dossiers of units that no longer exist."""
    if count := closed_units.of_closed_units(on=today).count():
        words = gettext_noop("%(count)s hồ sơ đang mở ở đơn vị đã kết thúc")
        yield Duty(Field.UNITS, words, "dossiers:hand_over", gettext_noop("Bàn giao"), params={"count": count})


def _years(today: date) -> Iterator[Duty]:
    """Years in view that nobody entered, and years whose days off are only expected."""
    known = {row.year: row.certainty for row in worktime.years()}
    for year in sorted({today.year, (today + SOON).year} - known.keys()):
        words, act = gettext_noop("Chưa nhập ngày nghỉ năm %(year)s"), gettext_noop("Nhập lịch")
        yield Duty(Field.CALENDAR, words, "worktime:calendar", act, params={"year": year})
    for year in sorted(year for year, certainty in known.items() if certainty == Certainty.EXPECTED):
        words, act = gettext_noop("Ngày nghỉ năm %(year)s mới là dự kiến"), gettext_noop("Chốt lịch")
        yield Duty(Field.CALENDAR, words, "worktime:calendar", act, params={"year": year}, query=f"?nam={year}")


def size(*, on: date, at: datetime) -> catalogue.Size:
    """How many procedures the catalogues hold today."""
    return catalogue.size(on=on, at=at)
