"""The mark of a database that holds the invented province, and whom its page of one-click sign-in shows."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField
from thutuc.db.triggers import append_only, never_deleted


class DemoMark(models.Model):
    """One row at most: without it nobody signs in without a password."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    as_of = models.DateField()
    version = models.CharField(max_length=20)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="demo_mark_once", violation_error_message="Tỉnh mẫu chỉ nạp một lần."
            )
        ]
        triggers = append_only("demo_mark_kept")

    def __str__(self) -> str:
        return f"{self.version} {self.as_of}"


class DemoSignIn(models.Model):
    """A person whom the page shows, with what can be tried as that person."""

    person = models.OneToOneField("accounts.Person", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    words = NfcCharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position"], name="demo_sign_in_position", violation_error_message="Vị trí này đã có người."
            )
        ]
        triggers = never_deleted("demo_sign_in_kept")

    def __str__(self) -> str:
        return f"{self.position} {self.person_id}"
