"""The register of legal documents and the province's own values of dated parameters."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from thutuc.db.constraints import no_overlap, starts
from thutuc.db.fields import NfcCharField, NfcTextField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.stamps import PARAMETERS, changes_stamp
from thutuc.db.triggers import never_deleted, only_columns_change
from thutuc.legislation.rules.terms import Certainty, DocumentKind, RelationKind, ValueUnit


class LegalDocument(Revisioned):
    """Văn bản pháp luật. An untitled stub stands for a document that is cited but not yet described."""

    number = NfcCharField(max_length=120)
    kind = StateField(DocumentKind, default=DocumentKind.OTHER.value)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    issuer = NfcCharField(max_length=300, blank=True, default="")
    title = NfcTextField(blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    certainty = StateField(Certainty, max_length=1, default=Certainty.UNCERTAIN.value)
    url = models.URLField(max_length=500, blank=True, default="")
    note = NfcTextField(blank=True, default="")
    is_shortened = models.BooleanField(default=False)
    """Ban hành theo trình tự, thủ tục rút gọn: other deadlines of publication follow."""
    is_stub = models.BooleanField(default=False)
    sort_key = SortKeyField()
    search = models.TextField(editable=False, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issuer", "year"],
                name="legal_document_number",
                nulls_distinct=False,
                violation_error_message="Văn bản có số, ký hiệu này của cơ quan này đã có trong sổ.",
            ),
            models.CheckConstraint(
                condition=~Q(number=""),
                name="legal_document_has_number",
                violation_error_message="Ghi số, ký hiệu của văn bản.",
            ),
            models.CheckConstraint(
                condition=Q(is_stub=True) | ~Q(title=""),
                name="legal_document_has_title",
                violation_error_message="Ghi trích yếu của văn bản.",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(effective_on__gte=F("issued_on")),
                name="legal_document_effect_after_issue",
                violation_error_message="Ngày có hiệu lực không được trước ngày ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("effective_on")),
                name="legal_document_end_after_effect",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
            in_states("kind", DocumentKind, "legal_document_kind"),
            in_states("certainty", Certainty, "legal_document_certainty"),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="legal_document_order"),
            models.Index(fields=["kind", "year"], name="legal_document_kind_year"),
            models.Index(fields=["number"], name="legal_document_by_number"),
        ]
        triggers = never_deleted("legal_document_kept")

    def __str__(self) -> str:
        return self.number


class DocumentRelation(models.Model):
    """One document amends, replaces, repeals or guides another one, wholly or in some articles."""

    source = models.ForeignKey(LegalDocument, on_delete=models.PROTECT, related_name="acts_on")
    target = models.ForeignKey(LegalDocument, on_delete=models.PROTECT, related_name="touched_by")
    kind = StateField(RelationKind)
    on = models.DateField(null=True, blank=True)
    articles = NfcCharField(max_length=300, blank=True, default="")
    certainty = StateField(Certainty, max_length=1, default=Certainty.UNCERTAIN.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind", "articles"],
                name="document_relation_once",
                violation_error_message="Quan hệ này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="document_relation_other",
                violation_error_message="Văn bản không thể có quan hệ với chính nó.",
            ),
            in_states("kind", RelationKind, "document_relation_kind"),
            in_states("certainty", Certainty, "document_relation_certainty"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class ParameterOverride(Revisioned):
    """The province's own value of a parameter for a period: where the law leaves room or a text is uncertain."""

    key = models.CharField(max_length=80)
    key_number = models.BigIntegerField(editable=False)
    value = models.CharField(max_length=200)
    unit = StateField(ValueUnit)
    validity = DateRangeField()
    source = NfcCharField(max_length=300)
    article = NfcCharField(max_length=200, blank=True, default="")
    reason = NfcTextField()

    class Meta:
        constraints = [
            no_overlap(
                "parameter_override_no_overlap",
                keys=["key_number"],
                message="Tham số này đã có giá trị riêng trong khoảng thời gian đó.",
            ),
            starts("parameter_override_starts"),
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(source="") & ~Q(reason=""),
                name="parameter_override_told",
                violation_error_message="Ghi giá trị, căn cứ và lý do.",
            ),
            in_states("unit", ValueUnit, "parameter_override_unit"),
        ]
        triggers = [
            *only_columns_change("parameter_override_content", ["validity", "revision"]),
            *changes_stamp("parameter_override_stamp", PARAMETERS),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
