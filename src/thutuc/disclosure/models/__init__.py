"""What is remembered of disclosure: places, sheets, postings, scans, checks; the national database; who follows."""

from thutuc.disclosure.models.checks import CheckFinding, CheckItem, CheckRound
from thutuc.disclosure.models.national import (
    ComparisonClosing,
    ComparisonItem,
    ComparisonRequest,
    ComparisonRun,
    NationalEntry,
)
from thutuc.disclosure.models.places import Posting, PostingPlace, Sheet, SheetScan, SheetVersion
from thutuc.disclosure.models.printing import PrintAnswer, PrintOrder
from thutuc.disclosure.models.reminders import Reminder
from thutuc.disclosure.models.sites import SiteCheck, SiteFinding, UnitSite
from thutuc.disclosure.models.subscriptions import Subscription, SubscriptionNotice

__all__ = [
    "CheckFinding",
    "CheckItem",
    "CheckRound",
    "ComparisonClosing",
    "ComparisonItem",
    "ComparisonRequest",
    "ComparisonRun",
    "NationalEntry",
    "Posting",
    "PostingPlace",
    "PrintAnswer",
    "PrintOrder",
    "Reminder",
    "Sheet",
    "SheetScan",
    "SheetVersion",
    "SiteCheck",
    "SiteFinding",
    "Subscription",
    "SubscriptionNotice",
    "UnitSite",
]
