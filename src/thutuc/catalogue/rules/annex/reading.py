"""A row of an annex turned into an operation: its cells laid over the content that stands, or the ministry's own.

What cannot be read as a figure stays as text and is said; a cell that is empty changes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.annex.columns import AnnexColumn, abolition_in
from thutuc.catalogue.rules.annex.matching import Match
from thutuc.catalogue.rules.annex.tables import AnnexRow
from thutuc.catalogue.rules.content import Fee, LegalBasis, Offer, OnlineOffer, ProcedureContent, TimeLimit
from thutuc.catalogue.rules.decisions.operations import ONLINE, Operation, Reception, received
from thutuc.catalogue.rules.decisions.terms import OperationKind, PublicationCase
from thutuc.catalogue.rules.parts import PARTS
from thutuc.catalogue.rules.terms import Channel, Level, ServiceLevel, TimeUnit
from thutuc.kernel.text import fold, gettext_noop, tidy

_SAME = re.compile(r"(?:khong thay doi|giu nguyen|nhu cu|khong doi|//|\.\.\.|…)\s*\.?")
CODES = re.compile(r"\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?")


@dataclass(frozen=True)
class Told:
    """What was made of a row: the operation, and what the person should look at."""

    operation: Operation
    notes: tuple[str, ...] = ()


def operation_of(
    row: AnnexRow,
    match: Match,
    *,
    kind: OperationKind,
    base: ProcedureContent | None,
    base_number: int | None = None,
    replaced: Sequence[str] = (),
    case: PublicationCase = PublicationCase.LIST,
) -> Told:
    """The operation of a matched row; `base` is the standing content, or the ministry's for what is brought in."""
    name = _name(row)
    basis = tidy(row.cell(AnnexColumn.ACT))
    if kind is OperationKind.ABOLISHED:
        basis = basis or tidy(row.cell(AnnexColumn.BASES))
        told = Operation(
            *(kind, match.code, match.name or name), abolition_kind=abolition_in(row.title), basis=basis, case=case
        )
        return Told(replace(told, note=row.cell(AnnexColumn.NOTE)))
    content, notes = overlay(base or ProcedureContent(match.code, name), row)
    operation = Operation(
        kind=kind,
        code=match.code,
        name=content.name,
        content=replace(content, code=match.code),
        parts=_parts(row.cell(AnnexColumn.PARTS)),
        replaces=tuple(replaced) if kind is OperationKind.REPLACED else (),
        basis=basis,
        case=case,
        note=row.cell(AnnexColumn.NOTE),
        base_number=base_number,
    )
    return Told(operation, tuple(notes))


def replaced_codes(row: AnnexRow) -> tuple[str, ...]:
    """The codes that a row says it replaces."""
    text = row.cell(AnnexColumn.OLD_CODE) or row.cell(AnnexColumn.OLD_NAME)
    return tuple(dict.fromkeys(CODES.findall(text)))


def _name(row: AnnexRow) -> str:
    """The name without the code that some annexes write behind it."""
    return tidy(re.sub(r"\(?\s*" + CODES.pattern + r"\s*\)?", " ", row.cell(AnnexColumn.NAME)))


def code_of(row: AnnexRow) -> str:
    """The code in its own cell, else in the cell of the name."""
    return (
        next(iter(CODES.findall(row.cell(AnnexColumn.NAME))), "")
        if not row.cell(AnnexColumn.CODE)
        else words.line(row.cell(AnnexColumn.CODE))
    )


def overlay(content: ProcedureContent, row: AnnexRow) -> tuple[ProcedureContent, list[str]]:
    """The content with what the cells say, and notes on what stayed as text."""
    notes: list[str] = []
    name = _name(row)
    if name and fold(name) != fold(content.name):
        content = replace(content, name=name)
    content = _levels(content, row)
    if place := _spoken(row, AnnexColumn.PLACE):
        content = placed(content, place)
    if limit := _spoken(row, AnnexColumn.LIMIT):
        content = limited(content, limit, notes)
    if fees := _spoken(row, AnnexColumn.FEES):
        content = charged(content, fees, notes)
    if bases := _spoken(row, AnnexColumn.BASES):
        content = replace(content, legal_bases=_bases(bases, content.legal_bases))
    if agency := _spoken(row, AnnexColumn.AGENCY):
        content = replace(content, resolving_agency=words.line(agency.replace("\n", "; ")))
    if sector := tidy(row.cell(AnnexColumn.SECTOR)) or row.sector:
        content = replace(content, sector=content.sector or sector)
    return received(content, _reception(row)), notes


def _spoken(row: AnnexRow, column: AnnexColumn) -> str:
    text = row.cell(column)
    return "" if not text or _SAME.fullmatch(fold(tidy(text))) else text


def _levels(content: ProcedureContent, row: AnnexRow) -> ProcedureContent:
    told, _unknown = words.levels(re.split(r"[\n;,]", row.cell(AnnexColumn.LEVELS)))
    found: tuple[Level, ...] = told or (() if content.levels else row.levels)
    return replace(content, levels=found) if found else content


_CHANNELS = (
    (Channel.DIRECT, r"truc tiep|tai (?:quay|tru so|bo phan|trung tam)"),
    (Channel.ONLINE, r"truc tuyen|toan trinh|mot phan|cong dich vu cong|dvctt"),
    (Channel.POSTAL, r"buu chinh|bcci|buu dien"),
)


