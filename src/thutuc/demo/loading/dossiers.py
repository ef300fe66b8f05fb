"""Dossiers of An Lạc: the quarter of the news item, and the last four quarters up to the moment of loading.

They are written by the rule of measurements; what an office would still meet today (a duty to pay, a suspension, a wish
to withdraw, an apology, a letter of urging) is done by its own officers, through services.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.demo import bulk
from thutuc.demo.loading.ground import KEEPER
from thutuc.dossiers import queries, services
from thutuc.dossiers.queries import late
from thutuc.dossiers.rules.terms import DemandBy, DossierState
from thutuc.dossiers.services import urging
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import local_date
from thutuc.organisations import queries as organisations
from thutuc.worktime.rules import add_working_days

S = DossierState
QUARTER_OF_2019 = (date(2019, 4, 1), date(2019, 6, 30))
IN_2019, LATELY = 700, 2_300
YEAR = timedelta(days=365)
WARD, CENTRE = "ubnd-phuong-hoa-binh", "trung-tam-pvhcc-phuong-hoa-binh"
BUSY = (WARD, "so-xay-dung")
"""Whose officers can be tried: their queues are worth looking at."""
ANSWER_DAYS, APOLOGY_DAYS = 3, 5
Act = Callable[[Any, Actor], object]


def write(*, by: Actor, at: datetime) -> None:
    """The past by the rule of measurements, with fewer of them; then today's acts."""
    first, last = QUARTER_OF_2019
    bulk.generate(count=IN_2019, seed=2019, by=by, at=at, first=first, last=last, settled=True)
    bulk.generate(count=LATELY, seed=2026, by=by, at=at, first=local_date(at) - YEAR, favoured=BUSY)
    _in_the_ward(at)
    _urged(at)


def _officer(code: str, role: Role, on: date) -> Actor:
    """Whoever holds the post first."""
    agency = organisations.agency_by_code(code)
    post = accounts.posts(on=on, agency_ids=[agency.pk], role=role).first()
    assert post is not None, (code, role)
    return accounts.actor_of(post.person, on=on)


def _in_the_ward(at: datetime) -> None:
    """One dossier for each thing that the generated ones do not meet."""
    on = local_date(at)
    counter, head = _officer(CENTRE, Role.COUNTER_OFFICER, on), _officer(WARD, Role.UNIT_HEAD, on)
    move = partial(_move, at)
    _with_each(S.SUBMITTED, on, [(None, move("require_fee", ""))], counter)
    acts: list[tuple[Actor | None, Act]] = [
        (None, move("require_duty", "Nộp lệ phí trước bạ theo thông báo của cơ quan thuế")),
        (head, move("suspend", "Tòa án nhân dân yêu cầu tạm dừng vì có tranh chấp")),
        (counter, move("request_withdrawal", "Người nộp đã bán nhà, không còn nhu cầu")),
        (None, partial(_demanded, at)),
    ]
    _with_each(S.IN_PROCESS, on, acts, None)
    for dossier in _some(S.IN_PROCESS, on, 40):
        if dossier.due_at and dossier.due_at < at and not dossier.apology_count:
            _apologised(at, dossier, head)
            return


def _some(state: S, on: date, count: int) -> list[Any]:
    rows = queries.seen_from(None).filter(state=state, agency__code=WARD, authority="local")
    return [queries.for_action(Actor.system("demo"), row.key, on=on) for row in rows.order_by("-id")[:count]]


def _with_each(state: S, on: date, acts: list[tuple[Actor | None, Act]], instead: Actor | None) -> None:
    """The newest dossiers of a state, one for each act; an act without an actor is its holder's."""
    for dossier, (by, act) in zip(_some(state, on, len(acts)), acts, strict=False):
        holder = accounts.person_by_id(dossier.holder_id or 0)
        who = by or instead or (accounts.actor_of(holder, on=on) if holder else Actor.system("demo"))
        act(dossier, who)


def _move(at: datetime, code: str, reason: str) -> Act:
    return lambda dossier, by: services.move(dossier=dossier, code=code, by=by, at=at, reason=reason)


def _demanded(at: datetime, dossier: Any, by: Actor) -> object:
    words = "Bản sao sổ hộ khẩu (không có trong thành phần hồ sơ)"
    return services.report_unlisted(dossier=dossier, words=words, by_whom=DemandBy.OFFICER, by=by, at=at)


def _apologised(at: datetime, dossier: Any, by: Actor) -> None:
    calendar = queries.world().calendar(dossier.agency_id)
    services.apologise(
        dossier=dossier,
        reason="Phải xác minh lại hiện trạng, đang chờ kết quả đo đạc",
        new_due_on=add_working_days(calendar, local_date(at), APOLOGY_DAYS),
        by=by,
        at=at,
        signer="Nguyễn Thanh Bình",
        signer_title="Phó Chủ tịch Ủy ban nhân dân phường Hòa Bình",
    )


def _urged(at: datetime) -> None:
    """The agency with most late dossiers gets a letter; it has explained one of them."""
    on = local_date(at)
    person = accounts.person_by_email(KEEPER)
    assert person is not None
    keeper = accounts.actor_of(person, on=on)
    found = late.late(keeper, on=on).filter(authority="local")
    agencies = [each for each in late.by_agency(found) if each.agency_id]
    if not agencies:
        return
    worst = agencies[0].agency_id
    assert worst is not None
    keys = list(found.filter(agency=worst).order_by("due_key").values_list("key", flat=True)[:10])
    letter = urging.urge(
        agency_id=worst,
        dossiers=late.chosen(keeper, keys, on=on),
        answer_by=add_working_days(queries.world().calendar(), on, ANSWER_DAYS),
        by=keeper,
        at=at,
        number="214/VP-KSTT",
        signer="Tôn Thất Khiêm",
        signer_title="Chánh Văn phòng",
    )
    asked = late.explanations(keeper, on=on).filter(letter=letter).first()
    head = accounts.posts(on=on, agency_ids=[worst], role=Role.UNIT_HEAD).first()
    if asked and head:
        reason = "Hồ sơ phải xác minh ở xã cũ, người giữ sổ nghỉ ốm; đã cử người thay và gửi văn bản xin lỗi."
        by = accounts.actor_of(head.person, on=on)
        urging.explain(explanation=asked, reason=reason, done_by=on + timedelta(days=7), by=by, at=at)
