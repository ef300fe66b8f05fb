"""`thutuc generate-dossiers`: a past of any size, for measuring and for training."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from thutuc.config.commands.terminal import _, boot, by, migrated_or_fail, out, progress

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def add_to(app: typer.Typer) -> None:
    """The command of this module."""
    app.command(
        "generate-dossiers",
        help=_("Sinh hồ sơ giả cho danh mục và cơ quan đang có: để đo tốc độ, để tập huấn."),
        rich_help_panel=_("Chăm sóc hệ thống"),
    )(generate_dossiers)


def generate_dossiers(
    count: Annotated[int, typer.Option("--count", help=_("Số hồ sơ"), min=1)] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help=_("Cùng số này thì sinh ra cùng hồ sơ"))] = 1,
    first: Annotated[datetime | None, typer.Option("--from", formats=FORMATS, help=_("Ngày nộp đầu tiên"))] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=FORMATS, help=_("Ngày nộp cuối cùng"))] = None,
    key: Annotated[Path | None, typer.Option("--key", help=_("Tệp ghi những vướng mắc đã cài"))] = None,
) -> None:
    """Write invented dossiers; all of them or none."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.demo import bulk
    from thutuc.web import clock

    told = {"plan": _("Lập kế hoạch"), "rows": _("Ghi hồ sơ"), "indexes": _("Dựng lại chỉ mục, kiểm tra khóa ngoại")}
    with progress() as bar:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(told[what], total=total)
            bar.update(tasks[what], completed=done)

        made = bulk.generate(
            count=count, seed=seed, first=_day(first), last=_day(last), by=by(), at=clock.now(), progress=show
        )
    if key:
        key.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    out.print(
        _("✓ Đã sinh %(count)s hồ sơ, %(obstacles)s vướng mắc đã cài.")
        % {"count": count, "obstacles": len(made["obstacles"])}
    )


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
