"""Sending what the outbox holds."""

from thutuc.notifications import adapters, services
from thutuc.web import clock


def send(message: int) -> None:
    """Send one message, once: a second run finds nothing to take. A failure waits for `retry`."""
    taken = services.claim(pk=message, at=clock.now())
    if taken is None:
        return
    try:
        adapters.deliver(taken)
    except Exception as error:
        services.failed(message=taken, fault=type(error).__name__)
    else:
        services.sent(message=taken, at=clock.now())


def retry() -> None:
    """Ask again for messages that have waited too long; safe to run twice or late."""
    services.ask_again(at=clock.now())
