"""Codes of procedures (control.md §2.2): join with the ministries on the base, key inside the province on the whole."""

import re
from dataclasses import dataclass

from thutuc.kernel.text import Labelled, gettext_noop, tidy

_NATIONAL = re.compile(r"(?P<base>\d\.\d{6})(?:\.(?P<suffix>\d{3}\.\d{2}\.\d{2}\.(?P<owner>[A-Z]\d{2})))?")
_LEGACY = re.compile(r"[TB]-[A-ZĐ]{2,6}-\d{3,7}(?:-[A-ZĐ]{1,4})?")
_CASE = re.compile(r"\d\.\d{6}\.\d{2}")
LONGEST = 60


class CodeShape(Labelled):
    """What a code looks like."""

    NATIONAL = "national", gettext_noop("Mã quốc gia")
    LOCAL = "local", gettext_noop("Mã của tỉnh")
    LEGACY = "legacy", gettext_noop("Mã cũ, trước năm 2018")
    OTHER = "other", gettext_noop("Mã khác mẫu")


@dataclass(frozen=True)
class Code:
    """A procedure code taken apart: `full` as written, `base` towards the ministries, `owner` the identity code."""

    full: str
    base: str
    shape: CodeShape
    owner: str = ""


def parse(text: str) -> Code:
    """Read a code in any shape; blanks go, letters become capitals. An unknown shape is its own base."""
    full = tidy(text).replace(" ", "").upper()
    match = _NATIONAL.fullmatch(full)
    if match:
        shape = CodeShape.LOCAL if match["suffix"] else CodeShape.NATIONAL
        return Code(full, match["base"], shape, match["owner"] or "")
    if _CASE.fullmatch(full):
        return Code(full, full[:8], CodeShape.OTHER)
    return Code(full, full, CodeShape.LEGACY if _LEGACY.fullmatch(full) else CodeShape.OTHER)


def base_of(text: str) -> str:
    """The code by which ministries and national systems know the procedure."""
    return parse(text).base


def localised(base: str, owner: str) -> str:
    """The code of a province for a national procedure: 1.000894 with H56 gives 1.000894.000.00.00.H56."""
    return f"{base}.000.00.00.{owner}"


def same_procedure(one: str, other: str) -> bool:
    """Whether two codes name one procedure towards the ministries."""
    return base_of(one) == base_of(other)
