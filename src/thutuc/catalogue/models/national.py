"""The national original as imported, raw and parsed; for reference and comparison, never the province's promise."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import HashIndex
from django.db import models

from thutuc.catalogue.models.imports import ImportRun
from thutuc.db.fields import NfcTextField, SortKeyField
from thutuc.db.triggers import append_only, never_deleted


class NationalRecord(models.Model):
    """One procedure of the national database, under its base code. `raw` is the row exactly as it came."""

    code = models.CharField(max_length=60, unique=True)
    name = NfcTextField()
    sort_key = SortKeyField()
    levels = ArrayField(models.CharField(max_length=40), default=list)
    sector = NfcTextField(blank=True)
    regulating_agency = NfcTextField(blank=True)
    raw = models.TextField()
    raw_format = models.CharField(max_length=40)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    odd = models.JSONField(default=list)
    number = models.PositiveIntegerField(default=1)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    file_hash = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sort_key"], name="catalogue_national_sort"),
            HashIndex(fields=["sector"], name="catalogue_national_sector"),
        ]
        triggers = never_deleted("catalogue_national_kept")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class NationalRevision(models.Model):
    """What a national record said before an import changed it."""

    record = models.ForeignKey(NationalRecord, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    raw = models.TextField()
    raw_format = models.CharField(max_length=40)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"],
                name="catalogue_revision_number",
                violation_error_message="Số thứ tự bản ghi đã có.",
            )
        ]
        triggers = append_only("catalogue_revision_kept")

    def __str__(self) -> str:
        return f"{self.record_id} #{self.number}"
