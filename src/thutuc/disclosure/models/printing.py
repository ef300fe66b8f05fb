"""In tờ niêm yết: what was asked of the printer, and what came of it."""

from django.db import models

from thutuc.db.fields import NfcCharField
from thutuc.db.triggers import append_only


class PrintOrder(models.Model):
    """Yêu cầu in: `asked` as `rules.printing.Asked`; `sheets` and `units` as counted when it was asked."""

    key = models.CharField(max_length=20, unique=True)
    """Its address, and the token of its progress."""
    asked = models.JSONField()
    sheets = models.PositiveIntegerField()
    units = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="disclosure_order_newest")]
        triggers = append_only("disclosure_order_kept")

    def __str__(self) -> str:
        return self.key


class PrintAnswer(models.Model):
    """What became of it: the files' units and sheets, or the objections against it."""

    order = models.OneToOneField(PrintOrder, models.PROTECT, related_name="answer")
    sheets = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    objections = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        triggers = append_only("disclosure_answer_kept")

    def __str__(self) -> str:
        return f"{self.order_id}: {self.sheets}"
