"""Procedures of the demo as dated contents: the newest text in full, earlier ones as what was different."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thutuc.catalogue.rules.codes import localised
from thutuc.catalogue.rules.content import (
    DossierCase,
    LegalBasis,
    Offer,
    OnlineOffer,
    Output,
    ProcedureContent,
    ProcessStep,
    RequiredDocument,
    Step,
)
from thutuc.catalogue.rules.terms import (
    Channel,
    LegacyLevel,
    Level,
    Mechanism,
    OnlineScheme,
    ProcedureType,
    Subject,
)
from thutuc.demo.rules import notation

Table = Mapping[str, Any]
OPENING = "opening"
"""The decision whose list the opening act takes over."""
NATIONAL_ISSUERS = {
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "PL-UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "NĐ-CP": "Chính phủ",
    "QĐ-TTg": "Thủ tướng Chính phủ",
    "NQ-HĐND": "Hội đồng nhân dân tỉnh An Lạc",
}
MINISTRIES = {
    "BTP": "Bộ Tư pháp",
    "BTC": "Bộ Tài chính",
    "BCA": "Bộ Công an",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BLĐTBXH": "Bộ Lao động – Thương binh và Xã hội",
    "BGTVT": "Bộ Giao thông vận tải",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
}


@dataclass(frozen=True)
class Ministry:
    """The decision of a ministry that a decision of the province follows, and how it came."""

    number: str
    issuer: str
    signed_on: date
    effective_on: date
    arrived_on: date
    register_number: str


@dataclass(frozen=True)
class Decision:
    """Quyết định công bố of the chairman of An Lạc; `law` is the text that led to it."""

    key: str
    number: str
    title: str
    signed_on: date
    effective_on: date
    agency: str = ""
    law: str = ""
    ministry: Ministry | None = None


@dataclass(frozen=True)
class Cited:
    """A legal document that the procedures cite."""

    number: str
    title: str
    issuer: str
    issued_on: date | None = None
    effective_on: date | None = None

    @property
    def basis(self) -> LegalBasis:
        return LegalBasis(self.number, self.title, self.issued_on, self.issuer)


@dataclass(frozen=True)
class DatedContent:
    """A content and the decision that brought it."""

    decision: str
    content: ProcedureContent


@dataclass(frozen=True)
class Story:
    """One procedure through the years: its contents, oldest first, and the decision that ended it."""

    code: str
    contents: tuple[DatedContent, ...]
    abolished_by: str = ""


@dataclass(frozen=True)
class Shelf:
    """What the procedures' files refer to."""

    sectors: Mapping[str, Table]
    documents: Mapping[str, Cited]
    chains: Mapping[str, Sequence[Sequence[str]]]
    decisions: Mapping[str, Decision]
    identity: str


def decisions(tables: Mapping[str, Table], as_of: date) -> dict[str, Decision]:
    """The decisions with their days."""
    return {
        key: Decision(
            key,
            table["number"],
            table["title"],
            notation.day_of(table["signed"], as_of),
            notation.day_of(table["effective"], as_of),
            table["agency"],
            table.get("law", ""),
            _ministry(table["ministry"], as_of) if "ministry" in table else None,
        )
        for key, table in tables.items()
    }


def _ministry(table: Table, as_of: date) -> Ministry:
    signed, effective, arrived = (notation.day_of(table[key], as_of) for key in ("signed", "effective", "arrived"))
    return Ministry(table["number"], table["issuer"], signed, effective, arrived, table["register"])


def documents(rows: Iterable[Sequence[str]]) -> dict[str, Cited]:
    """The cited documents by number."""
    found = {}
    for number, title, issued, effective in rows:
        days = [date.fromisoformat(day) if day else None for day in (issued, effective)]
        found[number] = Cited(number, title, issuer_of(number), *days)
    return found


def issuer_of(number: str) -> str:
    """Who issues a document, told by the letters of its number."""
    letters = number.rsplit("/", 1)[-1].rstrip("0123456789")
    if letters in NATIONAL_ISSUERS:
        return NATIONAL_ISSUERS[letters]
    return "; ".join(MINISTRIES[part] for part in letters.split("-")[1:])


