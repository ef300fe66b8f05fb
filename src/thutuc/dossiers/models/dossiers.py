"""The dossier as it stands, whose it is and which papers came with it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from thutuc.catalogue.rules.terms import Channel
from thutuc.db.fields import NfcCharField, NfcTextField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import never_deleted
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import (
    ApplicantKind,
    Authority,
    ComponentState,
    DeliveryState,
    DossierState,
    IdKind,
    MoneyState,
    Outcome,
    PartyRole,
    ReturnWay,
    SupplementPolicy,
    SyncState,
)

FAR = "9999-01-01T00:00:00+00:00"
"""`due_key` of a dossier that owes nothing on a day: after every other in a list by due day."""
AGENCY = "organisations.Agency"
_LOCAL = Q(authority=Authority.LOCAL.value)
_OPEN = [state.value for state in states.OPEN]
_FINAL = [state.value for state in states.FINAL]
_ACCEPTED = [state.value for state in (*states.ON_CLOCK, DossierState.RESULT_READY, DossierState.RETURNED)]
_FINISHED = [
    state.value
    for state in (DossierState.WITHDRAWN, DossierState.TERMINATED, DossierState.RESULT_READY, DossierState.RETURNED)
]


class Dossier(Revisioned):
    """Hồ sơ: the current state on the row, so that no act reads its history. What happened is in `DossierEvent`.

    Three agencies (one-stop.md §1.1): helped, received, competent; `unit` handles it for the competent one. `reach`
    are all agencies whose officers may see it. `promised_at` is what form 01 printed; `due_at` what binds now by law
    and was last told; `appointed_at` the new day of an apology, which makes nothing less late.
    """

    key = models.CharField(max_length=16)
    code = models.CharField(max_length=60, null=True)
    secret = NfcCharField(max_length=16)
    authority = StateField(Authority, default=Authority.LOCAL.value)
    source = models.CharField(max_length=60, blank=True, default="")
    source_code = models.CharField(max_length=80, blank=True, default="")
    national_code = models.CharField(max_length=80, blank=True, default="")
    state = StateField(DossierState)
    state_since = models.DateTimeField()
    return_state = NfcCharField(max_length=40, blank=True, default="")
    procedure = models.ForeignKey("catalogue.Procedure", models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.ForeignKey(
        "catalogue.ProcedureVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )
    procedure_code = models.CharField(max_length=60, blank=True, default="")
    procedure_name = NfcTextField(blank=True, default="")
    case = NfcTextField(blank=True, default="")
    channel = StateField(Channel)
    title = NfcTextField(blank=True, default="")
    owner_name = NfcCharField(max_length=300)
    owner_kind = StateField(ApplicantKind, default=ApplicantKind.CITIZEN.value)

    agency = models.ForeignKey(AGENCY, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(AGENCY, models.PROTECT, null=True, related_name="+", db_index=False)
    received_by = models.ForeignKey(AGENCY, models.PROTECT, null=True, related_name="+", db_index=False)
    helped_by = models.ForeignKey(AGENCY, models.PROTECT, null=True, related_name="+", db_index=False)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    holder_name = NfcCharField(max_length=200, blank=True, default="")
    """Who has it in another system, as that system writes the name."""
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField(null=True)
    """When its holder first looked at it: until then the giver may take it back."""
    reach = ArrayField(models.BigIntegerField(), default=list)

    submitted_at = models.DateTimeField()
    intake_due_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    limit_amount = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    limit_unit = NfcCharField(max_length=40, blank=True, default="")
    extra_amount = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    same_day_until = models.TimeField(null=True)
    pauses = models.JSONField(default=list)
    policy = StateField(SupplementPolicy, default=SupplementPolicy.RESTART.value)
    promised_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    appointed_at = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    due_key = models.DateTimeField(default=FAR)
    """Kept for order: `due_at` while the clock runs, else FAR."""
    guidance_count = models.PositiveSmallIntegerField(default=0)
    supplement_times = models.PositiveSmallIntegerField(null=True)
    """How often papers may be asked for under the clock, where a sector law says so; else the general number."""
    supplement_count = models.PositiveSmallIntegerField(default=0)
    apology_count = models.PositiveSmallIntegerField(default=0)
    event_count = models.PositiveIntegerField(default=0)
    outcome = StateField(Outcome, blank=True, default="")
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    contact = models.EmailField(blank=True, default="")
    """Where messages of this dossier go: the applicant's own wish, kept here so that no act looks for it."""
    followed = models.BooleanField(default=False)
    """Kept: somebody asked for messages of this dossier and confirmed; only then do acts look for more addresses."""
    return_way = StateField(ReturnWay, default=ReturnWay.COUNTER.value)
    money = StateField(MoneyState, default=MoneyState.NONE.value)
    delivery = StateField(DeliveryState, default=DeliveryState.NONE.value)
    sync = StateField(SyncState, default=SyncState.NOT_SYNCED.value)
    words = SearchVectorField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            in_states("state", DossierState, "dossier_state"),
            in_states("authority", Authority, "dossier_authority"),
            in_states("channel", Channel, "dossier_channel"),
            in_states("owner_kind", ApplicantKind, "dossier_owner_kind"),
            in_states("policy", SupplementPolicy, "dossier_policy"),
            in_states("return_way", ReturnWay, "dossier_return_way"),
            in_states("money", MoneyState, "dossier_money"),
            in_states("delivery", DeliveryState, "dossier_delivery"),
            in_states("sync", SyncState, "dossier_sync"),
            in_states("outcome", Outcome, "dossier_outcome", blank=True),
            models.CheckConstraint(
                condition=~Q(state=DossierState.DRAFT.value),
                name="dossier_no_draft",
                violation_error_message="Hồ sơ đang nhập chưa được lưu.",
            ),
            models.CheckConstraint(
                condition=~_LOCAL
                | ~Q(state__in=_ACCEPTED)
                | Q(accepted_at__isnull=False, version__isnull=False, code__isnull=False, agency__isnull=False),
                name="dossier_accepted_has_code",
                violation_error_message="Hồ sơ đã tiếp nhận phải có mã, thời điểm, nội dung thủ tục và nơi giải quyết.",
            ),
            models.CheckConstraint(
                condition=~_LOCAL
                | Q(state__in=_FINISHED, finished_at__isnull=False)
                | (~Q(state__in=_FINISHED) & Q(finished_at__isnull=True)),
                name="dossier_finished_has_time",
                violation_error_message="Hồ sơ đã xong phải có thời điểm xong.",
            ),
            models.CheckConstraint(
                condition=~_LOCAL
                | Q(state=DossierState.RETURNED.value, returned_at__isnull=False)
                | (~Q(state=DossierState.RETURNED.value) & Q(returned_at__isnull=True)),
                name="dossier_returned_has_time",
                violation_error_message="Hồ sơ đã trả phải có thời điểm trả.",
            ),
            models.CheckConstraint(
                condition=Q(promised_at__isnull=True) | Q(accepted_at__isnull=False),
                name="dossier_promise_after_acceptance",
                violation_error_message="Chỉ hẹn trả khi đã tiếp nhận.",
            ),
            models.CheckConstraint(
                condition=_LOCAL | ~Q(source=""),
                name="dossier_mirrored_has_source",
                violation_error_message="Hồ sơ của hệ thống khác phải ghi nguồn.",
            ),
            models.UniqueConstraint(fields=["key"], name="dossier_key", violation_error_message="Hồ sơ này đã có."),
            models.UniqueConstraint(
                fields=["code"], name="dossier_code", violation_error_message="Mã hồ sơ này đã có."
            ),
            models.UniqueConstraint(
                fields=["source", "source_code"],
                condition=~Q(source_code=""),
                name="dossier_source_once",
                violation_error_message="Hồ sơ này của hệ thống nguồn đã có.",
            ),
            models.UniqueConstraint(
                fields=["national_code"],
                condition=~Q(national_code=""),
                name="dossier_national_code_once",
                violation_error_message="Hồ sơ này của Cổng Dịch vụ công quốc gia đã có.",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "due_key", "id"], name="dossier_mine", condition=Q(state__in=_OPEN)),
            models.Index(fields=["unit", "due_key", "id"], name="dossier_team", condition=Q(state__in=_OPEN)),
            models.Index(fields=["agency", "due_key", "id"], name="dossier_agency", condition=Q(state__in=_OPEN)),
            models.Index(fields=["received_by", "due_key", "id"], name="dossier_counter", condition=Q(state__in=_OPEN)),
            models.Index(fields=["due_key", "id"], name="dossier_due", condition=Q(state__in=_OPEN)),
            models.Index(fields=["state", "due_key", "id"], name="dossier_by_state", condition=Q(state__in=_OPEN)),
            models.Index(fields=["accepted_at", "id"], name="dossier_accepted"),
            models.Index(fields=["source", "-id"], name="dossier_source", condition=~Q(source="")),
            models.Index(fields=["version"], name="dossier_version", condition=Q(state__in=_OPEN)),
            models.Index(fields=["-id"], name="dossier_done", condition=Q(state__in=_FINAL)),
            GinIndex(fields=["reach", "words"], name="dossier_open_words", condition=Q(state__in=_OPEN)),
            GinIndex(fields=["reach", "words"], name="dossier_done_words", condition=Q(state__in=_FINAL)),
        ]
        triggers = never_deleted("dossier_kept")

    def __str__(self) -> str:
        return self.code or self.key


