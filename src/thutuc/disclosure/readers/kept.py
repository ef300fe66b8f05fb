"""Decisions of a tried file, sealed into the page that showed them, and taken out again as they were shown."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core import signing

from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails, MinistryRow
from thutuc.catalogue.rules.decisions.terms import OperationKind, Source
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.rules.documents import Citation

SALT = "disclosure.ministry_file"
MOST = 2_000_000
VALID_SECONDS = 24 * 3600
_DAYS = ("signed_on", "effective_on", "arrived_on")


def seal(found: list[MinistryDetails]) -> str:
    """A text that nobody can change unseen; a file too large for one step is refused."""
    sealed = signing.dumps([_plain(details) for details in found], salt=SALT, compress=True)
    if len(sealed) > MOST:
        words = gettext_noop("Tệp quá lớn để nhập một lần. Chia tệp thành nhiều phần.")
        raise Unreadable([Objection("import.too_big", words, field="file")])
    return sealed


def unseal(sealed: str) -> list[MinistryDetails]:
    """What was sealed, within a day."""
    try:
        return [_details(plain) for plain in signing.loads(sealed, salt=SALT, max_age=VALID_SECONDS)]
    except signing.BadSignature as error:
        words = gettext_noop("Lần thử này đã cũ. Chọn tệp và thử lại.")
        raise Unreadable([Objection("import.stale", words, field="file")]) from error


def _plain(details: MinistryDetails) -> dict[str, Any]:
    plain = asdict(details) | {name: _iso(getattr(details, name)) for name in _DAYS}
    plain["documents"] = [[each.number, each.title, _iso(each.issued_on), each.issuer] for each in details.documents]
    plain["rows"] = [
        asdict(row) | {"content": canonical.to_plain(row.content) if row.content else None} for row in details.rows
    ]
    return plain


def _details(plain: dict[str, Any]) -> MinistryDetails:
    days = {name: _day(plain[name]) for name in _DAYS}
    documents = tuple(Citation(number, title, _day(day), issuer) for number, title, day, issuer in plain["documents"])
    rows = tuple(_row(row) for row in plain["rows"])
    return MinistryDetails(**{**plain, **days, "documents": documents, "rows": rows, "source": Source(plain["source"])})


def _row(plain: dict[str, Any]) -> MinistryRow:
    content = canonical.from_plain(plain["content"]) if plain["content"] else None
    levels = tuple(Level(level) for level in plain["levels"])
    kind, replaces = OperationKind(plain["kind"]), tuple(plain["replaces"])
    return MinistryRow(**{**plain, "kind": kind, "levels": levels, "replaces": replaces, "content": content})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
