"""What the benches of dossiers share: a durable server with an invented past, officers, the life of a dossier, CPU."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
COUNTER, HEAD, SPECIALIST, SIGNER, CLERK = "counter_officer", "unit_head", "specialist", "signer", "clerk"


def boot(home: Path) -> Any:
    """The embedded server under `home`, commits durable, and Django without a pool; returns the server's handle."""
    os.environ.update(
        THUTUC_HOME=str(home), THUTUC_LOG_LEVEL="CRITICAL", DJANGO_SETTINGS_MODULE="thutuc.config.settings"
    )
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT / "src"))
    from thutuc.db import embedded

    server = embedded.start(home, durable=True)
    import django
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    settings.DATABASES["default"]["CONN_MAX_AGE"] = None
    django.setup()
    return server


def command(home: Path, *arguments: str) -> float:
    """A command of thutuc in a process of its own; the seconds it took."""
    environment = {**os.environ, "THUTUC_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    started = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "thutuc.config.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"thutuc {' '.join(arguments)}: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    return time.perf_counter() - started


# -- CPU ---


def tree_cpu(pid: int) -> float:
    """Seconds of CPU that a process and all below it have used, those that have ended too."""
    total = 0.0
    try:
        every = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    for process in every:
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += used.user + used.system + used.children_user + used.children_system
    return total


def database_pid(home: Path) -> int:
    """The postmaster."""
    return int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])


# -- people and procedure ---


@dataclass(frozen=True)
class Desk:
    """One commune: its agency, its counter, its officers, what is filed there."""

    agency: int
    counter: int
    actors: dict[str, Any]
    people: dict[str, Any]
    procedure: str
    documents: int
    output: str


def desks(count: int) -> list[Desk]:
    """Communes in force today with officers of every role."""
    from thutuc.accounts import queries as accounts
    from thutuc.organisations import queries as organisations
    from thutuc.organisations.rules.kinds import AgencyKind
    from thutuc.web import clock

    on = clock.today()
    procedure, documents, output = _procedure()
    found = []
    for agency in organisations.agencies_in_force(on=on, kind=AgencyKind.COMMUNE_PC):
        centre = next(iter(organisations.children(agency, on=on).filter(kind=AgencyKind.COMMUNE_CENTRE)), None)
        places = {COUNTER: centre, HEAD: agency, SPECIALIST: agency, SIGNER: agency, CLERK: agency}
        people = {role: _holder(role, place.pk, on) for role, place in places.items() if place}
        if centre and all(people.values()):
            actors = {role: accounts.actor_of(person, on=on) for role, person in people.items() if person}
            found.append(Desk(agency.pk, centre.pk, actors, people, procedure, documents, output))
    return found[:count]


def _holder(role: str, agency: int, on: Any) -> Any:
    from thutuc.accounts import queries as accounts

    post = accounts.posts(on=on, agency_ids=[agency], role=role).order_by("person_id").select_related("person").first()
    return post.person if post else None


def _procedure() -> tuple[str, int, str]:
    """A procedure of the communes with a limit in working days: the one with most steps in its workflow."""
    from thutuc.catalogue import queries as catalogue
    from thutuc.catalogue.rules.terms import Channel
    from thutuc.dossiers.rules import clock as rules
    from thutuc.web import clock

    fitting = []
    for row in catalogue.in_force(on=clock.today()).filter(levels=["commune"], is_internal=False):
        content = catalogue.content_of(row)
        limit = rules.limit_of(content, channel=Channel.DIRECT, case="")
        if len(content.cases) == 1 and limit and limit.unit == "working_day" and content.documents:
            fitting.append((len(content.workflow), row.procedure.code, len(content.documents), content.name))
    _steps, code, documents, name = max(fitting)
    return code, documents, name


# -- the life of a dossier through the services ---


def owner(number: int) -> Any:
    """An invented applicant with a mailbox, so that messages are written too."""
    from thutuc.dossiers.rules.parties import Applicant

    return Applicant(
        f"Nguyễn Thị Đo {number % 997}",
        id_number=f"099185{number % 1_000_000:06}",
        address="Số 1, tỉnh An Lạc",
        phone="0000123456",
        email=f"do.{number}@nguoidan.example",
    )


