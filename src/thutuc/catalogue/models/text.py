"""What search reads: one row for each national record and each version, rebuilt from them at any time."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from thutuc.catalogue.models.national import NationalRecord
from thutuc.catalogue.models.procedures import ProcedureVersion
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.db.fields import NfcTextField, SortKeyField, StateField, in_states


class ProcedureText(models.Model):
    """A kept copy for search and lists: folded names and bodies, what a result line tells, keys of addresses.

    Whether a version is in force and public on a day is asked of the version itself, never kept here.
    """

    scope = StateField(CatalogueScope)
    national_record = models.OneToOneField(
        NationalRecord, on_delete=models.PROTECT, null=True, related_name="search_text"
    )
    procedure_version = models.OneToOneField(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="search_text"
    )
    code = models.CharField(max_length=60)
    base_code = models.CharField(max_length=60)
    name = NfcTextField()
    sort_key = SortKeyField()
    name_folded = models.TextField()
    name_vector = SearchVectorField()
    body_vector = SearchVectorField()
    sector = NfcTextField(blank=True)
    sector_slug = models.CharField(max_length=120, blank=True)
    agency = NfcTextField(blank=True)
    agency_slug = models.CharField(max_length=120, blank=True)
    levels = ArrayField(models.CharField(max_length=40), default=list)
    channels = ArrayField(models.CharField(max_length=40), default=list)
    summary = models.JSONField(default=dict)
    is_internal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            in_states("scope", CatalogueScope, "catalogue_text_scope"),
            models.CheckConstraint(
                condition=Q(scope="national", national_record__isnull=False, procedure_version__isnull=True)
                | Q(scope="province", national_record__isnull=True, procedure_version__isnull=False),
                name="catalogue_text_of_one",
                violation_error_message="Dòng tìm kiếm thuộc đúng một bản ghi.",
            ),
        ]
        indexes = [
            GinIndex(fields=["name_vector"], name="catalogue_text_name"),
            GinIndex(fields=["body_vector"], name="catalogue_text_body"),
            models.Index(fields=["sector_slug"], name="catalogue_text_sector"),
            models.Index(fields=["agency_slug"], name="catalogue_text_agency"),
            models.Index(fields=["code"], name="catalogue_text_code", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
