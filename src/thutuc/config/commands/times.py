"""`thutuc deadline`, `calendar`: working time from the command line."""

import json
from datetime import datetime
from typing import Annotated

import typer

from thutuc.config.commands.terminal import _, boot, migrated_or_fail
from thutuc.config.commands.values import moment

Unit = Annotated[str, typer.Option("--unit", help=_("Mã cơ quan, đơn vị có lịch riêng"))]


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    panel = _("Thời gian làm việc")
    app.command("deadline", help=_("Tính hạn trả kết quả."), rich_help_panel=panel)(deadline)
    app.command("calendar", help=_("Xem ngày nghỉ, ngày làm bù, giờ làm việc của một năm."), rich_help_panel=panel)(
        calendar
    )


def deadline(
    start: Annotated[
        datetime,
        typer.Option("--from", parser=moment, metavar=_("THỜI ĐIỂM"), help=_("Lúc tiếp nhận: 2026-11-16T10:00")),
    ],
    limit: Annotated[str, typer.Option("--limit", help=_("Thời hạn: «4 giờ», «5 ngày làm việc», «trong ngày»"))],
    explain: Annotated[bool, typer.Option("--explain", help=_("Kể từng ngày được tính và bị bỏ qua"))] = False,
    unit: Unit = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("In dạng JSON"))] = False,
) -> None:
    """The moment at which a limit is used up, with every skipped day when asked."""
    boot()
    migrated_or_fail()
    from thutuc.legislation import queries as legislation
    from thutuc.worktime import queries, readers, rules

    calendar = queries.calendar(of=_unit(unit))
    parsed = rules.parse_limit(limit)
    until = legislation.same_day_until(parsed, on=rules.local(start).date())
    due = rules.due_at(calendar, start, parsed, same_day_until=until)
    if as_json:
        typer.echo(
            json.dumps({"from": start.isoformat(), "limit": limit, "due_at": due.isoformat()}, ensure_ascii=False)
        )
    elif explain:
        typer.echo(readers.explain_text(rules.explain(calendar, start, parsed, same_day_until=until)))
    else:
        typer.echo(f"{due:%H:%M %d/%m/%Y}")


def calendar(
    year: Annotated[int | None, typer.Argument(min=1990, max=2200, help=_("Năm (mặc định: năm nay)"))] = None,
    unit: Unit = "",
) -> None:
    """Days off, days worked instead, office hours."""
    boot()
    migrated_or_fail()
    from thutuc.web import clock
    from thutuc.worktime import queries, readers

    typer.echo(readers.calendar_text(queries.calendar(of=_unit(unit)), year or clock.today().year))


def _unit(code: str) -> int | None:
    from thutuc.organisations import queries as organisations

    return organisations.agency_by_code(code).pk if code else None
