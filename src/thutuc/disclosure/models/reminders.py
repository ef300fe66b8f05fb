"""Văn bản đôn đốc: a letter went out about a case of the watch. The letter lies in the document system."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.triggers import append_only
from thutuc.disclosure.rules.watch_terms import CaseKind


class Reminder(models.Model):
    """One letter about one case; a case is named by its key, because it is a query and not a row."""

    case_key = models.CharField(max_length=200)
    kind = StateField(CaseKind)
    to = NfcCharField(max_length=300)
    number = NfcCharField(max_length=120, blank=True)
    sent_on = models.DateField()
    note = NfcTextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            in_states("kind", CaseKind, "disclosure_reminder_kind"),
            models.CheckConstraint(
                condition=~Q(to=""),
                name="disclosure_reminder_to",
                violation_error_message="Ghi nơi nhận văn bản đôn đốc.",
            ),
        ]
        indexes = [models.Index(fields=["case_key", "-sent_on", "-id"], name="disclosure_reminder_latest")]
        triggers = append_only("disclosure_reminder_kept")

    def __str__(self) -> str:
        return f"{self.case_key} {self.sent_on}"
