"""Running the real command `thutuc` in a home of its own."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

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
