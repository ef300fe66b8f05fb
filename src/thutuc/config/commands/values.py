"""How days and moments are typed on the command line."""

from datetime import date, datetime
from typing import Annotated

import typer

from thutuc.config.commands.terminal import _
from thutuc.kernel.periods import LOCAL

DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
MOMENT_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S")


def day(text: str) -> date:
    """2026-11-16 or 16/11/2026."""
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise typer.BadParameter(_("ngày phải viết như 2026-11-16 hoặc 16/11/2026"))


def moment(text: str) -> datetime:
    """2026-11-16T10:00 or 16/11/2026 10:00, in Vietnamese time."""
    for form in MOMENT_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=LOCAL)
        except ValueError:
            continue
    raise typer.BadParameter(_("thời điểm phải viết như 2026-11-16T10:00 hoặc 16/11/2026 10:00"))


OptionalDay = Annotated[date | None, typer.Option(parser=day, metavar=_("NGÀY"))]
