"""Places where procedures hang, printed sheets, what hung where and since when, scans of sheets."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from thutuc.db.constraints import paired, starts
from thutuc.db.fields import NfcCharField, NfcTextField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only, never_deleted, only_columns_change
from thutuc.disclosure.rules.terms import PlaceKind, SheetKind, Subject, Verdict


class PostingPlace(Revisioned):
    """Nơi niêm yết of a unit: a board, a folder, or an electronic place that renews itself."""

    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=80, unique=True)
    kind = StateField(PlaceKind)
    name = NfcCharField(max_length=200)
    sort_key = SortKeyField()
    position = NfcCharField(max_length=300, blank=True)
    url = models.URLField(blank=True)
    validity = DateRangeField()

    class Meta:
        constraints = [
            in_states("kind", PlaceKind, "disclosure_place_kind"),
            starts("disclosure_place_starts"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="disclosure_place_named",
                violation_error_message="Ghi tên nơi niêm yết.",
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(kind__in=["page", "screen", "kiosk"]),
                name="disclosure_place_address",
                violation_error_message="Chỉ trang, màn hình và ki-ốt có địa chỉ mạng.",
            ),
        ]
        indexes = [GistIndex(fields=["validity"], name="disclosure_place_validity")]
        triggers = never_deleted("disclosure_place_kept")

    def __str__(self) -> str:
        return self.name


class Sheet(models.Model):
    """Một tờ đã in: what its QR names. Never changed; the code stands in public addresses.

    `lines` is what only the paper knows (the addresses on a feedback notice); procedures are named by version.
    """

    code = models.CharField(max_length=20, unique=True)
    kind = StateField(SheetKind)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    place = models.ForeignKey(PostingPlace, models.PROTECT, null=True, related_name="sheets")
    lines = models.JSONField(default=list)
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [in_states("kind", SheetKind, "disclosure_sheet_kind")]
        indexes = [models.Index(fields=["agency", "printed_at"], name="disclosure_sheet_of_agency")]
        triggers = append_only("disclosure_sheet_kept")

    def __str__(self) -> str:
        return self.code


class SheetVersion(models.Model):
    """A version of a procedure that a sheet shows; `mark` is what the paper prints of it («bản 3»)."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="shown")
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, related_name="+")
    mark = NfcCharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version"],
                name="disclosure_sheet_version_once",
                violation_error_message="Tờ này đã có phiên bản đó.",
            )
        ]
        triggers = append_only("disclosure_sheet_version_kept")

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.mark}"


class Posting(Revisioned):
    """Một lần niêm yết: what hangs at a place, from when, with which proof; only its end may still be written."""

    place = models.ForeignKey(PostingPlace, models.PROTECT, related_name="postings")
    subject = StateField(Subject)
    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="postings")
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    evidence = NfcCharField(max_length=16, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    note = NfcTextField(blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=120, null=True)
    removal_evidence = NfcCharField(max_length=16, blank=True)
    removal_note = NfcTextField(blank=True)

    class Meta:
        constraints = [
            in_states("subject", Subject, "disclosure_posting_subject"),
            models.CheckConstraint(
                condition=Q(subject="procedure", version__isnull=False)
                | Q(subject="feedback_notice", version__isnull=True),
                name="disclosure_posting_of_one",
                violation_error_message="Mỗi lần niêm yết là của một phiên bản thủ tục hoặc của một thông báo.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("posted_at")),
                name="disclosure_posting_removed_after",
                violation_error_message="Thời điểm gỡ phải sau thời điểm treo.",
            ),
            paired("disclosure_posting_removed", "removed_at", "removed_by"),
            paired("disclosure_posting_located", "latitude", "longitude"),
            models.UniqueConstraint(
                fields=["place", "version"],
                condition=Q(removed_at__isnull=True, version__isnull=False),
                name="disclosure_posting_once",
                violation_error_message="Phiên bản này đang được niêm yết ở nơi đó.",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(removed_at__isnull=True, version__isnull=True),
                name="disclosure_posting_notice_once",
                violation_error_message="Thông báo nơi nhận phản ánh đang được niêm yết ở nơi đó.",
            ),
        ]
        indexes = [models.Index(fields=["place", "posted_at"], name="disclosure_posting_of_place")]
        triggers = only_columns_change(
            "disclosure_posting_content",
            ["removed_at", "removed_by", "removal_evidence", "removal_note", "revision"],
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.version_id or self.subject}"


class SheetScan(models.Model):
    """Somebody read the code of a sheet and got this answer. Nothing about who."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scans")
    at = models.DateTimeField()
    verdict = StateField(Verdict)

    class Meta:
        constraints = [in_states("verdict", Verdict, "disclosure_scan_verdict")]
        indexes = [
            models.Index(fields=["sheet", "at"], name="disclosure_scan_of_sheet"),
            models.Index(
                fields=["sheet"],
                condition=Q(verdict__in=["superseded", "abolished"]),
                name="disclosure_scan_outdated",
            ),
        ]
        triggers = append_only("disclosure_scan_kept")

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.verdict}"
