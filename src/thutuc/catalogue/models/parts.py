"""The parts of a version as rows, to be counted, filtered and pointed at. Written once with the version."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from thutuc.catalogue.models.procedures import Procedure, ProcedureVersion
from thutuc.catalogue.rules.terms import Channel, FeeKind, OnlineScheme, Subject, TimeUnit
from thutuc.db.constraints import no_overlap, starts
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.triggers import append_only, never_deleted, only_columns_change


class VersionOffer(models.Model):
    """Cách thức thực hiện with its own thời hạn giải quyết, for one case."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="offers")
    position = models.PositiveIntegerField()
    channel = StateField(Channel)
    case = NfcTextField(blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = StateField(TimeUnit)
    limit_note = NfcTextField(blank=True)
    description = NfcTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="catalogue_offer_position",
                violation_error_message="Số thứ tự này đã có.",
            ),
            in_states("channel", Channel, "catalogue_offer_channel"),
            in_states("unit", TimeUnit, "catalogue_offer_unit"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="catalogue_offer_amount",
                violation_error_message="Thời hạn không được âm.",
            ),
        ]
        triggers = append_only("catalogue_offer_kept")

    def __str__(self) -> str:
        return f"{self.version_id}/{self.position}"


class VersionFee(models.Model):
    """Phí, lệ phí of one way of filing, in whole đồng."""

    offer = models.ForeignKey(VersionOffer, on_delete=models.PROTECT, related_name="fees")
    position = models.PositiveIntegerField()
    kind = StateField(FeeKind)
    amount = models.BigIntegerField(null=True)
    note = NfcTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "position"],
                name="catalogue_fee_position",
                violation_error_message="Số thứ tự này đã có.",
            ),
            in_states("kind", FeeKind, "catalogue_fee_kind"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="catalogue_fee_amount",
                violation_error_message="Phí, lệ phí không được âm.",
            ),
        ]
        triggers = append_only("catalogue_fee_kept")

    def __str__(self) -> str:
        return f"{self.offer_id}/{self.position}"


class VersionPaper(models.Model):
    """Thành phần hồ sơ: one paper of one case."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveIntegerField()
    case = NfcTextField(blank=True)
    name = NfcTextField()
    code = models.CharField(max_length=120, blank=True)
    originals = models.PositiveIntegerField(null=True)
    copies = models.PositiveIntegerField(null=True)
    form = NfcTextField(blank=True)
    has_form = models.BooleanField(default=False)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="catalogue_paper_position",
                violation_error_message="Số thứ tự này đã có.",
            )
        ]
        triggers = append_only("catalogue_paper_kept")

    def __str__(self) -> str:
        return f"{self.version_id}/{self.position}"


class VersionOutput(models.Model):
    """Kết quả thực hiện."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="outputs")
    position = models.PositiveIntegerField()
    name = NfcTextField()
    code = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="catalogue_output_position",
                violation_error_message="Số thứ tự này đã có.",
            )
        ]
        indexes = [models.Index(fields=["code"], name="catalogue_output_code", condition=~Q(code=""))]
        triggers = append_only("catalogue_output_kept")

    def __str__(self) -> str:
        return self.name


class VersionBasis(models.Model):
    """Căn cứ pháp lý: the document as cited, and which document of the register it is (linked when known)."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="bases")
    position = models.PositiveIntegerField()
    number = NfcCharField(max_length=300)
    document = models.ForeignKey("legislation.LegalDocument", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="catalogue_basis_position",
                violation_error_message="Số thứ tự này đã có.",
            )
        ]
        indexes = [models.Index(fields=["number"], name="catalogue_basis_number")]
        triggers = only_columns_change("catalogue_basis_cited", ["document_id"])

    def __str__(self) -> str:
        return self.number


class VersionSubject(models.Model):
    """Đối tượng thực hiện."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="subjects")
    subject = StateField(Subject)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "subject"],
                name="catalogue_subject_once",
                violation_error_message="Đối tượng này đã có.",
            ),
            in_states("subject", Subject, "catalogue_subject_code"),
        ]
        triggers = append_only("catalogue_subject_kept")

    def __str__(self) -> str:
        return str(self.subject)


class WorkflowStep(models.Model):
    """Quy trình nội bộ: one step with who does it and its hours for direct and for online filing."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="workflow")
    position = models.PositiveIntegerField()
    name = NfcTextField()
    role = models.CharField(max_length=60, blank=True)
    unit = NfcTextField(blank=True)
    hours_direct = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hours_online = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    output = NfcTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="catalogue_step_position",
                violation_error_message="Số thứ tự này đã có.",
            ),
            models.CheckConstraint(
                condition=(Q(hours_direct__isnull=True) | Q(hours_direct__gte=0))
                & (Q(hours_online__isnull=True) | Q(hours_online__gte=0)),
                name="catalogue_step_hours",
                violation_error_message="Số giờ của bước không được âm.",
            ),
        ]
        triggers = append_only("catalogue_step_kept")

    def __str__(self) -> str:
        return self.name


class OnlineLevel(models.Model):
    """Mức độ trực tuyến of a procedure in an agency, for a period, in one scheme; no agency means every agency."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="online_levels")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    scheme = StateField(OnlineScheme)
    value = models.CharField(max_length=40)
    reason = NfcTextField(blank=True)
    validity = DateRangeField()
    act = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("scheme", OnlineScheme, "catalogue_online_scheme"),
            starts("catalogue_online_starts"),
            *(
                no_overlap(
                    f"catalogue_online_{scheme.value}",
                    keys=["procedure", "agency"],
                    condition=Q(scheme=scheme.value, agency__isnull=False),
                    message="Cơ quan này đã có mức độ trực tuyến trong khoảng thời gian đó.",
                )
                for scheme in OnlineScheme
            ),
            *(
                no_overlap(
                    f"catalogue_online_{scheme.value}_all",
                    keys=["procedure"],
                    condition=Q(scheme=scheme.value, agency__isnull=True),
                    message="Thủ tục này đã có mức độ trực tuyến trong khoảng thời gian đó.",
                )
                for scheme in OnlineScheme
            ),
        ]
        triggers = never_deleted("catalogue_online_kept")

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.scheme}: {self.value}"
