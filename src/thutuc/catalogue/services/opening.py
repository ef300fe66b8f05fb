"""Tiếp nhận danh mục ban đầu: the one recorded act that makes national rows the province's own list."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from thutuc.catalogue.models import NationalRecord, OpeningAct, Procedure
from thutuc.catalogue.rules import canonical, policies
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.terms import Level
from thutuc.catalogue.services.indexing import batches
from thutuc.catalogue.services.writing import NewVersion, Opened, procedures_for, write_versions
from thutuc.journal import services as journal
from thutuc.journal.services import subject_of
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.legislation import queries as legislation

LOCK = 7_301_202_612
"""One opening at a time: a second click finds nothing left to open."""
Progress = Callable[[int, int], None]
"""Called with versions written and versions in all."""
TOGETHER = 100
OPENED_LEVELS = (Level.PROVINCE, Level.COMMUNE)
"""What a province resolves since 01/07/2025; before it the district level too."""


@dataclass(frozen=True)
class OpenedCatalogue:
    """What the act did: no act when nothing was left to open."""

    act: OpeningAct | None
    counts: Mapping[str, int]


@transaction.atomic
def open_catalogue(
    *,
    effective_on: date,
    basis: str,
    by: Actor,
    at: datetime,
    levels: Collection[Level] = OPENED_LEVELS,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> OpenedCatalogue:
    """Every national record of the levels that is not in the list yet opens as version 1 on the day.

    Run again it opens only what has come since; with nothing to open it records nothing.
    """
    refuse_if([*policies.may_keep(by), *objections(basis, levels)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    contents = _waiting(levels)
    counts = _counts(contents)
    if dry_run or not contents:
        return OpenedCatalogue(None, counts)
    act = OpeningAct.objects.create(
        effective_on=effective_on,
        basis=tidy(basis),
        levels=[level.value for level in Level if level in levels],
        counts=counts,
        recorded_at=at,
        by=by.key,
        by_name=by.name,
    )
    _write(contents, act, at=at, progress=progress)
    details = {**counts, "effective_on": effective_on, "basis": act.basis, "levels": act.levels}
    journal.record("catalogue.open", of=act, by=by, at=at, details=details)
    return OpenedCatalogue(act, counts)


def _write(contents: Sequence[ProcedureContent], act: OpeningAct, *, at: datetime, progress: Progress) -> None:
    opened = Opened(subject_of(act), _words_of(act.basis, act.effective_on), recorded_at=at, published_at=at)
    days, done = Days(act.effective_on), 0
    for some in batches(contents, TOGETHER):
        pairs = zip(procedures_for(some, at=at), some, strict=True)
        write_versions([NewVersion(procedure, content, 1, days) for procedure, content in pairs], opened)
        done += len(some)
        progress(done, len(contents))


def objections(basis: str, levels: Collection[Level]) -> list[Objection]:
    """Why the opening cannot be recorded as asked."""
    found = []
    if not tidy(basis):
        words = gettext_noop("Ghi căn cứ của việc tiếp nhận danh mục ban đầu (số quyết định hoặc mã căn cứ).")
        found.append(Objection("opening.basis", words, "catalogue.opening", "basis"))
    if not levels:
        words = gettext_noop("Chọn ít nhất một cấp thực hiện.")
        found.append(Objection("opening.levels", words, "catalogue.opening", "levels"))
    return found


def _words_of(basis: str, on: date) -> str:
    """What a reader is shown: the document behind a basis key, else the words as given."""
    if basis not in legislation.basis_table():
        return basis
    found = legislation.bases([basis], on=on)
    return f"{found[basis].number}, {found[basis].article}".rstrip(", ") if basis in found else basis


def _waiting(levels: Collection[Level]) -> list[ProcedureContent]:
    """Records of the levels, not withdrawn, whose procedure the province does not list yet."""
    listed = set(Procedure.objects.values_list("base_code", flat=True))
    rows = NationalRecord.objects.filter(levels__overlap=[level.value for level in levels], withdrawn_at=None).order_by(
        "code"
    )
    pairs = rows.values_list("code", "content").iterator(chunk_size=500)
    return [canonical.from_plain(content) for code, content in pairs if base_of(code) not in listed]


def _counts(contents: list[ProcedureContent]) -> dict[str, int]:
    """Size of the list: the total, then each level's column, which need not add up (control.md §2.4)."""
    counts = {"procedures": len(contents)}
    for level in Level:
        counts[level.value] = sum(1 for content in contents if level in content.levels)
    counts["province_only"] = sum(1 for content in contents if _resolved_at(content) == {Level.PROVINCE})
    counts["commune_only"] = sum(1 for content in contents if _resolved_at(content) == {Level.COMMUNE})
    counts["both"] = sum(1 for content in contents if _resolved_at(content) == {Level.PROVINCE, Level.COMMUNE})
    return counts


def _resolved_at(content: ProcedureContent) -> set[Level]:
    return set(content.levels) & {Level.PROVINCE, Level.COMMUNE}
