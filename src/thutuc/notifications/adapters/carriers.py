"""Carriers: e-mail by Django, SMS and Zalo by whatever settings name (a console stands in until a contract exists)."""

import sys
from typing import Protocol

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from thutuc.notifications.models import Message
from thutuc.notifications.rules.messages import Channel, masked

log = structlog.get_logger("thutuc.notifications")


class Carrier(Protocol):
    """Takes one message away; any exception means that it did not leave."""

    def send(self, message: Message) -> None: ...


class Email:
    """By the mail server of EMAIL_URL."""

    def send(self, message: Message) -> None:
        """One plain text message."""
        mail = EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.address])
        mail.extra_headers["Auto-Submitted"] = "auto-generated"
        mail.send()


class Console:
    """Stands in for SMS and Zalo: a line in the log without the person; the text itself only while developing."""

    def send(self, message: Message) -> None:
        """Tell that a message would have left."""
        log.info(
            "message",
            kind=message.kind,
            channel=str(message.channel),
            to=masked(message.address),
            template=message.template_id,
            length=len(message.body),
        )
        if settings.DEBUG:
            sys.stdout.write(f"[{message.channel}] {message.subject}\n{message.body}\n")


def deliver(message: Message) -> None:
    """Hand the message to its carrier."""
    carrier_of(Channel(message.channel)).send(message)


def carrier_of(channel: Channel) -> Carrier:
    """The carrier of a channel: settings.NOTIFICATION_CARRIERS names the class."""
    carrier: type[Carrier] = import_string(settings.NOTIFICATION_CARRIERS[channel.value])
    return carrier()
