"""Dossiers: acts a second, what an act costs, how long pages take (`make bench-dossiers`).

A server of its own with durable commits; the sample province; an invented past of --small, then of --count dossiers by
`thutuc generate-dossiers`. In turn, --rounds times: pgbench simple-update, acts through the services, acts through
`thutuc serve` with real sessions and CSRF, each with 1, 4 and 8 clients; the figures are medians and shares of pgbench
in the same run. Beside them CPU of application and database for an act, statements with 5 and with 200 events, the
95th percentile of the queue pages of an officer with every right and of the tracking page, and how much dearer all of
it is with --count than with --small dossiers. Every figure stands beside its floor; exit code 1 when one is missed.
"""

import argparse
import json
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import _one_stop as house
import _web as web
from _one_stop import HEAD, Desk

CLIENTS = (1, 4, 8)
SERVICE_FLOOR, HTTP_FLOOR, CPU_CEILING_MS = 0.10, 0.06, 10.0
READ, LIST, ACT = 4, 5, 10
QUEUE_MS, TRACKING_MS, FLAT = 150.0, 60.0, 1.5
LOAD_S = 240.0
Figures = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """Acts of some clients: how many a second, milliseconds of CPU an act took in the application and the database."""

    rate: float
    app_ms: float
    db_ms: float


# -- clients ---


def _client(kind: str, desk: Desk, number: int, port: int, sessions: dict[int, str], pipe: Any) -> None:
    """One client: says that it is ready, acts while it may, tells how many acts and how much CPU."""
    acts = _service_acts(desk, number) if kind == "service" else _web_acts(desk, number, port, sessions)
    next(acts)
    pipe.send("ready")
    until = pipe.recv()
    before, done = time.process_time(), 0
    while time.monotonic() < until:
        next(acts)
        done += 1
    pipe.send((done, time.process_time() - before))


def _service_acts(desk: Desk, number: int) -> Any:
    while True:
        number += 1
        for _move, act in house.life(desk, number):
            yield act()


def _web_acts(desk: Desk, number: int, port: int, sessions: dict[int, str]) -> Any:
    import secrets

    seen = web.browsers(port, desk, sessions)
    while True:
        number += 1
        for posted in web.life(desk, secrets.token_hex(8), number):
            status, body, _headers = seen[posted.role].ask("POST", posted.path, posted.form)
            if status not in {302, 303}:
                raise RuntimeError(f"{posted.move}: {status} {body[:300]!r}")
            yield status


