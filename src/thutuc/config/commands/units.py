"""`thutuc import-units`, `reorganise`: areas and agencies from lists."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress

from thutuc.config.commands.terminal import _, boot, by, migrated_or_fail, out, progress, table
from thutuc.config.commands.values import day

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help=_("Tệp CSV, UTF-8"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Chạy thử, không ghi gì"))]
LISTED = 20


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    panel = _("Đơn vị")
    app.command("import-units", help=_("Nạp danh sách đơn vị hành chính."), rich_help_panel=panel)(import_units)
    words = _("Sắp xếp đơn vị theo danh sách cũ → mới: đóng, mở, nối, liệt kê việc cần người quyết định.")
    app.command("reorganise", help=words, rich_help_panel=panel)(reorganise)


def import_units(
    files: Files,
    on: Annotated[
        date | None, typer.Option("--on", parser=day, metavar=_("NGÀY"), help=_("Danh sách có từ ngày này"))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Lists of one day are one list; all or nothing; loading twice changes nothing."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.organisations import readers
    from thutuc.web import clock

    with progress() as bar:
        outcomes = readers.import_units(files, by=by(), at=clock.now(), on=on, dry_run=dry_run, progress=_Steps(bar))
    for outcome in outcomes:
        _tell(outcome)


def reorganise(
    files: Files,
    on: Annotated[date, typer.Option("--on", parser=day, metavar=_("NGÀY"), help=_("Ngày sắp xếp có hiệu lực"))],
    basis: Annotated[str, typer.Option("--basis", help=_("Căn cứ: khóa hoặc số nghị quyết"))],
    dry_run: DryRun = False,
) -> None:
    """Close, open and link units on a day; what a person must decide is listed."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.organisations import readers
    from thutuc.web import clock

    with progress() as bar:
        outcome = readers.reorganise(
            files,
            on=on,
            basis=basis,
            document_number=_document(basis, on),
            by=by(),
            at=clock.now(),
            dry_run=dry_run,
            progress=_Steps(bar),
        )
    _tell(outcome)


def _document(basis: str, on: date) -> str:
    """The number of the document behind a key that the register knows."""
    from thutuc.kernel.errors import NotFound
    from thutuc.legislation import queries

    try:
        return queries.basis(basis, on=on).number
    except (KeyError, NotFound):
        return ""


class _Steps:
    """One bar for each step that the service tells."""

    def __init__(self, bar: Progress) -> None:
        self.bar, self.tasks = bar, dict[str, Any]()

    def __call__(self, step: str, done: int, total: int) -> None:
        from django.utils.translation import gettext

        if step not in self.tasks:
            self.tasks[step] = self.bar.add_task(gettext(step), total=total)
        self.bar.update(self.tasks[step], completed=done, total=total)


WORDS = {
    "opened": _("mở"),
    "closed": _("đóng"),
    "kept": _("giữ nguyên"),
    "moved": _("chuyển nơi trực thuộc"),
    "linked": _("nối cũ với mới"),
    "odd": _("dòng lạ"),
    "to_decide": _("cần người quyết định"),
}


def _tell(outcome: Any) -> None:
    from django.utils.translation import gettext

    from thutuc.organisations.rules.kinds import ItemKind

    if outcome.dry_run:
        out.print(f"[yellow]{_('Chạy thử: chưa ghi gì.')}[/]")
    if outcome.repeated:
        out.print(_("Danh sách này đã được nạp: không có gì thay đổi."))
    title = _("Từ ngày %(day)s") % {"day": f"{outcome.on:%d/%m/%Y}"}
    labels = {kind.value: f"– {gettext(kind.label)}" for kind in ItemKind}
    rows = [(WORDS.get(name) or labels.get(name, name), count) for name, count in outcome.counts.items()]
    out.print(table((title, _("Số đơn vị")), rows))
    listed = list(outcome.plan.decide)
    for item in listed[:LISTED]:
        out.print(f"  • {escape(_spoken(item))}")
    if len(listed) > LISTED:
        words = _("… và %(count)s việc nữa: xem ở Bàn làm việc › Sắp xếp đơn vị.")
        out.print(words % {"count": len(listed) - LISTED})


def _spoken(item: Any) -> str:
    from django.utils.translation import gettext

    return f"{item.name}: {gettext(item.kind.label)}"
