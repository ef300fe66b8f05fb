"""What every command shares: its language, how the house is started, how a refusal is told, exit codes.

0 is done, 1 is refused or a fault found, 2 is wrong usage or a wrong environment.
"""

import gc
import gettext as catalogues
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from thutuc.kernel.actor import Actor

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
LOCALE = Path(__file__).resolve().parents[4] / "locale"
SOURCE_LANGUAGE = "vi"

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def language_of(environment: Mapping[str, str]) -> str:
    """`en` when THUTUC_LANG or the locale says English, else Vietnamese, the language of the office."""
    wanted = environment.get("THUTUC_LANG", "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = wanted or environment.get(name, "")
    return "en" if wanted.lower().startswith("en") else SOURCE_LANGUAGE


LANGUAGE = language_of(os.environ)
_catalogue = catalogues.translation("django", LOCALE, [LANGUAGE], fallback=True)


def _(message: str) -> str:
    """The message in the language of this terminal."""
    return _catalogue.gettext(message) if LANGUAGE != SOURCE_LANGUAGE else message


def fail(message: str, code: int = REFUSED) -> NoReturn:
    """One line on standard error, and out."""
    err.print(f"[bold red]✗[/] {escape(message)}", markup=True)
    raise typer.Exit(code)


def by() -> Actor:
    """Who acts when a command acts."""
    return Actor.system("command")


def boot(*, patient: bool = False) -> None:
    """Start the embedded server when no other is named, then Django. A wrong value ends here with one line.

    `patient` lifts the statement timeout of the web: an import may take its time. What is imported stays: the
    collector of garbage pauses meanwhile and leaves it out afterwards.
    """
    gc.disable()
    from thutuc.db import embedded

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thutuc.config.settings")
    embedded.stop_on_signals()
    _read_environment()
    import django
    from django.conf import settings
    from django.utils import translation

    options = settings.DATABASES["default"]["OPTIONS"]
    _POOL.update(pool=options.pop("pool", None))
    if patient:
        options["options"] = f"{options.get('options', '')} -c statement_timeout=0".strip()
    django.setup()
    translation.activate(LANGUAGE)
    gc.freeze()
    gc.enable()


def pool_connections() -> None:
    """Give the processes that answer pages their pool: a command alone needs none, and forked ones make their own."""
    from django.conf import settings

    if _POOL.get("pool"):
        settings.DATABASES["default"]["OPTIONS"].update(_POOL)


_POOL: dict[str, object] = {}
"""What settings say of the pool, put aside while a command works."""


def _read_environment() -> None:
    from subprocess import SubprocessError

    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from thutuc.db import embedded

    try:
        embedded.start_if_configured()
        settings.configured or settings.DEBUG  # noqa: B018
    except (ImproperlyConfigured, ValueError, OSError) as error:
        fail(_("Thiết lập sai: %(error)s") % {"error": one_line(error)}, WRONG_USAGE)
    except SubprocessError as error:
        words = _("Không khởi động được PostgreSQL nhúng ở %(home)s: %(error)s. Xem postgres/log trong thư mục đó.")
        fail(words % {"home": embedded.default_home(), "error": one_line(error)})


def one_line(error: BaseException) -> str:
    """The first line of an error's words."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def migrated_or_fail() -> None:
    """A command that reads tables says what to do when they are not there."""
    from thutuc.config.upkeep import database

    if database.pending_migrations():
        fail(_("Cơ sở dữ liệu chưa cập nhật cấu trúc. Chạy: thutuc migrate"))


def progress() -> Progress:
    """A bar on standard error, so that standard output can be piped."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )


def table(headings: Iterable[str], rows: Iterable[Iterable[object]], title: str | None = None) -> Table:
    """A plain table for a terminal."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    for row in rows:
        made.add_row(*(escape(str(cell)) for cell in row))
    return made


def tell(error: Exception) -> int:
    """Print what a refusal, a conflict or an unreachable database means; returns the exit code."""
    from thutuc.kernel.errors import Refused, Unreadable

    if isinstance(error, Refused | Unreadable):
        heading = _("Không đọc được tệp:") if isinstance(error, Unreadable) else _("Không thực hiện được:")
        err.print(f"[bold red]✗ {heading}[/]")
        for objection in error.objections:
            where = f"[bold]{escape(objection.field)}[/]: " if objection.field else ""
            basis = f" [dim]({objection.basis})[/]" if objection.basis else ""
            err.print(f"  – {where}{escape(_spoken(objection))}{basis}")
        err.print(_("Chưa có gì thay đổi."))
        return REFUSED
    err.print(f"[bold red]✗[/] {escape(one_line(error))}", markup=True)
    return REFUSED


def _spoken(objection: object) -> str:
    from thutuc.kernel.errors import Objection
    from thutuc.web.answers import words_of

    return words_of(objection) if isinstance(objection, Objection) else str(objection)
