"""One dossier that waits: looked at, taken in, guided, refused with the same checklist as at the counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue.queries.receivable import Receivable, receivable
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import queries, services
from thutuc.dossiers.forms.checklist import Checklist
from thutuc.dossiers.forms.grounds import GUIDANCE_REASON, GroundsForm, from_checklist
from thutuc.dossiers.forms.intake import typed
from thutuc.dossiers.queries import attached, papers, world
from thutuc.dossiers.queries import intake as intake_queries
from thutuc.dossiers.rules import grounds, parties, states
from thutuc.dossiers.rules.promise import Promise, Tally, cases_of, promise, tally
from thutuc.dossiers.rules.terms import DossierState, NoticeKind, PartyRole
from thutuc.dossiers.rules.waiting import first_answer
from thutuc.dossiers.views.intake.acts import GUIDE, REFUSE, unseen
from thutuc.dossiers.views.intake.counter import counter_door
from thutuc.dossiers.views.intake.queue import tag_of
from thutuc.files import queries as files
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.kernel.periods import local_date
from thutuc.web import clock, drafts
from thutuc.web.answers import Reason, reasons
from thutuc.web.doors import actor_of

SHOW, MOVE = "hien", "chuyen"
PLAIN = ("send_again", "require_fee", "settle_fee", "lapse", "withdraw")
"""Moves of a waiting dossier that need at most a reason."""
Typed = dict[str, str]


@dataclass
class Waiting:
    """One state of the page, in the shape that the parts of the intake screen draw."""

    actor: Actor
    at: datetime
    dossier: Any
    form: Checklist
    moves: frozenset[str]
    taken: Receivable | None = None
    promise: Promise | None = None
    problems: list[Reason] = field(default_factory=list)
    notice: str = ""
    is_helping: bool = False
    decider: None = None

    @property
    def tally(self) -> Tally:
        return tally(self.form.states)


def waiting_for(actor: Actor, dossier: Any, given: Mapping[str, str], *, at: datetime, bound: bool = False) -> Waiting:
    """The page of a waiting dossier for what was marked so far."""
    values = {"truong_hop": "0", **{name: value for name, value in given.items() if value}}
    form = Checklist(values) if bound else Checklist(initial=values)
    roles = queries.standing_roles(actor, dossier)
    moves = states.available(hands=queries.hands_of(dossier), roles=roles, person=actor.person_id)
    shown = Waiting(actor, at, dossier, form, frozenset(move.code for move in moves))
    try:
        shown.taken = receivable(dossier.procedure_code, on=local_date(at), at=at)
    except NotFound:
        shown.notice = _("Thủ tục này không còn trong danh mục công khai hôm nay: không tiếp nhận được.")
        return shown
    _offer(shown, given)
    return shown


def _offer(shown: Waiting, given: Mapping[str, str]) -> None:
    assert shown.taken is not None
    content, dossier, form = shown.taken.content, shown.dossier, shown.form
    channel = Channel(dossier.channel)
    cases = cases_of(content, channel=channel)
    if "truong_hop" not in given and dossier.case in cases and not form.is_bound:
        form.initial["truong_hop"] = str(cases.index(dossier.case))
    form.of_procedure(cases, ())
    form.of_procedure(cases, grounds.documents_of(content, form.case))
    now = world()
    try:
        shown.promise = promise(
            content,
            channel=channel,
            case=form.case,
            calendar=now.calendar(dossier.agency_id),
            at=shown.at,
            same_day_until=now.cutoff(on=local_date(shown.at)),
        )
    except Refused as refused:
        shown.problems = reasons(refused.objections)


@require_http_methods(["GET", "HEAD", "POST"])
@drafts.kept
@counter_door
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """The dossier with its checklist; acts come in the body."""
    found = queries.for_action(actor_of(request), key, on=clock.today())
    if DossierState(found.state) not in states.WAITING:
        return redirect("dossiers:intake_done", found.key)
    if request.method != "POST":
        kept = drafts.take(request)
        return _page(request, found, typed(kept) if kept is not None else {})
    given = typed(request.POST)
    act, _colon, value = given.pop("viec", "").partition(":")
    if request.headers.get("HX-Request"):
        return _page(request, found, given)
    if act == MOVE and value in PLAIN:
        return _moved(request, found, value, given.get("ly_do", ""))
    return _ACTS.get(act, _page)(request, found, given)


def _page(
    request: HttpRequest, found: Any, given: Typed, *, shown: Waiting | None = None, whole: bool = False
) -> HttpResponse:
    shown = shown or waiting_for(actor_of(request), found, given, at=clock.now())
    if request.headers.get("HX-Request"):
        context = {"screen": shown, "form": shown.form, "with_papers": "giay_cua" not in given}
        return render(request, "dossiers/intake/_refreshed.html", {**context, "content": shown.taken})
    people = intake_queries.people_of(found)
    answer = first_answer(state=DossierState(found.state), due_at=found.intake_due_at, now=shown.at)
    context = {
        "nav": "intake",
        "screen": shown,
        "form": shown.form,
        "content": shown.taken.content if shown.taken else None,
        "cases": shown.form.case_names,
        "dossier": found,
        "state": DossierState(found.state),
        "channel": Channel(found.channel),
        "answer": answer,
        **tag_of(answer),
        "people": _told_people(people, whole=whole),
        "whole": whole,
        "plain": [move for move in states.MOVES if move.code in shown.moves and move.code in PLAIN],
        "notices": _notices(found),
        "sent": intake_queries.sent_by_applicant(found),
        "mark": drafts.mark(request),
    }
    wrong = shown.form.is_bound and bool(shown.form.errors)
    return render(request, "dossiers/intake/waiting.html", context, status=422 if wrong else 200)


def _notices(found: Any) -> list[dict[str, Any]]:
    """What was written to the applicant, with the files that came back. Three statements."""
    rows = papers.notices_of(found)
    uses = files.of_owners([attached.owner_of(row) for row in rows])
    return [
        {"row": row, "name": NoticeKind(row.kind).label, "files": uses.get(attached.owner_of(row), [])} for row in rows
    ]


def _told_people(rows: Mapping[PartyRole, Any], *, whole: bool) -> list[tuple[str, dict[str, Any]]]:
    """Owner and bringer as the page shows them: numbers hidden in the middle unless they were asked for."""
    number, phone = (str, str) if whole else (parties.masked_number, parties.masked_phone)
    return [
        (
            _(role.label),
            {
                "name": rows[role].name,
                "number": number(rows[role].id_number),
                "born_on": rows[role].born_on if whole else None,
                "address": rows[role].address,
                "phone": phone(rows[role].phone),
            },
        )
        for role in PartyRole
        if role in rows
    ]


def _shown_whole(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    """«Hiện đủ»: the numbers of a citizen; a line of the journal."""
    looked = services.look(dossier=found, by=actor_of(request), at=clock.now())
    return _page(request, looked, given, whole=True)


def _accepted(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    shown = waiting_for(actor_of(request), found, given, at=clock.now(), bound=True)
    if shown.form.is_valid():
        try:
            unseen(shown.form)
            told: dict[str, Any] = {
                "checks": shown.form.checks,
                "case": shown.form.case,
                "unlisted": given.get("ngoai_danh_muc", ""),
            }
            done = services.accept(dossier=found, **told, by=actor_of(request), at=shown.at)
            return redirect("dossiers:intake_done", done.key)
        except Refused as refused:
            shown.form.object_to(refused)
    return _page(request, found, given, shown=shown)


def _moved(request: HttpRequest, found: Any, code: str, reason: str) -> HttpResponse:
    by, at = actor_of(request), clock.now()
    if code == "send_again":
        done = services.send_supplement(dossier=found, words=reason, by=by, at=at)
    else:
        done = services.move(dossier=found, code=code, reason=reason, by=by, at=at)
    messages.success(request, _("Đã ghi: %(what)s.") % {"what": _(states.BY_CODE[code][0].label).lower()})
    name = "dossiers:intake_dossier" if DossierState(done.state) in states.WAITING else "dossiers:intake_done"
    return redirect(name, done.key)


def _asked(request: HttpRequest, found: Any, given: Typed, *, act: str) -> HttpResponse:
    shown = waiting_for(actor_of(request), found, given, at=clock.now())
    first = from_checklist(shown.form.states, shown.form.notes)
    reason = "" if act == REFUSE else GUIDANCE_REASON
    initial = {**first, "ly_do": reason, "ngoai_danh_muc": given.get("ngoai_danh_muc", "")}
    form = GroundsForm(documents=shown.form.documents, refusing=act == REFUSE, initial=initial)
    return _grounds_page(request, shown, form, act=act)


def _told(request: HttpRequest, found: Any, given: Typed, *, act: str) -> HttpResponse:
    shown = waiting_for(actor_of(request), found, given, at=clock.now())
    form = GroundsForm(given, documents=shown.form.documents, refusing=act == REFUSE)
    if form.is_valid():
        try:
            done = _tell(request, shown, form, act)
            return redirect("dossiers:intake_done", done.key)
        except Refused as refused:
            form.object_to(refused)
    return _grounds_page(request, shown, form, act=act, status=422)


def _tell(request: HttpRequest, shown: Waiting, form: GroundsForm, act: str) -> Any:
    typed = form.cleaned_data
    told: dict[str, Any] = {"dossier": shown.dossier, "grounds": form.grounds, "reason": typed["ly_do"]}
    told |= {"case": shown.form.case, "unlisted": typed["ngoai_danh_muc"], "by": actor_of(request), "at": shown.at}
    if act == REFUSE:
        return services.refuse(**told)
    return services.guide(**told, due_on=typed["han"])


def _grounds_page(request: HttpRequest, shown: Waiting, form: GroundsForm, *, act: str, status: int = 200) -> Any:
    here = reverse("dossiers:intake_dossier", args=[shown.dossier.key])
    context = {
        "nav": "intake",
        "form": form,
        "refusing": act == REFUSE,
        "act": act,
        "act_url": here,
        "back_url": here,
        "back_name": _("Hồ sơ chờ tiếp nhận"),
        "procedure_name": shown.dossier.procedure_name,
        "case": shown.form.case,
        "owner_name": shown.dossier.owner_name,
        "hidden": [("truong_hop", str(shown.form.case_place)), (drafts.OWNER, drafts.mark(request))],
    }
    return render(request, "dossiers/intake/grounds.html", context, status=status)


def _guide_asked(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    return _asked(request, found, given, act=GUIDE)


def _refusal_asked(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    return _asked(request, found, given, act=REFUSE)


def _guided(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    return _told(request, found, given, act=GUIDE)


def _refused(request: HttpRequest, found: Any, given: Typed) -> HttpResponse:
    return _told(request, found, given, act=REFUSE)


_ACTS = {
    SHOW: _shown_whole,
    "nhan": _accepted,
    "huong-dan": _guide_asked,
    "tu-choi": _refusal_asked,
    GUIDE: _guided,
    REFUSE: _refused,
}
