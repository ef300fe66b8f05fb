"""The province's own list: procedures, their versions in time, sectors, names of agencies."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from thutuc.catalogue.rules.terms import Level
from thutuc.db.constraints import no_overlap, starts
from thutuc.db.fields import NfcTextField, SortKeyField
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted, only_columns_change


class Sector(models.Model):
    """Lĩnh vực. `key` is the folded name: two spellings of one name are one sector."""

    code = models.CharField(max_length=60, blank=True)
    name = NfcTextField()
    key = models.CharField(max_length=500, unique=True)
    sort_key = SortKeyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="catalogue_sector_code",
                violation_error_message="Mã lĩnh vực này đã có.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(Revisioned):
    """How a file names an agency, and which agency a person said it is. Agencies are never created by an import."""

    text = NfcTextField()
    key = models.CharField(max_length=600, unique=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by="") | (Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="catalogue_alias_decided",
                violation_error_message="Người quyết định và thời điểm phải cùng có.",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Procedure(models.Model):
    """Thủ tục hành chính of the province. Full code inside the province, base code towards the ministries."""

    code = models.CharField(max_length=60, unique=True)
    base_code = models.CharField(max_length=60)
    is_internal = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["base_code"], name="catalogue_procedure_base")]
        triggers = never_deleted("catalogue_procedure_kept")

    def __str__(self) -> str:
        return self.code


class StandingVersions(models.Manager["ProcedureVersion"]):
    """Versions that are, were or will be law: without those that a reversing decision took back before their day."""

    def get_queryset(self) -> models.QuerySet["ProcedureVersion"]:
        return super().get_queryset().filter(voided_at=None)


class ProcedureVersion(Revisioned):
    """Nội dung thủ tục theo một quyết định công bố. Content never changes; only its end and its publicity do.

    `validity` is a range of legal days; `published_at`/`withdrawn_at` are moments; `recorded_at` is when we knew.
    A version reversed before its first day never was law: it is voided, keeps its row and its number.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = NfcTextField()
    sort_key = SortKeyField()
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, related_name="versions")
    levels = ArrayField(models.CharField(max_length=40), default=list)
    is_internal = models.BooleanField(default=False)
    regulating_agency = NfcTextField(blank=True)
    resolving_agency = NfcTextField(blank=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    notice_hash = models.CharField(max_length=64, default="")
    """Equal for two versions whose notice reads the same: an approved internal process re-hangs no sheet."""
    validity = DateRangeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    opened_basis = NfcTextField(blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closed_basis = NfcTextField(blank=True)
    voided_at = models.DateTimeField(null=True)

    objects = StandingVersions()
    every: models.Manager["ProcedureVersion"] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"],
                name="catalogue_version_number",
                violation_error_message="Số thứ tự phiên bản đã có.",
            ),
            no_overlap(
                "catalogue_version_no_overlap",
                keys=["procedure"],
                condition=Q(voided_at__isnull=True),
                message="Hai phiên bản của một thủ tục không được có hiệu lực cùng một ngày.",
            ),
            starts("catalogue_version_starts"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__lt=F("withdrawn_at")),
                name="catalogue_version_withdrawn_after",
                violation_error_message="Thời điểm gỡ phải sau thời điểm công khai.",
            ),
            models.CheckConstraint(
                condition=Q(levels__contained_by=[member.value for member in Level]),
                name="catalogue_version_levels",
                violation_error_message="Cấp thực hiện không có trong danh mục.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="catalogue_version_sort"),
            models.Index(fields=["sector"], name="catalogue_version_sector"),
            GinIndex(fields=["levels"], name="catalogue_version_levels_gin"),
        ]
        triggers = [
            *only_columns_change(
                "catalogue_version_content",
                ["validity", "published_at", "withdrawn_at", "closed_by", "closed_basis", "voided_at", "revision"],
            ),
            pgtrigger.Trigger(
                name="catalogue_version_start",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=(
                    "IF lower(NEW.validity) IS DISTINCT FROM lower(OLD.validity) THEN "
                    "RAISE EXCEPTION 'thutuc: the first day of % is immutable', TG_TABLE_NAME; END IF; "
                    "IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN "
                    "RAISE EXCEPTION 'thutuc: the publication of % is immutable', TG_TABLE_NAME; END IF; "
                    "RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} #{self.number}"


class VersionEnd(models.Model):
    """When a version's end became known: by which act, to which day; `ends_on` None is open again."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="ends")
    ends_on = models.DateField(null=True)
    act = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["version", "recorded_at"], name="catalogue_end_version")]
        triggers = append_only("catalogue_end_kept")

    def __str__(self) -> str:
        return f"{self.version_id} → {self.ends_on}"
