"""Papers to the applicant as facts: one row, its grounds beside it."""

from collections.abc import Sequence

from thutuc.dossiers.models import Dossier, DossierEvent, Notice
from thutuc.dossiers.models import Ground as GroundRow
from thutuc.dossiers.queries import documents_of
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.terms import NoticeKind, Stage
from thutuc.dossiers.services.recording import Step


def write_notice(
    dossier: Dossier,
    event: DossierEvent,
    kind: NoticeKind,
    stage: Stage,
    *,
    step: Step,
    grounds: Sequence[Ground] = (),
    **facts: object,
) -> Notice:
    """One notice; `facts` are its other columns. Two statements with grounds, else one."""
    written = {"reason": step.reason.strip(), "at": step.at, "by": step.by.key, **facts}
    notice = Notice.objects.create(dossier=dossier, event=event, kind=kind, stage=stage, **written)
    documents = documents_of(dossier) if grounds else ()
    if grounds:
        GroundRow.objects.bulk_create(
            [
                GroundRow(
                    notice=notice,
                    position=position,
                    kind=ground.kind,
                    document=ground.document,
                    document_name=documents[ground.document - 1].name if ground.document else "",
                    words=ground.words.strip(),
                )
                for position, ground in enumerate(grounds, 1)
            ]
        )
    return notice
