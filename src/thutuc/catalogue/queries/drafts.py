"""What stands beside the rows of a draft: counts of its tabs, opinions, remarks, steps, faults, facts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thutuc.catalogue.models import Consultation, DecisionStep, PreparationFault, PublicationDecision, Remark
from thutuc.catalogue.rules.decisions.details import DecisionDetails
from thutuc.catalogue.rules.decisions.terms import PublicationCase, SignerCapacity
from thutuc.kernel.errors import NotFound


@dataclass(frozen=True)
class TabCounts:
    """How much stands behind each tab."""

    operations: int
    consultations: int
    remarks: int


def tab_counts(decision: PublicationDecision) -> TabCounts:
    """One statement; remarks are those that wait for an answer."""
    found = PublicationDecision.objects.filter(pk=decision.pk).aggregate(
        operations=Count("operations", distinct=True),
        consultations=Count("consultations", distinct=True),
        remarks=Count("remarks", distinct=True, filter=Q(remarks__answered_at=None)),
    )
    return TabCounts(**found)


def details_of(decision: PublicationDecision) -> DecisionDetails:
    """The facts of a draft as services take them. One statement."""
    return DecisionDetails(
        title=decision.title,
        agency_id=decision.agency_id,
        case=PublicationCase(decision.case),
        effective_on=decision.effective_on,
        is_shortened=decision.is_shortened,
        submission_number=decision.submission_number,
        submitted_on=decision.submitted_on,
        ministry_ids=tuple(decision.ministry_decisions.values_list("pk", flat=True)),
        recipients=decision.recipients,
        note=decision.note,
        capacity=SignerCapacity(decision.capacity),
        signer_name=decision.signer_name,
        signer_title=decision.signer_title,
    )


def consultations_of(decision: PublicationDecision) -> QuerySet[Consultation]:
    """Whom a draft was shown to, the newest round first."""
    return decision.consultations.select_related("agency").order_by("-round", "answered_at", "agency__sort_key")


def consultation(decision: PublicationDecision, key: int) -> Consultation:
    """One opinion asked for. NotFound when the draft has none under this key."""
    found = decision.consultations.select_related("agency", "decision").filter(pk=key).first()
    if found is None:
        raise NotFound(f"consultation {key}")
    return found


def remark(decision: PublicationDecision, key: int) -> Remark:
    """One remark on a draft. NotFound when the draft has none under this key."""
    found = decision.remarks.select_related("decision").filter(pk=key).first()
    if found is None:
        raise NotFound(f"remark {key}")
    return found


def steps_of(decision: PublicationDecision) -> QuerySet[DecisionStep]:
    """The way of a decision, newest first."""
    return decision.steps.select_related("person", "agency").order_by("-number")


def faults_of(decision: PublicationDecision) -> QuerySet[PreparationFault]:
    """Mistakes found after signing."""
    return decision.faults.order_by("-found_on", "-pk")
