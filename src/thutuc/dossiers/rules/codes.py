"""Codes of dossiers: agency, day, number without gaps (one-stop.md §3; Circular 01/2018/TT-VPCP, 03/2025/TT-VPCP).

The pattern is the law's of today; since 05/08/2026 the Ministry of Public Security may give another one.
"""

import re
from datetime import date, datetime

from thutuc.kernel.periods import local_date

_OLD = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}")
_NEW = re.compile(r"[A-Z]\d{2}(\.[0-9A-Z]{1,3}){0,6}")
_CODE = re.compile(r"(?P<agency>.+)-(?P<day>\d{6})-(?P<number>\d{4,6})")
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a look-up secret is made of: no letter that looks like another, for it is read from paper and typed."""
TYPED_LENGTH = 8


def series(agency_code: str, day: date) -> str:
    """The name of the counter: one a day for every agency."""
    return f"dossier:{agency_code}:{day:%y%m%d}"


def code(agency_code: str, day: date, number: int) -> str:
    """`H56.15-190806-0001`: the number is padded to four digits and may grow."""
    return f"{agency_code}-{day:%y%m%d}-{number:04}"


def is_code(text: str) -> bool:
    """Shaped like a dossier code of either scheme, with a real day in it."""
    found = _CODE.fullmatch(text.strip())
    if not found or not (_OLD.fullmatch(found["agency"]) or _NEW.fullmatch(found["agency"])):
        return False
    day = found["day"]
    try:
        date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        return False
    return True


def day_of(at: datetime) -> date:
    """The day in a code is the local day of acceptance."""
    return local_date(at)


def typed_secret(text: str) -> str:
    """A secret as people type it: blanks, dashes and small letters do not matter."""
    return re.sub(r"[\s\-–.]", "", text).upper()
