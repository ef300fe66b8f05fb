"""Check rounds by sampling: what was drawn, what was found on the spot."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.triggers import append_only
from thutuc.disclosure.models.places import PostingPlace, Sheet
from thutuc.disclosure.rules.terms import Outcome, Subject


class CheckRound(models.Model):
    """Một đợt kiểm tra niêm yết: the seed and the scope draw the same sample again at any time."""

    code = models.SlugField(max_length=40, unique=True)
    name = NfcCharField(max_length=200)
    on = models.DateField()
    basis = NfcCharField(max_length=200)
    seed = NfcCharField(max_length=40)
    size = models.PositiveIntegerField()
    scope = models.JSONField(default=dict)
    population_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="disclosure_round_size",
                violation_error_message="Mẫu phải có ít nhất một tờ.",
            )
        ]
        triggers = append_only("disclosure_round_kept")

    def __str__(self) -> str:
        return self.name


class CheckItem(models.Model):
    """Một tờ trong mẫu: a procedure (or the feedback notice) that one unit must show."""

    round = models.ForeignKey(CheckRound, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    subject = StateField(Subject)
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            in_states("subject", Subject, "disclosure_item_subject"),
            models.UniqueConstraint(
                fields=["round", "number"],
                name="disclosure_item_number",
                violation_error_message="Số thứ tự trong mẫu đã có.",
            ),
        ]
        triggers = append_only("disclosure_item_kept")

    def __str__(self) -> str:
        return f"{self.round_id} #{self.number}"


class CheckFinding(models.Model):
    """What was found: for an item of the sample, or beside it. A later record of the same item replaces the earlier."""

    round = models.ForeignKey(CheckRound, models.PROTECT, related_name="findings")
    item = models.ForeignKey(CheckItem, models.PROTECT, null=True, related_name="findings")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    place = models.ForeignKey(PostingPlace, models.PROTECT, null=True, related_name="findings")
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="findings")
    outcome = StateField(Outcome)
    note = NfcTextField(blank=True)
    evidence = NfcCharField(max_length=16, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [in_states("outcome", Outcome, "disclosure_finding_outcome")]
        indexes = [models.Index(fields=["round", "at"], name="disclosure_finding_of_round")]
        triggers = append_only("disclosure_finding_kept")

    def __str__(self) -> str:
        return f"{self.round_id} {self.outcome}"
