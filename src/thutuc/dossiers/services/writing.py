"""Papers to the applicant as facts: one row, its grounds beside it."""

from collections.abc import Sequence
from datetime import date, datetime

from thutuc.dossiers.models import Dossier, DossierEvent, Notice
from thutuc.dossiers.models import Ground as GroundRow
from thutuc.dossiers.queries import documents_of
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.terms import NoticeKind, Stage
from thutuc.dossiers.services.recording import Step
from thutuc.kernel.text import tidy


def write_notice(
    dossier: Dossier,
    event: DossierEvent,
    kind: NoticeKind,
    stage: Stage,
    *,
    step: Step,
    grounds: Sequence[Ground] = (),
    occurrence: int = 1,
    applicant_due_on: date | None = None,
    old_due_at: datetime | None = None,
    new_due_at: datetime | None = None,
    written_late: bool = False,
    signer: str = "",
    signer_title: str = "",
) -> Notice:
    """One notice. Two statements with grounds, else one."""
    notice = Notice.objects.create(
        dossier=dossier,
        event=event,
        kind=kind,
        stage=stage,
        occurrence=occurrence,
        reason=step.reason.strip(),
        applicant_due_on=applicant_due_on,
        old_due_at=old_due_at,
        new_due_at=new_due_at,
        written_late=written_late,
        signer=tidy(signer),
        signer_title=tidy(signer_title),
        at=step.at,
        by=step.by.key,
    )
    if grounds:
        documents = documents_of(dossier)
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
