"""Files that belong to a dossier after intake: what the applicant sent on a request, the result that was signed."""

from dataclasses import dataclass
from typing import Any

from thutuc.dossiers.models import Component, Dossier, Notice, ResultDocument
from thutuc.dossiers.queries.visibility import visible_to
from thutuc.dossiers.rules.terms import NoticeKind
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop

HIDDEN = Objection("file.hidden", gettext_noop("Bạn không mở được tệp này."))


@dataclass(frozen=True)
class Result:
    """One result with its files, the newest first; `is_current` unless another one replaced it."""

    document: ResultDocument
    uses: tuple[Any, ...]
    is_current: bool


def results(dossier: Dossier) -> list[Result]:
    """The results of a dossier. Two statements."""
    rows = list(ResultDocument.objects.filter(dossier=dossier, withdrawn_at=None).order_by("-pk"))
    replaced = {row.replaces_id for row in rows}
    uses = files.of_owners([owner_of(row) for row in rows])
    return [Result(row, tuple(uses.get(owner_of(row), ())), row.pk not in replaced) for row in rows]


def result_file(dossier: Dossier, code: str) -> Any:
    """One file of a result of this dossier; NotFound for every other file. Two statements."""
    use = files.use(code)
    label, _colon, pk = use.owner.partition(":")
    mine = label == ResultDocument._meta.label and pk.isdecimal()
    if not mine or not ResultDocument.objects.filter(pk=pk, dossier=dossier, withdrawn_at=None).exists():
        raise NotFound("result file")
    return use


def open_request(dossier: Dossier) -> Notice | None:
    """The request for papers that waits for the applicant."""
    rows = Notice.objects.filter(dossier=dossier, kind=NoticeKind.SUPPLEMENT, settled_at=None)
    return rows.order_by("-pk").first()


def owner_of(row: Notice | ResultDocument) -> str:
    """How files are tied to it."""
    return f"{row._meta.label}:{row.pk}"


def may_read_files(actor: Actor, owner: str) -> Access:
    """Files of a paper, a request or a result: whoever sees the dossier; every opening is a line of the journal."""
    label, _colon, pk = owner.partition(":")
    lists = {
        Component._meta.label: "components",
        Notice._meta.label: "notices",
        ResultDocument._meta.label: "results",
    }
    if label in lists and pk.isdecimal():
        dossier = Dossier.objects.filter(**{f"{lists[label]}__pk": pk}).only("id", "state_since").first()
        if dossier is not None and _sees(actor, dossier):
            return Access(journalled=True)
    return Access((HIDDEN,))


def _sees(actor: Actor, dossier: Dossier) -> bool:
    """By the houses of the newest day that is known here: nobody reads a clock in a query."""
    days = [local_date(dossier.state_since), *(post.days.start for post in actor.posts if post.days.start)]
    return visible_to(actor, on=max(days)).filter(pk=dossier.pk).exists()