def life(desk: Desk, number: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """(move, act) one after the other: every fifth comes by post, every eighth is asked for papers."""
    from thutuc.catalogue.rules.terms import Channel
    from thutuc.dossiers import queries, services
    from thutuc.dossiers.rules.intake import Check, Intake
    from thutuc.kernel.periods import local_date

    key = ""
    channel = Channel.POSTAL if number % 5 == 0 else Channel.DIRECT
    intake = Intake(desk.procedure, channel, owner(number), desk.counter, desk.agency)
    checks = tuple(Check(place, originals=1) for place in range(1, desk.documents + 1))

    def on(role: str, act: Callable[..., Any], **given: Any) -> Callable[[], Any]:
        def done() -> Any:
            at = datetime.now(UTC)
            dossier = queries.for_action(desk.actors[role], key, on=local_date(at))
            return act(dossier=dossier, by=desk.actors[role], at=at, **given)

        return done

    def new(act: Callable[..., Any], **given: Any) -> Callable[[], Any]:
        def done() -> Any:
            nonlocal key
            key = act(intake=intake, by=desk.actors[COUNTER], at=datetime.now(UTC), **given).key

        return done

    if channel is Channel.POSTAL:
        yield "register", new(services.register)
        yield "accept", on(COUNTER, services.accept, checks=checks)
    else:
        yield "receive", new(services.receive, checks=checks)
    for code in _course(number):
        yield code, _later(desk, code, number, on)


def _course(number: int) -> tuple[str, ...]:
    asked = (
        ("request_supplement", "send_supplement", "accept_supplement", "hand_over", "take") if number % 8 == 0 else ()
    )
    first = ("hand_over", "assign") if number % 2 else ("hand_over", "take")
    return (*first, *asked, "submit_for_review", "submit_for_signature", "sign", "issue", "deliver")


def _later(desk: Desk, code: str, number: int, on: Callable[..., Callable[[], Any]]) -> Callable[[], Any]:
    from thutuc.dossiers import services
    from thutuc.dossiers.rules.grounds import Ground
    from thutuc.dossiers.rules.results import Handed, Result
    from thutuc.dossiers.rules.terms import GroundKind, Outcome, ReturnWay
    from thutuc.kernel.periods import local_date

    ground = Ground(GroundKind.DATA_MISMATCH, "Số nhà khác cơ sở dữ liệu: điều chỉnh lại tờ khai.")
    later = (datetime.now(UTC) + timedelta(days=9)).date()
    result = Result(Outcome.GRANTED, desk.output, local_date(datetime.now(UTC)), f"{number}/GP-UBND")
    told: dict[str, Callable[[], Callable[[], Any]]] = {
        "hand_over": lambda: on(COUNTER, services.hand_over),
        "assign": lambda: on(HEAD, services.assign, person_id=desk.people[SPECIALIST].pk),
        "request_supplement": lambda: on(
            SPECIALIST, services.request_supplement, grounds=[ground], reason="Dữ liệu chưa thống nhất.", due_on=later
        ),
        "send_supplement": lambda: on(COUNTER, services.send_supplement, words="Tờ khai mới"),
        "accept_supplement": lambda: on(COUNTER, services.accept_supplement),
        "issue": lambda: on(CLERK, services.issue, result=result),
        "deliver": lambda: on(COUNTER, services.deliver, handed=Handed(ReturnWay.COUNTER, "Nguyễn Thị Đo")),
    }
    roles = {"submit_for_signature": HEAD, "sign": SIGNER}
    return told[code]() if code in told else on(roles.get(code, SPECIALIST), services.move, code=code)


# -- the floor ---


def pgbench(home: Path, clients: int, seconds: float) -> float:
    """Simple updates a second of pgbench on this server (-N), durable like everything else."""
    from thutuc.db import embedded

    place, port = embedded.address(home)
    tool = [str(embedded.bin_folder() / "pgbench"), "-h", place, "-U", "postgres", *(["-p", port] if port else [])]
    marker = home / "pgbench.ready"
    if not marker.exists():
        made = [str(embedded.bin_folder() / "createdb"), *tool[1:], "pgbench"]
        subprocess.run(made, check=True, capture_output=True)
        subprocess.run([*tool, "-i", "-q", "-s", "10", "pgbench"], check=True, capture_output=True)
        marker.touch()
    wanted = ["-n", "-N", "-c", str(clients), "-j", str(min(clients, 2)), "-T", str(max(1, round(seconds)))]
    run = subprocess.run([*tool, *wanted, "pgbench"], check=True, capture_output=True, text=True)
    found = re.search(r"tps = ([\d.]+)", run.stdout)
    assert found, run.stdout
    return float(found[1])


def told(figures: dict[str, Any]) -> str:
    """Figures on one line."""
    return json.dumps(figures, ensure_ascii=False)
