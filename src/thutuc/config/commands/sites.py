"""`thutuc check-sites`: units' own websites against what they must show."""

import json
from typing import Annotated, Any

import typer
from rich.progress import Progress

from thutuc.config.commands.terminal import REFUSED, _, boot, by, fail, migrated_or_fail, out, progress, table


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    words = _("Xem trang điện tử của các đơn vị: liên kết thủ tục, nơi nhận phản ánh, liên kết hỏng, nội dung cũ.")
    app.command("check-sites", help=words, rich_help_panel=_("Công khai"))(check_sites)


def check_sites(
    units: Annotated[list[str] | None, typer.Option("--unit", help=_("Mã đơn vị; bỏ trống: mọi đơn vị"))] = None,
    pause: Annotated[float, typer.Option("--pause", min=0, help=_("Số giây nghỉ giữa hai lần hỏi một máy chủ"))] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help=_("In dạng JSON"))] = False,
) -> None:
    """Visit, judge, write down; exit code 1 when some unit's pages are at fault."""
    boot()
    migrated_or_fail()
    from django.conf import settings

    from thutuc.disclosure.adapters import visiting
    from thutuc.disclosure.adapters.fetching import Manner, Visitor
    from thutuc.web import clock

    agent = f"thutuc-check-sites/1.0 (+{settings.SITE_URL})"
    visitor = Visitor(Manner(agent=agent, pause=pause, private=settings.SITES_PRIVATE))
    with progress() as bar:
        found = visiting.check_sites(visitor=visitor, by=by(), at=clock.now(), units=units or (), progress=_Steps(bar))
    if not found:
        fail(_("Chưa có địa chỉ nào để xem. Thêm ở Bàn làm việc › Niêm yết › Trang điện tử."))
    if as_json:
        typer.echo(json.dumps([_plain(unit, result) for unit, result in found], ensure_ascii=False))
    else:
        _tell(found)
    if any(result.findings for _unit, result in found):
        raise typer.Exit(REFUSED)


class _Steps:
    """One bar over the units, named by the one that is visited."""

    def __init__(self, bar: Progress) -> None:
        self.bar, self.task = bar, bar.add_task("", total=None)

    def __call__(self, unit: str, done: int, total: int) -> None:
        self.bar.update(self.task, description=unit, completed=done, total=total)


def _tell(found: list[tuple[Any, Any]]) -> None:
    from django.utils.translation import gettext

    headings = [
        *(_("Đơn vị"), _("Kết quả"), _("Thủ tục được liên kết")),
        *(_("Thông báo phản ánh, kiến nghị"), _("Nội dung cũ"), _("Liên kết hỏng")),
    ]
    rows = [
        (
            unit.short_name or unit.name,
            gettext(result.outcome.label),
            f"{result.linked}/{result.owed}" if result.owed else "–",
            _("có") if result.shows_notice else _("không"),
            result.stale,
            result.dead,
        )
        for unit, result in found
    ]
    out.print(table(headings, rows))


def _plain(unit: Any, result: Any) -> dict[str, object]:
    return {
        "unit": unit.code,
        "outcome": result.outcome.value,
        "shows_procedures": result.shows_procedures,
        "shows_notice": result.shows_notice,
        "linked": result.linked,
        "owed": result.owed,
        "findings": [{"fault": each.fault.value, "url": each.url, "subject": each.subject} for each in result.findings],
    }
