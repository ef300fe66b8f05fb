"""A real browser before the real product: the demo province, loaded and served as `make demo` does."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import databases
from tests.browser.staff import WIDE, Staff
from tests.settings import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
"""All of these tests run in one worker (`--dist loadgroup`); without it each worker serves a demo of its own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without chromium these tests are left out, loudly, and fail under CI."""
    for item in items:
        if "tests/browser" not in Path(item.fspath).as_posix():
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason="chromium is not installed: browser tests are left out"))


@pytest.fixture(scope="session")
def demo_site(django_db_blocker: Any) -> Iterator[str]:
    """The address of a freshly loaded demo, on a database of its own beside the tests' databases."""
    from django.conf import settings

    given = settings.DATABASES["default"]
    name = f"demo_{os.environ.get('THUTUC_TEST_NAME', 'main')}_{WORKER}"
    with django_db_blocker.unblock():
        template = databases.migrated()
    with databases.server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    port = _free_port()
    environment = _environment(given, name, port)
    command = [sys.executable, "-m", "thutuc.config.cli", "demo"]
    log = Path(environment["THUTUC_HOME"]) / "demo-site.log"
    with log.open("w") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as process:
        try:
            yield _when_ready(f"http://localhost:{port}", process, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _environment(given: dict[str, str], name: str, port: int) -> dict[str, str]:
    host, place = given["HOST"], f":{given['PORT']}" if given["PORT"] else ""
    at = f"{given['USER']}@/{host}" if host.startswith("/") else f"{given['USER']}@{host}{place}"
    home = Path(os.environ["THUTUC_HOME"]) / f"demo-site-{WORKER}"
    home.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "THUTUC_TEST"))}
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "thutuc.config.settings",
        "DATABASE_URL": f"postgres://{at}/{name}",
        "THUTUC_HOME": str(home),
        "PORT": str(port),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _when_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(2400):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=2):
                return address
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the demo does not answer:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium(demo_site: str) -> Iterator[Browser]:
    """One browser, started when there is something to look at (Django asks nothing under its event loop)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, demo_site: str) -> Iterator[Page]:
    """Somebody who is not signed in."""
    context = chromium.new_context(base_url=demo_site, viewport=WIDE, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def _window(chromium: Browser, demo_site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo_site, viewport=WIDE, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def _office_window(chromium: Browser, demo_site: str, officer_state: dict[str, object]) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo_site, viewport=WIDE, storage_state=officer_state)
    yield context.new_page()
    context.close()


@pytest.fixture
def window(_window: Page) -> Page:
    """A stranger's window to look through only: one for a module, without a memory. Half the price of a new one."""
    _window.context.clear_cookies()
    _window.set_viewport_size(WIDE)
    return _window


@pytest.fixture
def office_window(_office_window: Page) -> Page:
    """The same for a control officer, who stays signed in."""
    _office_window.set_viewport_size(WIDE)
    return _office_window


@pytest.fixture(scope="session")
def officer_state(chromium: Browser, demo_site: str) -> dict[str, object]:
    """The cookies of the first control officer, signed in by the demo's one click."""
    context = chromium.new_context(base_url=demo_site, viewport=WIDE)
    page = context.new_page()
    page.goto("/dang-nhap/thu/")
    page.get_by_role("row", name="Đỗ Minh Khuê").get_by_role("button").click()
    page.wait_for_url("**/ban-lam-viec/**")
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def officer(chromium: Browser, demo_site: str, officer_state: dict[str, object]) -> Iterator[Page]:
    """A control officer at the desk."""
    context = chromium.new_context(base_url=demo_site, viewport=WIDE, storage_state=officer_state)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def _staff(chromium: Browser, demo_site: str) -> Iterator[Staff]:
    staff = Staff(chromium, demo_site)
    yield staff
    staff.close()


@pytest.fixture
def staff(_staff: Staff) -> Iterator[Staff]:
    """The people of the ward; whatever they do, no window complains."""
    _staff.faults.clear()
    yield _staff
    assert _staff.faults == []
