"""Dossiers of the national portal by file: tried first, every fault told, then brought into the queue; never twice."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from thutuc.dossiers.forms.national import NationalForm
from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.queries.intake import Counter
from thutuc.dossiers.readers import national as reader
from thutuc.dossiers.readers.incoming import prepared
from thutuc.dossiers.readers.national import Reading
from thutuc.dossiers.services import bringing
from thutuc.dossiers.views.intake.counter import counter_door
from thutuc.kernel.errors import Objection, Refused, Unreadable
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop
from thutuc.web import clock
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of
from thutuc.web.forms import add_objections

LIFE = 20 * 60
_PLACE = re.compile(r"[A-Za-z0-9_-]{20,60}")


@require_http_methods(["GET", "HEAD", "POST"])
@counter_door
def national(request: HttpRequest) -> HttpResponse:
    """The file is tried; a second press brings in what was found right."""
    actor, at = actor_of(request), clock.now()
    counters = queries.counters(actor, on=local_date(at))
    if not counters:
        raise Refused([queries.no_counter()])
    if request.method == "POST" and request.POST.get("da_xem"):
        return _brought(request, counters, at)
    form = NationalForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        counters=[(each.code, each.name) for each in counters],
    )
    context: dict[str, Any] = {"nav": "intake", "form": form, "counters": counters}
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["tep"].read()
        counter = _counter(counters, form.cleaned_data["noi_nhan"])
        try:
            context |= _tried(content, counter, at)
            context["place"] = _put_away(actor.key, content, counter)
        except Unreadable as unreadable:
            add_objections(form, unreadable)
    return render(request, "dossiers/intake/national.html", context, status=422 if form.errors else 200)


def _counter(counters: Sequence[Counter], code: str) -> Counter:
    return next((each for each in counters if each.code == code), counters[0])


def _put_away(owner: str, content: bytes, counter: Counter) -> str:
    """The tried file waits for the second press: on the server, for the same person, for twenty minutes."""
    place = secrets.token_urlsafe(24)
    cache.set(f"national:{place}", {"owner": owner, "content": content, "counter": counter.code}, LIFE)
    return place


def _brought(request: HttpRequest, counters: Sequence[Counter], at: datetime) -> HttpResponse:
    place, by = request.POST["da_xem"], actor_of(request)
    name = f"national:{place}"
    waiting = cache.get(name) if _PLACE.fullmatch(place) else None
    if not waiting or waiting["owner"] != by.key:
        words = gettext_noop("Đã quá 20 phút từ lúc xem thử. Chọn lại tệp.")
        raise Refused([Objection("national.gone", words)])
    cache.delete(name)
    counter = _counter(counters, waiting["counter"])
    done = []
    for reading, intake, objections in prepared(reader.read(waiting["content"]), counter, at):
        if intake is None:
            done.append(_line(reading, objections))
            continue
        told = bringing.bring(place=reading.place, intake=intake, by=by, at=at)
        done.append(_line(reading, told.objections, is_known=told.is_known, is_new=told.is_new))
    return render(request, "dossiers/intake/national.html", _summed(done, "done"))


def _tried(content: bytes, counter: Counter, at: datetime) -> dict[str, Any]:
    """What would happen: nothing is written."""
    readings = reader.read(content)
    known = queries.known_codes([each.code for each in readings])
    lines, seen = [], set()
    for reading, intake, objections in prepared(readings, counter, at):
        is_known = reading.code in known or (bool(reading.code) and reading.code in seen)
        seen.add(reading.code)
        lines.append(_line(reading, objections, is_known=is_known, is_new=intake is not None and not is_known))
    return _summed(lines, "tried")


def _line(
    reading: Reading, objections: Sequence[Objection], *, is_known: bool = False, is_new: bool = False
) -> dict[str, Any]:
    told = reading.incoming
    return {
        "place": reading.place,
        "code": reading.code,
        "procedure": (told.procedure_name or told.procedure_code) if told else "",
        "owner": told.owner.name if told else "",
        "is_new": is_new,
        "is_known": is_known,
        "faults": [words_of(each) for each in objections],
    }


def _summed(lines: Sequence[dict[str, Any]], stage: str) -> dict[str, Any]:
    return {
        "nav": "intake",
        "stage": stage,
        "lines": lines,
        "new": sum(line["is_new"] for line in lines),
        "known": sum(line["is_known"] for line in lines),
        "wrong": sum(bool(line["faults"]) for line in lines),
    }
