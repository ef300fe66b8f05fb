"""Urging letters to late agencies and the explanations they owe."""

from django.db import models
from django.db.models import Q

from thutuc.db.constraints import paired
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted
from thutuc.dossiers.models.dossiers import Dossier
from thutuc.dossiers.rules.lateness import ExplanationState


class UrgingLetter(models.Model):
    """Văn bản đôn đốc: one agency, its late dossiers, until when it answers. Written once, never changed."""

    key = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    number = NfcCharField(max_length=80, blank=True, default="")
    issued_on = models.DateField()
    answer_by = models.DateField()
    request = NfcTextField(blank=True, default="")
    signer = NfcCharField(max_length=200, blank=True, default="")
    signer_title = NfcCharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gte=models.F("issued_on")),
                name="urging_answer_after",
                violation_error_message="Hạn trả lời không được trước ngày ra văn bản.",
            )
        ]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="urging_newest")]
        triggers = append_only("urging_kept")

    def __str__(self) -> str:
        return self.number or self.key


class Explanation(Revisioned):
    """Giải trình về một hồ sơ trễ: asked with a letter or alone, answered with reason and day, accepted or not."""

    key = models.CharField(max_length=16, unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="explanations")
    letter = models.ForeignKey(UrgingLetter, models.PROTECT, null=True, related_name="explanations")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    state = StateField(ExplanationState, default=ExplanationState.ASKED.value)
    days_late = models.PositiveIntegerField(default=0)
    """Working days on the day of asking: a fact of the letter."""
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    answer_by = models.DateField()
    reason = NfcTextField(blank=True, default="")
    done_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, null=True)
    note = NfcTextField(blank=True, default="")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=120, null=True)

    class Meta:
        constraints = [
            in_states("state", ExplanationState, "explanation_state"),
            paired("explanation_answered", "answered_at", "answered_by"),
            paired("explanation_judged", "judged_at", "judged_by"),
            models.UniqueConstraint(
                fields=["dossier", "agency"],
                condition=~Q(state=ExplanationState.ACCEPTED.value),
                name="explanation_one_open",
                violation_error_message="Cơ quan này đang được yêu cầu giải trình về hồ sơ.",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "answer_by"], name="explanation_agency")]
        triggers = never_deleted("explanation_kept")

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.state}"
