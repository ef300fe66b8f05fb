"""The files of the invented province, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from thutuc.demo.rules import people, procedures, staffing
from thutuc.demo.rules.people import Officer
from thutuc.demo.rules.procedures import Cited, Decision, Shelf, Story

DATA = files("thutuc.demo").joinpath("data")


@dataclass(frozen=True)
class Province:
    """Everything that is told of An Lạc, as of a day."""

    told: Mapping[str, Any]
    decisions: Mapping[str, Decision]
    documents: Mapping[str, Cited]
    stories: tuple[Story, ...]
    officers: tuple[Officer, ...]
    drafts: Mapping[str, Any]


@cache
def province(as_of: date) -> Province:
    """Read every file; days counted from `as_of`."""
    told = _table("province.toml")
    decisions = procedures.decisions(_table("decisions.toml"), as_of)
    documents = procedures.documents(_table("documents.toml")["documents"])
    sectors = {sector["slug"]: sector for sector in _table("sectors.toml")["sector"]}
    shelf = Shelf(sectors, documents, _table("workflows.toml"), decisions, told["identity"])
    tables = [_table(f"procedures/{name}") for name in procedure_files()]
    stories = tuple(
        story for table in tables for story in procedures.stories(table["sector"], table["procedure"], shelf)
    )
    known = _table("people.toml")["person"]
    staff = staffing.people(_table("staffing.toml"), told, taken=[table["name"] for table in known])
    officers = tuple(people.officers([*known, *staff], as_of))
    return Province(told, decisions, documents, stories, officers, _table("drafts.toml"))


def procedure_files() -> list[str]:
    """One file for each sector, in order of name."""
    return sorted(entry.name for entry in DATA.joinpath("procedures").iterdir() if entry.name.endswith(".toml"))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))
