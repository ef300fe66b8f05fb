"""Results and how they were handed over."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, only_columns_change
from thutuc.dossiers.models.dossiers import Dossier
from thutuc.dossiers.rules.terms import Outcome, ReturnWay


class ResultDocument(Revisioned):
    """Kết quả giải quyết: granted or a written refusal. Never overwritten: a corrected one names the one before."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="results")
    outcome = StateField(Outcome)
    name = NfcTextField()
    number = NfcCharField(max_length=80, blank=True, default="")
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    issuer = NfcCharField(max_length=300, blank=True, default="")
    signer = NfcCharField(max_length=200, blank=True, default="")
    signer_title = NfcCharField(max_length=200, blank=True, default="")
    signed_elsewhere = models.BooleanField(default=False)
    signature = models.JSONField(default=dict)
    """What was read from the signed file: intact, trusted, signer, moment; {} without a signed file."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = NfcTextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("outcome", Outcome, "dossier_result_outcome"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="dossier_result_correction_reason",
                violation_error_message="Đính chính kết quả phải ghi lý do.",
            ),
        ]
        triggers = only_columns_change("dossier_result_content", ["withdrawn_at", "revision"])

    def __str__(self) -> str:
        return self.number or self.name[:60]


class Delivery(models.Model):
    """Trao kết quả: to whom, how, when; what was taken back."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="handed_over")
    way = StateField(ReturnWay)
    receiver = NfcCharField(max_length=300)
    receiver_is = NfcCharField(max_length=120, blank=True, default="")
    parcel = NfcCharField(max_length=60, blank=True, default="")
    originals_back = NfcTextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [in_states("way", ReturnWay, "dossier_delivery_way")]
        triggers = append_only("dossier_delivery_kept")

    def __str__(self) -> str:
        return f"{self.way} #{self.dossier_id}"