def run(kind: str, clients: int, seconds: float, place: "Place") -> Run:
    """So many clients at once for some seconds."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    ends, others, processes = [], [], []
    for number in range(clients):
        mine, other = context.Pipe()
        desk = place.desks[number % len(place.desks)]
        told = (kind, desk, place.numbers(), place.port, place.sessions, other)
        processes.append(context.Process(target=_client, args=told, daemon=True))
        ends.append(mine)
        others.append(other)
    for process in processes:
        process.start()
    for other in others:
        other.close()  # so that a client that dies is heard of
    for end in ends:
        end.recv()
    cpu, app = house.tree_cpu(place.database), house.tree_cpu(place.server)
    until = time.monotonic() + seconds
    for end in ends:
        end.send(until)
    done = [end.recv() for end in ends]
    spent, served = house.tree_cpu(place.database) - cpu, house.tree_cpu(place.server) - app
    for process in processes:
        process.join()
    acts = sum(count for count, _cpu in done)
    own = served if kind == "http" else sum(used for _count, used in done)
    return Run(acts / seconds, own / acts * 1000, spent / acts * 1000)


@dataclass
class Place:
    """Where everything is: desks, sessions, the server's port and pid, the postmaster's."""

    home: Path
    desks: list[Desk]
    sessions: dict[int, str]
    port: int
    server: int
    database: int
    last: int = 0

    def numbers(self) -> int:
        """A stretch of numbers that nobody else has."""
        self.last += 10_000
        return self.last


# -- pages ---


def p95(ask: Callable[[], None], times: int = 40) -> float:
    """Milliseconds that 95 of 100 answers stay below; the first ones warm up."""
    for _warm in range(3):
        ask()
    found = []
    for _time in range(times):
        started = time.perf_counter()
        ask()
        found.append((time.perf_counter() - started) * 1000)
    return statistics.quantiles(found, n=20)[-1]


def pages(place: Place) -> Figures:
    """The queue pages of who sees everything and of a head, one dossier, the tracking page."""
    control = web.Browser(place.port, place.sessions[0])
    head = web.browsers(place.port, place.desks[0], place.sessions)[HEAD]
    queues = {
        f"{who} {name}": p95(_page(seen, f"/ban-lam-viec/ho-so/danh-sach/{name}/"), times=20)
        for who, seen in {"control": control, "head": head}.items()
        for name in _queues()
    }
    key, code, secret = _one_dossier(place.desks[0])
    return {
        "queue": max(queues.values()),
        "queues": {name: round(value, 1) for name, value in queues.items()},
        "read": p95(_page(head, f"/ban-lam-viec/ho-so/{key}/")),
        "tracking": p95(_tracked(place.port, code, secret)),
    }


def _queues() -> Sequence[str]:
    from thutuc.dossiers.rules.queues import Queue

    return [queue.value for queue in Queue]


def _page(seen: web.Browser, path: str) -> Callable[[], None]:
    def ask() -> None:
        status, body, _headers = seen.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")

    return ask


def _tracked(port: int, code: str, secret: str) -> Callable[[], None]:
    seen = web.Browser(port)
    status, body, headers = seen.ask("POST", "/tra-cuu/", {"ma": code, "so": secret})
    if status not in {302, 303}:
        raise RuntimeError(f"tracking: {status} {body[:300]!r}")
    return _page(seen, headers["location"])


def _one_dossier(desk: Desk) -> tuple[str, str, str]:
    """A dossier of the desk that is in hand, with a clock to explain."""
    from thutuc.dossiers import queries
    from thutuc.web import clock

    rows = queries.visible_to(desk.actors[HEAD], on=clock.today()).filter(state="in_process", due_at__isnull=False)
    found = rows.order_by("-id").first()
    assert found is not None
    return found.key, str(found.code), found.secret


# -- statements ---


def statements(place: Place) -> Figures:
    """Of one dossier with 5 and with 200 events: read, list, act."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from thutuc.dossiers import queries, services
    from thutuc.web import clock

    desk = place.desks[0]
    acts = list(house.life(desk, 70_001))[:3]
    dossier = [act() for _move, act in acts][-1]
    key = queries.visible_to(desk.actors[HEAD], on=clock.today()).order_by("-id").values_list("key", flat=True)[0]
    found: Figures = {}
    for events in (5, 200):
        while dossier.event_count < events:
            dossier = queries.for_action(desk.actors[HEAD], key, on=clock.today())
            person = _other(desk, dossier.holder_id)
            told = {"person_id": person, "reason": "Chia việc", "by": desk.actors[HEAD], "at": clock.now()}
            dossier = services.reassign(dossier=dossier, **told)
        with CaptureQueriesContext(connection) as asked:
            dossier = queries.for_action(desk.actors[HEAD], key, on=clock.today())
        found[f"read {events}"] = _count(asked)
        with CaptureQueriesContext(connection) as asked:
            told = {"person_id": _other(desk, dossier.holder_id), "reason": "Chia", "by": desk.actors[HEAD]}
            dossier = services.reassign(dossier=dossier, at=clock.now(), **told)
        found[f"act {events}"] = _count(asked)
    most: dict[str, int] = {}
    for move, act in (each for number in (70_010, 70_020, 70_008) for each in house.life(desk, number)):
        with CaptureQueriesContext(connection) as asked:
            act()
        most[move] = min(_count(asked), most.get(move, 99))  # the first may fill what a process keeps
    return {**found, "acts": most}


def _count(asked: Any) -> int:
    return sum(1 for each in asked.captured_queries if each["sql"] not in {"BEGIN", "COMMIT"})


def _other(desk: Desk, holder: int | None) -> int:
    from thutuc.accounts import queries as accounts
    from thutuc.accounts.rules.roles import Role
    from thutuc.web import clock

    posts = accounts.posts(on=clock.today(), agency_ids=[desk.agency], role=Role.SPECIALIST)
    return next(post.person_id for post in posts if post.person_id != holder)


# -- the whole ---


def measured(place: Place, seconds: float) -> Figures:
    """What is compared between a small and a large past: one client's acts, pages."""
    acts = run("service", 1, seconds, place)
    through = run("http", 1, seconds, place)
    found = pages(place)
    return {"service_ms": acts.app_ms + acts.db_ms, "http_ms": through.app_ms + through.db_ms, **found}


def turns(place: Place, rounds: int, seconds: float) -> dict[str, dict[int, list[Any]]]:
    """Everything in turn, so that a busy neighbour slows all of it."""
    found: dict[str, dict[int, list[Any]]] = {kind: {c: [] for c in CLIENTS} for kind in ("floor", "service", "http")}
    for _round in range(rounds):
        for clients in CLIENTS:
            found["floor"][clients].append(house.pgbench(place.home, clients, seconds))
            found["service"][clients].append(run("service", clients, seconds, place))
            found["http"][clients].append(run("http", clients, seconds, place))
    return found


