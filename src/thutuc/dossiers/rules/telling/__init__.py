"""What a citizen is told, in plain words: where a dossier is, whose turn, what to do, what a message says."""

from thutuc.dossiers.rules.telling.messages import NOTICE, ORDERED_FROM, TOLD, Told, message_for
from thutuc.dossiers.rules.telling.path import DONE_WORDS, INSIDE, Happened, Step, coming, walked
from thutuc.dossiers.rules.telling.standing import SAID, Said, Standing, Turn, said

__all__ = [
    "DONE_WORDS",
    "INSIDE",
    "NOTICE",
    "ORDERED_FROM",
    "SAID",
    "TOLD",
    "Happened",
    "Said",
    "Standing",
    "Step",
    "Told",
    "Turn",
    "coming",
    "message_for",
    "said",
    "walked",
]
