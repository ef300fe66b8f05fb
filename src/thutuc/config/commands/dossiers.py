"""`thutuc import-dossiers`: dossiers of other systems from the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from thutuc.config.commands.terminal import WRONG_USAGE, _, boot, by, fail, migrated_or_fail, out, progress, table

COUNTED = {
    "rows": _("dòng trong tệp"),
    "new": _("thêm mới"),
    "changed": _("thay đổi"),
    "unchanged": _("giữ nguyên"),
    "taken": _("đã tiếp quản, không ghi"),
    "faulty": _("dòng lỗi"),
    "faults": _("lỗi"),
}


def add_to(app: typer.Typer) -> None:
    """The command of this module."""
    words = _("Nhập hồ sơ của hệ thống khác từ .xlsx hoặc CSV: chạy lại không nhân đôi, dòng lỗi ra tệp riêng.")
    app.command("import-dossiers", help=words, rich_help_panel=_("Hồ sơ một cửa"))(import_dossiers)


def import_dossiers(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=_("Tệp cần nhập"))],
    source: Annotated[str, typer.Option("--source", help=_("Mã hệ thống nguồn"))],
    mapping: Annotated[str, typer.Option("--mapping", help=_("Bảng ghép đã lưu; bỏ trống thì đoán theo tiêu đề"))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Chạy thử, không ghi hồ sơ nào"))] = False,
    errors: Annotated[Path | None, typer.Option("--errors", help=_("Ghi các dòng lỗi vào tệp .xlsx này"))] = None,
    authority: Annotated[
        str, typer.Option("--authority", help=_("Nguồn mới do ai quản lý: former, ministry hoặc national"))
    ] = "",
    source_name: Annotated[str, typer.Option("--source-name", help=_("Tên của nguồn mới"))] = "",
) -> None:
    """Show what another system says of its dossiers. A second run of the same file changes nothing."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.dossiers.management import foreign
    from thutuc.kernel.errors import NotFound
    from thutuc.web import clock

    if authority and authority not in foreign.AUTHORITIES:
        fail(_("--authority phải là một trong: %(which)s") % {"which": ", ".join(foreign.AUTHORITIES)}, WRONG_USAGE)
    with progress() as bar:
        task = bar.add_task(_("Nhập hồ sơ"), total=None)
        try:
            told = foreign.import_dossiers(
                file,
                source=source,
                mapping=mapping,
                authority=authority,
                source_name=source_name,
                dry_run=dry_run,
                errors=errors,
                by=by(),
                at=clock.now(),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        except NotFound:
            fail(_("Không có bảng ghép «%(name)s» của nguồn này.") % {"name": mapping})
    _tell(told, errors)


def _tell(told: Mapping[str, Any], errors: Path | None) -> None:
    if told["dry_run"]:
        out.print(f"[yellow]{_('Chạy thử: chưa ghi hồ sơ nào.')}[/]")
    counted = ((COUNTED.get(name, name), count) for name, count in told["counts"].items())
    out.print(table((_("Kết quả"), _("Số lượng")), counted))
    if told["kinds"]:
        kinds = sorted(((number, kind) for kind, number in told["kinds"].items()), reverse=True)
        out.print(table((_("Loại lỗi"), _("Số lỗi")), [(kind, number) for number, kind in kinds]))
    for text, count in (*told["states"], *told["agencies"]):
        out.print(_("Chưa ghép: «%(text)s», %(count)s dòng") % {"text": escape(text), "count": count})
    if errors and told["kinds"]:
        out.print(_("Các dòng lỗi: %(file)s") % {"file": escape(str(errors))})
