"""What waits in publication and disclosure: drafts on one's desk, ministries' decisions, entries, boards of one's unit.

Asked of those who have to act only, so that nobody's home pays for the work of others.
"""

from collections.abc import Callable, Iterator
from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.terms import OPEN_STATES
from thutuc.catalogue.rules.decisions.terms import DecisionState as State
from thutuc.desk.rules.week import Duty, Field
from thutuc.disclosure.queries import duties as boards
from thutuc.disclosure.queries import entries, watch
from thutuc.disclosure.rules.policies import OWN
from thutuc.disclosure.rules.watch_terms import CaseKind
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations

HOLDERS = {
    State.DRAFT: (*moves.DEPARTMENT_ROLES,),
    State.RETURNED: (*moves.DEPARTMENT_ROLES,),
    State.CONTROL: (Role.CONTROL_OFFICER,),
    State.ENDORSING: (Role.OFFICE_HEAD,),
    State.SIGNING: (Role.CHAIR,),
}
"""Whose desk a draft lies on. While opinions are asked it lies on those of the agencies that were asked."""
WORDS = {
    State.DRAFT: (gettext_noop("Soạn dự thảo: %(title)s"), gettext_noop("Soạn tiếp")),
    State.RETURNED: (gettext_noop("Sửa dự thảo bị trả lại: %(title)s"), gettext_noop("Sửa lại")),
    State.CONTROL: (gettext_noop("Kiểm soát dự thảo: %(title)s"), gettext_noop("Kiểm soát")),
    State.ENDORSING: (gettext_noop("Trình ký: %(title)s"), gettext_noop("Trình ký")),
    State.SIGNING: (gettext_noop("Chờ ký: %(title)s"), gettext_noop("Xem, ký")),
}
NAMED = 5
"""Entries that are named one by one; the others stand in one line."""


def publishing(actor: Actor, *, today: date) -> Iterator[Duty]:
    """Everything of publication and disclosure that waits for this actor."""
    yield from _drafts(actor)
    yield from _opinions(actor)
    if Role.CONTROL_OFFICER in actor.roles:
        yield from _counted(_cases, today)
        yield from _counted(_entries, today)
    if actor.roles & OWN:
        yield from _boards(actor, today)


def _counted(told: Callable[[date], Iterator[Duty]], today: date) -> Iterator[Duty]:
    """Duties whose days need the calendar; while nobody has entered one, that is the first duty and the desk opens."""
    try:
        yield from list(told(today))
    except Refused:
        return


def _drafts(actor: Actor) -> Iterator[Duty]:
    rows = catalogue.decisions(actor, states=[state.value for state in OPEN_STATES])
    for row in rows:
        state = State(row.state)
        if moves.acting_roles(actor, row.agency_id) & set(HOLDERS.get(state, ())):
            words, act = WORDS[state]
            yield Duty(
                *(Field.PUBLICATION, words, "desk:decision", act),
                due=row.effective_on,
                params={"title": row.title},
                url_args=(row.code,),
                mine=True,
                note=row.agency.short_name or row.agency.name,
            )


def _opinions(actor: Actor) -> Iterator[Duty]:
    for asked in catalogue.consultations_open(actor):
        yield Duty(
            Field.PUBLICATION,
            gettext_noop("Cho ý kiến: %(title)s"),
            "desk:decision_opinions",
            gettext_noop("Trả lời"),
            due=asked.due_on,
            params={"title": asked.decision.title},
            url_args=(asked.decision.code,),
            mine=True,
            holder=asked.agency.short_name or asked.agency.name,
        )


def _cases(today: date) -> Iterator[Duty]:
    """One line a kind of case; what the entries and boards tell themselves is left to them."""
    for count in watch.summary(watch.upstream_cases(on=today)):
        if count.open:
            yield Duty(
                Field.PUBLICATION,
                gettext_noop("%(kind)s: %(open)s việc, lâu nhất %(days)s ngày"),
                "disclosure:watch",
                gettext_noop("Xem, đôn đốc"),
                params={"kind": CaseKind(count.kind).label, "open": count.open, "days": count.oldest},
                query=f"?loai={count.kind.value}",
                mine=True,
            )


def _entries(today: date) -> Iterator[Duty]:
    due = entries.entries_due(on=today)
    for duty in due[:NAMED]:
        act = gettext_noop("Công khai") if duty.entry else gettext_noop("Nhập")
        yield Duty(
            Field.DISCLOSURE,
            gettext_noop("Nhập CSDLQG: %(code)s %(name)s"),
            "disclosure:entries",
            act,
            due=duty.due_on,
            params={"code": duty.operation.code, "name": duty.operation.name},
            mine=True,
            note=duty.operation.basis,
        )
    if len(due) > NAMED:
        words = gettext_noop("Còn %(count)s phiếu nhập CSDLQG")
        act = gettext_noop("Xem tất cả")
        params: dict[str, object] = {"count": len(due) - NAMED}
        yield Duty(Field.DISCLOSURE, words, "disclosure:entries", act, params=params, mine=True)


def _boards(actor: Actor, today: date) -> Iterator[Duty]:
    """One line a unit: how many sheets to post, replace, take down, and by which day."""
    houses = {post.agency_id for post in actor.posts if post.role in OWN}
    for row in organisations.agencies_in_force(on=today).filter(pk__in=houses):
        try:
            works = boards.duties_of(row, on=today).works
        except NotFound:
            continue
        if works:
            days = [work.duty.due for work in works if work.duty.due]
            yield Duty(
                Field.DISCLOSURE,
                gettext_noop("Treo, thay, gỡ %(count)s tờ niêm yết"),
                "disclosure:duties",
                gettext_noop("Làm tại bảng"),
                due=min(days, default=None),
                params={"count": len(works)},
                url_args=(row.code,),
                mine=True,
                holder=row.short_name or row.name,
            )
