"""Logs say what happened and never who asked for what."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

SECRETS = ("nguyen.van.an@example.vn", "Nguyễn Văn An", "012345678901", "0912345678")
PROGRAM = """
import logging, sys
from thutuc.config.logging import configure
configure({"format": sys.argv[1], "level": "INFO"})
def handle(applicant):
    raise RuntimeError("broken")
try:
    handle("Nguyễn Văn An")
except RuntimeError:
    logging.getLogger("thutuc").exception("failed", extra={})
"""


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    from thutuc.config.logging import configure

    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    configure({"format": "json", "level": "INFO"})
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers = before
    root.setLevel(level)


@pytest.mark.django_db
def test_a_request_line_holds_no_query_no_person_and_no_address(client: Client, lines: io.StringIO) -> None:
    email, name, identity, phone = SECRETS

    client.get("/", {"q": name, "email": email}, REMOTE_ADDR="203.0.113.7", headers={"Referer": f"/?q={identity}"})
    answer = client.post("/khong-co-trang-nay", {"phone": phone}, REMOTE_ADDR="203.0.113.7")

    said = lines.getvalue()
    assert all(secret not in said for secret in (*SECRETS, "203.0.113.7"))
    last = json.loads(said.strip().splitlines()[-1])
    assert last["status"] == answer.status_code
    assert last["request"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_traceback_shows_no_values(form: str) -> None:
    sources = Path(__file__).resolve().parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(sources)}
    command = [sys.executable, "-c", PROGRAM, form]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    assert "RuntimeError" in run.stderr
    assert "applicant = " not in run.stderr
    assert run.stderr.count("Nguyễn Văn An") <= 1
