"""What a row changes of a dossier that is known: parts that the file does not have are left as they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.rules.foreign.reading import Said, fault
from thutuc.dossiers.rules.foreign.terms import Outcome
from thutuc.dossiers.rules.terms import Authority, DeliveryState, DossierState
from thutuc.dossiers.rules.terms import Outcome as Ended
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

S = DossierState
TEXTS = ("procedure_code", "procedure_name", "owner_name", "owner_kind", "id_number", "channel", "holder_name", "title")
TIMES = ("submitted_at", "accepted_at", "due_at", "finished_at", "returned_at")
PRIVATE = frozenset({"owner_name", "id_number", "title"})
"""Told as changed, never as what."""
_ENDS = frozenset({S.REJECTED, S.WITHDRAWN, S.RETURNED})
"""Final for the nation (one-stop.md §6.2); 8 may go on."""


@dataclass(frozen=True, slots=True)
class Known:
    """A mirrored dossier as it stands here."""

    pk: int
    authority: Authority
    state: DossierState
    state_since: datetime
    promised_at: datetime | None
    event_count: int
    procedure_code: str
    procedure_name: str
    owner_name: str
    owner_kind: str
    id_number: str
    channel: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    agency: int | None
    holder_name: str
    title: str


def changed(known: Known, said: Said, spoken: Collection[str]) -> tuple[str, ...]:
    """The parts that differ, of those that the file speaks of."""
    found = [key for key in (*TEXTS, *TIMES, "agency") if key in spoken and getattr(known, key) != getattr(said, key)]
    if "state" in spoken and known.state is not said.state:
        found.append("state")
    return tuple(found)


def objections(known: Known, said: Said) -> list[Objection]:
    """What a source may not say of a dossier that it had ended."""
    if known.state not in _ENDS or said.state is known.state:
        return []
    message = gettext_noop(
        "Hồ sơ đã kết thúc (%(was)s) mà nguồn nay báo khác. Hỏi hệ thống nguồn; nếu đúng, sửa ở nguồn rồi nạp lại."
    )
    return [fault("reopened", message, said.number, "state", was=known.state.label)]


def outcome(known: Known | None, changes: Collection[str]) -> Outcome:
    """What becomes of the row."""
    if known is None:
        return Outcome.NEW
    if known.authority is Authority.LOCAL:
        return Outcome.TAKEN
    return Outcome.CHANGED if changes else Outcome.UNCHANGED


def since(said: Said, *, now: datetime) -> datetime:
    """When the state began, as far as the days tell; otherwise from when it was seen."""
    times = {
        S.RETURNED: said.returned_at or said.finished_at,
        S.RESULT_READY: said.finished_at,
        S.WITHDRAWN: said.finished_at,
        S.TERMINATED: said.finished_at,
        S.REJECTED: said.finished_at,
        S.ACCEPTED: said.accepted_at,
        S.SUBMITTED: said.submitted_at,
    }
    return times.get(said.state) or now


def ended(state: DossierState) -> str:
    """How it ended, where the state tells: 9 and 10 do not say whether it was granted."""
    found = {S.REJECTED: Ended.NOT_ACCEPTED, S.WITHDRAWN: Ended.WITHDRAWN, S.TERMINATED: Ended.TERMINATED}.get(state)
    return found.value if found else ""


def delivery(state: DossierState) -> str:
    """Whether the result waits or was handed."""
    found = {S.RESULT_READY: DeliveryState.WAITING, S.RETURNED: DeliveryState.HANDED}
    return found.get(state, DeliveryState.NONE).value


def told(known: Known, said: Said, parts: Collection[str]) -> dict[str, object]:
    """What an event keeps of a change: before and after, without what is personal."""
    plain = {
        key: [str(getattr(known, key) or ""), str(getattr(said, key) or "")]
        for key in parts
        if key not in PRIVATE and key != "state"
    }
    return {"fields": sorted(parts), **({"values": plain} if plain else {})}
