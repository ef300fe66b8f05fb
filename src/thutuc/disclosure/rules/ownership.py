"""Whose export is it? A file of another province is refused before anything is compared (control.md §2.2).

Two witnesses: the identity code behind a localised code (1.000894.000.00.00.H56 is of Thanh Hóa), and the province
that the agencies of the rows are of. The national list itself names no province, and is nobody's.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from thutuc.catalogue.rules.codes import parse
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import fold, gettext_noop, tidy

BASIS = "organisations.identity_code"
_NAMED = re.compile(r"\b(?:tỉnh|thành phố|TP\.?)\s+([^,;.()\n]+)", re.IGNORECASE)
_HEAD = re.compile(r"^(?:tinh|thanh pho|tp)\.?\s+")
SHARE = 5
"""A province named in one row of so many makes the file its own, unless ours is named more often."""


def objections(rows: Sequence[ImportedRow], *, codes: Collection[str], names: Iterable[str]) -> list[Objection]:
    """Why the file is not ours. `codes`: the identity codes of the province, old ones too; `names`: its names."""
    return _by_codes(rows, frozenset(codes)) or _by_names(rows, frozenset(map(province_key, names)))


def province_key(name: str) -> str:
    """A province by the words of its own: «Tỉnh An Lạc» is «an lac»."""
    return _HEAD.sub("", fold(tidy(name)))


def _by_codes(rows: Sequence[ImportedRow], ours: frozenset[str]) -> list[Objection]:
    owners = Counter(owner for row in rows if (owner := parse(row.content.code).owner))
    others = {owner: count for owner, count in owners.items() if owner not in ours}
    if not others:
        return []
    words = gettext_noop(
        "Tệp này của tỉnh khác: %(rows)s mã thủ tục mang mã định danh %(owner)s, mã của tỉnh ta là %(ours)s. "
        "Chưa đối soát gì. Xuất lại tệp từ tài khoản của tỉnh rồi nạp lại."
    )
    owner = max(others, key=lambda each: (others[each], each))
    params = {"rows": sum(others.values()), "owner": owner, "ours": ", ".join(sorted(ours))}
    return [Objection("comparison.other_province", words, BASIS, "file", params)]


def _by_names(rows: Sequence[ImportedRow], ours: frozenset[str]) -> list[Objection]:
    named: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for row in rows:
        for name in _provinces(row.content):
            shown.setdefault(province_key(name), name)
        named.update({province_key(name) for name in _provinces(row.content)})
    own = sum(count for key, count in named.items() if key in ours)
    others = Counter({key: count for key, count in named.items() if key not in ours})
    if not others:
        return []
    ((key, count),) = others.most_common(1)
    if count <= own or count * SHARE < len(rows):
        return []
    words = gettext_noop(
        "Tệp này có vẻ của tỉnh khác: %(rows)s dòng ghi cơ quan của %(name)s. "
        "Chưa đối soát gì. Xuất lại tệp từ tài khoản của tỉnh rồi nạp lại."
    )
    return [Objection("comparison.other_province", words, BASIS, "file", {"rows": count, "name": shown[key]})]


def _provinces(content: ProcedureContent) -> set[str]:
    """The provinces whose agencies publish or resolve it; who works with them says nothing."""
    told = (content.regulating_agency, content.resolving_agency, content.competent_authority)
    return {name for text in told for words in _NAMED.findall(text) if (name := _proper(words))}


def _proper(words: str) -> str:
    """The capitalised words at the head: «Gia Lai nơi cư trú» is «Gia Lai», «ủy» is none."""
    return " ".join(takewhile(lambda word: word[:1].isupper() or word in "-–", words.split())).strip(" -–")
