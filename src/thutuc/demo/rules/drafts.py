"""Drafts on the pipeline, and what the ministries did without us: values of the demo's files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from thutuc.catalogue.rules.content import Fee, ProcedureContent
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.demo.rules import notation
from thutuc.demo.rules.procedures import Ministry

Table = Mapping[str, Any]


def edited(content: ProcedureContent, told: Table) -> ProcedureContent:
    """The content with what a row of a draft changes."""
    if "limit" in told:
        limit = notation.limit(told["limit"])
        content = replace(content, offers=tuple(replace(offer, limit=limit) for offer in content.offers))
    if told.get("free"):
        content = replace(content, offers=tuple(replace(offer, fees=(Fee(0),)) for offer in content.offers))
    if "name" in told:
        content = replace(content, name=told["name"])
    return content


def operation(content: ProcedureContent, told: Table) -> Operation:
    """A row of a draft over the content in force."""
    if "abolish" in told:
        kind = AbolitionKind(told["abolish"])
        return Operation(
            OperationKind.ABOLISHED, content.code, content.name, abolition_kind=kind, basis=told.get("law", "")
        )
    return Operation(OperationKind.AMENDED, content.code, content=edited(content, told))


def ministry(told: Table, as_of: Any) -> Ministry:
    """The decision that a draft follows."""
    signed, effective, arrived = (notation.day_of(told[key], as_of) for key in ("signed", "effective", "arrived"))
    return Ministry(told["number"], told["issuer"], signed, effective, arrived, told["register"])
