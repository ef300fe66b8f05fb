"""Rows of procedures under the codes of contents: known ones, new ones made. Shared by the acts that open versions."""

from collections.abc import Sequence
from datetime import datetime

from thutuc.catalogue.models import Procedure
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent


def procedures_of(contents: Sequence[ProcedureContent], *, at: datetime) -> dict[str, Procedure]:
    """By full code; two statements."""
    wanted = {content.code: content for content in contents}
    known = {row.code: row for row in Procedure.objects.filter(code__in=wanted)}
    for code, content in wanted.items():
        if code not in known:
            known[code] = Procedure(code=code, base_code=base_of(code), is_internal=content.is_internal, created_at=at)
    Procedure.objects.bulk_create([row for row in known.values() if row.pk is None])
    return known
