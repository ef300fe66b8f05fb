"""What is kept of files: content once by its hash, and each use of it by an owner."""

from django.db import models
from django.db.models import Q

from thutuc.db.constraints import paired
from thutuc.db.fields import NfcCharField
from thutuc.db.models import Revisioned
from thutuc.db.triggers import only_columns_change


class StoredFile(models.Model):
    """Content kept once, named by its SHA-256. Never changed; removed only by the sweep of orphans."""

    sha256 = NfcCharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    extension = models.CharField(max_length=10)
    stored_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="stored_file_not_empty",
                violation_error_message="Tệp rỗng.",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="stored_file_hash",
                violation_error_message="Mã băm của tệp không đúng.",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class FileUse(Revisioned):
    """One use of a file by an owner (`package.Model:key`), under the name that the person gave it."""

    code = models.CharField(max_length=16, unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    owner = NfcCharField(max_length=120)
    name = NfcCharField(max_length=255)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=120, null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            paired("file_use_removed", "removed_by", "removed_at"),
            models.UniqueConstraint(
                fields=["owner", "file"],
                condition=Q(removed_at__isnull=True),
                name="file_use_once",
                violation_error_message="Tệp này đã được đính kèm.",
            ),
        ]
        indexes = [models.Index(fields=["owner", "added_at"], name="file_use_owner")]
        triggers = only_columns_change("file_use_content", ["removed_by", "removed_at", "revision"])

    def __str__(self) -> str:
        return f"{self.owner} #{self.file_id}"
