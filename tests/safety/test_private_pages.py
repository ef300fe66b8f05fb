"""What nobody else may see stays unseen: staff pages, internal procedures, people; and headers that keep it so."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.accounts import factories as people
from tests.catalogue.contents import content
from tests.catalogue.published import DECISION, SYSTEM, listed, national
from tests.conftest import NOW
from tests.organisations import factories as organisations
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services
from thutuc.catalogue.queries import published

pytestmark = pytest.mark.django_db
SECRET = "Bàn giao hồ sơ mật giữa hai cơ quan"


def everything_public(client: Client, code: str) -> str:
    """The pages and answers on which a procedure might show itself."""
    words = {"q": "bàn giao hồ sơ mật"}
    paths = ("/", "/thu-tuc/", "/linh-vuc/", "/co-quan/", "/cong-bo/", "/cong-bo/2025-07-01", "/sitemap.xml", "/goi-y")
    shown = [client.get(path, words) for path in (*paths, f"/thu-tuc/{code}", f"/en/thu-tuc/{code}")]
    for scope in ("tinh", "quoc-gia", "tat-ca"):
        shown.append(client.get("/thu-tuc/", {**words, "pham-vi": scope}))
        shown.append(client.get("/thu-tuc/", {"pham-vi": scope}))
        shown.append(client.get("/thu-tuc/", {"q": code, "pham-vi": scope}))
    for scope in ("province", "national", "all"):
        shown.append(client.get("/api/v1/procedures", {**words, "scope": scope}))
        shown.append(client.get("/api/v1/procedures", {"scope": scope}))
        shown.append(client.get("/api/v1/procedures", {"q": code, "scope": scope}))
    shown += [client.get(f"/api/v1/procedures/{code}{more}") for more in ("", "/versions")]
    shown += [client.get(f"/thu-tuc/{code}/khac/1-2"), client.get("/api/v1/sectors"), client.get("/api/v1/agencies")]
    return "".join(b"".join(answer).decode() for answer in shown)


HIDDEN: dict[str, Any] = {"sector": "Nội bộ bí mật", "resolving_agency": "Cơ quan kín", "conditions": "Điều kiện kín"}


def test_an_internal_procedure_is_on_no_public_page(client: Client) -> None:
    listed("1.000001", SECRET, is_internal=True, **HIDDEN)

    shown = everything_public(client, "1.000001")

    assert SECRET not in shown
    assert "bí mật" not in shown
    assert "kín" not in shown


def test_an_internal_record_of_the_national_database_is_on_no_public_page(client: Client) -> None:
    national("1.000001", SECRET, is_internal=True, **HIDDEN)

    shown = everything_public(client, "1.000001")

    assert SECRET not in shown
    assert "bí mật" not in shown
    assert "kín" not in shown


def test_a_version_that_is_not_published_is_on_no_public_page(client: Client) -> None:
    whole = content(code="1.000001", name=SECRET, **HIDDEN)
    services.open_version(content=whole, effective_on=date(2025, 7, 1), act=DECISION, by=SYSTEM, at=NOW)

    shown = everything_public(client, "1.000001")

    assert SECRET not in shown
    assert "kín" not in shown


def test_unpublished_words_are_not_told_as_a_difference(client: Client) -> None:
    whole = content(code="1.000001", name="Cấp giấy", conditions="Điều kiện kín")
    services.open_version(content=whole, effective_on=date(2025, 1, 1), act=DECISION, by=SYSTEM, at=NOW)
    listed("1.000001", "Cấp giấy", on=date(2025, 7, 1))

    assert "kín" not in everything_public(client, "1.000001")
    with pytest.raises(published.NotFound):
        published.comparison("1.000001", 1, 2, at=NOW)


def test_no_script_in_a_name_leaves_the_description_for_machines(client: Client) -> None:
    name = "Cấp </script><script>alert(1)</script> giấy <!-- \u2028 & \"'"
    listed("1.000001", name, description="</script><img src=x onerror=alert(1)>", sector="<b>x</b>")

    for path in ("/thu-tuc/1.000001", "/thu-tuc/?q=cap", "/goi-y?q=cap", "/", "/linh-vuc/"):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>x</b>" not in text
    described = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        client.get("/thu-tuc/1.000001").content.decode(),
        re.DOTALL,
    )
    assert described
    assert json.loads(described[1])["name"].startswith("Cấp </script>")


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"])
def test_what_was_typed_comes_back_as_text(client: Client, query: str) -> None:
    for path in ("/thu-tuc/", "/goi-y", "/gop-y/"):
        text = client.get(path, {"q": query, "thu-tuc": query, "ngay": query, "sau": query, "linh-vuc": query}).content
        assert query.encode() not in text or "{{" in query
        assert b"14" not in text or "{{" not in query or b"{{ 7|add:7 }}" in text


@pytest.mark.parametrize(
    "path", ["/en//evil.example/", "/en///evil.example/", "/en/\\evil.example/", "/en//evil.example"]
)
def test_the_other_language_never_leads_to_another_site(client: Client, path: str) -> None:
    text = client.get(path).content.decode()

    assert 'href="//' not in text
    assert 'href="/\\' not in text
    assert 'href="///' not in text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, target: str) -> None:
    people.officer(Role.SPECIALIST, email="an@anlac.example")

    form = {"login": "an@anlac.example", "password": people.PASSWORD, "next": target}
    answer = client.post("/dang-nhap/", form)

    assert answer.status_code in {200, 302}
    assert "evil" not in answer.headers.get("Location", "")
    assert not answer.headers.get("Location", "").startswith("javascript")


STAFF = ("/ban-lam-viec/", "/ban-lam-viec/danh-muc/", "/ban-lam-viec/nguoi-dung/", "/ban-lam-viec/danh-muc/xuat.xlsx")


@pytest.mark.parametrize("path", [*STAFF, "/dang-nhap/", "/en/ban-lam-viec/", "/tai-khoan/phien/"])
def test_pages_behind_sign_in_are_kept_by_no_cache(client: Client, path: str) -> None:
    client.force_login(people.officer(Role.SYSTEM_ADMIN))

    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_every_page_has_its_headers(client: Client) -> None:
    answer = client.get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_the_open_interface_is_open_for_reading_only(client: Client) -> None:
    read = client.get("/api/v1/procedures", headers={"Origin": "https://other.example"})
    written = client.post("/api/v1/procedures", {}, headers={"Origin": "https://other.example"})

    assert read.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in read.headers
    assert written.status_code == 405
    assert "Set-Cookie" not in read.headers


@override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_a_site_behind_a_proxy_that_ends_tls_says_so(client: Client) -> None:
    answer = client.get("/", headers={"X-Forwarded-Proto": "https"})

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    who = people.officer(Role.SPECIALIST)
    client.force_login(who)
    assert client.get("/ban-lam-viec/").status_code == 200

    who.is_active = False
    type(who).objects.filter(pk=who.pk).update(is_active=False)

    assert client.get("/ban-lam-viec/").status_code == 302


def test_access_ends_with_the_post_and_with_its_unit(client: Client) -> None:
    gone = organisations.agency("so-cu", end=date(2025, 7, 1))
    for who in (
        people.officer(Role.CONTROL_OFFICER, email="a@anlac.example", end=date(2026, 11, 25)),
        people.officer(Role.CONTROL_OFFICER, gone, email="b@anlac.example"),
    ):
        client.force_login(who)
        assert client.get("/ban-lam-viec/danh-muc/").status_code == 403


def test_without_the_mark_of_the_demo_nobody_signs_in_by_a_click(client: Client) -> None:
    who = people.officer(Role.SYSTEM_ADMIN)

    assert client.get("/dang-nhap/thu/").status_code == 404
    assert client.post("/dang-nhap/thu/", {"person": who.code}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_closes_the_own_account(client: Client) -> None:
    who = people.officer(Role.SYSTEM_ADMIN)
    client.force_login(who)

    answer = client.post(reverse("accounts:person_switch", args=[who.code]), {"act": "close"})

    who.refresh_from_db()
    assert answer.status_code == 422
    assert who.is_active


def test_an_officer_of_another_agency_does_not_see_a_person(client: Client) -> None:
    other = people.officer(Role.SPECIALIST, email="kin@anlac.example", full_name="Người Kín")
    client.force_login(people.officer(Role.CLERK, email="van-thu@anlac.example"))

    assert client.get(reverse("accounts:person", args=[other.code])).status_code == 404
    assert "kin@anlac.example" not in client.get("/ban-lam-viec/nguoi-dung/").content.decode()


ACTS = {
    "accounts:person_add": (), "accounts:person_edit": ("code",), "accounts:appoint": ("code",),
    "organisations:agency_add": (), "catalogue:import": (), "catalogue:opening": (), "catalogue:mappings": (),
    "catalogue:aliases": (), "legislation:register": (), "desk:calendar_change": (), "desk:reorganisation": (),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_a_specialist_finds_the_doors_of_acts_shut(client: Client, name: str) -> None:
    who = people.officer(Role.SPECIALIST)
    client.force_login(who)
    path = reverse(name, args=[who.code] if ACTS[name] else [])

    assert client.get(path).status_code == 403
    assert client.post(path, {}).status_code == 403


@override_settings(METRICS_TOKEN="a-token-of-the-scraper")
@pytest.mark.parametrize("given", ["", "Bearer x", "Bearer a-token-of-the-scrapér"])
def test_metrics_want_their_token(client: Client, given: str) -> None:
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_metrics_are_not_told_through_a_proxy(client: Client) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
