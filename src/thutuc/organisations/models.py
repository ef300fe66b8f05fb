"""Areas and agencies, each valid by date, and the reorganisations that end one and open the next."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from thutuc.db.constraints import no_overlap, paired, starts
from thutuc.db.fields import NfcCharField, NfcTextField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import never_deleted
from thutuc.organisations.rules.kinds import (
    AgencyKind,
    AgencyLevel,
    AreaKind,
    AreaLevel,
    ItemKind,
    Scope,
    Subject,
)


class Area(models.Model):
    """Đơn vị hành chính: a province, district or commune in one period of its name, kind and place."""

    code = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    """Level and code as one whole number (rules.areas.number): what the exclusion constraint compares."""
    name = NfcCharField(max_length=200)
    kind = StateField(AreaKind)
    level = StateField(AreaLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    validity = DateRangeField()
    sort_key = SortKeyField()
    folded = models.CharField(max_length=400, editable=False)

    class Meta:
        constraints = [
            in_states("kind", AreaKind, "organisations_area_kind"),
            in_states("level", AreaLevel, "organisations_area_level"),
            starts("organisations_area_starts"),
            no_overlap(
                "organisations_area_once",
                keys=["number"],
                message="Mã đơn vị hành chính này đã có trong khoảng thời gian đó.",
            ),
        ]
        indexes = [
            models.Index(fields=["level", "sort_key"], name="organisations_area_order"),
            models.Index(fields=["code"], name="organisations_area_code"),
            GistIndex(fields=["validity"], name="organisations_area_validity"),
        ]
        triggers = never_deleted("organisations_area_kept")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Agency(Revisioned):
    """Cơ quan, đơn vị: from the ministry to the counter of a commune."""

    code = models.SlugField(max_length=60, unique=True)
    name = NfcCharField(max_length=300)
    short_name = NfcCharField(max_length=120, blank=True)
    kind = StateField(AgencyKind)
    level = StateField(AgencyLevel)
    identity_code = models.CharField(max_length=40, blank=True)
    legacy_identity_code = models.CharField(max_length=20, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="agencies")
    validity = DateRangeField()
    address = NfcCharField(max_length=400, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    sort_key = SortKeyField()
    folded = models.CharField(max_length=600, editable=False)

    class Meta:
        constraints = [
            in_states("kind", AgencyKind, "organisations_agency_kind"),
            in_states("level", AgencyLevel, "organisations_agency_level"),
            starts("organisations_agency_starts"),
        ]
        indexes = [
            models.Index(fields=["level", "sort_key"], name="organisations_agency_order"),
            models.Index(fields=["identity_code"], name="organisations_agency_identity"),
            GistIndex(fields=["validity"], name="organisations_agency_validity"),
        ]
        triggers = never_deleted("organisations_agency_kept")

    def __str__(self) -> str:
        return self.name


class AgencyPlacement(models.Model):
    """Under whom an agency stands, for a period: together these are the tree of any day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Agency, models.PROTECT, related_name="child_placements")
    validity = DateRangeField()

    class Meta:
        constraints = [
            starts("organisations_placement_starts"),
            no_overlap(
                "organisations_placement_once",
                keys=["agency"],
                message="Một đơn vị chỉ trực thuộc một nơi trong cùng thời gian.",
            ),
            models.CheckConstraint(
                condition=~Q(agency=F("parent")),
                name="organisations_placement_not_itself",
                violation_error_message="Một đơn vị không thể trực thuộc chính nó.",
            ),
        ]
        triggers = never_deleted("organisations_placement_kept")

    def __str__(self) -> str:
        return f"{self.agency_id} < {self.parent_id}"


class Reorganisation(Revisioned):
    """Một lần sắp xếp: what one resolution did to areas or agencies on one day."""

    subject = StateField(Subject)
    on = models.DateField()
    basis = models.CharField(max_length=120)
    title = NfcCharField(max_length=300, blank=True)
    document_number = NfcCharField(max_length=80, blank=True)
    content_hash = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("subject", Subject, "organisations_reorganisation_subject"),
            models.UniqueConstraint(
                fields=["on", "content_hash"],
                name="organisations_reorganisation_once",
                violation_error_message="Tệp này đã được ghi cho ngày đó.",
            ),
        ]
        triggers = never_deleted("organisations_reorganisation_kept")

    def __str__(self) -> str:
        return f"{self.on} {self.basis}"

    @property
    def code(self) -> str:
        """What stands in addresses, after the day."""
        return self.content_hash[:12]


