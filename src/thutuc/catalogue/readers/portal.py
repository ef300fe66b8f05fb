"""The national portal's own payload: one object a procedure, English field names (`executionMethods` …)."""

from collections.abc import Iterator

from thutuc.catalogue.readers.fields import Fields
from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    LegalBasis,
    Offer,
    OnlineOffer,
    Output,
    ProcedureContent,
    RequiredDocument,
    Step,
)
from thutuc.catalogue.rules.parts import limit_words
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.catalogue.rules.terms import Channel, FeeKind, Level, OnlineScheme, ProcedureType, ServiceLevel
from thutuc.kernel.text import gettext_noop

SPEAKS_OF = frozenset(
    {
        *("code", "name", "levels", "procedure_type", "sector", "sector_code", "subjects", "subjects_note", "steps"),
        *("offers", "cases", "resolving_agency", "competent_authority", "delegated_agency", "cooperating_agency"),
        *("reception_address", "outputs", "conditions", "legal_bases", "regulating_agency", "regulating_agency_code"),
        *("decision_number", "related", "keywords", "description", "is_internal", "online_levels", "national_id"),
    }
)
_LEVELS = (
    ("isMinistry", Level.MINISTRY),
    ("isProvince", Level.PROVINCE),
    ("isDistrict", Level.DISTRICT),
    ("isWard", Level.COMMUNE),
    ("isOtherAgency", Level.OTHER),
)
_ABOLISHED = {"ABOLISHED", "REPEALED", "CANCELLED", "CANCELED", "EXPIRED", "DELETED"}
MOST_DONG = 10**15
_FEES = {"FEE": FeeKind.FEE, "CHARGE": FeeKind.CHARGE}


def row_of(fields: Fields, raw: str) -> ImportedRow:
    """One procedure."""
    fields.in_order("createdAt", "updatedAt")
    fields.in_order("effectiveDate", "expiredDate")
    subjects, others = words.subjects(item.line("name") for item in fields.items("subjectTypesDetails"))
    kind, unknown = _kind(fields)
    sectors = [(item.line("name"), item.line("code")) for item in fields.items("categoriesDetails")]
    content = ProcedureContent(
        code=fields.code("code", "codeNotation"),
        name=fields.line("name"),
        levels=tuple(level for name, level in _LEVELS if fields.flag(name)),
        procedure_type=kind,
        sector="; ".join(name for name, _ in sectors if name),
        sector_code=sectors[0][1] if len(sectors) == 1 else "",
        subjects=subjects,
        subjects_note="; ".join(others),
        steps=tuple(Step(item.text("description"), item.line("name")) for item in fields.items("executionSteps")),
        offers=tuple(_offers(fields)),
        cases=tuple(_case(case) for case in fields.items("executionCases")),
        resolving_agency=fields.line("executingAgencies"),
        competent_authority=_names(fields, "departmentsAuthority") or fields.line("authorizedAgencies"),
        delegated_agency=fields.line("delegatedAgencies"),
        cooperating_agency=fields.line("coordinatingAgencies"),
        reception_address=fields.text("dossierReceivingAddresses"),
        outputs=tuple(Output(item.text("name"), item.line("code")) for item in fields.items("resultsDetails")),
        conditions=fields.text("requirementsAndConditions"),
        legal_bases=tuple(_bases(fields)),
        regulating_agency=fields.line("departmentPromulgateName"),
        regulating_agency_code=fields.line("departmentPromulgateCode"),
        decision_number=fields.line("decisionNo") or fields.part("procedureProposal").line("proposalNumber"),
        related=_names(fields, "procedureRelatedGroup"),
        keywords=fields.line("keywords"),
        description=_description(fields),
        is_internal=fields.flag("isInternal"),
        online_levels=tuple(_online(fields)),
        national_id=fields.line("id"),
    )
    state = fields.line("state").upper()
    return ImportedRow(fields.row, raw, content, SPEAKS_OF, (*unknown, *others), state in _ABOLISHED if state else None)


def _kind(fields: Fields) -> tuple[ProcedureType | None, list[str]]:
    told = fields.line("formalityType")
    kind = words.procedure_type(told)
    return kind, [told] if told and kind is None else []


def _names(fields: Fields, name: str) -> str:
    return "; ".join(filter(None, (item.line("name") for item in fields.items(name))))


def _offers(fields: Fields) -> Iterator[Offer]:
    for item in fields.items("executionMethods"):
        channel = words.channel(item.line("submissionMethod"))
        if channel is None:
            message = gettext_noop("Dòng %(row)s, ô «%(field)s»: không rõ cách thức nộp.")
            item.fault("channel", message, "submissionMethod")
            continue
        yield Offer(
            channel,
            limit=words.limit_of(
                item.value("processingTime"), item.value("processingTimeUnit"), item.text("processingTimeDescription")
            ),
            fees=tuple(_fee(fee) for fee in item.items("fees")),
            description=item.text("description"),
        )


def _fee(item: Fields) -> Fee:
    value, note = item.value("value"), item.text("description")
    kind = _FEES.get(item.line("type").upper(), FeeKind.UNSPECIFIED)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_DONG and value % 1 == 0:
        return Fee(int(value), kind, note)
    return Fee(None, kind, "\n".join(filter(None, [words.line(value), note])))


def _case(case: Fields) -> DossierCase:
    return DossierCase(case.text("name"), tuple(_paper(paper) for paper in case.items("profileComponents")))


def _paper(paper: Fields) -> RequiredDocument:
    """`required` is false in every row of the portal and says nothing: a listed paper is asked for."""
    forms = [form.line("fileName") for form in paper.items("attachments")]
    return RequiredDocument(
        name=paper.text("name"),
        originals=words.count(paper.value("originalQty")),
        copies=words.count(paper.value("copyQty")),
        form="; ".join(filter(None, forms)),
        has_form=bool(forms) or paper.flag("hasElectronicForm"),
        note=paper.text("source"),
        code=paper.line("code"),
    )


def _bases(fields: Fields) -> Iterator[LegalBasis]:
    for item in fields.items("legalBasisesDetails"):
        yield words.basis(item.line("code"), item.line("name"))


def _online(fields: Fields) -> Iterator[OnlineOffer]:
    if "isFullProcess" not in fields:
        return
    ways = {words.channel(item.line("submissionMethod")) for item in fields.items("executionMethods")}
    if fields.flag("isFullProcess"):
        yield OnlineOffer(OnlineScheme.SERVICE, ServiceLevel.FULL.value)
    elif Channel.ONLINE in ways and not fields.flag("isOfflineOnly"):
        yield OnlineOffer(OnlineScheme.SERVICE, ServiceLevel.PARTIAL.value)
    else:
        yield OnlineOffer(OnlineScheme.SERVICE, ServiceLevel.NONE.value)


def _description(fields: Fields) -> str:
    """The description, the note, and the cases of the online service with their own limits."""
    cases = list(fields.items("cases"))
    told = []
    for case in cases if len(cases) > 1 else ():
        days = case.part("processingDay")
        limit = limit_words(words.limit_of(days.value("qty"), days.value("type")))
        told.append(": ".join(filter(None, [f"{case.line('name')} ({case.line('code')})", limit])))
    return "\n".join(filter(None, [fields.text("description"), fields.text("note"), *told]))
