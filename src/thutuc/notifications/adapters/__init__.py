"""Foreign doors of messages: the sign-in library that sends codes, the carriers that take messages away."""

from thutuc.notifications.adapters.accounts import AccountAdapter
from thutuc.notifications.adapters.carriers import deliver

__all__ = ["AccountAdapter", "deliver"]
