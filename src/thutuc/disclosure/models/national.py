"""The national database: comparisons with its export, and what two hands entered there."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thutuc.catalogue.rules.terms import ImportFormat
from thutuc.db.constraints import paired
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted, only_columns_change
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import EntryKind, ItemState

_SECOND = (
    "'published_on', 'published_at', 'published_by', 'published_by_name', 'national_code', 'national_date', 'note'"
)
_BACK = "'taken_back_at', 'taken_back_by', 'reason', 'revision'"
_ONCE = (
    f"IF (to_jsonb(NEW) - ARRAY[{_SECOND}, {_BACK}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{_SECOND}, {_BACK}]) "
    "OR OLD.taken_back_at IS NOT NULL "
    f"OR OLD.published_on IS NOT NULL AND (to_jsonb(NEW) - ARRAY[{_BACK}]) IS DISTINCT FROM "
    f"(to_jsonb(OLD) - ARRAY[{_BACK}]) "
    "THEN RAISE EXCEPTION 'thutuc: what was entered there is immutable'; END IF; RETURN NEW;"
)
"""The second hand fills its columns once; afterwards the entry may only be taken back."""


class ComparisonRequest(models.Model):
    """Yêu cầu đối soát: an officer brought an export of the national database. The file is kept beside it."""

    key = models.CharField(max_length=20, unique=True)
    """Its address, the address of its run, and the token of its progress."""
    file_name = NfcCharField(max_length=300)
    file_hash = models.CharField(max_length=64)
    mapping_key = models.CharField(max_length=120, blank=True)
    as_of = models.DateField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="disclosure_compare_asked")]
        triggers = append_only("disclosure_compare_request_kept")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.as_of:%d/%m/%Y})"


class ComparisonRun(models.Model):
    """Lần đối soát: what became of a request: counts and items, or the objections against it."""

    request = models.OneToOneField(ComparisonRequest, models.PROTECT, related_name="run")
    number = models.PositiveIntegerField(null=True, unique=True)
    """«Lần 47»; None when it was refused."""
    format = StateField(ImportFormat, blank=True)
    parts = ArrayField(models.CharField(max_length=40), default=list)
    """The parts that the file shows."""
    counts = models.JSONField(default=dict)
    overlooked = models.JSONField(default=list)
    """Places that differ in spelling only, as many as are kept for a look."""
    objections = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("format", ImportFormat, "disclosure_run_format", blank=True),
            models.CheckConstraint(
                condition=Q(objections=[], number__isnull=False) | Q(number=None, counts={}) & ~Q(objections=[]),
                name="disclosure_run_one",
                violation_error_message="Lần đối soát bị từ chối thì không có số và không có kết quả.",
            ),
        ]
        triggers = append_only("disclosure_run_kept")

    def __str__(self) -> str:
        return f"{self.request_id} #{self.number}"


class ComparisonClosing(models.Model):
    """Kết thúc lần đối soát: every mismatch has been decided."""

    run = models.OneToOneField(ComparisonRun, models.PROTECT, related_name="closing")
    note = NfcTextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        triggers = append_only("disclosure_closing_kept")

    def __str__(self) -> str:
        return f"{self.run_id}: {self.at:%d/%m/%Y}"


class ComparisonItem(Revisioned):
    """Một chỗ lệch: one procedure of one run. What was seen never changes; what was decided of it does."""

    run = models.ForeignKey(ComparisonRun, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    kind = StateField(Mismatch)
    base_code = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    """Our full code; the code of the file where we have none."""
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, null=True, related_name="+")
    name = NfcTextField()
    sector = NfcTextField(blank=True)
    basis = NfcTextField(blank=True)
    """The decision by which it stands or ended here."""
    since = models.DateField(null=True)
    """Since when it stands or is ended here."""
    there = models.JSONField(default=dict)
    """What the national side says of it: decision, levels, absent, withdrawn."""
    fields = models.JSONField(default=list)
    """Every part that differs: key, label, our lines, theirs."""
    parts = ArrayField(models.CharField(max_length=40), default=list)
    digest = models.CharField(max_length=64)
    """Of kind, code and lines: the same mismatch in the next run."""
    state = StateField(ItemState, default=ItemState.OPEN.value)
    note = NfcTextField(blank=True)
    decided_by = models.CharField(max_length=120, null=True)
    decided_by_name = NfcCharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("kind", Mismatch, "disclosure_item_kind"),
            in_states("state", ItemState, "disclosure_item_state"),
            paired("disclosure_item_decided", "decided_by", "decided_at"),
            models.UniqueConstraint(
                fields=["run", "position"],
                name="disclosure_item_position",
                violation_error_message="Số thứ tự chỗ lệch đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.ACCEPTED.value) | ~Q(note=""),
                name="disclosure_item_accepted",
                violation_error_message="Chấp nhận khác biệt cần lý do.",
            ),
        ]
        triggers = only_columns_change(
            "disclosure_item_seen", ["state", "note", "decided_by", "decided_by_name", "decided_at", "revision"]
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class NationalEntry(Revisioned):
    """Phiếu nhập CSDLQG: one hand enters, another publishes; the code and day read back, a picture beside it.

    Facts are written once. A wrong one is taken back with a reason and written anew.
    """

    key = models.CharField(max_length=20, unique=True)
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, related_name="+")
    kind = StateField(EntryKind)
    code = models.CharField(max_length=60)
    basis = NfcTextField(blank=True)
    entered_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    entered_by_name = NfcCharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, null=True)
    published_by_name = NfcCharField(max_length=200, blank=True)
    national_code = models.CharField(max_length=60, blank=True)
    national_date = models.DateField(null=True)
    """The day that the national database shows beside it."""
    note = NfcTextField(blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=120, null=True)
    reason = NfcTextField(blank=True)

    class Meta:
        constraints = [
            in_states("kind", EntryKind, "disclosure_entry_kind"),
            paired("disclosure_entry_published", "published_on", "published_at", "published_by"),
            paired("disclosure_entry_taken_back", "taken_back_at", "taken_back_by"),
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=Q(taken_back_at=None),
                name="disclosure_entry_once",
                violation_error_message="Việc này đã nhập CSDLQG.",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("entered_by")),
                name="disclosure_entry_two_hands",
                violation_error_message="Người công khai phải khác người nhập.",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("entered_on")),
                name="disclosure_entry_in_order",
                violation_error_message="Ngày công khai không được trước ngày nhập.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | ~Q(reason=""),
                name="disclosure_entry_reason",
                violation_error_message="Đính chính cần lý do.",
            ),
        ]
        indexes = [models.Index(fields=["-entered_on"], name="disclosure_entry_newest")]
        triggers = [
            *never_deleted("disclosure_entry_kept"),
            pgtrigger.Trigger(
                name="disclosure_entry_hands",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
