"""What a citizen is told, in plain words: where a dossier is, whose turn, what to do, what a message says."""

from thutuc.dossiers.rules.telling.dates import LIMIT_UNITS, Answer, Promise, days_left, promise
from thutuc.dossiers.rules.telling.messages import NOTICE, ORDERED_FROM, TOLD, Told, message_for
from thutuc.dossiers.rules.telling.path import DONE_WORDS, INSIDE, Happened, Step, coming, walked
from thutuc.dossiers.rules.telling.standing import SAID, Said, Standing, Turn, here, said

__all__ = [
    "DONE_WORDS",
    "INSIDE",
    "LIMIT_UNITS",
    "NOTICE",
    "ORDERED_FROM",
    "SAID",
    "TOLD",
    "Answer",
    "Happened",
    "Promise",
    "Said",
    "Standing",
    "Step",
    "Told",
    "Turn",
    "coming",
    "days_left",
    "here",
    "message_for",
    "promise",
    "said",
    "walked",
]
