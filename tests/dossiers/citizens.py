"""A citizen with code and secret, for tests: the day, a dossier that waits, the address of its page."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from tests.dossiers.factories import PAPER_WRONG, Ward, moment
from thutuc.dossiers import services
from thutuc.dossiers.models import Dossier
from thutuc.web import clock

NOW = moment("2026-11-25 09:00")
STRANGER = {"REMOTE_ADDR": "203.0.113.9"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    caches["default"].clear()
    yield
    caches["default"].clear()


def asked(ward: Ward) -> Dossier:
    """A dossier that waits for one paper."""
    dossier = ward.handled("2026-11-18 09:00")
    return services.request_supplement(
        dossier=dossier,
        grounds=[PAPER_WRONG],
        reason="Ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.specialist,
        at=moment("2026-11-20 15:05"),
    )


def shown(client: Client, dossier: Dossier) -> str:
    """The address of the page after code and secret were typed; the browser holds the proof."""
    answer = client.post("/tra-cuu/", {"ma": dossier.code or dossier.key, "so": dossier.secret}, **STRANGER)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def plain(content: bytes) -> bytes:
    """A page without the token that differs in every answer, whoever asks."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)


# -- look-up ---
