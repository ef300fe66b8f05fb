"""Statements that the server plans once."""

from typing import Any

import pytest
from django.db import DataError, connection, transaction

from tests.accounts import factories as accounts
from tests.organisations import factories as organisations
from thutuc.accounts.models import Post
from thutuc.accounts.rules.roles import Role
from thutuc.db import prepared
from thutuc.db.models import advance
from thutuc.kernel.errors import Conflict

pytestmark = pytest.mark.django_db


def test_a_statement_that_comes_back_is_prepared_and_counted(
    django_assert_num_queries: Any,
) -> None:
    text = "SELECT %(number)s::int + 1 AS what_comes_back"

    with django_assert_num_queries(8) as captured:
        for number in range(8):
            with prepared.cursor() as cursor:
                cursor.execute(text, {"number": number})
                assert cursor.fetchone() == (number + 1,)

    assert all("what_comes_back" in query["sql"] for query in captured.captured_queries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%what_comes_back%'")
        assert cursor.fetchone() == (1,)
    with pytest.raises(DataError), transaction.atomic(), prepared.cursor() as cursor:
        cursor.execute("SELECT 1 / %(zero)s::int", {"zero": 0})


def test_a_kept_query_gives_the_row_of_the_orm() -> None:
    person = accounts.person()
    rows = prepared.Rows(lambda pk: Post.objects.select_related("person").defer("title").filter(pk=pk), pk=77)
    post = accounts.post(person, Role.SPECIALIST, organisations.agency("so-y-te"))

    found = rows.first(pk=post.pk)

    assert found == post
    assert found.validity == Post.objects.get(pk=post.pk).validity
    assert found.get_deferred_fields() == {"title"}
    assert found.person == person
    assert rows.first(pk=0) is None


def test_a_row_changes_once_however_it_is_written(django_assert_num_queries: Any) -> None:
    person = accounts.person()
    same = type(person).objects.get(pk=person.pk)

    with django_assert_num_queries(1):
        advance(person, full_name="Lê Thị Ẩn")

    assert type(person).objects.get(pk=person.pk).full_name == "Lê Thị Ẩn"
    with pytest.raises(Conflict):
        advance(same, phone="0905")
