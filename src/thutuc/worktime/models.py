"""Years, days and office hours as they were entered; what no longer counts is superseded, never deleted."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from thutuc.db.constraints import no_overlap, paired, starts
from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.stamps import CALENDARS, changes_stamp
from thutuc.db.triggers import never_deleted, only_columns_change
from thutuc.worktime.rules.days import LEGAL_DAY, Certainty, DayKind, Scope


class CalendarYear(Revisioned):
    """A year whose days off have been entered: decided, or expected from the rules of the law."""

    year = models.PositiveSmallIntegerField(unique=True)
    certainty = StateField(Certainty)
    is_edited = models.BooleanField(default=False)
    """Whether a person has changed the national days of this year: then the shipped file no longer touches it."""

    class Meta:
        constraints = [
            in_states("certainty", Certainty, "worktime_year_certainty"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2200),
                name="worktime_year_range",
                violation_error_message="Năm phải từ 1990 đến 2200.",
            ),
        ]
        triggers = [*never_deleted("worktime_year_kept"), *changes_stamp("worktime_year_stamp", CALENDARS)]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day off or a day worked instead, for the country, the province or one agency."""

    scope = StateField(Scope)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    kind = StateField(DayKind)
    reason = NfcCharField(max_length=300)
    basis = NfcCharField(max_length=300, blank=True)
    certainty = StateField(Certainty, default=Certainty.DECIDED.value)
    swapped_with = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.CharField(max_length=120, null=True, blank=True)
    superseded_reason = NfcCharField(max_length=300, null=True, blank=True)

    class Meta:
        constraints = [
            in_states("scope", Scope, "worktime_day_scope"),
            in_states("kind", DayKind, "worktime_day_kind"),
            in_states("certainty", Certainty, "worktime_day_certainty"),
            models.UniqueConstraint(
                fields=["scope", "agency", "day"],
                condition=Q(superseded_at__isnull=True),
                name="worktime_day_once",
                nulls_distinct=False,
                violation_error_message="Ngày này đã có trong lịch; một ngày không thể vừa nghỉ vừa làm bù.",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.UNIT.value, agency__isnull=False)
                | (~Q(scope=Scope.UNIT.value) & Q(agency__isnull=True)),
                name="worktime_day_owner",
                violation_error_message="Ngày của một cơ quan phải ghi cơ quan; ngày chung thì không.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="worktime_day_reason", violation_error_message="Ghi lý do."
            ),
            paired("worktime_day_superseded", "superseded_at", "superseded_by", "superseded_reason"),
        ]
        indexes = [models.Index(fields=["day"], name="worktime_day_day")]
        triggers = [
            *only_columns_change("worktime_day_fact", ["superseded_at", "superseded_by", "superseded_reason"]),
            *changes_stamp("worktime_day_stamp", CALENDARS),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class OfficeHoursPeriod(models.Model):
    """Giờ làm việc of the province (no agency) or of one agency, for a period.

    Only the end of the period may change, and only because later hours begin; a correction supersedes the row.
    """

    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    validity = DateRangeField()
    sessions = models.JSONField()
    """Pairs of minutes after midnight, in order."""
    minutes_per_day = models.PositiveSmallIntegerField()
    legal_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = NfcCharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            starts("worktime_hours_starts"),
            no_overlap(
                "worktime_hours_agency_once",
                keys=["agency"],
                condition=Q(superseded_at__isnull=True, agency__isnull=False),
                message="Cơ quan này đã có giờ làm việc trong khoảng thời gian đó.",
            ),
            no_overlap(
                "worktime_hours_province_once",
                keys=[],
                condition=Q(superseded_at__isnull=True, agency__isnull=True),
                message="Tỉnh đã có giờ làm việc trong khoảng thời gian đó.",
            ),
            models.CheckConstraint(
                condition=Q(minutes_per_day=LEGAL_DAY) | Q(legal_hour__isnull=False),
                name="worktime_hours_eight",
                violation_error_message="Các buổi không đủ 8 giờ: ghi rõ một giờ trong thời hạn là bao nhiêu phút.",
            ),
            models.CheckConstraint(
                condition=Q(minutes_per_day__gte=1, minutes_per_day__lte=1440),
                name="worktime_hours_minutes",
                violation_error_message="Số phút làm việc một ngày phải từ 1 đến 1440.",
            ),
        ]
        triggers = [
            *only_columns_change("worktime_hours_fact", ["validity", "superseded_at"]),
            *changes_stamp("worktime_hours_stamp", CALENDARS),
        ]

    def __str__(self) -> str:
        return f"{self.validity} {self.minutes_per_day}"
