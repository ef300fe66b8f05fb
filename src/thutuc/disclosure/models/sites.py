"""Pages of units' own websites, and what checks of them found."""

from django.db import models

from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.db.triggers import append_only, never_deleted
from thutuc.disclosure.rules.sites import SiteFault, SiteKind, SiteOutcome


class UnitSite(models.Model):
    """An address that is visited; closed when the unit no longer uses it."""

    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    url = models.URLField(max_length=500)
    kind = StateField(SiteKind)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_states("kind", SiteKind, "disclosure_site_kind"),
            models.UniqueConstraint(
                fields=["agency", "url"],
                condition=models.Q(closed_at__isnull=True),
                name="disclosure_site_once",
                violation_error_message="Địa chỉ này đã có trong danh sách của đơn vị.",
            ),
        ]
        triggers = never_deleted("disclosure_site_kept")

    def __str__(self) -> str:
        return self.url


class SiteCheck(models.Model):
    """One visit of all pages of a unit."""

    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    outcome = StateField(SiteOutcome)
    pages = models.PositiveIntegerField()
    shows_procedures = models.BooleanField()
    shows_notice = models.BooleanField()
    linked = models.PositiveIntegerField()
    owed = models.PositiveIntegerField()

    class Meta:
        constraints = [in_states("outcome", SiteOutcome, "disclosure_site_outcome")]
        indexes = [models.Index(fields=["agency", "-at"], name="disclosure_sitecheck_of_unit")]
        triggers = append_only("disclosure_sitecheck_kept")

    def __str__(self) -> str:
        return f"{self.agency_id} {self.outcome}"


class SiteFinding(models.Model):
    """One fault that a check found."""

    check_of = models.ForeignKey(SiteCheck, models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    fault = StateField(SiteFault)
    url = models.URLField(max_length=2000)
    subject = NfcCharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            in_states("fault", SiteFault, "disclosure_site_fault"),
            models.UniqueConstraint(
                fields=["check_of", "number"],
                name="disclosure_sitefinding_number",
                violation_error_message="Số thứ tự của lỗi đã có.",
            ),
        ]
        triggers = append_only("disclosure_sitefinding_kept")

    def __str__(self) -> str:
        return f"{self.check_of_id} #{self.number}"
