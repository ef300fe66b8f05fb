"""People and the posts they hold."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from thutuc.accounts.rules.roles import Role
from thutuc.accounts.rules.substitutions import Capacity
from thutuc.db.constraints import no_overlap, paired, starts
from thutuc.db.fields import NfcCharField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned
from thutuc.db.triggers import never_deleted, only_columns_change
from thutuc.kernel.text import fold_words, sort_key, tidy


def new_code() -> str:
    """What stands in addresses instead of a name or a row's key."""
    return secrets.token_hex(5)


class People(BaseUserManager["Person"]):
    """Makes people: `accounts.services.add_person` and tests."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with a hashed password; without one nobody can sign in until it is set."""
        name = tidy(fields.pop("full_name", "")) or email
        keys = {"sort_key": sort_key(name), "folded": " ".join(fold_words(name))}
        person = self.model(email=email.strip().lower(), full_name=name, **keys, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, Revisioned):
    """Somebody who signs in. What they may do comes from posts, never from here."""

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    email = models.EmailField(unique=True)
    full_name = NfcCharField(max_length=120)
    sort_key = SortKeyField()
    folded = models.CharField(max_length=200, editable=False)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="accounts_person_email_lower",
                violation_error_message="Thư điện tử viết chữ thường.",
            )
        ]
        indexes = [models.Index(fields=["sort_key"], name="accounts_person_order")]
        triggers = never_deleted("accounts_person_kept")

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's permissions are not used: acts ask `rules.policies`."""
        return False

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Post(Revisioned):
    """Chức danh: a role held in an agency for a period. Access ends the day it ends."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="posts")
    role = StateField(Role)
    validity = DateRangeField()
    title = NfcCharField(max_length=200, blank=True)
    decision_number = NfcCharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    share_of_time = models.PositiveSmallIntegerField(null=True, blank=True)
    other_duties = NfcCharField(max_length=300, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_leader_in_charge = models.BooleanField(default=False)
    reason_for_leaving = NfcCharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            in_states("role", Role, "accounts_post_role"),
            starts("accounts_post_starts"),
            no_overlap(
                "accounts_post_once",
                keys=["person", "agency"],
                words=["role"],
                message="Người này đã giữ vai trò đó ở đơn vị này trong khoảng thời gian đó.",
            ),
            models.CheckConstraint(
                condition=Q(share_of_time__isnull=True) | Q(share_of_time__gte=1, share_of_time__lte=100),
                name="accounts_post_share",
                violation_error_message="Tỷ lệ thời gian từ 1 đến 100 %.",
            ),
        ]
        indexes = [
            models.Index(fields=["role", "agency"], name="accounts_post_role_agency"),
            GistIndex(fields=["validity"], name="accounts_post_validity"),
        ]
        triggers = never_deleted("accounts_post_kept")

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} @ {self.agency_id}"


class Substitution(Revisioned):
    """Người thay thế: who does the work of a post while its holder is absent, or signs for them. Said once for all."""

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="substitutions")
    """What is covered: its person, agency and role."""
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = StateField(Capacity, blank=True, default="")
    planned = DateRangeField()
    """The days as they were said."""
    validity = DateRangeField(null=True)
    """The days that count: shorter when it was ended early, none when that was before it began."""
    reason = NfcCharField(max_length=300)
    document_number = NfcCharField(max_length=80, blank=True, default="")
    decided_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    ended_by = models.CharField(max_length=120, null=True)
    ended_at = models.DateTimeField(null=True)
    reason_for_ending = NfcCharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            in_states("capacity", Capacity, "accounts_substitution_capacity", blank=True),
            starts("accounts_substitution_starts", "planned"),
            models.CheckConstraint(
                condition=Q(planned__endswith__isnull=False),
                name="accounts_substitution_ends",
                violation_error_message="Việc thay thế phải có ngày cuối cùng.",
            ),
            models.CheckConstraint(
                condition=Q(validity__isnull=True) | Q(validity__contained_by=F("planned"), validity__isempty=False),
                name="accounts_substitution_within",
                violation_error_message="Việc thay thế chỉ có thể kết thúc sớm hơn.",
            ),
            paired("accounts_substitution_ended", "ended_by", "ended_at"),
            no_overlap(
                "accounts_substitution_once",
                keys=["post"],
                message="Chức danh này đã có người thay trong thời gian đó.",
            ),
        ]
        triggers = only_columns_change(
            "accounts_substitution_kept", ["validity", "ended_by", "ended_at", "reason_for_ending", "revision"]
        )

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.post_id}"


class ApiKey(Revisioned):
    """Khóa truy cập: by which another system acts as a person. The secret is shown once; its hash alone is kept."""

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    prefix = models.CharField(max_length=20, unique=True)
    """The beginning of the key, by which people and this table know it."""
    secret_hash = models.CharField(max_length=64)
    name = NfcCharField(max_length=120)
    person = models.ForeignKey(Person, models.PROTECT, related_name="api_keys")
    validity = DateRangeField()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=120, null=True)
    revoked_at = models.DateTimeField(null=True)
    reason_for_revoking = NfcCharField(max_length=300, blank=True, default="")
    last_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            starts("accounts_api_key_starts"),
            models.CheckConstraint(
                condition=Q(validity__endswith__isnull=False),
                name="accounts_api_key_ends",
                violation_error_message="Khóa truy cập phải có ngày cuối cùng.",
            ),
            paired("accounts_api_key_revoked", "revoked_by", "revoked_at"),
        ]
        triggers = only_columns_change(
            "accounts_api_key_kept", ["revoked_by", "revoked_at", "reason_for_revoking", "last_used_on", "revision"]
        )

    def __str__(self) -> str:
        return self.prefix


class KeptAnswer(models.Model):
    """Câu trả lời giữ lại: what an act through the interface answered, for whoever sends the same request again."""

    actor = models.CharField(max_length=120)
    key = models.CharField(max_length=100)
    """The sender's own (`Idempotency-Key`)."""
    digest = models.CharField(max_length=64)
    """Of the request: another request with the same key is a mistake of the sender."""
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "key"],
                name="accounts_answer_once",
                violation_error_message="Yêu cầu này đã gửi.",
            )
        ]
        indexes = [models.Index(fields=["at"], name="accounts_answer_at")]

    def __str__(self) -> str:
        return self.key
