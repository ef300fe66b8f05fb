"""Every move of a dossier through one address: the form read, one service called, then on; refused, the same page."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thutuc.dossiers import queries, services
from thutuc.dossiers.forms import acts as forms
from thutuc.dossiers.queries import pages
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.results import Attached, Handed, Result
from thutuc.dossiers.rules.states import DossierMove
from thutuc.dossiers.rules.terms import DossierState, Outcome, ReturnWay
from thutuc.dossiers.views import dossier as one
from thutuc.dossiers.views import dossier_line
from thutuc.dossiers.views import dossier_parts as parts
from thutuc.dossiers.views import frame as frames
from thutuc.files.readers import read_signature
from thutuc.files.rules.signatures import SignatureVerdict
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.kernel.periods import LOCAL
from thutuc.web import clock, drafts
from thutuc.web.doors import actor_of, officers_only

CLOSES = time(17, 0)
MOST_DRAFTS = 20
Who = Mapping[str, Any]
Act = Callable[[Any, Any, Who], Any]


def _result_of(form: Any) -> Result:
    data, upload = form.cleaned_data, form.cleaned_data["tep"]
    content = upload.read() if upload else b""
    return Result(
        outcome=Outcome(data["ket_qua"]),
        name=data["ten"],
        issued_on=data["ngay_ky"],
        number=data["so"],
        signer=data["nguoi_ky"],
        signer_title=data["chuc_vu"],
        issuer=data["co_quan"],
        valid_until=data["het_han"],
        reason=data["ly_do"],
        signature=signature_of(content) if content else {},
        file=Attached(upload.name, content) if upload else None,
    )


def signature_of(content: bytes) -> dict[str, object]:
    """What the signatures of a file say, as it is kept with the result; {} for a file that nobody signed."""
    reading = read_signature(content)
    if reading.verdict in {SignatureVerdict.UNREADABLE, SignatureVerdict.UNSIGNED}:
        return {}
    last = reading.signatures[-1]
    return {
        "intact": reading.verdict is not SignatureVerdict.BROKEN,
        "trusted": reading.verdict is SignatureVerdict.TRUSTED,
        "verdict": reading.verdict.value,
        "signers": list(reading.signers),
        "signed_at": last.signed_at.isoformat() if last.signed_at else None,
    }


def _consult(dossier: Any, form: Any, who: Who) -> Any:
    due = datetime.combine(form.cleaned_data["han"], CLOSES, tzinfo=LOCAL)
    question = form.cleaned_data["noi_dung"]
    return services.consult(dossier=dossier, agency_ids=form.agency_ids, question=question, due_at=due, **who)


def _supplement(dossier: Any, form: Any, who: Who) -> Any:
    given = {"grounds": form.grounds, "reason": form.cleaned_data["ly_do"], "due_on": form.cleaned_data["han"]}
    return services.request_supplement(dossier=dossier, **given, unlisted=form.cleaned_data["ngoai_danh_muc"], **who)


def _guide(dossier: Any, form: Any, who: Who) -> Any:
    given = {"grounds": form.grounds, "reason": form.cleaned_data["ly_do"], "due_on": form.cleaned_data["han"]}
    return services.guide(dossier=dossier, **given, unlisted=form.cleaned_data["ngoai_danh_muc"], **who)


def _refuse(dossier: Any, form: Any, who: Who) -> Any:
    told = {"reason": form.cleaned_data["ly_do"], "unlisted": form.cleaned_data["ngoai_danh_muc"]}
    return services.refuse(dossier=dossier, grounds=form.grounds, **told, **who)


def _apologise(dossier: Any, form: Any, who: Who) -> Any:
    data = form.cleaned_data
    told = {"reason": data["ly_do"], "signer": data["nguoi_ky"], "signer_title": data["chuc_vu"]}
    return services.apologise(dossier=dossier, new_due_on=data["ngay_hen"], **told, **who)


def _extend(dossier: Any, form: Any, who: Who) -> Any:
    data = form.cleaned_data
    amount = Fraction(data["thoi_gian"])
    return services.extend(dossier=dossier, amount=amount, basis=data["can_cu"], reason=data["ly_do"], **who)


def _deliver(dossier: Any, form: Any, who: Who) -> Any:
    data = form.cleaned_data
    way = ReturnWay(data["cach"])
    handed = Handed(way, data["nguoi_nhan"], data["la_ai"], data["van_don"], data["ban_goc"])
    return services.deliver(dossier=dossier, handed=handed, **who)


def _correct(dossier: Any, form: Any, who: Who) -> Any:
    return services.correct_result(dossier=dossier, result=_result_of(form), reason=form.cleaned_data["ly_do"], **who)


ACTS: Mapping[str, Act] = {
    "hand_over": lambda dossier, form, who: services.hand_over(dossier=dossier, unit_id=form.unit_id, **who),
    "redirect": lambda dossier, form, who: services.redirect(
        dossier=dossier, unit_id=form.unit_id or dossier.agency_id, reason=form.cleaned_data["ly_do"], **who
    ),
    "assign": lambda dossier, form, who: services.assign(dossier=dossier, person_id=form.person_id, **who),
    "reassign": lambda dossier, form, who: services.reassign(
        dossier=dossier, person_id=form.person_id, reason=form.cleaned_data["ly_do"], **who
    ),
    "consult": _consult,
    "request_supplement": _supplement,
    "guide": _guide,
    "refuse": _refuse,
    **dict.fromkeys(
        ("send_supplement", "send_again"),
        lambda dossier, form, who: services.send_supplement(
            dossier=dossier, words=form.cleaned_data["noi_dung"], **who
        ),
    ),
    **dict.fromkeys(
        ("accept_supplement", "restart"), lambda dossier, form, who: services.accept_supplement(dossier=dossier, **who)
    ),
    "apologise": _apologise,
    "extend": _extend,
    "issue": lambda dossier, form, who: services.issue(dossier=dossier, result=_result_of(form), **who),
    "record_result": lambda dossier, form, who: services.record_result(dossier=dossier, result=_result_of(form), **who),
    "settle_at_once": lambda dossier, form, who: services.settle_at_once(
        dossier=dossier, result=_result_of(form), **who
    ),
    "correct_result": _correct,
    "deliver": _deliver,
}
"""The moves that need more than a reason; every other one is `services.move`."""


def _do(move: DossierMove, dossier: Any, form: Any, who: Who) -> Any:
    act = ACTS.get(move.code)
    if act is not None:
        return act(dossier, form, who)
    return services.move(dossier=dossier, code=move.code, reason=form.cleaned_data.get("ly_do", ""), **who)


@drafts.kept
@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def act(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """GET: the page with the form of that move open. POST: the move."""
    if code not in states.BY_CODE:
        raise NotFound(f"move {code}")
    if request.method != "POST":
        return _asked(request, key, code)
    actor, now = actor_of(request), clock.now()
    dossier = queries.for_action(actor, key, on=clock.today())
    seen = request.POST.get(forms.SEEN, "")
    if seen.isdecimal() and int(seen) < dossier.event_count:
        return _overtaken(request, dossier, int(seen))
    move = _row(code, dossier)
    form = _form(request, move, dossier)
    if form.is_valid():
        try:
            _do(move, dossier, form, {"by": actor, "at": now})
        except Refused as refused:
            form.object_to(refused)
        except Conflict:
            return _overtaken(request, dossier, dossier.event_count)
        else:
            _forget(request, key, code)
            messages.success(request, _("Đã ghi: %(move)s.") % {"move": _(move.label).lower()})
            return HttpResponseRedirect(reverse("dossiers:dossier", args=[key]))
    return one.page(request, parts.shown_to(request, key), opened=code, bound=form, status=422)


def _row(code: str, dossier: Any) -> DossierMove:
    """The row of the table for the state; any row of that code when there is none, for the service to refuse."""
    try:
        return states.move_of(code, state=dossier.state)
    except KeyError:
        return states.BY_CODE[code][0]


def _form(request: HttpRequest, move: DossierMove, dossier: Any) -> Any:
    """The form typed into, with no more than it needs to be read."""
    offers = parts.offers_of(dossier, [move], on=clock.today())
    return forms.form_of(move, request.POST, request.FILES, offers=offers)


def _asked(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """What was typed before the session ended is there again."""
    shown = parts.shown_to(request, key)
    typed = drafts.take(request)
    if typed is None:
        return one.page(request, shown, opened=code)
    offers = parts.offers_of(shown.dossier, [_row(code, shown.dossier)], on=shown.frame.today)
    form = forms.form_of(_row(code, shown.dossier), offers=offers, initial=typed.dict())
    return one.page(request, shown, opened=code, bound=form)


def _overtaken(request: HttpRequest, dossier: Any, seen: int) -> HttpResponse:
    """Somebody was first: what they did, and what was typed here to be copied."""
    frame = frames.frame_of(request)
    since = pages.events_after(dossier, seen) or pages.events(dossier, most=1)
    happened = [
        {
            "title": _(states.BY_CODE[event.code][0].label) if event.code in states.BY_CODE else event.code,
            "meta": f"{dossier_line.moment(event.at, frame)} · {dossier_line.who(event)}",
            "reason": event.reason,
            "state": _(DossierState(event.target).label),
        }
        for event in since
    ]
    hidden = {"csrfmiddlewaretoken", forms.SEEN, drafts.OWNER}
    typed = [value for name, value in request.POST.items() if name not in hidden and len(value) > 20]
    context = {"nav": "dossiers_tat-ca", "dossier": dossier, "happened": happened, "typed": typed}
    return render(request, "dossiers/overtaken.html", context, status=409)


@require_POST
@officers_only
def put_away(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """«Lưu nháp»: what was typed waits in the session."""
    if code not in states.BY_CODE:
        raise NotFound(f"move {code}")
    queries.for_action(actor_of(request), key, on=clock.today())
    typed = {
        name: value
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", forms.SEEN, drafts.OWNER} and value
    }
    kept = request.session.get(parts.DRAFTS, {})
    kept.pop(f"{key}:{code}", None)
    kept[f"{key}:{code}"] = typed
    request.session[parts.DRAFTS] = dict(list(kept.items())[-MOST_DRAFTS:])
    messages.success(request, _("Đã lưu nháp. Chưa có gì được gửi đi."))
    return HttpResponseRedirect(f"{reverse('dossiers:dossier', args=[key])}?viec={code}")


def _forget(request: HttpRequest, key: str, code: str) -> None:
    kept = request.session.get(parts.DRAFTS)
    if kept and kept.pop(f"{key}:{code}", None) is not None:
        request.session[parts.DRAFTS] = kept
