"""A stored decision as its papers: what the tables hold becomes what the paper says. At most ten statements."""

from dataclasses import replace
from datetime import date

from django.conf import settings

from thutuc.catalogue.documents.preamble import usual_preamble
from thutuc.catalogue.models import PublicationDecision, PublicationOperation
from thutuc.catalogue.queries import operations_of
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.paper import AnnexRow, DecisionPaper, SubmissionPaper, row_of
from thutuc.catalogue.rules.decisions.terms import CHANGING, SignerCapacity
from thutuc.catalogue.rules.difference import compare
from thutuc.kernel.periods import day_words
from thutuc.legislation.queries import central_body


def paper_of(decision: PublicationDecision, *, today: date) -> DecisionPaper:
    """Quyết định: its preamble from the law of its day, its annexes from its rows."""
    day = decision.signed_on or today
    place = settings.PROVINCE_NAME.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    return DecisionPaper(
        title=decision.title,
        issuer=f"Ủy ban nhân dân {settings.PROVINCE_NAME[:1].lower()}{settings.PROVINCE_NAME[1:]}",
        place=place,
        agency=decision.agency.name,
        drafted_on=today,
        rows=tuple(_row(stored, told) for stored, told in operations_of(decision)),
        number=decision.number,
        signed_on=decision.signed_on,
        effective_on=decision.effective_on,
        preamble=usual_preamble(on=day, follows=_followed(decision), proposal=_proposal(decision)),
        supersedes=(str(decision.reverses),) if decision.reverses else (),
        bureau=central_body(on=day),
        recipients=tuple(line.strip() for line in decision.recipients.splitlines() if line.strip()),
        capacity=SignerCapacity(decision.capacity),
        signer_title=decision.signer_title,
        signer_name=decision.signer_name,
    )


def submission_of(decision: PublicationDecision, *, today: date) -> SubmissionPaper:
    """Tờ trình of the agency that proposes it."""
    paper = paper_of(decision, today=today)
    letters = "".join(word[0] for word in decision.agency.name.split()).upper()
    return SubmissionPaper(
        decision=replace(paper, number="", signed_on=None),
        symbol=f"TTr-{letters}",
        superior=paper.issuer,
        signer_title="GIÁM ĐỐC",
        number=decision.submission_number.partition("/")[0],
        on=decision.submitted_on,
        comments=tuple(_opinions(decision)),
    )


def _row(stored: PublicationOperation, operation: Operation) -> AnnexRow:
    """The parts that change are told against the version that the row was written against."""
    before = canonical.from_plain(stored.base.content) if stored.base else None
    if not operation.parts and operation.content and before and operation.kind in CHANGING:
        parts = tuple(change.part.key for change in compare(before, operation.content))
        operation = replace(operation, parts=parts)
    return row_of(operation, before)


def _followed(decision: PublicationDecision) -> list[str]:
    return [
        f"Quyết định số {row.number} {day_words(row.signed_on)} của {row.issuer} về việc {_lowered(row.title)}"
        for row in decision.ministry_decisions.order_by("signed_on")
    ]


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _proposal(decision: PublicationDecision) -> str:
    told = f"Giám đốc {decision.agency.name}"
    if decision.submission_number and decision.submitted_on:
        told += f" tại Tờ trình số {decision.submission_number} {day_words(decision.submitted_on)}"
    return told


def _opinions(decision: PublicationDecision) -> list[str]:
    rows = decision.consultations.select_related("agency").exclude(answered_at=None).order_by("agency__sort_key")
    return [f"{row.agency.name}: {row.text or 'thống nhất'}" for row in rows]
