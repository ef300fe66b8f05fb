"""What comes from above: the ministries' decisions, what was seen of them, what a person found in a legal document."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thutuc.catalogue.rules.decisions.terms import OperationKind, SightingState, Source
from thutuc.db.constraints import paired
from thutuc.db.fields import NfcCharField, NfcTextField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted


class MinistryDecision(Revisioned):
    """Quyết định công bố của Bộ, cơ quan ngang Bộ. `arrived_on` and `register_number` when it was sent to us."""

    code = models.CharField(max_length=60, unique=True)
    """Its address: number and year folded, e.g. `1904-qd-btp-2026`."""
    number = NfcCharField(max_length=120)
    issuer = NfcCharField(max_length=300)
    title = NfcTextField()
    signed_on = models.DateField()
    effective_on = models.DateField(null=True)
    is_shortened = models.BooleanField(default=False)
    arrived_on = models.DateField(null=True)
    register_number = NfcCharField(max_length=60, null=True)
    documents = models.ManyToManyField("legislation.LegalDocument", related_name="+")
    source = StateField(Source, default=Source.FORM.value)
    note = NfcTextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    sort_key = SortKeyField()
    search = models.TextField(editable=False, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issuer", "signed_on"],
                name="catalogue_ministry_number",
                violation_error_message="Quyết định này của bộ đã có trong sổ.",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("signed_on")),
                name="catalogue_ministry_arrives_after",
                violation_error_message="Ngày đến không được trước ngày ký.",
            ),
            paired("catalogue_ministry_register", "arrived_on", "register_number"),
            in_states("source", Source, "catalogue_ministry_source"),
        ]
        indexes = [
            models.Index(fields=["-signed_on", "id"], name="catalogue_ministry_newest"),
            models.Index(fields=["arrived_on"], name="catalogue_ministry_arrived"),
        ]
        triggers = never_deleted("catalogue_ministry_kept")

    def __str__(self) -> str:
        return self.number


class MinistryItem(models.Model):
    """One procedure in a ministry's decision. `content` where the ministry's full text came with it."""

    decision = models.ForeignKey(MinistryDecision, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    kind = StateField(OperationKind)
    base_code = models.CharField(max_length=60, blank=True)
    name = NfcTextField()
    sector = NfcTextField(blank=True, default="")
    levels = ArrayField(models.CharField(max_length=40), default=list)
    replaces = ArrayField(models.CharField(max_length=60), default=list)
    content = models.JSONField(null=True)
    note = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [
            in_states("kind", OperationKind, "catalogue_ministry_item_kind"),
            models.UniqueConstraint(
                fields=["decision", "position"],
                name="catalogue_ministry_item_place",
                violation_error_message="Hai dòng của một quyết định không được cùng số thứ tự.",
            ),
        ]
        indexes = [models.Index(fields=["base_code"], name="catalogue_ministry_item_base")]
        triggers = append_only("catalogue_ministry_item_kept")

    def __str__(self) -> str:
        return f"{self.decision_id}.{self.position} {self.base_code}"


class NationalSighting(models.Model):
    """Somebody looked at the national database on a day: is the ministry's decision there, wholly?"""

    decision = models.ForeignKey(MinistryDecision, models.PROTECT, related_name="sightings")
    seen_on = models.DateField()
    state = StateField(SightingState)
    listed_on = models.DateField(null=True)
    """The day the national database itself gives, where it does."""
    missing = ArrayField(models.CharField(max_length=60), default=list)
    """Base codes that are not there."""
    note = NfcTextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [in_states("state", SightingState, "catalogue_sighting_state")]
        indexes = [models.Index(fields=["decision", "-seen_on", "-id"], name="catalogue_sighting_latest")]
        triggers = append_only("catalogue_sighting_kept")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.seen_on}: {self.state}"


class LawAssessment(models.Model):
    """A person looked at a legal document: it touches these procedures (by base code), or none."""

    document = models.ForeignKey("legislation.LegalDocument", models.PROTECT, related_name="+")
    touches = ArrayField(models.CharField(max_length=60), default=list)
    brings_new = models.BooleanField(default=False)
    """It makes procedures that have no code yet."""
    note = NfcTextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["document", "-at"], name="catalogue_assessment_latest")]
        triggers = append_only("catalogue_assessment_kept")

    def __str__(self) -> str:
        return f"{self.document_id}: {len(self.touches)}"
