"""`thutuc serve` as an operator lives with it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.config.processes import answer_of, environment, free_port, postgres_of, thutuc


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 180
    while answer_of(port, "/health/ready") != 200:
        assert process.poll() is None, "the server ended before it was ready"
        assert time.monotonic() < deadline, "the server was not ready within three minutes"
        time.sleep(0.2)


def test_serve_answers_and_takes_its_postgres_with_it_when_it_is_told_to_stop(home: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "thutuc.config.cli", "serve", "--with-worker"]
    process = subprocess.Popen(command, env=environment(home, PORT=str(port)))
    try:
        _wait_until_ready(process, port)
        living = postgres_of(home)

        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=30)
    finally:
        process.kill()
        process.wait()

    assert living
    assert code == 0
    assert postgres_of(home) == []
    assert answer_of(port, "/health/live") is None


def test_a_port_that_is_taken_is_said_in_one_line(home: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        run = thutuc("serve", home=home, PORT=str(port))

    assert run.returncode == 1
    assert str(port) in run.stderr
    assert "Traceback" not in run.stderr
    assert postgres_of(home) == []
