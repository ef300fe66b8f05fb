"""The command `thutuc`: the friendly face of manage.py. Django starts inside the commands that need it."""

import gettext
import os
import sys

from thutuc.config.commands import terminal
from thutuc.config.commands.terminal import _


def build() -> "object":
    """The application with every command, its help in the language of the terminal."""
    os.environ["LANGUAGE"] = terminal.LANGUAGE
    gettext.bindtextdomain("messages", str(terminal.LOCALE))
    import typer

    from thutuc.config.commands import dossiers, generating, procedures, serving, sites, times, units, upkeep

    app = typer.Typer(
        name="thutuc",
        help=_("Kiểm soát và giải quyết thủ tục hành chính của một tỉnh."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in (serving, procedures, dossiers, times, units, sites, upkeep, generating):
        module.add_to(app)
    return app


def main() -> None:
    """Run the command line; a refusal is a list of reasons and exit code 1, never a traceback."""
    app = build()
    try:
        app()  # type: ignore[operator]
    except Exception as error:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError

        from thutuc.web import answers

        told = answers.told(error)
        if told or isinstance(error, OperationalError | OSError):
            sys.exit(terminal.tell(told or error))
        if isinstance(error, ImproperlyConfigured):
            terminal.tell(error)
            sys.exit(terminal.WRONG_USAGE)
        raise


if __name__ == "__main__":
    main()
