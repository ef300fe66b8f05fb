"""What a citizen is told, in plain words: where a dossier is, whose turn, what to do, what a message says."""

from thutuc.dossiers.rules.telling.messages import NOTICE, TOLD, Told, message_for

__all__ = ["NOTICE", "TOLD", "Told", "message_for"]
