"""What a sector law says of a procedure that its publication does not: reference data of the province."""

from django.db import models

from thutuc.db.fields import NfcCharField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.dossiers.rules.terms import SupplementPolicy


class ProcedureRule(Revisioned):
    """Quy định riêng của luật chuyên ngành cho một thủ tục: the clock and the times of a request for papers."""

    procedure = models.OneToOneField("catalogue.Procedure", models.PROTECT, related_name="+")
    policy = StateField(SupplementPolicy)
    supplement_times = models.PositiveSmallIntegerField(default=1)
    basis = NfcCharField(max_length=200)

    class Meta:
        constraints = [
            in_states("policy", SupplementPolicy, "dossier_rule_policy"),
            models.CheckConstraint(
                condition=models.Q(supplement_times__gte=1) & ~models.Q(basis=""),
                name="dossier_rule_has_basis",
                violation_error_message="Ghi căn cứ và số lần từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.policy}"
