"""The whole load: one transaction, acts in order of time; a second run does nothing."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from thutuc.demo import queries, readers, services
from thutuc.demo.loading import boards, comparisons, decisions, dossiers, ground, lists, offices, people, pipeline
from thutuc.demo.loading.history import History
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop

Progress = Callable[[int, int], None]
"""Called with acts done and acts in all."""
EARLIEST = date(2026, 10, 5)
"""The last decision with a day of its own is of July 2026; those counted from the day of loading follow it."""
BY = Actor.system("demo")


def _silent(done: int, total: int) -> None:
    """No progress is shown."""


def load(*, at: datetime, progress: Progress = _silent) -> bool:
    """Build the province as of the day of `at`; False when it is there already. All or nothing."""
    if queries.is_demo():
        return False
    as_of = local_date(at)
    _refuse_unless_possible(as_of)
    province = readers.province(as_of)
    history = History(at)
    for part in (ground, offices, people, lists, decisions, pipeline, boards, comparisons):
        part.tell(province, history)
    with transaction.atomic():
        history.play(progress)
        dossiers.write(by=BY, at=at)
        shown = people.shown(province)
        services.mark_as_demo(as_of=as_of, shown=shown, by=BY, at=at)
    return True


def sign_ins() -> list[str]:
    """What the command prints: who can be tried, as of the day of loading."""
    mark = queries.mark()
    if mark is None:
        return []
    return [f"{each.name} – {each.words}" for each in queries.sign_ins(on=mark.as_of)]


def _refuse_unless_possible(as_of: date) -> None:
    if as_of < EARLIEST:
        words = gettext_noop("Tỉnh mẫu kể lại việc đến cuối năm 2026: đặt ngày chạy thử từ %(day)s trở đi.")
        raise Refused([Objection("demo.day", words, field="as_of", params={"day": f"{EARLIEST:%d/%m/%Y}"})])
    if not queries.is_empty():
        words = gettext_noop("Cơ sở dữ liệu này đã có cơ quan, tài khoản. Nạp tỉnh mẫu vào một cơ sở dữ liệu trống.")
        raise Refused([Objection("demo.not_empty", words)])
