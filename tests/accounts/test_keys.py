"""Keys of the programming interface: shown once, kept as a hash, never more than the posts of a person."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts import queries, services
from thutuc.accounts.models import ApiKey, Person
from thutuc.accounts.rules import keys as rules
from thutuc.accounts.rules.roles import Role
from thutuc.db.ranges import range_of
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import LOCAL

DAY, LAST, LATER = date(2026, 11, 25), date(2027, 11, 24), date(2027, 11, 25)
AT = datetime(2026, 11, 25, 9, tzinfo=LOCAL)
SYSTEM = Actor.system("test")
LIST = "/ban-lam-viec/khoa-truy-cap/"


def refusals(**changes: Any) -> list[str]:
    told: dict[str, Any] = {
        "name": "Phần mềm",
        "start": DAY,
        "last": LAST,
        "is_active": True,
        "roles": frozenset({Role.SPECIALIST}),
        "today": DAY,
    }
    return [each.code for each in rules.make_objections(SYSTEM, **{**told, **changes})]


def test_a_key_has_a_name_an_end_and_an_account_that_may_do_something_but_keeps_no_accounts() -> None:
    assert refusals() == []
    assert refusals(name=" ") == ["key.name"]
    assert refusals(roles=frozenset()) == refusals(is_active=False) == ["key.person"]
    assert refusals(roles=frozenset({Role.SYSTEM_ADMIN})) == ["key.administrator"]
    assert refusals(last=date(2026, 11, 24)) == refusals(start=LATER) == ["key.days"]
    assert refusals(last=date(2029, 1, 1)) == ["key.long"]
    assert [each.code for each in rules.keep_objections(Actor.anonymous())] == ["key.role"]


def test_what_has_not_the_shape_of_a_key_asks_the_database_nothing() -> None:
    for given in ("", "tt_", "tt_0123456789ab", "tt_0123456789ab." + "x" * 42, "tt_0123456789ab." + "é" * 43):
        assert rules.parts(given) is None


@pytest.mark.django_db
class TestKept:
    """With a database."""

    @pytest.fixture
    def account(self) -> Person:
        return factories.officer(Role.SPECIALIST, agency("so-y-te", "Sở Y tế"), full_name="Phần mềm Sở Y tế")

    def token_of(self, account: Person, **changes: Any) -> str:
        told = {"email": account.email, "name": "Phần mềm", "start": DAY, "last": LAST, **changes}
        return services.make_key(**told, by=SYSTEM, at=AT).token

    def test_a_key_opens_with_the_posts_of_its_person_in_one_statement(
        self, account: Person, django_assert_num_queries: Any
    ) -> None:
        token = self.token_of(account)

        with django_assert_num_queries(1):
            found = queries.keys.bearer(token, on=DAY)

        person = queries.actor_of(account, on=DAY)
        assert found is not None
        assert (found.actor.posts, found.actor.key) == (person.posts, person.key)
        assert found.actor.through == f"key:{found.prefix}"
        kept = ApiKey.objects.get()
        assert token.split(".")[1] not in str(vars(kept))
        assert kept.secret_hash == rules.hash_of(token.split(".")[1])

    def test_a_wrong_secret_a_revoked_and_an_ended_key_and_a_closed_account_open_nothing(self, account: Person) -> None:
        token = self.token_of(account)

        assert queries.keys.bearer(token[:-1] + ("A" if token[-1] != "A" else "B"), on=DAY) is None
        assert queries.keys.bearer(token, on=LATER) is None
        assert queries.keys.bearer(token, on=date(2026, 11, 24)) is None
        Person.objects.filter(pk=account.pk).update(is_active=False)
        assert queries.keys.bearer(token, on=DAY) is None
        Person.objects.filter(pk=account.pk).update(is_active=True)
        services.revoke_key(key=ApiKey.objects.get(), by=SYSTEM, at=AT)
        assert queries.keys.bearer(token, on=DAY) is None
        with pytest.raises(Refused):
            services.revoke_key(key=ApiKey.objects.get(), by=SYSTEM, at=AT)

    def test_a_key_ends_with_the_posts_and_covers_whom_its_person_covers(self, account: Person) -> None:
        token = self.token_of(account)
        post = account.posts.get()
        head = factories.officer(Role.UNIT_HEAD, post.agency)
        head.posts.get().substitutions.create(
            substitute=account,
            planned=range_of(DAY, LATER),
            validity=range_of(DAY, LATER),
            reason="nghỉ phép",
            recorded_by="x",
            recorded_at=AT,
        )

        found = queries.keys.bearer(token, on=DAY)
        assert found is not None
        assert found.actor.posts == queries.actor_of(account, on=DAY).posts
        assert found.actor.roles == {Role.SPECIALIST, Role.UNIT_HEAD}
        services.end_post(post=post, on=DAY, by=SYSTEM, at=AT)
        found = queries.keys.bearer(token, on=DAY)
        assert found is not None
        assert found.actor.posts == ()

    def test_the_day_of_use_is_written_once_and_no_act(self, account: Person, django_assert_num_queries: Any) -> None:
        prefix = self.token_of(account).split(".")[0]
        lines = JournalEntry.objects.count()

        services.note_use(prefix=prefix, on=DAY)
        services.note_use(prefix=prefix, on=DAY)

        assert ApiKey.objects.get().last_used_on == DAY
        assert JournalEntry.objects.count() == lines

    def test_the_journal_says_by_which_key_another_system_acted(self, account: Person) -> None:
        admin = Actor.system("test")
        through = Actor(admin.kind, admin.key, through="key:tt_1")

        services.revoke_key(key=self.made(account), by=through, at=AT)

        assert JournalEntry.objects.latest("pk").details["through"] == "key:tt_1"

    def made(self, account: Person) -> ApiKey:
        return services.make_key(email=account.email, name="x", start=DAY, last=LAST, by=SYSTEM, at=AT).key

    def test_an_administrator_makes_a_key_sees_it_once_and_revokes_it(self, account: Person, settings: Any) -> None:
        settings.AS_OF = "2026-11-25"
        client, stranger = Client(), Client()
        client.force_login(factories.officer(Role.SYSTEM_ADMIN))
        stranger.force_login(account)
        told = {"name": "HIS", "person": account.email, "start": "25/11/2026", "last": "30/11/2026"}
        form = {**told, "code": client.get(f"{LIST}them/").context["form"]["code"].value()}

        assert stranger.get(LIST).status_code == stranger.post(f"{LIST}them/", form).status_code == 403
        assert "Chưa có tài khoản" in client.post(f"{LIST}them/", {**form, "person": "ai@x.vn"}).content.decode()
        made = client.post(f"{LIST}them/", form)
        token = made.context["made"].token
        assert token in made.content.decode()
        assert made.headers["Cache-Control"] == "private, no-store"
        assert client.post(f"{LIST}them/", form).status_code == 409
        listed = client.get(LIST).content.decode()
        assert token.split(".")[0] in listed
        assert token.split(".")[1] not in listed
        row = ApiKey.objects.get()
        revoke = f"{LIST}{row.code}/thu-hoi/"
        assert client.post(revoke, {"revision": row.revision + 1}).status_code == 409
        assert client.post(revoke, {"revision": row.revision, "reason": "lộ"}).url == LIST
        assert "Đã thu hồi" in client.get(LIST).content.decode()
