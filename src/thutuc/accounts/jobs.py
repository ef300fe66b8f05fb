"""What accounts do by the clock."""

from thutuc.accounts import services
from thutuc.web import clock


def forget_answers() -> None:
    """Kept answers of the interface live for a day."""
    services.forget_answers(at=clock.now())
