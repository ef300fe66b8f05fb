"""Where a dossier that comes in is received, helped and decided, for a procedure of today."""

from dataclasses import dataclass
from datetime import datetime

from thutuc.catalogue.queries.receivable import receivable
from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.queries.intake import Counter
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, Refused
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop

BASIS = "one_stop.acceptance"


@dataclass(frozen=True)
class Place:
    """The procedure's whole code and name, and the agencies of the dossier."""

    procedure_code: str
    name: str
    received_by_id: int
    agency_id: int
    helped_by_id: int | None = None


def counter_of(actor: Actor, code: str | None, *, at: datetime) -> Counter:
    """The reception unit of that code among the actor's own, the first one without a code. One statement."""
    counters = queries.counters(actor, on=local_date(at))
    if not counters:
        raise Refused([queries.no_counter()])
    found = next((each for each in counters if each.code == code), None) if code else counters[0]
    if found is None:
        words = gettext_noop("Bạn không giữ vị trí tiếp nhận ở «%(code)s».")
        raise Refused([Objection("intake.counter_foreign", words, BASIS, "counter", {"code": code or ""})])
    return found


def place_of(procedure: str, counter: Counter, agency: str | None, *, at: datetime) -> Place:
    """A dossier of another counter is received there and helped here. At most three statements."""
    on = local_date(at)
    try:
        taken = receivable(procedure, on=on, at=at)
    except NotFound:
        words = gettext_noop("Thủ tục này không có hiệu lực hôm nay: chọn thủ tục khác, hoặc tra bản thay thế.")
        raise Refused([Objection("intake.procedure", words, BASIS, "procedure")]) from None
    options = queries.deciders(taken, counter, on=on)
    own = queries.own_decider(taken, counter)
    wanted = agency or (own.code if own else "")
    decider = next((each for each in options if each.code == wanted), None)
    if decider is None and not agency:
        decider = queries.chosen(options, "")
    if decider is None:
        words = gettext_noop("Chọn nơi giải quyết.")
        raise Refused([Objection("intake.agency", words, BASIS, "agency")])
    elsewhere = decider.counter_id is not None and decider.counter_id != counter.id
    return Place(
        taken.code,
        taken.name,
        received_by_id=decider.counter_id if elsewhere and decider.counter_id else counter.id,
        agency_id=decider.id,
        helped_by_id=counter.id if elsewhere else None,
    )
