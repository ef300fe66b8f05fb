"""One line of a spreadsheet: cells as people type them, turned into a content."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from thutuc.catalogue.readers.fields import Faults
from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.codes import LONGEST, parse
from thutuc.catalogue.rules.columns import BY_KEY
from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    Offer,
    Output,
    ProcedureContent,
    RequiredDocument,
    Step,
    TimeLimit,
)
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.catalogue.rules.terms import Channel
from thutuc.kernel.text import fold, gettext_noop

_WITHDRAWN = re.compile(r"bai bo|huy bo|het hieu luc|abolish")
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_COUNTS = re.compile(r"[—–:;,(-]\s*(\d+)\s*bản chính(?:\W+(\d+)\s*bản sao)?\s*\)?\s*$", re.IGNORECASE)


def shown(value: Any, *, keep: bool = False) -> str:
    """A cell as a person sees it: days day first, 5 for 5.0. `keep` leaves the lines of the cell."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        value = format(Decimal(repr(value)).normalize(), "f") if value == value else ""
    return words.clean(value) if keep else words.line(value)


class Cells:
    """One row by part."""

    def __init__(self, values: Mapping[str, Any], number: int, faults: Faults) -> None:
        self.values, self.number, self.faults = values, number, faults
        self.unknown: list[str] = []

    def row(self, raw: str) -> ImportedRow:
        """The row as the import takes it; it speaks only of the parts that the sheet has."""
        content = self.content()
        self._check_days()
        spoken = {name for key in self.values for name in BY_KEY[key].fields}
        if {"limit", "fees", "channels"} & set(self.values):
            spoken.add("offers")
        state = fold(self.line("state"))
        withdrawn = bool(_WITHDRAWN.search(state)) if state else None
        columns = frozenset(self.values)
        return ImportedRow(self.number, raw, content, frozenset(spoken), tuple(self.unknown), withdrawn, columns)

    def line(self, key: str) -> str:
        """The cell in one line."""
        return shown(self.values.get(key))

    def lines(self, key: str, marks: str = "\n") -> list[str]:
        """The lines of a cell; `marks` are the characters that end one."""
        text = shown(self.values.get(key), keep=True)
        return [words.line(part) for part in re.split(f"[{re.escape(marks)}]", text) if words.line(part)]

    def code(self) -> str:
        """The code; a code typed as a number gets back its six digits (1.00089 is 1.000890)."""
        value = self.values.get("code")
        code = parse(f"{value:.6f}" if isinstance(value, float) else shown(value)).full
        if not code:
            message = gettext_noop("Dòng %(row)s: không có mã thủ tục (cột «%(field)s»).")
            self.faults.add("no_code", message, row=self.number, field="code")
        elif len(code) > LONGEST:
            message = gettext_noop("Dòng %(row)s: mã thủ tục dài hơn %(most)s ký tự (cột «%(field)s»).")
            self.faults.add("code_too_long", message, row=self.number, field="code", most=LONGEST)
        return code

    def content(self) -> ProcedureContent:
        """The content as far as the row tells it."""
        levels, unknown = words.levels(self.lines("levels", "\n;,"))
        subjects, others = words.subjects(self.lines("subjects", "\n;"))
        self.unknown += [*unknown, *others]
        kind = words.procedure_type(self.line("type"))
        if kind is None and self.line("type"):
            self.unknown.append(self.line("type"))
        return ProcedureContent(
            code=self.code(),
            name=self.line("name"),
            levels=levels,
            procedure_type=kind,
            sector=self.line("sector"),
            sector_code=self.line("sector_code"),
            subjects=subjects,
            subjects_note="; ".join(others),
            steps=tuple(Step(text) for text in self.lines("steps")),
            offers=tuple(self._offers()),
            cases=self._cases(),
            sets=words.count(self.line("sets")),
            resolving_agency=self.line("resolving_agency"),
            competent_authority=self.line("competent_authority"),
            delegated_agency=self.line("delegated_agency"),
            cooperating_agency=self.line("cooperating_agency"),
            reception_address="\n".join(self.lines("reception_address")),
            outputs=tuple(Output(text) for text in self.lines("outputs")),
            conditions="\n".join(self.lines("conditions")),
            legal_bases=tuple(words.basis(text) for text in self.lines("bases", "\n;")),
            regulating_agency=self.line("regulating_agency"),
            decision_number=self.line("decision_number"),
            keywords=self.line("keywords"),
            description="\n".join(self.lines("description")),
        )

    def _cases(self) -> tuple[DossierCase, ...]:
        papers = tuple(_paper(text) for text in self.lines("papers"))
        return (DossierCase("", papers),) if papers else ()

    def _offers(self) -> Iterator[Offer]:
        """A way of filing for each channel named; limits and fees may name the channel that they are for."""
        limits, fees = self._by_channel("limit"), self._by_channel("fees")
        named = self._channels()
        for channel in named or ([Channel.DIRECT] if limits or fees else []):
            limit = limits.get(channel) or limits.get(None) or []
            told = fees.get(channel) or fees.get(None) or []
            yield Offer(channel, limit=_limit(limit), fees=tuple(fee for text in told for fee in _fees(text)))

    def _channels(self) -> list[Channel]:
        found = []
        for text in self.lines("channels", "\n;,"):
            channel = words.channel(text)
            if channel is None:
                self.unknown.append(text)
            elif channel not in found:
                found.append(channel)
        return found

    def _by_channel(self, key: str) -> dict[Channel | None, list[str]]:
        found: dict[Channel | None, list[str]] = {}
        for text in self.lines(key):
            head, colon, rest = text.partition(":")
            channel = words.channel(head) if colon else None
            found.setdefault(channel, []).append(rest.strip() if channel else text)
        return found

    def _day(self, key: str) -> date | None:
        value = self.values.get(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or not self.line(key):
            return value if isinstance(value, date) else None
        match = _TYPED_DAY.fullmatch(self.line(key))
        try:
            if match and match[4]:
                return date(int(match[4]), int(match[5]), int(match[6]))
            if match:
                return date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            pass
        message = gettext_noop("Dòng %(row)s, cột «%(field)s»: không đọc được ngày. Ghi theo dạng 01/07/2026.")
        self.faults.add("day", message, row=self.number, field=key)
        return None

    def _check_days(self) -> None:
        starts, ends = self._day("effective_from"), self._day("effective_to")
        if starts and ends and ends <= starts:
            message = gettext_noop("Dòng %(row)s, cột «%(field)s»: ngày hết hiệu lực phải sau ngày có hiệu lực.")
            self.faults.add("dates", message, row=self.number, field="effective_to")


def _limit(texts: list[str]) -> TimeLimit:
    return words.time_limit("\n".join(texts)) if texts else TimeLimit()


def _fees(text: str) -> tuple[Fee, ...]:
    return words.fees(text)


def _paper(text: str) -> RequiredDocument:
    """«Tờ khai — 1 bản chính, 2 bản sao»; without counts the whole line is the name."""
    match = _COUNTS.search(text)
    if not match:
        return RequiredDocument(text)
    return RequiredDocument(text[: match.start()].strip(), int(match[1]), int(match[2]) if match[2] else None)
