"""What is remembered of disclosure: places, sheets, postings, scans, checks."""

from thutuc.disclosure.models.checks import CheckFinding, CheckItem, CheckRound
from thutuc.disclosure.models.places import Posting, PostingPlace, Sheet, SheetScan, SheetVersion

__all__ = [
    "CheckFinding",
    "CheckItem",
    "CheckRound",
    "Posting",
    "PostingPlace",
    "Sheet",
    "SheetScan",
    "SheetVersion",
]
