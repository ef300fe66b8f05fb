"""What happened to dossiers: every act a row that never changes; papers to the applicant, questions to others."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thutuc.db.constraints import paired
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted
from thutuc.dossiers.models.dossiers import Component, Dossier
from thutuc.dossiers.rules.terms import ConsultState, DemandBy, DossierState, GroundKind, NoticeKind, Opinion, Stage


class DossierEvent(models.Model):
    """Một việc đã làm với hồ sơ. `agency` and `holder` have it from then on; `by`, `person` did it.

    `at` is when it is true, `recorded_at` when it was written down. `standing_for` names the post that a substitute
    acted for.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    source = StateField(DossierState)
    target = StateField(DossierState)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    standing_for = NfcCharField(max_length=200, blank=True, default="")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, related_name="+", db_index=False)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    due_at = models.DateTimeField(null=True)
    """The due moment that binds after the act."""
    reason = NfcTextField(blank=True, default="")
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            in_states("source", DossierState, "dossier_event_source"),
            in_states("target", DossierState, "dossier_event_target"),
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="dossier_event_number",
                violation_error_message="Việc này đã được ghi.",
            ),
        ]
        triggers = append_only("dossier_event_kept")

    def __str__(self) -> str:
        return f"{self.code} #{self.dossier_id}.{self.number}"


class Notice(Revisioned):
    """Văn bản gửi người nộp: request for papers, refusal, apology, extension, stop. What is asked is in `Ground`.

    A request is answered (`sent_at`: the applicant sent the papers) and settled (`settled_at`: they were accepted).
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notices")
    event = models.OneToOneField(DossierEvent, models.PROTECT, related_name="notice")
    kind = StateField(NoticeKind)
    stage = StateField(Stage)
    occurrence = models.PositiveSmallIntegerField(default=1)
    number = NfcCharField(max_length=80, blank=True, default="")
    reason = NfcTextField()
    applicant_due_on = models.DateField(null=True)
    old_due_at = models.DateTimeField(null=True)
    new_due_at = models.DateTimeField(null=True)
    written_late = models.BooleanField(default=False)
    signer = NfcCharField(max_length=200, blank=True, default="")
    signer_title = NfcCharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("kind", NoticeKind, "dossier_notice_kind"),
            in_states("stage", Stage, "dossier_notice_stage"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(kind=NoticeKind.SUPPLEMENT.value, settled_at__isnull=True),
                name="dossier_notice_one_open",
                violation_error_message="Hồ sơ đang có một yêu cầu bổ sung chưa xong.",
            ),
        ]
        indexes = [models.Index(fields=["kind", "at"], name="dossier_notice_kind")]
        triggers = never_deleted("dossier_notice_kept")

    def __str__(self) -> str:
        return f"{self.kind} #{self.dossier_id}"


class Ground(models.Model):
    """Căn cứ của một văn bản: an item of the published list, or a lawful class with words to act on."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="grounds")
    position = models.PositiveSmallIntegerField()
    kind = StateField(GroundKind)
    document = models.PositiveSmallIntegerField(null=True)
    document_name = NfcTextField(blank=True, default="")
    words = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [in_states("kind", GroundKind, "dossier_ground_kind")]
        triggers = append_only("dossier_ground_kept")

    def __str__(self) -> str:
        return f"{self.kind} {self.document or ''}"


class UnlistedDemand(Revisioned):
    """Yêu cầu ngoài thành phần hồ sơ đã công bố: recorded, seen by the control office, never a ground."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="unlisted_demands")
    key = models.CharField(max_length=16, unique=True)
    by_whom = StateField(DemandBy)
    words = NfcTextField()
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, null=True)
    answer = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [
            in_states("by_whom", DemandBy, "dossier_demand_by"),
            paired("dossier_demand_answered", "answered_at", "answered_by"),
        ]
        indexes = [models.Index(fields=["-at"], name="dossier_demand_at")]
        triggers = never_deleted("dossier_demand_kept")

    def __str__(self) -> str:
        return f"#{self.dossier_id}"


class Consultation(Revisioned):
    """Lấy ý kiến một cơ quan: its own due moment, reminders, answer; overdue is computed."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consultations")
    key = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    question = NfcTextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    state = StateField(ConsultState, default=ConsultState.SENT.value)
    opinion = StateField(Opinion, blank=True, default="")
    answer = NfcTextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, null=True)

    class Meta:
        constraints = [
            in_states("state", ConsultState, "dossier_consultation_state"),
            in_states("opinion", Opinion, "dossier_consultation_opinion", blank=True),
            paired("dossier_consultation_answered", "answered_at", "answered_by"),
            models.UniqueConstraint(
                fields=["dossier", "agency"],
                condition=Q(state=ConsultState.SENT.value),
                name="dossier_consultation_once",
                violation_error_message="Cơ quan này đang được lấy ý kiến.",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_at"], name="dossier_consultation_asked", condition=Q(state="sent"))
        ]
        triggers = never_deleted("dossier_consultation_kept")

    def __str__(self) -> str:
        return f"{self.agency_id} #{self.dossier_id}"


__all__ = ["Component", "Consultation", "DossierEvent", "Ground", "Notice", "UnlistedDemand"]
