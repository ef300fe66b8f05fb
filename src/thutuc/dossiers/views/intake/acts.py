"""What the buttons of the intake screen do: one act each, and where the officer goes then."""

import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thutuc.dossiers import queries, services
from thutuc.dossiers.forms.checklist import Checklist
from thutuc.dossiers.forms.grounds import GUIDANCE_REASON, GroundsForm, from_checklist
from thutuc.dossiers.rules.intake import Intake
from thutuc.dossiers.rules.terms import ReturnWay
from thutuc.dossiers.views.intake.screen import Screen, screen
from thutuc.kernel.errors import NotFound, Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.web import clock, drafts
from thutuc.web.doors import actor_of

Typed = dict[str, str]
_KEY = re.compile(r"[0-9a-f]{16}")
GUIDE, REFUSE = "ghi-huong-dan", "ghi-tu-choi"
MOST_TOGETHER = 20


def read(request: HttpRequest, given: Typed) -> Screen:
    """The screen with everything checked: its form is valid or tells why not."""
    shown = screen(actor_of(request), given, at=clock.now(), bound=True)
    if shown.taken is None:
        shown.form.add_error(None, _("Chọn thủ tục trước."))
    elif shown.decider is None:
        field = "noi_giai_quyet" if "noi_giai_quyet" in shown.form.fields else None
        shown.form.add_error(field, _("Chọn nơi giải quyết."))
    return shown


def intake_of(shown: Screen, given: Typed) -> Intake:
    """What was typed, as the services take it. A dossier of another counter is received there and helped here."""
    assert shown.taken is not None
    assert shown.decider is not None
    form, key = shown.form, given.get("khoa", "")
    there = shown.decider.counter_id if shown.is_helping and shown.decider.counter_id else shown.counter.id
    return Intake(
        procedure_code=shown.taken.code,
        channel=form.channel,
        owner=form.owner,
        received_by_id=there,
        agency_id=shown.decider.id,
        case=form.case,
        submitter=form.submitter,
        helped_by_id=shown.counter.id if shown.is_helping else None,
        title=form.cleaned_data["noi_dung"] or shown.taken.name,
        return_way=ReturnWay(form.cleaned_data["nhan_ket_qua"]),
        submitted_at=form.arrived_at,
        key=key if _KEY.fullmatch(key) else "",
    )


def accepted(request: HttpRequest, given: Typed, show: Callable[..., HttpResponse]) -> HttpResponse:
    """«Tiếp nhận, in giấy hẹn»."""
    return _done(request, given, show, lambda shown: _receive(request, shown, given))


def _receive(request: HttpRequest, shown: Screen, given: Typed) -> str:
    unseen(shown.form)
    intake, by = intake_of(shown, given), actor_of(request)
    return str(
        services.receive(intake=intake, checks=shown.form.checks, unlisted=_outside(given), by=by, at=shown.at).key
    )


def unseen(form: Checklist) -> None:
    """Nobody accepts papers that nobody looked at."""
    places = [place for place, state in enumerate(form.states, start=1) if not state]
    words = gettext_noop("Xem giấy tờ này: đủ, thiếu hay chưa đúng.")
    refuse_if(Objection("intake.unseen", words, "one_stop.acceptance", f"paper-{place}") for place in places)


def registered(request: HttpRequest, given: Typed, show: Callable[..., HttpResponse]) -> HttpResponse:
    """Come by post and looked at later, or helped here for another counter."""

    def register(shown: Screen) -> str:
        return str(
            services.register(
                intake=intake_of(shown, given), unlisted=_outside(given), by=actor_of(request), at=shown.at
            ).key
        )

    return _done(request, given, show, register)


def _done(
    request: HttpRequest, given: Typed, show: Callable[..., HttpResponse], act: Callable[[Screen], str]
) -> HttpResponse:
    """The act once, however often it is sent; a refusal is shown beside the boxes."""
    shown = read(request, given)
    if not shown.form.is_valid():
        return show(request, shown)
    try:
        key = act(shown)
    except Refused as refused:
        shown.form.object_to(refused)
        return show(request, shown)
    except IntegrityError:
        key = _made_before(request, given)
        if not key:
            raise
        return _onward(key, given)
    return _onward(key, given)


