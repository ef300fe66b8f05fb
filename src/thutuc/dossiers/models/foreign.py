"""Dossiers of other systems: whose they are, how their files are read, what each reading did; long acts asked for."""

from django.db import models
from django.db.models import Q

from thutuc.db.asking import Answered, Asked
from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import append_only
from thutuc.dossiers.rules.foreign.terms import LongKind
from thutuc.dossiers.rules.terms import Authority


class ForeignSource(Revisioned):
    """Hệ thống nguồn: another system whose dossiers are seen here; never this one."""

    code = models.CharField(max_length=60, unique=True)
    name = NfcCharField(max_length=200)
    authority = StateField(Authority)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            in_states("authority", Authority, "dossier_source_authority"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name="") & ~Q(authority=Authority.LOCAL.value),
                name="dossier_source_named",
                violation_error_message="Nguồn phải có mã, tên và là hệ thống khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForeignMapping(Revisioned):
    """Bảng ghép của một nguồn: which column is which part, which word is which state. `key` "" never occurs."""

    source = models.ForeignKey(ForeignSource, models.PROTECT, related_name="mappings")
    name = NfcCharField(max_length=120)
    key = models.CharField(max_length=120)
    sheet = NfcCharField(max_length=120, blank=True)
    header_row = models.PositiveSmallIntegerField(default=1)
    columns = models.JSONField(default=dict)
    states = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                name="dossier_mapping_once",
                violation_error_message="Nguồn này đã có bảng ghép cùng tên.",
            ),
            models.CheckConstraint(
                condition=Q(header_row__gte=1),
                name="dossier_mapping_header",
                violation_error_message="Dòng tiêu đề đếm từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForeignFile(models.Model):
    """Tệp đã nạp: kept with its head row, before anybody says how it is read."""

    key = models.CharField(max_length=20, unique=True)
    name = NfcCharField(max_length=300)
    file_hash = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    header_row = models.PositiveSmallIntegerField(default=1)
    rows = models.PositiveIntegerField(default=0)
    """About how many follow the head row."""
    headings = models.JSONField(default=list)
    words = models.JSONField(default=list)
    """Words of the column of states, or of every column that has few, in the first rows."""
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        triggers = append_only("dossier_file_kept")

    def __str__(self) -> str:
        return self.name


class ForeignRun(models.Model):
    """One reading of one file: a trial, or the act itself. Faults name row, column and reason, never a person."""

    key = models.CharField(max_length=20, unique=True)
    source = models.ForeignKey(ForeignSource, models.PROTECT, related_name="runs")
    file = models.ForeignKey(ForeignFile, models.PROTECT, related_name="runs")
    mapping = models.JSONField(default=dict)
    dry_run = models.BooleanField()
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    report_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = NfcCharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="dossier_run_at")]
        triggers = append_only("dossier_run_kept")

    def __str__(self) -> str:
        return f"{self.source_id}: {self.at:%d/%m/%Y %H:%M}"


class LongAct(Asked):
    """Việc dài đã yêu cầu: trying or importing a file, taking over, handing to successors."""

    kind = StateField(LongKind)
    file = models.ForeignKey(ForeignFile, models.PROTECT, null=True, related_name="+")
    trial = models.ForeignKey(ForeignRun, models.PROTECT, null=True, related_name="requests")
    asks = models.JSONField(default=dict)
    """What else is asked, by kind: source and mapping, agencies, the day."""

    class Meta:
        constraints = [
            in_states("kind", LongKind, "dossier_long_kind"),
            models.CheckConstraint(
                condition=Q(kind="trial", file__isnull=False, trial=None)
                | Q(kind="import", trial__isnull=False, file=None)
                | Q(kind__in=["take_over", "hand_over"], file=None, trial=None),
                name="dossier_long_asks",
                violation_error_message="Chạy thử cần tệp, nhập cần lần chạy thử.",
            ),
        ]
        triggers = append_only("dossier_long_kept")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class LongAnswer(Answered):
    """What became of a long act: the run, or figures."""

    request = models.OneToOneField(LongAct, models.PROTECT, related_name="answer")
    run = models.ForeignKey(ForeignRun, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)

    class Meta:
        triggers = append_only("dossier_long_answer_kept")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.at:%d/%m/%Y %H:%M}"
