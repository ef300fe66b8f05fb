"""The log of acts: no foreign keys, so that it survives everything."""

from django.db import models

from thutuc.db.triggers import append_only


class JournalEntry(models.Model):
    """One act (one line). Lines of one subject form a hash chain by `number`."""

    code = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"],
                name="journal_entry_number",
                violation_error_message="Dòng nhật ký này đã có.",
            )
        ]
        indexes = [
            models.Index(fields=["at"], name="journal_entry_at"),
            models.Index(fields=["actor", "at"], name="journal_entry_actor"),
            models.Index(fields=["code", "at"], name="journal_entry_code"),
            models.Index(fields=["recorded_at"], name="journal_entry_recorded"),
        ]
        triggers = append_only("journal_entry_kept")

    def __str__(self) -> str:
        return f"{self.code} {self.subject} #{self.number}"


class JournalSeal(models.Model):
    """The sealed root of one day: a hash over the lines recorded that day and the seal before it."""

    day = models.DateField(unique=True)
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        triggers = append_only("journal_seal_kept")

    def __str__(self) -> str:
        return f"{self.day} {self.root[:12]}"
