"""Quyết định công bố: a draft with its operations, the way it went, what was said of it, what signing did."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from thutuc.catalogue.models.procedures import ProcedureVersion
from thutuc.catalogue.models.upstream import MinistryDecision
from thutuc.catalogue.rules.decisions.terms import (
    AbolitionKind,
    DecisionState,
    OperationKind,
    Opinion,
    OutcomeKind,
    PublicationCase,
    ReturnReason,
    Severity,
    SignerCapacity,
)
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted

SIGNED = DecisionState.SIGNED.value


class PublicationDecision(Revisioned):
    """One decision from draft to signature. `is_recorded` elsewhere: true from `signed_on`, known `known_at`."""

    code = models.CharField(max_length=40, unique=True)
    """Its address: DT-2026-118."""
    title = NfcTextField()
    case = StateField(PublicationCase, default=PublicationCase.LIST.value)
    state = StateField(DecisionState, default=DecisionState.DRAFT.value)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    """The agency that proposes it."""
    effective_on = models.DateField(null=True)
    is_shortened = models.BooleanField(default=False)
    """It follows a text made by the shortened procedure: other deadlines."""
    submission_number = NfcCharField(max_length=80, blank=True, default="")
    submitted_on = models.DateField(null=True)
    ministry_decisions = models.ManyToManyField(MinistryDecision, related_name="followed_by")
    recipients = NfcTextField(blank=True, default="")
    note = NfcTextField(blank=True, default="")
    capacity = StateField(SignerCapacity, default=SignerCapacity.CHAIR.value)
    signer_name = NfcCharField(max_length=200, blank=True, default="")
    signer_title = NfcCharField(max_length=200, blank=True, default="")
    number = NfcCharField(max_length=80, blank=True, default="")
    signed_on = models.DateField(null=True)
    known_at = models.DateTimeField(null=True)
    """When the system learned of the signature."""
    is_recorded = models.BooleanField(default=False)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals")
    round = models.PositiveSmallIntegerField(default=1)
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            in_states("case", PublicationCase, "catalogue_decision_case"),
            in_states("state", DecisionState, "catalogue_decision_state"),
            in_states("capacity", SignerCapacity, "catalogue_decision_capacity"),
            models.UniqueConstraint(
                "number",
                ExtractYear("signed_on"),
                condition=~Q(number=""),
                name="catalogue_decision_number",
                violation_error_message="Số quyết định này đã dùng trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(state=SIGNED, signed_on__isnull=False, known_at__isnull=False, effective_on__isnull=False)
                & ~Q(number="")
                & ~Q(signer_name="")
                | ~Q(state=SIGNED) & Q(signed_on__isnull=True, known_at__isnull=True, number=""),
                name="catalogue_decision_signed",
                violation_error_message="Quyết định đã ký cần số, ngày ký, ngày hiệu lực, người ký.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(effective_on__gte=F("signed_on")) | Q(is_recorded=True),
                name="catalogue_decision_effect",
                violation_error_message="Ngày hiệu lực không được trước ngày ký.",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(state=SIGNED),
                name="catalogue_decision_reversed_once",
                violation_error_message="Quyết định này đã bị một quyết định khác hủy bỏ.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "state_since"], name="catalogue_decision_pipeline"),
            models.Index(fields=["-signed_on", "-id"], name="catalogue_decision_newest"),
            models.Index(fields=["agency", "state"], name="catalogue_decision_agency"),
        ]
        triggers = [
            *never_deleted("catalogue_decision_kept"),
            pgtrigger.Trigger(
                name="catalogue_decision_frozen",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=(
                    "IF OLD.state = 'signed' AND (to_jsonb(NEW) - 'revision') IS DISTINCT FROM "
                    "(to_jsonb(OLD) - 'revision') THEN "
                    "RAISE EXCEPTION 'thutuc: a signed decision is immutable'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.code

    @property
    def key(self) -> str:
        """How versions name the decision that opened or ended them."""
        return f"catalogue.PublicationDecision:{self.pk}"


class PublicationOperation(Revisioned):
    """One row of a decision: what it does to one procedure. Frozen once the decision is signed (services, trigger)."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="operations")
    position = models.PositiveIntegerField()
    kind = StateField(OperationKind)
    case = StateField(PublicationCase, default=PublicationCase.LIST.value)
    code = models.CharField(max_length=60, blank=True)
    name = NfcTextField(blank=True)
    content = models.JSONField(null=True)
    base = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="+")
    """The version that the change was written against."""
    parts = ArrayField(models.CharField(max_length=40), default=list)
    """The parts that the decision says it changes."""
    replaces = ArrayField(models.CharField(max_length=60), default=list)
    abolition_kind = StateField(AbolitionKind, blank=True, default="")
    basis = NfcTextField(blank=True)
    """The text that amends or abolishes it."""
    note = NfcTextField(blank=True)

    class Meta:
        constraints = [
            in_states("kind", OperationKind, "catalogue_operation_kind"),
            in_states("case", PublicationCase, "catalogue_operation_case"),
            in_states("abolition_kind", AbolitionKind, "catalogue_operation_abolition", blank=True),
            models.UniqueConstraint(
                fields=["decision", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="catalogue_operation_place",
                violation_error_message="Hai dòng của một quyết định không được cùng số thứ tự.",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="catalogue_operation_code")]
        triggers = [
            pgtrigger.Trigger(
                name="catalogue_operation_frozen",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM catalogue_publicationdecision "
                    "WHERE id = OLD.decision_id AND state = 'signed') THEN "
                    "RAISE EXCEPTION 'thutuc: the rows of a signed decision are immutable'; END IF; "
                    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}.{self.position} {self.kind} {self.code}"


class OperationOutcome(models.Model):
    """What signing did to one version by one operation: the facts from which disclosure and reports start."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="outcomes")
    operation = models.ForeignKey(PublicationOperation, models.PROTECT, null=True, related_name="outcomes")
    """None where a reversing decision acts on what the reversed one did."""
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="outcomes")
    kind = StateField(OutcomeKind)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("kind", OutcomeKind, "catalogue_outcome_kind"),
            models.UniqueConstraint(
                fields=["decision", "version", "kind"],
                name="catalogue_outcome_once",
                violation_error_message="Kết quả này của quyết định đã được ghi.",
            ),
        ]
        indexes = [models.Index(fields=["version"], name="catalogue_outcome_version")]
        triggers = append_only("catalogue_outcome_kept")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind} {self.version_id}"


class DecisionStep(models.Model):
    """One move of a decision: from where to where, by whom, when, why."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    move = NfcCharField(max_length=40)
    source = StateField(DecisionState, blank=True, default="")
    target = StateField(DecisionState)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, related_name="+")
    reason = NfcTextField(blank=True)

    class Meta:
        constraints = [
            in_states("source", DecisionState, "catalogue_step_source", blank=True),
            in_states("target", DecisionState, "catalogue_step_target"),
            models.UniqueConstraint(
                fields=["decision", "number"],
                name="catalogue_step_number",
                violation_error_message="Bước này của quyết định đã được ghi.",
            ),
        ]
        indexes = [models.Index(fields=["target", "at"], name="catalogue_step_at")]
        triggers = append_only("catalogue_step_kept")

    def __str__(self) -> str:
        return f"{self.decision_id}.{self.number} {self.move}"


class Remark(Revisioned):
    """What a controller says of a draft or of one of its rows; the reason of a return is one of a list."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="remarks")
    position = models.PositiveIntegerField(default=0)
    """The row as it stood then; 0 speaks of the whole decision. Rows may go, the remark stays."""
    code = models.CharField(max_length=60, blank=True)
    """The procedure it speaks of."""
    part = NfcCharField(max_length=40, blank=True)
    round = models.PositiveSmallIntegerField()
    reason = StateField(ReturnReason)
    severity = StateField(Severity)
    text = NfcTextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True, default="")
    answer = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [
            in_states("reason", ReturnReason, "catalogue_remark_reason"),
            in_states("severity", Severity, "catalogue_remark_severity"),
        ]
        indexes = [models.Index(fields=["decision", "round"], name="catalogue_remark_round")]
        triggers = never_deleted("catalogue_remark_kept")

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.reason}"


class Consultation(Revisioned):
    """Lấy ý kiến: an agency is asked about a draft, and what it answers."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="consultations")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True, default="")
    opinion = StateField(Opinion, blank=True, default="")
    text = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [
            in_states("opinion", Opinion, "catalogue_consultation_opinion", blank=True),
            models.UniqueConstraint(
                fields=["decision", "agency", "round"],
                name="catalogue_consultation_once",
                violation_error_message="Đơn vị này đã được lấy ý kiến trong lần này.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, opinion="") | Q(answered_at__isnull=False) & ~Q(opinion=""),
                name="catalogue_consultation_answered",
                violation_error_message="Ghi ý kiến cùng thời điểm trả lời.",
            ),
        ]
        indexes = [models.Index(fields=["agency", "answered_at"], name="catalogue_consultation_open")]
        triggers = never_deleted("catalogue_consultation_kept")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.agency_id}"


class PreparationFault(models.Model):
    """Sai sót thấy sau khi ký: a mistake that the control before signing did not find."""

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="faults")
    code = models.CharField(max_length=60, blank=True)
    reason = StateField(ReturnReason)
    text = NfcTextField()
    found_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [in_states("reason", ReturnReason, "catalogue_fault_reason")]
        triggers = append_only("catalogue_fault_kept")

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.reason}"
