"""Runs of imports with their reports, opening acts, saved mappings, names of agencies."""

from django.db.models import QuerySet

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.models import AgencyAlias, ColumnMapping, ImportRun, OpeningAct
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.text import fold, gettext_noop


def runs() -> QuerySet[ImportRun]:
    """Every run, newest first, without its report."""
    return ImportRun.objects.defer("report").order_by("-at", "-pk")


def run(key: str) -> ImportRun:
    """One run with its report."""
    found = ImportRun.objects.filter(key=key).first()
    if found is None:
        raise NotFound(f"import run {key}")
    return found


def bytes_of(run: ImportRun) -> bytes:
    """The file of a run as it was brought. NotFound when it was not kept."""
    use = files.of_owner(run).first()
    if use is None:
        raise NotFound(f"file of import run {run.key}")
    with files.opened(use.file) as content:
        return content.read()


def may_read_files(actor: Actor, owner: str) -> Access:
    """The files of imports are read by the office of control."""
    if actor.is_system or Role.CONTROL_OFFICER.value in actor.roles:
        return Access()
    words = gettext_noop("Tệp nhập do công chức kiểm soát thủ tục hành chính quản lý.")
    return Access((Objection("catalogue.file", words, "control.organisation"),))


def openings() -> QuerySet[OpeningAct]:
    """The opening acts, newest first."""
    return OpeningAct.objects.order_by("-recorded_at", "-pk")


def mappings() -> QuerySet[ColumnMapping]:
    """The saved mappings by name."""
    return ColumnMapping.objects.order_by("key")


def mapping(key: str) -> ColumnMapping:
    """One saved mapping."""
    found = ColumnMapping.objects.filter(key=key).first()
    if found is None:
        raise NotFound(f"column mapping {key}")
    return found


def aliases(*, text: str = "", undecided: bool = False) -> QuerySet[AgencyAlias]:
    """How files name agencies, in the order of their words; those that wait for a person, when asked."""
    rows = AgencyAlias.objects.select_related("agency").order_by("key")
    if undecided:
        rows = rows.filter(agency=None, decided_at=None)
    return rows.filter(key__contains=fold(text)) if text else rows


def alias(key: str) -> AgencyAlias:
    """One name."""
    found = AgencyAlias.objects.select_related("agency").filter(key=key).first()
    if found is None:
        raise NotFound("agency alias")
    return found
