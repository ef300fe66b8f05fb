"""How procedures came in: import runs, opening acts, saved column mappings."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thutuc.catalogue.rules.terms import ImportFormat, Level
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only


class ImportRun(models.Model):
    """One reading of one file: a dry run, or the act itself. The report says what became of every row."""

    key = models.CharField(max_length=20, unique=True)
    """Under which the run is addressed: a bigint is never shown."""
    file_name = NfcCharField(max_length=300)
    file_hash = models.CharField(max_length=64)
    format = StateField(ImportFormat)
    mapping_key = models.CharField(max_length=120, blank=True)
    dry_run = models.BooleanField()
    rows = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    report_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        constraints = [in_states("format", ImportFormat, "catalogue_run_format")]
        indexes = [models.Index(fields=["-at"], name="catalogue_run_at")]
        triggers = append_only("catalogue_run_kept")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.at:%d/%m/%Y %H:%M})"


class OpeningAct(models.Model):
    """Tiếp nhận danh mục ban đầu: the one act by which national rows become the province's list."""

    effective_on = models.DateField()
    basis = NfcTextField()
    levels = ArrayField(models.CharField(max_length=40))
    counts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(basis=""),
                name="catalogue_opening_basis",
                violation_error_message="Ghi căn cứ của việc tiếp nhận danh mục ban đầu.",
            ),
            models.CheckConstraint(
                condition=models.Q(levels__contained_by=[member.value for member in Level]),
                name="catalogue_opening_levels",
                violation_error_message="Cấp thực hiện không có trong danh mục.",
            ),
        ]
        triggers = append_only("catalogue_opening_kept")

    def __str__(self) -> str:
        return f"{self.basis} ({self.effective_on:%d/%m/%Y})"


class ColumnMapping(Revisioned):
    """Bảng ghép cột: which column of a foreign spreadsheet is which part; saved and used again."""

    name = NfcCharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)
    sheet = NfcCharField(max_length=120, blank=True)
    header_row = models.PositiveSmallIntegerField(default=1)
    columns = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(header_row__gte=1),
                name="catalogue_mapping_header",
                violation_error_message="Dòng tiêu đề đếm từ 1.",
            )
        ]

    def __str__(self) -> str:
        return self.name