class Party(models.Model):
    """Chủ hồ sơ, người nộp thay: personal data stands here alone."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parties", db_index=False)
    role = StateField(PartyRole)
    kind = StateField(ApplicantKind)
    name = NfcCharField(max_length=300)
    id_kind = StateField(IdKind)
    id_number = NfcCharField(max_length=40)
    born_on = models.DateField(null=True)
    address = NfcCharField(max_length=500, blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    portal_id = NfcCharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            in_states("role", PartyRole, "dossier_party_role"),
            in_states("kind", ApplicantKind, "dossier_party_kind"),
            in_states("id_kind", IdKind, "dossier_party_id_kind"),
            models.UniqueConstraint(
                fields=["dossier", "role"],
                name="dossier_party_once",
                violation_error_message="Mỗi vai chỉ có một người.",
            ),
        ]
        indexes = [models.Index(fields=["id_number", "-id"], name="dossier_party_number")]
        triggers = never_deleted("dossier_party_kept")

    def __str__(self) -> str:
        return f"{self.role} #{self.dossier_id}"


class Component(Revisioned):
    """Thành phần hồ sơ: one paper of the accepted list, as the counter found it. Files are uses of this row."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="components", db_index=False)
    position = models.PositiveSmallIntegerField()
    name = NfcTextField()
    code = models.CharField(max_length=60, blank=True, default="")
    state = StateField(ComponentState)
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    note = NfcTextField(blank=True, default="")

    class Meta:
        constraints = [
            in_states("state", ComponentState, "dossier_component_state"),
            models.UniqueConstraint(
                fields=["dossier", "position"],
                name="dossier_component_once",
                violation_error_message="Giấy tờ này đã có trong hồ sơ.",
            ),
        ]
        triggers = never_deleted("dossier_component_kept")

    def __str__(self) -> str:
        return f"{self.position}. {self.name[:60]}"