def _made_before(request: HttpRequest, given: Typed) -> str:
    key = given.get("khoa", "")
    if not _KEY.fullmatch(key):
        return ""
    try:
        return str(queries.for_action(actor_of(request), key, on=clock.today()).key)
    except NotFound:
        return ""


def _outside(given: Typed) -> str:
    """A paper beyond the list that was asked for all the same: recorded in the same act."""
    return given.get("ngoai_danh_muc", "").strip()


def _onward(key: str, given: Typed) -> HttpResponse:
    """To the page of papers; dossiers of the same visit stay together."""
    others = [other for other in given.get("cung", "").split(",") if _KEY.fullmatch(other) and other != key]
    address = reverse("dossiers:intake_done", args=[key])
    return redirect(f"{address}?cung={','.join(others[:MOST_TOGETHER])}" if others else address)


# -- guidance and refusal of a dossier that is not kept yet ---


def grounds_asked(request: HttpRequest, given: Typed, show: Callable[..., HttpResponse], *, act: str) -> HttpResponse:
    """The page of grounds, filled from the checklist; what was typed so far goes along in the body."""
    shown = read(request, given)
    if not shown.form.is_valid():
        return show(request, shown)
    first = from_checklist(shown.form.states, shown.form.notes, given)
    reason = given.get("ly_do") or ("" if act == REFUSE else GUIDANCE_REASON)
    initial = {**first, "ly_do": reason, "han": given.get("han", ""), "ngoai_danh_muc": given.get("ngoai_danh_muc", "")}
    form = GroundsForm(documents=shown.form.documents, refusing=act == REFUSE, initial=initial)
    return _grounds_page(request, shown, given, form, act=act)


def grounds_given(request: HttpRequest, given: Typed, show: Callable[..., HttpResponse], *, act: str) -> HttpResponse:
    """Guided or refused at the counter: recorded, form 02 or 03."""
    shown = read(request, given)
    if not shown.form.is_valid():
        return show(request, shown)
    form = GroundsForm(given, documents=shown.form.documents, refusing=act == REFUSE)
    if form.is_valid():
        try:
            key = _tell(request, shown, given, form, act)
            return _onward(key, given)
        except Refused as refused:
            form.object_to(refused)
        except IntegrityError:
            before = _made_before(request, given)
            if not before:
                raise
            return _onward(before, given)
    return _grounds_page(request, shown, given, form, act=act, status=422)


def _tell(request: HttpRequest, shown: Screen, given: Typed, form: GroundsForm, act: str) -> str:
    told: dict[str, Any] = {"intake": intake_of(shown, given), "checks": shown.form.checks, "grounds": form.grounds}
    told |= {"reason": form.cleaned_data["ly_do"], "unlisted": _outside(given), "by": actor_of(request), "at": shown.at}
    if act == REFUSE:
        return str(services.refuse_new(**told).key)
    return str(services.guide_new(**told, due_on=form.cleaned_data["han"]).key)


def _grounds_page(
    request: HttpRequest, shown: Screen, given: Typed, form: GroundsForm, *, act: str, status: int = 200
) -> HttpResponse:
    assert shown.taken is not None
    along = {name: value for name, value in given.items() if name not in form.fields and name != drafts.OWNER}
    context = {
        "nav": "intake",
        "form": form,
        "refusing": act == REFUSE,
        "act": act,
        "act_url": reverse("dossiers:intake"),
        "back_url": reverse("dossiers:intake"),
        "back_name": _("Tiếp nhận hồ sơ"),
        "procedure_name": shown.taken.name,
        "case": shown.case,
        "owner_name": shown.form.cleaned_data.get("ho_ten", ""),
        "hidden": [(drafts.OWNER, drafts.mark(request)), *along.items()],
    }
    return render(request, "dossiers/intake/grounds.html", context, status=status)
