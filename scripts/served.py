"""A served demo and a headless chromium, for scripts that look at pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
OFFICER = "Đỗ Minh Khuê"


def answers(base: str) -> bool:
    """Whether a site answers there."""
    try:
        with urllib.request.urlopen(f"{base}/health/live", timeout=3):
            return True
    except OSError:
        return False


@contextmanager
def site(given: str | None) -> Iterator[str]:
    """The address given, or the demo on PORT, or a demo started for this run and stopped after it."""
    base = (given or f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
    if answers(base):
        yield base
        return
    if given:
        sys.exit(f"nothing answers at {base}: start it with `make demo`, or leave out --base")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "thutuc.config.cli", "demo"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            yield _when_ready(f"http://localhost:{port}", process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _when_ready(base: str, process: "subprocess.Popen[bytes]") -> str:
    for _attempt in range(900):
        if process.poll() is not None:
            sys.exit("the demo ended before it answered: run `make demo` to see why")
        if answers(base):
            return base
        time.sleep(0.2)
    sys.exit("the demo did not answer within three minutes")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium without a window; a clear word when there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        sys.exit("needs chromium (requirements/apt.txt)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(context: BrowserContext, base: str, officer: str = OFFICER) -> None:
    """One click in the demo makes the visitor an officer."""
    page = context.new_page()
    page.goto(f"{base}/dang-nhap/thu/")
    page.get_by_role("row", name=officer).get_by_role("button").or_(
        page.get_by_role("button", name=officer)
    ).first.click()
    page.wait_for_url("**/ban-lam-viec/**")
    page.close()
