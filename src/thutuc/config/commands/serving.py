"""`thutuc demo`, `serve`, `worker`: the processes of an installation."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated, cast

import typer

from thutuc.config.commands.terminal import _, boot, by, err, fail, out, pool_connections

Port = Annotated[int | None, typer.Option("--port", help=_("Cổng mạng (mặc định: PORT, 8000)"), min=1, max=65535)]
Host = Annotated[str, typer.Option("--host", help=_("Địa chỉ mạng để lắng nghe"), envvar="THUTUC_BIND")]
Workers = Annotated[
    int, typer.Option("--workers", help=_("Số tiến trình trả lời trang"), envvar="THUTUC_WORKERS", min=1, max=64)
]
WithWorker = Annotated[bool, typer.Option("--with-worker/--no-worker", help=_("Chạy kèm tiến trình làm việc nền"))]


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    panel = _("Chạy hệ thống")
    app.command("demo", help=_("Nạp tỉnh mẫu (tỉnh An Lạc) rồi chạy cổng."), rich_help_panel=panel)(demo)
    app.command("serve", help=_("Chạy cổng và bàn làm việc."), rich_help_panel=panel)(serve)
    app.command("worker", help=_("Chạy tiến trình làm việc nền: gửi thư, việc theo giờ."), rich_help_panel=panel)(
        worker
    )


def demo(
    port: Port = None,
    host: Host = "localhost",
    workers: Workers = 1,
    load_only: Annotated[bool, typer.Option("--load-only", help=_("Chỉ nạp dữ liệu, không chạy cổng"))] = False,
) -> None:
    """Load the invented province once, then serve it with a worker."""
    boot(patient=True)
    number = _port(port)
    if not load_only:
        _port_is_free(host, number)
    _prepare(migrate_now=True)
    signs = _load_demo()
    if load_only:
        return
    for line in signs:
        out.print(line)
    _run(host, number, workers, with_worker=True)


def serve(port: Port = None, host: Host = "localhost", workers: Workers = 1, with_worker: WithWorker = False) -> None:
    """Serve until SIGTERM or Ctrl+C; the embedded PostgreSQL stops with it."""
    boot()
    number = _port(port)
    _port_is_free(host, number)
    from thutuc.config.upkeep import database

    _prepare(migrate_now=database.is_embedded())
    _run(host, number, workers, with_worker=with_worker)


def worker(
    concurrency: Annotated[int, typer.Option(help=_("Số việc làm cùng lúc"), min=1, max=64)] = 2,
    one_shot: Annotated[bool, typer.Option("--one-shot", help=_("Làm hết việc đang chờ rồi dừng"))] = False,
) -> None:
    """Run queued and scheduled jobs until SIGTERM."""
    boot(patient=True)
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from thutuc.config.commands.terminal import migrated_or_fail

    migrated_or_fail()
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    waits = not one_shot
    app.with_connector(connector).run_worker(
        concurrency=concurrency, wait=waits, listen_notify=waits, delete_jobs="successful"
    )


def _port(port: int | None) -> int:
    from django.conf import settings

    return port or int(settings.PORT)


def _address(host: str) -> str:
    return "127.0.0.1" if host == "localhost" else host


def _port_is_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_address(host), port))
        except OSError as error:
            words = _("Không mở được cổng %(port)s (%(error)s). Đặt số khác, ví dụ: PORT=8001")
            fail(words % {"port": port, "error": error.strerror})


def _prepare(*, migrate_now: bool) -> None:
    from thutuc.config.upkeep import database, shipped, statics
    from thutuc.web import clock

    if migrate_now:
        with err.status(_("Cập nhật cấu trúc cơ sở dữ liệu…")):
            if database.migrate():
                shipped.load(by=by(), at=clock.now())
    elif database.pending_migrations():
        fail(_("Cơ sở dữ liệu chưa cập nhật cấu trúc. Chạy: thutuc migrate"))
    with err.status(_("Gom tệp tĩnh…")):
        statics.collect()


def _load_demo() -> list[str]:
    from thutuc.demo import loading
    from thutuc.web import clock

    with err.status(_("Nạp tỉnh mẫu…")):
        loading.load(at=clock.now())
    return list(loading.sign_ins())


def _run(host: str, port: int, workers: int, *, with_worker: bool) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    pool_connections()
    out.print(_("thutuc chạy ở [bold]%(address)s[/] (Ctrl+C để dừng)") % {"address": f"http://{host}:{port}/"})
    os.environ["PORT"] = str(port)
    with _job_worker() if with_worker else contextlib.nullcontext():
        Granian(
            "thutuc.config.wsgi:application",
            address=_address(host),
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
        ).serve()


@contextlib.contextmanager
def _job_worker() -> Iterator[None]:
    child = subprocess.Popen([sys.executable, "-m", "thutuc.config.cli", "worker"])
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
