"""The door of a file: the owner's package decides, headers keep the browser calm."""

from datetime import datetime
from typing import Any

import pytest
from django.test import RequestFactory

from tests.files import samples
from thutuc.files import queries, services, views
from thutuc.files.models import FileUse
from thutuc.files.rules.access import Access
from thutuc.journal.queries import of_subject
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection

pytestmark = pytest.mark.django_db


def open_to_all(actor: Actor, owner: str) -> Access:
    return Access()


def journalled(actor: Actor, owner: str) -> Access:
    return Access(journalled=True)


def closed(actor: Actor, owner: str) -> Access:
    return Access((Objection("no", "Không được xem."),))


@pytest.fixture
def use(system: Actor, now: datetime) -> FileUse:
    services.store(samples.PDF, name="Quyết định 12.pdf", owner="x.Y:1", by=system, at=now)
    return queries.of_owner("x.Y:1").get()


def asked(code: str, query: str = "", actor: Actor | None = None) -> Any:
    request = RequestFactory().get(f"/tep/{code}/{query}")
    request.actor = actor or Actor.system("test")
    answer = views.download(request, code)
    answer.body = b"".join(answer)  # type: ignore[attr-defined]
    answer.file_to_stream.close()  # closing the answer itself would close the test's connection
    return answer


def test_a_reader_gets_the_file_as_an_attachment(use: FileUse, settings: Any) -> None:
    settings.FILE_POLICIES = {"x.Y": f"{__name__}.open_to_all"}

    answer = asked(use.code)

    assert answer.body == samples.PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Quy")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert of_subject(use).count() == 1


def test_a_safe_kind_may_be_shown(use: FileUse, settings: Any) -> None:
    settings.FILE_POLICIES = {"x.Y": f"{__name__}.open_to_all"}

    answer = asked(use.code, "?xem=1")

    assert answer["Content-Disposition"].startswith("inline")


def test_opening_a_citizens_paper_leaves_a_line(use: FileUse, settings: Any) -> None:
    settings.FILE_POLICIES = {"x.Y": f"{__name__}.journalled"}

    asked(use.code)

    assert of_subject(use).last().code == "files.read"  # type: ignore[union-attr]


def test_a_stranger_learns_nothing(use: FileUse, settings: Any) -> None:
    settings.FILE_POLICIES = {"x.Y": f"{__name__}.closed"}

    with pytest.raises(NotFound):
        asked(use.code)


def test_an_owner_without_a_policy_is_closed(use: FileUse, settings: Any) -> None:
    settings.FILE_POLICIES = {}

    with pytest.raises(NotFound):
        asked(use.code)
    with pytest.raises(NotFound):
        asked("0" * 16)
