"""Người theo dõi thay đổi: by e-mail, with consent; what each has been told."""

from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted
from thutuc.disclosure.rules.subscriptions import SubscriptionState, Topic

ENDED = SubscriptionState.ENDED.value


class Subscription(Revisioned):
    """One mailbox that follows a procedure, a sector or everything. Ended: the address is forgotten."""

    key = models.CharField(max_length=40, unique=True)
    """Known only to the mailbox: it confirms and it ends."""
    topic = StateField(Topic)
    target = NfcCharField(max_length=160, blank=True, default="")
    """Full code of the procedure, slug of the sector."""
    address = models.CharField(max_length=255, blank=True, default="")
    language = models.CharField(max_length=8, default="vi")
    state = StateField(SubscriptionState, default=SubscriptionState.ASKED.value)
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("topic", Topic, "disclosure_subscription_topic"),
            in_states("state", SubscriptionState, "disclosure_subscription_state"),
            models.CheckConstraint(
                condition=Q(topic=Topic.ALL.value, target="") | ~Q(topic=Topic.ALL.value) & ~Q(target=""),
                name="disclosure_subscription_target",
                violation_error_message="Chọn thủ tục hoặc lĩnh vực muốn theo dõi.",
            ),
            models.CheckConstraint(
                condition=Q(state=ENDED, address="", ended_at__isnull=False)
                | ~Q(state=ENDED) & ~Q(address="") & Q(ended_at__isnull=True),
                name="disclosure_subscription_forgotten",
                violation_error_message="Địa chỉ phải được xóa khi thôi theo dõi.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubscriptionState.CONFIRMED.value) | Q(confirmed_at__isnull=False),
                name="disclosure_subscription_confirmed",
                violation_error_message="Theo dõi đã xác nhận phải có thời điểm xác nhận.",
            ),
            models.UniqueConstraint(
                fields=["address", "topic", "target"],
                condition=~Q(state=ENDED),
                name="disclosure_subscription_once",
                violation_error_message="Hộp thư này đang theo dõi mục đó.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "target"],
                condition=Q(state=SubscriptionState.CONFIRMED.value),
                name="disclosure_subscription_live",
            )
        ]
        triggers = never_deleted("disclosure_subscription_kept")

    def __str__(self) -> str:
        return f"{self.topic} {self.target}"


class SubscriptionNotice(models.Model):
    """One mailbox was told of one decision, once."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="notices")
    decision = models.ForeignKey("catalogue.PublicationDecision", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "decision"],
                name="disclosure_notice_once",
                violation_error_message="Hộp thư này đã được báo về quyết định đó.",
            )
        ]
        triggers = append_only("disclosure_notice_kept")

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.decision_id}"