def stories(sector: str, tables: Iterable[Table], shelf: Shelf) -> Iterator[Story]:
    """The procedures of one file."""
    for table in tables:
        texts = sorted([table, *_earlier(table)], key=lambda text: shelf.decisions[text["decision"]].effective_on)
        contents = tuple(DatedContent(text["decision"], _content(sector, text, shelf)) for text in texts)
        yield Story(contents[-1].content.code, contents, table.get("abolished_by", ""))


def _earlier(table: Table) -> list[Table]:
    """Earlier texts as what was different: from the newest, or from the earlier text that `after` names."""
    told: dict[str, Table] = {}
    for changes in table.get("earlier", ()):
        told[changes["decision"]] = {**told.get(changes.get("after", ""), table), **changes}
    return list(told.values())


def _content(sector: str, text: Table, shelf: Shelf) -> ProcedureContent:
    is_local = text.get("local", False)
    about = shelf.sectors[sector]
    decision = shelf.decisions[text["decision"]]
    return ProcedureContent(
        code=localised(text["code"], shelf.identity) if is_local else text["code"],
        name=text["name"],
        levels=tuple(Level(level) for level in text["levels"]),
        procedure_type=ProcedureType.LAW_DELEGATED if is_local else ProcedureType.NOT_DELEGATED_LOCAL,
        sector=about["name"],
        subjects=tuple(Subject(subject) for subject in text["subjects"]),
        steps=tuple(Step(words, title) for title, words in text["steps"]),
        offers=tuple(_offers(text["offers"])),
        cases=tuple(_cases(text)),
        sets=text.get("sets", 1),
        resolving_agency=text["agency"],
        competent_authority=text.get("authority", text["agency"]),
        cooperating_agency=text.get("cooperating", ""),
        reception_address=text["place"],
        outputs=tuple(Output(name) for name in text["outputs"]),
        conditions=text["conditions"],
        legal_bases=tuple(shelf.documents[number].basis for number in text["laws"]),
        regulating_agency="" if is_local else about["ministry"],
        regulating_agency_code="" if is_local else about["ministry_code"],
        decision_number=decision.number,
        keywords=text["keywords"],
        description=text["description"],
        mechanism=Mechanism(text["mechanism"]),
        is_boundary_free=text.get("boundary_free", False) and text["decision"] != OPENING,
        is_internal=text.get("internal", False),
        online_levels=(_online(text["online"]),),
        workflow=tuple(_workflow(text, shelf)),
        workflow_decision=decision.number,
    )


def _offers(tables: Iterable[Table]) -> Iterator[Offer]:
    """One offer for each channel of a line."""
    for table in tables:
        for channel in table["by"].split():
            yield Offer(
                channel=Channel(channel),
                case=table.get("case", ""),
                limit=notation.limit(table["limit"]),
                legal_limit=notation.limit(table["law"]) if "law" in table else None,
                fees=tuple(notation.fee(words) for words in table["fees"]),
            )


def _cases(text: Table) -> Iterator[DossierCase]:
    """Papers by case; an earlier text may have had one list only."""
    tables = [{"name": "", "papers": text["papers"]}] if "papers" in text else text["cases"]
    for table in tables:
        yield DossierCase(table["name"], tuple(_paper(*row) for row in table["papers"]))


def _paper(name: str, count: str, form: str, note: str) -> RequiredDocument:
    originals, copies = notation.counts(count)
    return RequiredDocument(name, originals, copies, form, bool(form), note)


def _online(level: str) -> OnlineOffer:
    is_old = level in {member.value for member in LegacyLevel}
    return OnlineOffer(OnlineScheme.LEGACY if is_old else OnlineScheme.SERVICE, level)


def _workflow(text: Table, shelf: Shelf) -> Iterator[ProcessStep]:
    told = text["workflow"]
    names = {"unit": told["unit"], "agency": text["agency"].split(";")[0].split(" (")[0]}
    rows = zip(shelf.chains[told["chain"]], told["direct"], told["online"], strict=True)
    for (_kind, role, unit, name, output), direct, online in rows:
        yield ProcessStep(
            name=name,
            role=role,
            unit=unit.format(**names),
            hours_direct=Decimal(str(direct)),
            hours_online=Decimal(str(online)),
            output=output,
        )
