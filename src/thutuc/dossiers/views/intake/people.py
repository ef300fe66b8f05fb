"""The person at the counter: known from an earlier dossier, or still standing there with the next paper."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from thutuc.dossiers import queries
from thutuc.dossiers.forms.intake import boxes_of
from thutuc.dossiers.services import remembering
from thutuc.kernel.errors import Refused
from thutuc.web import clock, limits, words
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of

Typed = dict[str, str]
JSON = "application/json"
_KIND, MOST_UNKNOWN = "dossier-person", 30
"""Numbers without a dossier that one officer may look for in a quarter of an hour: nobody tries out numbers."""


def known(request: HttpRequest, given: Typed, page: Callable[..., HttpResponse]) -> HttpResponse:
    """«Điền từ hồ sơ trước»: fills what is still empty; asked with the number in the body, never in an address."""
    boxes, said = _remembered(request, given.get("so_dinh_danh", ""))
    if JSON in request.headers.get("Accept", ""):
        return JsonResponse({"boxes": boxes, "said": said})
    filled = {name: value for name, value in boxes.items() if not given.get(name)}
    return page(request, {**given, **filled}, known=said)


def _remembered(request: HttpRequest, number: str) -> tuple[dict[str, str], str]:
    by = actor_of(request)
    if limits.guesses(_KIND, by.key) >= MOST_UNKNOWN:
        return {}, _("Đã tra quá nhiều số không có hồ sơ. Nhập thông tin người nộp rồi tiếp tục.")
    try:
        found = remembering.remember(number=number, by=by, at=clock.now())
    except Refused as refused:
        return {}, " ".join(words_of(each) for each in refused.objections)
    if found is None:
        limits.guessed_wrong(_KIND, by.key)
        return {}, _("Chưa có hồ sơ nào của số này.")
    said = _("Điền từ hồ sơ ngày %(day)s. Hỏi lại người nộp trước khi dùng.") % {"day": words.day(found.known_at)}
    return boxes_of(found.applicant), said


def following(request: HttpRequest, given: Typed, page: Callable[..., HttpResponse]) -> HttpResponse:
    """«Hồ sơ tiếp theo của cùng người nộp»: the person is there, the procedure is asked."""
    by = actor_of(request)
    dossier = queries.for_action(by, given.get("tu_ho_so", "")[:40], on=clock.today())
    person = remembering.same_person(dossier=dossier, by=by, at=clock.now())
    return page(request, {**boxes_of(person), "cung": given.get("cung", "")})
