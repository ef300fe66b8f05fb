"""Websites of units on this machine's own loopback, for tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

NOTICE = """<h2>Tiếp nhận phản ánh, kiến nghị về quy định hành chính</h2><p>Văn phòng Ủy ban nhân dân tỉnh An Lạc.
Địa chỉ: số 2 đường Hòa Bình. Điện thoại: 0296 3855 123. Thư điện tử: kstthc@anlac.example</p>"""


@dataclass
class Website:
    """What it answers by path: (status, headers, body); what was asked of it."""

    address: str
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def shows(self, path: str, body: str, *, status: int = 200, kind: str = "text/html; charset=utf-8") -> str:
        self.answers[path] = (status, {"Content-Type": kind}, body.encode())
        return f"{self.address}{path}"

    def sends_on(self, path: str, to: str) -> str:
        self.answers[path] = (302, {"Location": to}, b"")
        return f"{self.address}{path}"


@contextmanager
def website() -> Iterator[Website]:
    """A website that lives as long as the block."""

    class Handler(BaseHTTPRequestHandler):
        site: ClassVar[Website]

        def do_GET(self) -> None:
            self.site.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, body = self.site.answers.get(self.path, (404, {"Content-Type": "text/html"}, b""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if len(body) < 1_000_000:
                self.wfile.write(body)
                return
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Handler.site = Website(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Handler.site
        finally:
            server.shutdown()
            thread.join()
