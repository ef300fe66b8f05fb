"""What a decision does to one procedure, as a value; contents made from an option (listing, competence)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thutuc.catalogue.rules.codes import base_of, parse
from thutuc.catalogue.rules.content import Offer, OnlineOffer, ProcedureContent
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, PublicationCase
from thutuc.catalogue.rules.terms import Channel, Level, Mechanism, OnlineScheme
from thutuc.kernel.text import tidy


@dataclass(frozen=True)
class Operation:
    """One row. `content` is the whole content afterwards; `base_number` the version that it was written against.

    `parts` are the parts that the decision says it changes; none means: whatever differs.
    """

    kind: OperationKind
    code: str = ""
    name: str = ""
    content: ProcedureContent | None = None
    parts: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    abolition_kind: AbolitionKind | None = None
    basis: str = ""
    case: PublicationCase = PublicationCase.LIST
    note: str = ""
    base_number: int | None = None
    position: int = 0

    @property
    def ends(self) -> tuple[str, ...]:
        """The codes that go out of the list by this row."""
        return (self.code,) if self.kind is OperationKind.ABOLISHED else self.replaces

    @property
    def touches(self) -> tuple[str, ...]:
        """Every code that the row acts on."""
        return tuple(dict.fromkeys(filter(None, (self.code, *self.replaces))))


def tidied(operation: Operation) -> Operation:
    """Codes in one shape, the content under the code of the row, one-line texts trimmed."""
    code = parse(operation.code).full if operation.code else ""
    content = operation.content
    if content is not None:
        code = code or parse(content.code).full
        content = replace(content, code=code)
    return replace(
        operation,
        code=code,
        name=tidy(operation.name or (content.name if content else "")),
        content=content,
        replaces=tuple(dict.fromkeys(parse(each).full for each in operation.replaces if each.strip())),
        basis=tidy(operation.basis),
        note=operation.note.strip(),
    )


@dataclass(frozen=True)
class Reception:
    """How a procedure is received (control.md §16.7): None leaves it as it is."""

    at_centre: bool | None = None
    by_post: bool | None = None
    boundary_free: bool | None = None
    online: OnlineOffer | None = None


def received(content: ProcedureContent, told: Reception) -> ProcedureContent:
    """The content with the way of reception that a list decides."""
    if told.at_centre is not None:
        kept = content.mechanism if content.mechanism not in (None, Mechanism.NOT_ONE_STOP) else Mechanism.ONE_STOP
        content = replace(content, mechanism=kept if told.at_centre else Mechanism.NOT_ONE_STOP)
    if told.by_post is not None:
        content = replace(content, offers=_with_post(content.offers, wanted=told.by_post))
    if told.boundary_free is not None:
        content = replace(content, is_boundary_free=told.boundary_free)
    if told.online is not None:
        same = (told.online.scheme, told.online.agency)
        others = tuple(each for each in content.online_levels if (each.scheme, each.agency) != same)
        content = replace(content, online_levels=(*others, told.online))
    return content


def _with_post(offers: tuple[Offer, ...], *, wanted: bool) -> tuple[Offer, ...]:
    if not wanted:
        return tuple(offer for offer in offers if offer.channel is not Channel.POSTAL)
    if any(offer.channel is Channel.POSTAL for offer in offers):
        return offers
    direct = [offer for offer in offers if offer.channel is Channel.DIRECT]
    return (*offers, *(replace(offer, channel=Channel.POSTAL, description="") for offer in direct))


def moved(
    content: ProcedureContent, *, source: Level, target: Level, agency: str, online: Sequence[OnlineOffer] = ()
) -> ProcedureContent:
    """Phân định thẩm quyền: the level that resolves it, and the body, as the decrees of 2025 moved them in bulk."""
    levels = tuple(dict.fromkeys(target if level is source else level for level in content.levels))
    return replace(
        content, levels=levels, resolving_agency=tidy(agency), online_levels=tuple(online) or content.online_levels
    )


def following(ours: ProcedureContent, theirs: ProcedureContent) -> ProcedureContent:
    """The ministry's new content with what the province decides itself: body and place, reception, internal process.

    Decree 63/2010/NĐ-CP Art. 15: the province's list takes over what the ministry published.
    """
    return replace(
        theirs,
        code=ours.code,
        resolving_agency=ours.resolving_agency or theirs.resolving_agency,
        reception_address=ours.reception_address or theirs.reception_address,
        keywords=ours.keywords,
        description=ours.description,
        mechanism=ours.mechanism,
        authority_mode=ours.authority_mode,
        is_boundary_free=ours.is_boundary_free,
        is_internal=ours.is_internal,
        online_levels=ours.online_levels,
        workflow=ours.workflow,
        workflow_decision=ours.workflow_decision,
    )


def same_base(one: str, other: str) -> bool:
    """Whether two codes name one procedure towards the ministries."""
    return base_of(one) == base_of(other)


ONLINE = OnlineScheme.SERVICE
"""The scheme of a list of today."""
