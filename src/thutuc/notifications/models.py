"""The outbox: messages written in the transaction of an act, sent after it; the in-app inbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.notifications.rules.messages import FINAL, Channel, MessageState


class Message(Revisioned):
    """One message to one person or address. The address is forgotten once it is sent; a secret body too."""

    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=80)
    channel = StateField(Channel)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    address = models.CharField(max_length=255, blank=True, default="")
    subject = NfcCharField(max_length=300)
    body = NfcTextField(blank=True, default="")
    link = NfcCharField(max_length=300, blank=True, default="")
    template_id = models.CharField(max_length=80, blank=True, default="")
    consent = models.BooleanField(default=False)
    basis = models.CharField(max_length=80, blank=True, default="")
    is_secret = models.BooleanField(default=False)
    state = StateField(MessageState, default=MessageState.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = NfcCharField(max_length=80, blank=True, default="")
    queued_by = models.CharField(max_length=120)
    queued_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            in_states("channel", Channel, "message_channel"),
            in_states("state", MessageState, "message_state"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(channel=Channel.IN_APP.value),
                name="message_in_app_has_person",
                violation_error_message="Thông báo trong hệ thống phải gửi đến một người.",
            ),
            models.CheckConstraint(
                condition=Q(address="") | ~Q(state__in=[state.value for state in sorted(FINAL)]),
                name="message_address_forgotten",
                violation_error_message="Địa chỉ phải được xóa sau khi gửi.",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT.value, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT.value) & Q(sent_at__isnull=True)),
                name="message_sent_has_time",
                violation_error_message="Thông báo đã gửi phải có thời điểm gửi.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "-queued_at"], name="message_inbox", condition=Q(channel=Channel.IN_APP.value)
            ),
            models.Index(
                fields=["person"],
                name="message_unread",
                condition=Q(channel=Channel.IN_APP.value, read_at__isnull=True),
            ),
            models.Index(
                fields=["queued_at"],
                name="message_waiting",
                condition=Q(state__in=[MessageState.QUEUED.value, MessageState.SENDING.value]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
