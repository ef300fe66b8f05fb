"""What search reads: one row for each national record and each version, rebuilt from them at any time."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from thutuc.catalogue.models.national import NationalRecord
from thutuc.catalogue.models.procedures import ProcedureVersion
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.db.fields import NfcTextField, StateField, in_states


class ProcedureText(models.Model):
    """A kept copy for search: folded names and bodies. `is_current` marks the version that the list shows today."""

    scope = StateField(CatalogueScope)
    national_record = models.OneToOneField(
        NationalRecord, on_delete=models.PROTECT, null=True, related_name="search_text"
    )
    procedure_version = models.OneToOneField(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="search_text"
    )
    code = models.CharField(max_length=60)
    name = NfcTextField()
    name_folded = models.TextField()
    name_vector = SearchVectorField()
    body_vector = SearchVectorField()
    sector = NfcTextField(blank=True)
    agency = NfcTextField(blank=True)
    levels = ArrayField(models.CharField(max_length=40), default=list)
    is_current = models.BooleanField(default=True)

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
            models.Index(fields=["scope", "is_current"], name="catalogue_text_scope_current"),
            models.Index(fields=["code"], name="catalogue_text_code", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
