"""Lists that somebody looks at often."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.dossiers.rules.queues import Queue


class SavedView(models.Model):
    """Bộ lọc đã lưu: a queue with its filters under a name, of one person. A convenience, no fact."""

    key = models.CharField(max_length=16)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    name = NfcCharField(max_length=60)
    queue = StateField(Queue)
    search = models.CharField(max_length=600, blank=True, default="")
    """The filters as they stand in the address."""
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("queue", Queue, "dossier_view_queue"),
            models.UniqueConstraint(
                fields=["person", "name"],
                name="dossier_view_once",
                violation_error_message="Bạn đã có một bộ lọc tên này.",
            ),
            models.UniqueConstraint(
                fields=["key"], name="dossier_view_key", violation_error_message="Bộ lọc này đã có."
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="dossier_view_named",
                violation_error_message="Đặt tên cho bộ lọc.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
