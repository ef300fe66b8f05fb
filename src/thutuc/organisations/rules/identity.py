"""Mã định danh cơ quan in its two national shapes, and the local code of a procedure that ends with it.

QCVN 102:2016/BTTTT writes four levels from the bottom up, `000.00.15.H56`; Quyết định 20/2020/QĐ-TTg writes the
levels in use from the top down, `H56.15`. Codes of abolished units stay valid for old dossiers.
"""

import re
from dataclasses import dataclass

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

BASIS = "organisations.identity_code"
_LEGACY = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}")
_CURRENT = re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,3}")
_WIDTHS = (2, 2, 3)
_PROCEDURE = re.compile(r"(?P<base>\d\.\d{6})(\.(?P<agency>\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}))?")


@dataclass(frozen=True)
class ProcedureCode:
    """A national procedure code and, when localised, the identity code of its province in the old shape."""

    base: str
    agency: str = ""

    def __str__(self) -> str:
        return f"{self.base}.{self.agency}" if self.agency else self.base


def is_legacy(code: str) -> bool:
    """Whether `code` has the shape of QCVN 102:2016."""
    return _LEGACY.fullmatch(code) is not None


def is_current(code: str) -> bool:
    """Whether `code` has the shape of QĐ 20/2020."""
    return _CURRENT.fullmatch(code) is not None


def to_current(legacy: str) -> str:
    """`000.00.15.H56` → `H56.15`: zero groups at the bottom are no level. ValueError for another shape."""
    if not is_legacy(legacy):
        raise ValueError(legacy)
    groups = legacy.split(".")
    while len(groups) > 1 and not groups[0].strip("0"):
        groups.pop(0)
    return ".".join(reversed(groups))


def to_legacy(current: str) -> str | None:
    """`H56.15` → `000.00.15.H56`; None when a group is too long for the old shape."""
    if not is_current(current):
        return None
    first, *lower = current.split(".")
    groups = []
    for width, group in zip(_WIDTHS, [*lower, "", "", ""], strict=False):
        digits = group.lstrip("0")
        if len(digits) > width:
            return None
        groups.append(digits.zfill(width))
    return ".".join([*reversed(groups), first])


def top_of(code: str) -> str:
    """The level-1 code (`H56`, `G22`) of a code in either shape."""
    return (code.rsplit(".", 1)[-1] if is_legacy(code) else code.split(".", 1)[0]) if code else ""


def is_central(code: str) -> bool:
    """G is the centre; H a province; other letters are Party, Assembly, courts."""
    return top_of(code).startswith("G")


def parse_procedure(code: str) -> ProcedureCode | None:
    """`1.000894` or `1.000894.000.00.00.H56`; None for another shape. Ministries are joined on the base."""
    found = _PROCEDURE.fullmatch(code.strip())
    return ProcedureCode(found["base"], found["agency"] or "") if found else None


def local_code(base: str, identity: str) -> str:
    """The code of a procedure in a province: base, then the province's identity code in the old shape."""
    top = top_of(identity)
    return f"{base}.000.00.00.{top}"


def objections(*, current: str, legacy: str) -> list[Objection]:
    """What is wrong with the two codes of an agency; each may be empty, together they must agree."""
    found = []
    if current and not is_current(current):
        words = gettext_noop("Mã định danh viết như H99.15: chữ cái và hai số, rồi các cấp cách nhau bằng dấu chấm.")
        found.append(Objection("agency.identity_code", words, BASIS, "identity_code"))
    if legacy and not is_legacy(legacy):
        words = gettext_noop("Mã định danh cũ viết như 000.00.15.H99.")
        found.append(Objection("agency.legacy_identity_code", words, BASIS, "legacy_identity_code"))
    if not found and current and legacy and to_current(legacy) != current:
        words = gettext_noop("Hai mã định danh không khớp: mã cũ %(legacy)s ứng với %(current)s.")
        params = {"legacy": legacy, "current": to_current(legacy)}
        found.append(Objection("agency.identity_codes_differ", words, BASIS, "legacy_identity_code", params))
    return found