class AreaSuccession(models.Model):
    """An old area went, wholly or in part, to a new one."""

    from_area = models.ForeignKey(Area, models.PROTECT, related_name="successions")
    to_area = models.ForeignKey(Area, models.PROTECT, related_name="origins")
    scope = StateField(Scope)
    is_default = models.BooleanField(default=False)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="area_successions")

    class Meta:
        constraints = [
            in_states("scope", Scope, "organisations_area_succession_scope"),
            models.UniqueConstraint(
                fields=["from_area", "to_area"],
                name="organisations_area_succession_once",
                violation_error_message="Hai đơn vị này đã được nối với nhau.",
            ),
            models.UniqueConstraint(
                fields=["from_area"],
                condition=Q(is_default=True),
                name="organisations_area_succession_default",
                violation_error_message="Một đơn vị cũ chỉ có một đơn vị mới mặc định.",
            ),
            models.CheckConstraint(
                condition=~Q(from_area=F("to_area")),
                name="organisations_area_succession_not_itself",
                violation_error_message="Một đơn vị không thể kế tục chính nó.",
            ),
        ]
        triggers = never_deleted("organisations_area_succession_kept")

    def __str__(self) -> str:
        return f"{self.from_area_id} > {self.to_area_id}"


class AgencySuccession(models.Model):
    """An old agency's work went, wholly or in part, to a new one."""

    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="origins")
    scope = StateField(Scope)
    is_default = models.BooleanField(default=False)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="agency_successions")

    class Meta:
        constraints = [
            in_states("scope", Scope, "organisations_agency_succession_scope"),
            models.UniqueConstraint(
                fields=["from_agency", "to_agency"],
                name="organisations_agency_succession_once",
                violation_error_message="Hai đơn vị này đã được nối với nhau.",
            ),
            models.UniqueConstraint(
                fields=["from_agency"],
                condition=Q(is_default=True),
                name="organisations_agency_succession_default",
                violation_error_message="Một đơn vị cũ chỉ có một đơn vị mới mặc định.",
            ),
            models.CheckConstraint(
                condition=~Q(from_agency=F("to_agency")),
                name="organisations_agency_succession_not_itself",
                violation_error_message="Một đơn vị không thể kế tục chính nó.",
            ),
        ]
        triggers = never_deleted("organisations_agency_succession_kept")

    def __str__(self) -> str:
        return f"{self.from_agency_id} > {self.to_agency_id}"


class ReorganisationItem(Revisioned):
    """What the file cannot decide: which new unit answers for a split one, where a new unit came from."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="items")
    kind = StateField(ItemKind)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="items")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="items")
    decision = NfcTextField(blank=True)
    decided_by = models.CharField(max_length=120, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            in_states("kind", ItemKind, "organisations_item_kind"),
            paired("organisations_item_decided", "decided_by", "decided_at"),
            models.CheckConstraint(
                condition=Q(area__isnull=False, agency__isnull=True) | Q(area__isnull=True, agency__isnull=False),
                name="organisations_item_one_unit",
                violation_error_message="Mỗi việc cần quyết định nói về đúng một đơn vị.",
            ),
        ]
        indexes = [models.Index(fields=["reorganisation", "decided_at"], name="organisations_item_open")]
        triggers = never_deleted("organisations_item_kept")

    def __str__(self) -> str:
        return f"{self.kind} {self.area_id or self.agency_id}"

    @property
    def unit_code(self) -> str:
        """The code of the unit that the item is about."""
        unit = self.area or self.agency
        return unit.code if unit else ""

    @property
    def unit_name(self) -> str:
        """The name of the unit that the item is about."""
        unit = self.area or self.agency
        return unit.name if unit else ""
