"""Running the real command `thutuc`: in a process and a home of its own, or here on the tests' database."""

import gc
import io
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.utils import translation

from thutuc.config import cli

SOURCES = Path(__file__).resolve().parents[2] / "src"


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the command sees: nothing of this machine's own settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("THUTUC_", "DJANGO_", "LC_", "LANG"))
    }
    kept.pop("DATABASE_URL", None)
    kept.pop("XDG_RUNTIME_DIR", None)
    return kept | {"PYTHONPATH": str(SOURCES), "THUTUC_HOME": str(home), "COLUMNS": "200", "LANG": "C.UTF-8", **more}


def thutuc(*words: str, home: Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "thutuc.config.cli", *words],
        env=environment(home, **more),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def thutuc_here(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end in this process: the same lines from the words to the exit code, a second cheaper."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        _as_found(**more),
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.object(sys, "argv", ["thutuc", *words]),
    ):
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


@contextmanager
def _as_found(**more: str) -> Iterator[None]:
    """What a command changes in its process is put back; the server of the tests is not to be started again."""
    caught = [number for number in (signal.SIGTERM, getattr(signal, "SIGHUP", None)) if number]
    handlers = {number: signal.getsignal(number) for number in caught}
    options = settings.DATABASES["default"]["OPTIONS"]
    kept = dict(options)
    running = {"DATABASE_URL": os.environ.get("DATABASE_URL", "the tests' own"), "COLUMNS": "200"}
    try:
        with mock.patch.dict(os.environ, {**running, **more}), translation.override(translation.get_language()):
            yield
    finally:
        gc.enable()
        options.clear()
        options.update(kept)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_of(port: int, path: str) -> int | None:
    """The status, or None while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def postgres_of(home: Path) -> list[int]:
    """Processes of the embedded server of that home."""
    import psutil

    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        words = process.info["cmdline"] or []
        if process.info["name"] == "postgres" and str(home / "postgres") in words:
            found.append(process.pid)
    return found
