"""Long acts asked for, and what became of them: two facts, the second written by whoever carried the act out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thutuc.catalogue.models.imports import ImportRun, OpeningAct
from thutuc.catalogue.rules.requests import RequestKind
from thutuc.db.asking import Answered, Asked
from thutuc.db.fields import NfcTextField, StateField, in_states
from thutuc.db.triggers import append_only


class ActRequest(Asked):
    """Yêu cầu: an officer confirmed a trial, or asked for the opening act."""

    kind = StateField(RequestKind)
    trial = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="requests")
    effective_on = models.DateField(null=True)
    basis = NfcTextField(blank=True)
    levels = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [
            in_states("kind", RequestKind, "catalogue_request_kind"),
            models.CheckConstraint(
                condition=models.Q(kind="import", trial__isnull=False, effective_on=None)
                | models.Q(kind="opening", trial=None, effective_on__isnull=False),
                name="catalogue_request_asks",
                violation_error_message="Yêu cầu nhập cần lần chạy thử, yêu cầu tiếp nhận cần ngày hiệu lực.",
            ),
        ]
        triggers = append_only("catalogue_request_kept")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class ActAnswer(Answered):
    """What became of a request: the run or the act, or the objections against it. An opening may open nothing."""

    request = models.OneToOneField(ActRequest, models.PROTECT, related_name="answer")
    run = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+")
    opening = models.ForeignKey(OpeningAct, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(objections=[]) | models.Q(run=None, opening=None),
                name="catalogue_answer_one",
                violation_error_message="Việc bị từ chối thì không có kết quả.",
            )
        ]
        triggers = append_only("catalogue_answer_kept")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.at:%d/%m/%Y %H:%M}"
