"""What runs by the clock and on request: every function of every `jobs.py`, named `package.function`."""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from django.apps import apps

QUEUED: tuple[str, ...] = (
    "catalogue.import_run",
    "catalogue.open_list",
    "disclosure.compare",
    "disclosure.print_order",
    "dossiers.carry_out",
    "notifications.send",
)
"""Jobs asked for by services through `db.queue.enqueue`."""

PERIODIC: dict[str, str] = {
    "accounts.forget_answers": "40 18 * * *",
    "catalogue.link_cited": "30 17 * * *",
    "dossiers.forget_followers": "25 18 * * *",
    "dossiers.recount_due_dates": "*/5 * * * *",
    "disclosure.forget_unconfirmed": "20 18 * * *",
    "disclosure.tell_followers": "*/10 * * * *",
    "journal.seal_yesterday": "10 17 * * *",
    "notifications.retry": "*/5 * * * *",
}
"""Jobs by the clock (UTC cron): 17:10 UTC is 00:10 in Asia/Ho_Chi_Minh."""

QUEUE = "default"


def job_modules() -> dict[str, ModuleType]:
    """The `jobs` module of every package that has one."""
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("thutuc."):
            try:
                found[config.label] = importlib.import_module(f"{config.name}.jobs")
            except ModuleNotFoundError as missing:
                if missing.name != f"{config.name}.jobs":
                    raise
    return found


def job(name: str) -> Callable[..., Any]:
    """The function behind `package.function`; AttributeError or KeyError when there is none."""
    package, function = name.split(".")
    found: Callable[..., Any] = getattr(job_modules()[package], function)
    return found


def on_app_ready(app: Any) -> None:
    """Register every job with procrastinate; called once when Django is ready."""
    modules = job_modules()
    for name in (*QUEUED, *PERIODIC):
        package = name.split(".")[0]
        if package in modules:
            task = app.task(name=name, queue=QUEUE, pass_context=False)(_detached(name))
            if name in PERIODIC:
                app.periodic(cron=PERIODIC[name], periodic_id=name)(task)


def _detached(name: str) -> Callable[..., Any]:
    """The job without the timestamp that periodic tasks are given: jobs read the clock themselves."""
    periodic = name in PERIODIC

    def run(timestamp: int | None = None, **arguments: Any) -> Any:
        return job(name)() if periodic else job(name)(**arguments)

    run.__name__ = name.replace(".", "_")
    return run
