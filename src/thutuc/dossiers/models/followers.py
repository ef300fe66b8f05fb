"""Who asked to be told of one dossier by e-mail, besides the address given with it."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import never_deleted
from thutuc.dossiers.models.dossiers import Dossier
from thutuc.dossiers.rules.following import FollowerState

ENDED = FollowerState.ENDED.value


class Follower(Revisioned):
    """One mailbox that is told of one dossier, by consent. Ended: the address is forgotten."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="followers", db_index=False)
    key = models.CharField(max_length=40, unique=True)
    """Known only to the mailbox: it confirms and it ends."""
    address = models.CharField(max_length=255, blank=True, default="")
    language = models.CharField(max_length=8, default="vi")
    state = StateField(FollowerState, default=FollowerState.ASKED.value)
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("state", FollowerState, "dossier_follower_state"),
            models.CheckConstraint(
                condition=Q(state=ENDED, address="", ended_at__isnull=False)
                | ~Q(state=ENDED) & ~Q(address="") & Q(ended_at__isnull=True),
                name="dossier_follower_forgotten",
                violation_error_message="Địa chỉ phải được xóa khi thôi theo dõi.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowerState.CONFIRMED.value) | Q(confirmed_at__isnull=False),
                name="dossier_follower_confirmed",
                violation_error_message="Theo dõi đã xác nhận phải có thời điểm xác nhận.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "address"],
                condition=~Q(state=ENDED),
                name="dossier_follower_once",
                violation_error_message="Hộp thư này đang theo dõi hồ sơ này.",
            ),
        ]
        indexes = [
            models.Index(fields=["address", "asked_at"], condition=Q(state="asked"), name="dossier_follower_asked")
        ]
        triggers = never_deleted("dossier_follower_kept")

    def __str__(self) -> str:
        return f"{self.state} #{self.dossier_id}"
