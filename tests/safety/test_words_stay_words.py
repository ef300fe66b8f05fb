"""Names that look like markup or like a template come out as the words they are, on every page."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts import factories as people
from tests.catalogue.files import collected
from tests.catalogue.published import listed
from tests.conftest import NOW
from tests.house.test_addresses import addresses, paths_of
from tests.organisations import factories as organisations
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.readers import read
from thutuc.kernel.actor import Actor
from thutuc.legislation import services as legislation
from thutuc.legislation.rules.documents import DocumentDetails
from thutuc.notifications import services as notifications

EVIL = '"\'><img src=x onerror=alert(1)>{{ 7000000|add:777777 }}{% now "Y" %}</title><script>alert(2)</script>'
SYSTEM = Actor.system("test")
OK = 200


@pytest.fixture
def keeper(db: None, settings: Any, tmp_path: Path) -> Any:
    """A control officer and administrator among evil names."""
    settings.HOME = tmp_path
    agency = organisations.agency("so-la", EVIL, short_name=EVIL[:120], address=EVIL[:300], phone="1")
    who = people.officer(Role.CONTROL_OFFICER, agency, full_name=EVIL[:110], title=EVIL[:190])
    people.post(who, Role.SYSTEM_ADMIN, agency)
    people.post(who, Role.FOCAL_POINT, agency, title=EVIL[:190], other_duties=EVIL, decision_number=EVIL[:70])
    listed("1.000001", EVIL, sector=EVIL, resolving_agency=EVIL, conditions=EVIL, description=EVIL)
    listed("1.000001", EVIL + "2", on=date(2026, 1, 1), sector=EVIL, conditions=EVIL + "2")
    row = json.dumps(collected(ten=EVIL, linh_vuc=EVIL, doi_tuong=[EVIL], can_cu_so_hieu=[EVIL[:100]])).encode()
    for dry_run in (True, False):
        reading = read(row, EVIL.replace("/", "") + ".jsonl")
        catalogue.import_rows(reading=reading, by=SYSTEM, at=NOW, content=row, dry_run=dry_run)
    catalogue.save_mapping(name=EVIL, columns={"code": EVIL, "name": EVIL}, by=SYSTEM, at=NOW)
    details = DocumentDetails("9/2026/QĐ-UBND", EVIL, issuer=EVIL, note=EVIL)
    document = legislation.register(details=details, by=SYSTEM, at=NOW)
    name = EVIL.replace("/", "") + ".pdf"
    legislation.attach(document=document, content=b"%PDF-1.4\n%%EOF", name=name, by=SYSTEM, at=NOW)
    notifications.queue(kind="x", to=who, subject=EVIL, body=EVIL, by=SYSTEM, at=NOW, link="/ban-lam-viec/")
    return who


def test_no_page_lets_a_name_become_markup_or_a_template(client: Client, keeper: Any) -> None:
    client.force_login(keeper)
    found, evil = [], 0

    for address in addresses():
        for path in paths_of(address)[:2]:
            for asked in ("", "?q=onerror", "?xem=tat-ca", "?danh_muc=national"):
                answer = client.get(path + asked)
                text = b"".join(answer).decode(errors="replace")
                if "html" not in answer.headers.get("Content-Type", ""):
                    continue
                evil += "onerror" in text
                if "<img src=x" in text or "<script>alert" in text or "7777777" in text:
                    found.append(path + asked)
                if answer.status_code != OK and "?q=" in asked:
                    break

    assert evil > 20
    assert found == []


def test_the_name_of_a_file_is_one_value_of_its_header(client: Client, keeper: Any) -> None:
    from thutuc.files.models import FileUse

    client.force_login(keeper)
    use = FileUse.objects.filter(owner__startswith="legislation").get()

    answer = client.get(reverse("files:download", args=[use.code]))

    assert b"".join(answer).startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
