"""How an error of the inside becomes an answer: the same reasons on a page, in a form, as a problem document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thutuc.kernel.errors import Conflict, NotFound, Objection, Refused, ThutucError, Unreadable


@dataclass(frozen=True)
class Reason:
    """One objection in the reader's language."""

    message: str
    basis: str = ""
    field: str = ""


def words_of(objection: Objection) -> str:
    """The objection's message, translated and filled."""
    message = _(objection.message)
    params = {key: _(value) if isinstance(value, str) and value else value for key, value in objection.params.items()}
    return message % params if params else message


def reasons(objections: Iterable[Objection]) -> list[Reason]:
    """Every objection in the reader's language."""
    return [Reason(words_of(objection), objection.basis, objection.field) for objection in objections]


def status_of(error: ThutucError) -> int:
    """404 for what is missing or hidden, 409 for a conflict, 422 for a refusal or an unreadable file."""
    if isinstance(error, NotFound):
        return 404
    return 409 if isinstance(error, Conflict) else 422


def answer(request: HttpRequest, error: ThutucError) -> HttpResponse:
    """The page for an error that no form has shown in place."""
    status = status_of(error)
    objections = error.objections if isinstance(error, Refused | Unreadable) else ()
    return render(request, f"{status}.html", {"reasons": reasons(objections)}, status=status)


def problem(error: ThutucError) -> dict[str, object]:
    """The same as a problem document (RFC 9457)."""
    titles = {404: _("Không tìm thấy"), 409: _("Có người đã sửa trước"), 422: _("Không thực hiện được")}
    status = status_of(error)
    body: dict[str, object] = {"type": "about:blank", "title": titles[status], "status": status}
    if isinstance(error, Refused | Unreadable):
        body["errors"] = [
            {"code": o.code, "message": words_of(o), "basis": o.basis, "field": o.field} for o in error.objections
        ]
    return body
