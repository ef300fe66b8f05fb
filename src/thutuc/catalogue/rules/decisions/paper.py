"""A publication decision and its submission as they stand on paper (Decree 63/2010 Art. 15; control.md §3.2)."""

from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.content import Offer, ProcedureContent
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, PublicationCase, SignerCapacity
from thutuc.catalogue.rules.parts import TWELVE, part
from thutuc.catalogue.rules.terms import Channel

_WAYS = {Channel.DIRECT: "Trực tiếp", Channel.ONLINE: "Trực tuyến", Channel.POSTAL: "Bưu chính công ích"}


@dataclass(frozen=True)
class AnnexRow:
    """One procedure in an annex. Texts may have several lines; "" is nothing to say.

    `changes` names the changed parts, `basis` the text that amends or abolishes; `terms` is the full content (case B).
    """

    kind: OperationKind
    code: str
    name: str
    level: str = ""
    sector: str = ""
    time_limit: str = ""
    place: str = ""
    fee: str = ""
    legal_basis: str = ""
    agency: str = ""
    changes: str = ""
    basis: str = ""
    replaces: tuple[str, ...] = ()
    abolition: AbolitionKind | None = None
    reception: str = ""
    process: str = ""
    agency_before: str = ""
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DecisionPaper:
    """Quyết định công bố on paper. `drafted_on` chooses the form while it is not signed.

    `articles` replaces the usual articles: each one its paragraphs, the first behind «Điều n.».
    """

    title: str
    issuer: str
    place: str
    agency: str
    drafted_on: date
    rows: tuple[AnnexRow, ...] = ()
    symbol: str = "QĐ-UBND"
    number: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    preamble: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    articles: tuple[tuple[str, ...], ...] = ()
    recipients: tuple[str, ...] = ()
    bureau: str = ""
    """The central body of control on that day: it receives the decision."""
    capacity: SignerCapacity = SignerCapacity.CHAIR
    signer_title: str = ""
    signer_name: str = ""

    @property
    def on(self) -> date:
        """The day whose form it follows."""
        return self.signed_on or self.drafted_on


@dataclass(frozen=True)
class SubmissionPaper:
    """Tờ trình of the agency that proposes the decision."""

    decision: DecisionPaper
    symbol: str
    superior: str
    signer_title: str
    signer_name: str = ""
    number: str = ""
    on: date | None = None
    reasons: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    enclosed: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def row_of(operation: Operation, standing: ProcedureContent | None = None) -> AnnexRow:
    """The row of one operation; `standing` is the version in force, for what the operation itself does not say."""
    content = operation.content or standing
    if content is None:
        return AnnexRow(
            operation.kind, operation.code, operation.name, basis=operation.basis, abolition=operation.abolition_kind
        )
    return AnnexRow(
        kind=operation.kind,
        code=operation.code or content.code,
        name=operation.name or content.name,
        level="; ".join(level.label for level in content.levels),
        sector=content.sector,
        time_limit=_limits(content.offers),
        place=_places(content),
        fee=_lines(content, "fees") or "Không",
        legal_basis=_lines(content, "bases"),
        agency=content.resolving_agency,
        changes="\n".join(part(key).label for key in operation.parts),
        basis=operation.basis,
        replaces=operation.replaces,
        abolition=operation.abolition_kind,
        reception=_reception(content),
        process=_lines(content, "workflow"),
        agency_before=standing.resolving_agency if standing else "",
        terms=full_terms(content) if operation.case is PublicationCase.FULL else (),
    )


def full_terms(content: ProcedureContent) -> tuple[tuple[str, str], ...]:
    """The parts of Art. 8(2) in their order, each with its text; the name is the heading above them."""
    return tuple((item.label, "\n".join(item.lines(content))) for item in TWELVE if item.key != "name")


def _lines(content: ProcedureContent, key: str) -> str:
    return "\n".join(dict.fromkeys(part(key).lines(content)))


def _limits(offers: tuple[Offer, ...]) -> str:
    """One limit when all ways have the same, else each with its way."""
    told = part("limits").lines(ProcedureContent("", "", offers=offers))
    bare = dict.fromkeys(line.partition(": ")[2] for line in told)
    return next(iter(bare)) if len(bare) == 1 else "\n".join(told)


def _places(content: ProcedureContent) -> str:
    ways = dict.fromkeys(_WAYS.get(offer.channel, offer.channel.label) for offer in content.offers)
    return "\n".join(filter(None, [content.reception_address, "; ".join(ways)]))


def _reception(content: ProcedureContent) -> str:
    """How it is received: the mechanism, the post, the online level, and whether boundaries bind."""
    keys = ("mechanism", "online", "boundary")
    posted = any(offer.channel is Channel.POSTAL for offer in content.offers)
    told = [*(line for key in keys for line in part(key).lines(content)), "Bưu chính công ích" if posted else ""]
    return "\n".join(filter(None, told))