def placed(content: ProcedureContent, text: str) -> ProcedureContent:
    """Địa điểm, cách thức: the channels named in the cell, the words of it as the place."""
    named = [channel for channel, pattern in _CHANNELS if re.search(pattern, fold(text))]
    offers = content.offers
    if named:
        have = {offer.channel for offer in offers}
        model = offers[0] if offers else Offer(Channel.DIRECT)
        kept = tuple(offer for offer in offers if offer.channel in named)
        more = tuple(replace(model, channel=each, description="", case="") for each in named if each not in have)
        offers = (*kept, *more)
    elif not offers:
        offers = (Offer(Channel.DIRECT),)
    return replace(content, offers=offers, reception_address=words.clean(text))


def _by_channel(text: str) -> dict[Channel | None, str]:
    """«Trực tiếp: 5 ngày», «Trực tuyến: 3 ngày»: lines by the channel that they name; None for every channel."""
    found: dict[Channel | None, str] = {}
    for line in re.split(r"[\n;]", text):
        head, colon, rest = line.strip(" -+•.").partition(":")
        channel = words.channel(head) if colon else None
        said = rest.strip() if channel else line.strip(" -+•")
        if said:
            found[channel] = f"{found[channel]}; {said}" if channel in found else said
    return found


def _offers(content: ProcedureContent, told: dict[Channel | None, str]) -> tuple[Offer, ...]:
    have = {offer.channel for offer in content.offers}
    more = tuple(Offer(channel) for channel in told if channel and channel not in have)
    return (*content.offers, *more) or (Offer(Channel.DIRECT),)


def limited(content: ProcedureContent, text: str, notes: list[str]) -> ProcedureContent:
    """Thời hạn: one for every channel, or one each; of cases only the plain one is touched."""
    told = _by_channel(text)
    limits = {channel: read_limit(said) for channel, said in told.items()}
    if any(limit.amount is None and limit.unit is not TimeUnit.SAME_DAY for limit in limits.values()):
        notes.append(gettext_noop("Thời hạn không đọc được thành số: giữ nguyên văn."))
    offers = []
    for offer in _offers(content, told):
        limit = limits.get(offer.channel, limits.get(None))
        offers.append(replace(offer, limit=limit) if limit and not offer.case else offer)
    return replace(content, offers=tuple(offers))


_LEAD = re.compile(r"^(?:không quá|trong thời hạn|trong vòng|tối đa|ngay)\s+", re.IGNORECASE)


def read_limit(text: str) -> TimeLimit:
    """«05 ngày làm việc», «ngay trong ngày»; more words stay as the note."""
    bare = re.sub(
        r"^(?:không quá|trong thời hạn|trong vòng|tối đa|ngay)\s+", "", words.clean(text), flags=re.IGNORECASE
    )
    found = words.time_limit(bare)
    return found if found.amount is not None or found.unit is TimeUnit.SAME_DAY else words.time_limit(text)


def charged(content: ProcedureContent, text: str, notes: list[str]) -> ProcedureContent:
    """Phí, lệ phí: for every channel, or each its own."""
    told = _by_channel(text)
    fees = {channel: read_fees(said) for channel, said in told.items()}
    if any(fee.amount is None for each in fees.values() for fee in each):
        notes.append(gettext_noop("Phí, lệ phí không đọc được thành số: giữ nguyên văn."))
    offers = []
    for offer in _offers(content, told):
        own = fees.get(offer.channel, fees.get(None))
        offers.append(replace(offer, fees=own) if own is not None and not offer.case else offer)
    return replace(content, offers=tuple(offers))


_RATE = re.compile(r"(?P<fee>.*?\d[\d.,]*\s*(?:đồng|đ|vnđ|vnd))\s*/\s*(?P<per>[^;\n]+)", re.IGNORECASE)


def read_fees(text: str) -> tuple[Fee, ...]:
    """«Không», «Miễn phí», «15.000 đồng/trường hợp», «Lệ phí: 8.000 đ»; lines or semicolons part several."""
    found: list[Fee] = []
    for said in filter(None, (each.strip(" -+•") for each in re.split(r"[\n;]", words.clean(text)))):
        rate = _RATE.fullmatch(said)
        if words.says_none(said):
            found.append(Fee(0))
        elif rate:
            found += words.fees(rate["fee"], rate["per"].strip())
        else:
            found += words.fees(said)
    return tuple(found)


def _bases(text: str, known: tuple[LegalBasis, ...]) -> tuple[LegalBasis, ...]:
    """The texts cited, each once; a title that was known stays."""
    titles = {basis.number: basis for basis in known}
    found: dict[str, LegalBasis] = {}
    for said in re.split(r"[\n;]", text):
        bare = words.line(said).strip(" -+•.;")
        if bare:
            basis = words.basis(bare)
            found.setdefault(basis.number, titles.get(basis.number, basis))
    return tuple(found.values())


_YES, _NO = {"x", "co", "v", "✓", "thuc hien"}, {"khong", "khong thuc hien", "0"}


def _flag(text: str) -> bool | None:
    key = fold(tidy(text)).strip(" .")
    return True if key in _YES else False if key in _NO else None


def _reception(row: AnnexRow) -> Reception:
    online = fold(tidy(row.cell(AnnexColumn.ONLINE)))
    level = (
        ServiceLevel.FULL
        if "toan trinh" in online or "muc do 4" in online
        else ServiceLevel.PARTIAL
        if "mot phan" in online or "muc do 3" in online
        else None
    )
    return Reception(
        at_centre=_flag(row.cell(AnnexColumn.CENTRE)),
        by_post=_flag(row.cell(AnnexColumn.POST)),
        boundary_free=_flag(row.cell(AnnexColumn.BOUNDARY)),
        online=OnlineOffer(ONLINE, level.value) if level else None,
    )


def _parts(text: str) -> tuple[str, ...]:
    """The parts that the annex says it changes, by their names."""
    key = fold(tidy(text))
    return tuple(part.key for part in PARTS if key and fold(part.label).split(",")[0] in key)
