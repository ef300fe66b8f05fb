"""What the holder of code and secret reads of a dossier: three statements, whatever its history."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from thutuc.dossiers.models import Dossier, DossierEvent, Follower, UnlistedDemand
from thutuc.dossiers.queries import links
from thutuc.dossiers.queries.facts import clock_of, hands_of
from thutuc.dossiers.queries.world import world
from thutuc.dossiers.rules import codes, following, states, telling, tokens
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.following import FollowerState
from thutuc.dossiers.rules.telling import Happened, Promise, Standing
from thutuc.dossiers.rules.terms import DemandBy, DossierState, GroundKind, NoticeKind, ReturnWay, SupplementPolicy
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date
from thutuc.worktime.rules import Calendar

RUNS = (*states.RUNNING, DossierState.WITHDRAW_REQUESTED, DossierState.SUPPLEMENT)
"""Where a limit may run: a request for papers stops it unless the accepted version says otherwise."""
NOBODYS = "-" * codes.TYPED_LENGTH
"""What a typed secret is compared with where there is no dossier: as long a way, never equal."""


def look_up(code: str, secret: str) -> str | None:
    """The key of the dossier of this code and secret; None for a wrong code and for a wrong secret alike.

    One statement and one comparison in constant time, whatever is wrong.
    """
    typed, given = typed_code(code), codes.typed_secret(secret)
    named = Q(code=typed) | Q(national_code=typed) | Q(key__in={code.strip()[:16], code.strip().lower()[:16]})
    row = Dossier.objects.filter(named).exclude(secret="").values_list("key", "secret").first() if typed else None
    key, kept = row or ("", NOBODYS)
    fits = hmac.compare_digest(_digest(kept), _digest(given)) and len(given) >= codes.TYPED_LENGTH
    return key if row and fits else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def typed_code(text: str) -> str:
    """A code as people type it: blanks, long dashes and small letters do not matter."""
    return re.sub(r"\s", "", re.sub(r"[‐‑–—]", "-", text)).upper()[:60]


def proven(key: str) -> Dossier:
    """The dossier whose secret was shown. The caller holds the proof."""
    rows = Dossier.objects.select_related("version", "agency", "received_by").defer("words", "version__content")
    told = UnlistedDemand.objects.filter(dossier=OuterRef("pk"), by_whom=DemandBy.APPLICANT)
    found = rows.annotate(last_report_at=Subquery(told.order_by("-at").values("at")[:1])).filter(key=key).first()
    if found is None:
        raise NotFound(f"dossier {key}")
    return found


@dataclass(frozen=True)
class Asked:
    """One thing that is asked of the applicant."""

    kind: GroundKind
    document: str
    words: str


@dataclass(frozen=True)
class Paper:
    """One paper to the applicant with its grounds."""

    kind: NoticeKind
    number: int
    at: datetime
    reason: str
    asked: tuple[Asked, ...] = ()
    due_on: date | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    new_due_at: datetime | None = None


@dataclass(frozen=True)
class Tracked:
    """A dossier as its applicant sees it."""

    dossier: Dossier
    standing: Standing
    acts: tuple[Happened, ...]
    papers: tuple[Paper, ...]
    promise: Promise
    calendar: Calendar
    running: Running | None = None
    days_left: int | None = None
    """Working days to the due day, less than 0 when late; None where nothing runs."""

    @property
    def state(self) -> DossierState:
        return self.standing.state

    def paper(self, *kinds: NoticeKind) -> Paper | None:
        """The newest paper of these kinds."""
        return next((each for each in reversed(self.papers) if each.kind in kinds), None)

    @property
    def request(self) -> Paper | None:
        """The request for papers that stands open."""
        found = self.paper(NoticeKind.SUPPLEMENT)
        waits = self.state in (DossierState.SUPPLEMENT, DossierState.INTAKE_SUPPLEMENT)
        return found if found and waits else None

    @property
    def has_reported(self) -> bool:
        """The applicant has said of the open request that it goes beyond the published list."""
        at, request = getattr(self.dossier, "last_report_at", None), self.request
        return bool(at and request and at >= request.at)

    @property
    def moves(self) -> frozenset[str]:
        """What the applicant may do now."""
        found = states.available(hands=hands_of(self.dossier), roles=[states.APPLICANT])
        return frozenset(move.code for move in found)


def tracked(dossier: Dossier, *, at: datetime) -> Tracked:
    """Everything for the page of a proven dossier: its acts with their papers, the calendar under its stamp."""
    acts, papers = _history(dossier)
    calendar = world().calendar(dossier.agency_id)
    state = DossierState(dossier.state)
    waits = state is DossierState.SUPPLEMENT
    runs = waits and dossier.policy == SupplementPolicy.NONE
    left = _days_left(dossier, state, calendar, at) if runs or not waits else None
    request = next((each for each in reversed(papers) if each.kind is NoticeKind.SUPPLEMENT), None)
    standing = Standing(
        state,
        asked=len(request.asked) if request else 0,
        are_papers=bool(request and request.asked and all(each.document for each in request.asked)),
        sent=bool(request and request.sent_at),
        runs=runs,
        return_way=ReturnWay(dossier.return_way),
        late=max(0, -left) if left is not None else 0,
        appointed=dossier.appointed_at is not None,
        broken=bool(dossier.appointed_at and local_date(dossier.appointed_at) < local_date(at)),
    )
    running = clock_of(dossier)
    promise = _promise(dossier, running, request, calendar, at)
    return Tracked(dossier, standing, acts, papers, promise, calendar, running, left)


def _days_left(dossier: Dossier, state: DossierState, calendar: Calendar, at: datetime) -> int | None:
    if dossier.due_at is None or state not in RUNS:
        return None
    return telling.days_left(calendar, local_date(dossier.due_at), local_date(at))


def _promise(
    dossier: Dossier, running: Running | None, request: Paper | None, calendar: Calendar, at: datetime
) -> Promise:
    if running is None:
        return Promise()
    state = DossierState(dossier.state)
    until = request.due_on if request and state is DossierState.SUPPLEMENT else None
    restarts = state is DossierState.SUPPLEMENT and dossier.policy == SupplementPolicy.RESTART
    return telling.promise(calendar, running, now=at, restarts=restarts, until=until)


@dataclass
class _Read:
    """One act while its rows are read."""

    act: Happened
    number: int
    facts: dict[str, Any]
    asked: list[Asked] = field(default_factory=list)


def _history(dossier: Dossier) -> tuple[tuple[Happened, ...], tuple[Paper, ...]]:
    """The acts and the papers that they made, in one statement: a row an act, or a row a ground."""
    rows = DossierEvent.objects.filter(dossier=dossier).order_by("number", "notice__grounds__position")
    named = rows.values(
        *("number", "code", "target", "at", "reason"),
        kind=F("notice__kind"),
        why=F("notice__reason"),
        due_on=F("notice__applicant_due_on"),
        sent_at=F("notice__sent_at"),
        settled_at=F("notice__settled_at"),
        new_due_at=F("notice__new_due_at"),
        ground=F("notice__grounds__kind"),
        document=F("notice__grounds__document_name"),
        words=F("notice__grounds__words"),
    )
    found: dict[int, _Read] = {}
    for row in named:
        act = Happened(row["code"], DossierState(row["target"]), row["at"], row["reason"] or row["why"] or "")
        read = found.setdefault(row["number"], _Read(act, row["number"], row))
        if row["ground"]:
            read.asked.append(Asked(GroundKind(row["ground"]), row["document"] or "", row["words"] or ""))
    return tuple(read.act for read in found.values()), tuple(_paper(read) for read in found.values() if _kind(read))


def _kind(read: _Read) -> str:
    return str(read.facts["kind"] or "")


def _paper(read: _Read) -> Paper:
    row = read.facts
    return Paper(
        NoticeKind(row["kind"]),
        read.number,
        read.act.at,
        row["why"] or "",
        tuple(read.asked),
        row["due_on"],
        row["sent_at"],
        row["settled_at"],
        row["new_due_at"],
    )


def by_calendar_token(token: str) -> Dossier:
    """The dossier of the address of a calendar. An address that was never made here costs no statement."""
    key = tokens.calendar_of(token, links.secrets())
    if key is None:
        raise NotFound("calendar")
    return proven(key)


def followers_to_forget(*, at: datetime) -> list[Follower]:
    """Mailboxes that nobody confirmed in time, and those of dossiers that ended a while ago."""
    unconfirmed = Q(state=FollowerState.ASKED, mailed_at__lte=at - following.CONFIRM_WITHIN)
    final = [state.value for state in states.FINAL]
    over = Q(dossier__state__in=final, dossier__state_since__lte=at - following.KEPT_AFTER_THE_END)
    return list(Follower.objects.filter(unconfirmed | over).exclude(state=FollowerState.ENDED).order_by("pk"))


def follower(key: str) -> Follower:
    """A mailbox by the key that only its mails hold."""
    found = Follower.objects.select_related("dossier").filter(key=key).first()
    if found is None:
        raise NotFound("follower")
    return found
