"""Bảng ghép cột: how a foreign spreadsheet is read, saved under a name and used again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thutuc.catalogue.models import ColumnMapping
from thutuc.catalogue.rules import policies
from thutuc.catalogue.rules.columns import BY_KEY
from thutuc.catalogue.rules.searching import slug
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy


@transaction.atomic
def save_mapping(
    *,
    name: str,
    columns: Mapping[str, str],
    by: Actor,
    at: datetime,
    sheet: str = "",
    header_row: int = 1,
) -> ColumnMapping:
    """Save a mapping; under a known name it takes the place of the old one."""
    kept = {key: tidy(heading) for key, heading in columns.items() if tidy(heading)}
    refuse_if([*policies.may_keep(by), *_objections(name, kept, header_row)])
    values = {
        "name": tidy(name),
        "sheet": tidy(sheet),
        "header_row": header_row,
        "columns": kept,
        "saved_at": at,
        "saved_by": by.key,
    }
    key = slug(name)[:120]
    known = ColumnMapping.objects.filter(key=key).first()
    mapping = advance(known, **values) if known else ColumnMapping.objects.create(key=key, **values)
    journal.record("catalogue.save_mapping", of=mapping, by=by, at=at, details={"name": mapping.name, "columns": kept})
    return mapping


def _objections(name: str, columns: Mapping[str, str], header_row: int) -> list[Objection]:
    found = []
    if not slug(name):
        found.append(Objection("mapping.name", gettext_noop("Đặt tên cho bảng ghép cột."), field="name"))
    if "code" not in columns:
        found.append(Objection("mapping.code", gettext_noop("Chỉ ra cột mã thủ tục."), field="part_code"))
    if header_row < 1:
        found.append(Objection("mapping.header", gettext_noop("Dòng tiêu đề đếm từ 1."), field="header_row"))
    for key in columns:
        if key not in BY_KEY:
            words = gettext_noop("Không có phần «%(part)s».")
            found.append(Objection("mapping.part", words, field=f"part_{key}", params={"part": key}))
    return found
