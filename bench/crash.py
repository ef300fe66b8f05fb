"""Kill -9 in the middle of work (`make bench-crash`): what was acknowledged is there, nothing twice, all chains whole.

Eight clients carry dossiers from the counter to the result through `thutuc serve`, --acts acts in all, each with a mark
of its own: the key of a new dossier, or the number of the last event that was seen. Meanwhile the web server, the job
worker and the database are killed with SIGKILL in turn and started again. A client that hears nothing asks again with
the same mark until it is answered. Afterwards every acknowledged act must be there exactly once, the journal whole and
`thutuc doctor --facts` clean. Exit code 1 otherwise.
"""

import argparse
import contextlib
import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import _one_stop as house
import _web as web
import psutil
from _one_stop import Desk

CLIENTS = 8
PATIENCE = 120.0
KILLED = ("web", "database", "worker") * 3
"""In this order, evenly over the acts."""
DONE = {302, 303}
SEEN_BEFORE = {409, 422}
"""An act asked for again after its answer was lost: the mark is spent, so it is refused and not made twice."""


@dataclass
class Tally:
    """What clients were told; shared by their threads."""

    acts: int
    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)
    """(key, move, number of the event)."""
    again: int = 0
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, key: str, move: str, number: int) -> None:
        with self.lock:
            self.acknowledged.append((key, move, number))

    @property
    def is_enough(self) -> bool:
        return len(self.acknowledged) >= self.acts


@dataclass
class Site:
    """The processes of an installation, killed and started again."""

    home: Path
    port: int
    processes: dict[str, Any] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        self.processes["web"] = web.serve(self.home, self.port)
        self.processes["worker"] = self._worker()

    def _worker(self) -> Any:
        environment = {**os.environ, "THUTUC_HOME": str(self.home), "PYTHONPATH": str(house.ROOT / "src")}
        command = [sys.executable, "-m", "thutuc.config.cli", "worker"]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self, what: str) -> None:
        """SIGKILL to the whole tree, then a new one. With the database gone, everything is started again."""
        self.kills[what] += 1
        print(f"killed: {what}", flush=True)
        if what == "database":
            _kill_tree(house.database_pid(self.home))
        for name in ("web", "worker") if what == "database" else (what,):
            _kill_tree(self.processes[name].pid)
            self.processes[name].wait()
        if what != "worker":
            self.processes["web"] = web.serve(self.home, self.port)
        if what != "web":
            self.processes["worker"] = self._worker()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)


def _kill_tree(pid: int) -> None:
    try:
        every = [*psutil.Process(pid).children(recursive=True), psutil.Process(pid)]
    except psutil.NoSuchProcess:
        return
    for process in reversed(every):
        with contextlib.suppress(psutil.NoSuchProcess):
            os.kill(process.pid, signal.SIGKILL)


# -- clients ---


def client(tally: Tally, desk: Desk, port: int, sessions: dict[int, str], number: int) -> None:
    """Dossier after dossier until there are enough acts."""
    seen = web.browsers(port, desk, sessions)
    while not tally.is_enough:
        number, key = number + 1, secrets.token_hex(8)
        for place, posted in enumerate(web.life(desk, key, number), start=1):
            if tally.is_enough or not _insisted(tally, seen[posted.role], posted):
                break
            tally.note(key, posted.move, place)


def _insisted(tally: Tally, browser: web.Browser, posted: web.Posted) -> bool:
    """Asked until answered; True when the act is acknowledged."""
    until, asked = time.monotonic() + PATIENCE, 0
    while time.monotonic() < until:
        asked += 1
        try:
            status, body, _headers = browser.ask("POST", posted.path, posted.form)
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
            continue
        if status in DONE or (asked > 1 and status in SEEN_BEFORE):
            tally.again += status in SEEN_BEFORE
            return True
        if status < 500:
            tally.faults.append(f"{posted.move}: {status} {body[:120]!r}")
            return False
        time.sleep(0.2)
    tally.faults.append(f"{posted.move}: no answer in {PATIENCE:.0f} s")
    return False


# -- the proof ---


def proven(home: Path, tally: Tally) -> list[str]:
    """What is wrong afterwards."""
    from django.db import connection

    connection.close()
    found = list(tally.faults)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.key, e.code, e.number, count(*) FROM dossiers_dossierevent e JOIN dossiers_dossier d "
            "ON d.id = e.dossier_id WHERE d.key = ANY(%s) GROUP BY 1, 2, 3",
            [list({key for key, _move, _number in tally.acknowledged})],
        )
        kept = {(key, code, number): count for key, code, number, count in cursor.fetchall()}
    found += [f"lost: {act}" for act in tally.acknowledged if act not in kept]
    found += [f"twice: {act}" for act, count in kept.items() if count > 1]
    moves = Counter((key, code) for key, code, _number in kept)
    found += [f"made twice: {act}" for act, count in moves.items() if count > 1]
    from thutuc.dossiers.queries import checking
    from thutuc.journal import queries as journal

    found += [f"journal: {fault}" for fault in journal.verify()]
    found += [fault.message % dict(fault.params) for fault in checking.doctor_faults()]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=1_000)
    parser.add_argument("--home", type=Path, help="an installation with the sample province; it is kept")
    asked = parser.parse_args()
    home = asked.home or Path(tempfile.mkdtemp(prefix="thutuc-crash-"))
    if not asked.home:
        house.command(home, "demo", "--load-only")
    server = house.boot(home)
    try:
        return measure(home, asked.acts)
    finally:
        with contextlib.suppress(psutil.Error):
            server.cleanup()
        if not asked.home:
            shutil.rmtree(home, ignore_errors=True)


def _wait(tally: Tally, threads: list[threading.Thread], acts: int) -> None:
    """Until so many acts are acknowledged, or no client is left."""
    while len(tally.acknowledged) < acts and any(thread.is_alive() for thread in threads):
        time.sleep(0.01)


def measure(home: Path, acts: int) -> int:
    import dossiers
    from django.db import connections

    place = dossiers.placed(home, web.free_port(), 0)
    connections.close_all()
    site, tally = Site(home, place.port), Tally(acts)
    site.start()
    started = time.monotonic()
    threads = [
        threading.Thread(
            target=client,
            args=(tally, place.desks[number % len(place.desks)], site.port, place.sessions, place.numbers()),
            daemon=True,
        )
        for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for number, what in enumerate(KILLED, start=1):
        _wait(tally, threads, acts * number // (len(KILLED) + 1))
        site.kill(what)
    for thread in threads:
        thread.join(timeout=PATIENCE)
    site.stop()
    house.boot(home)
    found = proven(home, tally)
    for fault in found[:20]:
        print(f"  {fault}")
    kills = ", ".join(f"{what} {count}" for what, count in site.kills.items())
    verdict = "good" if not found and sum(site.kills.values()) == len(KILLED) else "WRONG"
    told = f"{len(tally.acknowledged)} acts acknowledged by {CLIENTS} clients in {time.monotonic() - started:.0f} s"
    known = f"{tally.again} asked for again were known"
    print(f"crash: {told}, killed: {kills}; {known}; {len(found)} faults: {verdict}")
    return 0 if verdict == "good" else 1


if __name__ == "__main__":
    sys.exit(main())
