"""Staff screens of the catalogue."""

from thutuc.catalogue.views.aliases import aliases
from thutuc.catalogue.views.imports import bring, run, run_report, runs, template
from thutuc.catalogue.views.lists import catalogue, export
from thutuc.catalogue.views.mappings import mapping, mappings
from thutuc.catalogue.views.openings import opening
from thutuc.catalogue.views.procedures import compare, national, national_raw, procedure
from thutuc.catalogue.views.requests import asked

__all__ = [
    "aliases",
    "asked",
    "bring",
    "catalogue",
    "compare",
    "export",
    "mapping",
    "mappings",
    "national",
    "national_raw",
    "opening",
    "procedure",
    "run",
    "run_report",
    "runs",
    "template",
]
