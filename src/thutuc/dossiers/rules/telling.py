"""What the applicant is told, in plain words (Decree 224/2026 Art. 15(1)g)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """A message: no personal data in its subject."""

    subject: str
    body: str


def message_for(code: str, *, dossier_code: str, procedure: str, due_on: date | None, reason: str) -> Told | None:
    """The message of an act; None where the applicant is told nothing."""
    return None