def verdicts(told: Figures) -> list[tuple[str, float, float, bool]]:
    """(what, figure, floor or ceiling, good)."""
    most = {"service share": SERVICE_FLOOR, "http share": HTTP_FLOOR}
    found = [(name, told[name], floor, told[name] >= floor) for name, floor in most.items()]
    least = {
        "service CPU ms": CPU_CEILING_MS, "http CPU ms": CPU_CEILING_MS, "queue p95 ms": QUEUE_MS,
        "tracking p95 ms": TRACKING_MS, "read statements": READ, "act statements": ACT, "load s": told["load ceiling"],
        "flat service": FLAT, "flat http": FLAT, "flat queue": FLAT, "flat tracking": FLAT, "growth with history": 0,
    }  # fmt: skip
    return found + [(name, told[name], ceiling, told[name] <= ceiling) for name, ceiling in least.items()]


def summed(found: Any, small: Figures, large: Figures, counts: Figures) -> Figures:
    """Medians and ratios."""

    def middle(kind: str, what: str) -> float:
        return statistics.median(getattr(each, what) for each in found[kind][4])

    def share(kind: str) -> float:
        return statistics.median(
            each.rate / floor for each, floor in zip(found[kind][4], found["floor"][4], strict=True)
        )

    return {
        "service share": share("service"),
        "http share": share("http"),
        "service CPU ms": middle("service", "app_ms") + middle("service", "db_ms"),
        "http CPU ms": middle("http", "app_ms") + middle("http", "db_ms"),
        "queue p95 ms": large["queue"],
        "tracking p95 ms": large["tracking"],
        "read statements": max(counts["read 5"], counts["read 200"]),
        "act statements": max(counts["acts"].values()),
        "growth with history": counts["act 200"] - counts["act 5"] + counts["read 200"] - counts["read 5"],
        "flat service": large["service_ms"] / small["service_ms"],
        "flat http": large["http_ms"] / small["http_ms"],
        "flat queue": large["queue"] / small["queue"],
        "flat tracking": large["tracking"] / small["tracking"],
    }


def placed(home: Path, port: int, server: int) -> Place:
    """Desks and sessions."""
    from thutuc.accounts import queries as accounts

    desks = house.desks(4)
    control = accounts.posts_in(_control()).filter(role="control_officer").select_related("person")[0].person
    people = [person for desk in desks for person in desk.people.values()]
    sessions = {person.pk: web.session_of(person) for person in people} | {0: web.session_of(control)}
    return Place(home, desks, sessions, port, server, house.database_pid(home), int(time.time()) % 100_000 * 1_000_000)


def _control() -> int:
    from thutuc.organisations import queries as organisations

    return organisations.agency_by_code("phong-kstthc").pk


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--home", type=Path, help="an installation that holds --small dossiers already; it is kept")
    asked = parser.parse_args()
    home = asked.home or Path(tempfile.mkdtemp(prefix="thutuc-bench-"))
    if not asked.home:
        house.command(home, "demo", "--load-only")
        house.command(home, "generate-dossiers", "--count", str(asked.small), "--seed", "1")
    server = house.boot(home)
    try:
        return measure(home, asked)
    finally:
        server.cleanup()
        if not asked.home:
            shutil.rmtree(home, ignore_errors=True)


def measure(home: Path, asked: argparse.Namespace) -> int:
    with web.site(home) as (port, pid):
        place = placed(home, port, pid)
        small = measured(place, asked.seconds)
        print(
            f"with {asked.small} dossiers: {house.told({k: v for k, v in small.items() if k != 'queues'})}", flush=True
        )
        load = house.command(home, "generate-dossiers", "--count", str(asked.count - asked.small), "--seed", "2")
        print(f"{asked.count - asked.small} dossiers written in {load:.0f} s", flush=True)
        large = measured(place, asked.seconds)
        print(f"with {asked.count} dossiers: {house.told(large)}", flush=True)
        counts = statements(place)
        print(f"statements: {json.dumps(counts)}", flush=True)
        found = turns(place, asked.rounds, asked.seconds)
    for kind, by_clients in found.items():
        print(kind, {c: [round(getattr(each, "rate", each)) for each in each_] for c, each_ in by_clients.items()})
    ceiling = max(20.0, LOAD_S * asked.count / 1_000_000)
    told = {**summed(found, small, large, counts), "load s": load, "load ceiling": ceiling}
    judged = verdicts(told)
    for name, figure, limit, good in judged:
        print(f"  {'✓' if good else '✗'} {name}: {figure:.3g} ({limit:g})")
    good = all(each[3] for each in judged)
    print(f"dossiers, {asked.count}: " + house.told({name: round(figure, 3) for name, figure, _l, _g in judged}))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
