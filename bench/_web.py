"""The real server and its clients: sessions and CSRF as browsers have them, one kept connection each."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from _one_stop import CLERK, COUNTER, HEAD, ROOT, SIGNER, SPECIALIST, Desk

WORKERS = 2


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(home: Path, port: int) -> "subprocess.Popen[bytes]":
    """`thutuc serve`, ready to answer."""
    environment = {**os.environ, "THUTUC_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "THUTUC_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "thutuc.config.cli", "serve", "--port", str(port), "--workers", str(WORKERS)]
    with (home / "serve.log").open("ab") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(port, server)
    except SystemExit:
        print((home / "serve.log").read_text()[-1500:], file=sys.stderr)
        raise
    return server


def wait_for(port: int, server: "subprocess.Popen[bytes] | None" = None, seconds: float = 120) -> None:
    """Until it answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server is not None and server.poll() is not None:
            sys.exit("the server ended before it answered")
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
            asked.request("GET", "/health/live", headers={"Host": f"localhost:{port}"})
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not answer")


@contextmanager
def site(home: Path) -> Iterator[tuple[int, int]]:
    """(port, pid) of a server that is gone afterwards."""
    port = free_port()
    server = serve(home, port)
    try:
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def session_of(person: Any) -> str:
    """A session of the person, as after signing in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return str(client.cookies["sessionid"].value)


@dataclass
class Browser:
    """Keeps its connection, its session and its token."""

    port: int
    session: str = ""
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    cookies: dict[str, str] = field(default_factory=dict)
    link: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, form: Any = None) -> tuple[int, bytes, dict[str, str]]:
        """(status, body, headers); a broken connection is opened once more by whoever asks again."""
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode(form, doseq=True) if form is not None else None
        cookies = {"csrftoken": self.token, **({"sessionid": self.session} if self.session else {}), **self.cookies}
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            **(
                {"X-CSRFToken": self.token, "Content-Type": "application/x-www-form-urlencoded"}
                if body is not None
                else {}
            ),
        }
        try:
            self.link.request(method, path, body=body, headers=headers)
            answer = self.link.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.link.close()
            self.link = None
            raise
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = line.split(";")[0].partition("=")
            if name not in {"csrftoken", "sessionid"} or (name == "sessionid" and not self.session):
                self.cookies[name] = value
        return answer.status, content, {name.lower(): value for name, value in answer.headers.items()}


def browsers(port: int, desk: Desk, sessions: dict[int, str]) -> dict[str, Browser]:
    """One for every officer of a desk."""
    return {role: Browser(port, sessions[person.pk]) for role, person in desk.people.items()}


# -- acts through pages ---


def intake_form(desk: Desk, key: str, number: int) -> dict[str, str]:
    """The intake screen filled in: `key` makes one dossier of it however often it is sent."""
    papers = {f"giay_{place}": "given" for place in range(1, desk.documents + 1)}
    counts = {f"chinh_{place}": "1" for place in range(1, desk.documents + 1)}
    return {
        **papers,
        **counts,
        "viec": "nhan",
        "khoa": key,
        "thu_tuc": desk.procedure,
        "truong_hop": "0",
        "so_dinh_danh": f"099185{number % 1_000_000:06}",
        "ho_ten": f"Nguyễn Thị Đo {number % 997}",
        "dia_chi": "Số 1, tỉnh An Lạc",
        "dien_thoai": "0000123456",
        "thu_dien_tu": f"do.{number}@nguoidan.example",
        "nhan_ket_qua": "counter",
    }


@dataclass(frozen=True)
class Posted:
    """One act as a browser sends it: who, where, what."""

    move: str
    role: str
    path: str
    form: dict[str, str]


def life(desk: Desk, key: str, number: int) -> Iterator[Posted]:
    """From the counter to the result: `lan` is the number of the last event that was seen, so no act is made twice."""
    yield Posted("accept", COUNTER, "/ban-lam-viec/tiep-nhan/", intake_form(desk, key, number))
    today = f"{datetime.now(UTC) + timedelta(hours=7):%d/%m/%Y}"
    assigned = ("assign", HEAD, {"nguoi": desk.people[SPECIALIST].code}) if number % 2 else ("take", SPECIALIST, {})
    result = {"ket_qua": "granted", "ten": desk.output, "so": f"{number}/GP-UBND", "ngay_ky": today}
    told: list[tuple[str, str, dict[str, str]]] = [
        ("hand_over", COUNTER, {}),
        assigned,
        ("submit_for_review", SPECIALIST, {}),
        ("submit_for_signature", HEAD, {}),
        ("sign", SIGNER, {}),
        ("issue", CLERK, result),
        ("deliver", COUNTER, {"cach": "counter", "nguoi_nhan": "Nguyễn Thị Đo"}),
    ]
    for seen, (move, role, form) in enumerate(told, start=1):
        yield Posted(move, role, f"/ban-lam-viec/ho-so/{key}/{move}/", {**form, "lan": str(seen)})
