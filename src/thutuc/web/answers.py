"""How an error of the inside becomes an answer: the same reasons on a page, in a form, as a problem document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thutuc.kernel.errors import Conflict, NotFound, Objection, Refused, ThutucError, Unreadable
from thutuc.kernel.text import gettext_noop

TAKEN = {"23505", "23P01"}
"""SQLSTATE of a value or a span of days that is taken: of two clicks at once the second one gets this."""


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


def told(error: Exception) -> ThutucError | None:
    """The error of the house for what the database refused; None for everything that is a fault of the program.

    Characters and numbers that no column can hold (NUL, half a surrogate pair, too many digits) are unreadable; a
    value that somebody else has taken in the same moment is a conflict.
    """
    if isinstance(error, ThutucError):
        return error
    if isinstance(error, DataError | UnicodeEncodeError):
        words = gettext_noop("Dữ liệu gửi lên có ký tự lạ hoặc số quá lớn, không ghi được. Xóa đi rồi gửi lại.")
        return Unreadable([Objection("request.characters", words)])
    if isinstance(error, IntegrityError) and getattr(error.__cause__, "sqlstate", "") in TAKEN:
        return Conflict("row", expected=0)
    return None


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
