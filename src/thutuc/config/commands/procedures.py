"""`thutuc import-procedures`, `export-catalogue`, `search`: the catalogue from the command line."""

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.markup import escape

from thutuc.config.commands.terminal import WRONG_USAGE, _, boot, by, err, fail, migrated_or_fail, out, progress, table
from thutuc.config.commands.values import day

COUNTED = {
    "rows": _("dòng trong tệp"),
    "created": _("thêm mới"),
    "changed": _("thay đổi"),
    "unchanged": _("giữ nguyên"),
    "odd": _("dòng có điểm lạ"),
    "withdrawn": _("đã bị bãi bỏ"),
    "fields": _("phần thay đổi"),
    "procedures": _("thủ tục của tỉnh"),
    "province_only": _("chỉ cấp tỉnh"),
    "commune_only": _("chỉ cấp xã"),
    "both": _("cả cấp tỉnh và cấp xã"),
}
"""The figures of an import's report in words."""


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    panel = _("Danh mục thủ tục")
    words = _("Nhập thủ tục của cơ sở dữ liệu quốc gia: JSON lines (có thể nén .gz), JSON của cổng quốc gia, .xlsx.")
    app.command("import-procedures", help=words, rich_help_panel=panel)(import_procedures)
    app.command("export-catalogue", help=_("Xuất danh mục ra JSON lines."), rich_help_panel=panel)(export_catalogue)
    app.command("search", help=_("Tìm thủ tục, có dấu hoặc không dấu."), rich_help_panel=panel)(search)


def import_procedures(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=_("Tệp cần nhập"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Chạy thử, không ghi gì"))] = False,
    report: Annotated[Path | None, typer.Option("--report", help=_("Ghi báo cáo JSON vào tệp này"))] = None,
    open_catalogue: Annotated[
        bool, typer.Option("--open-catalogue", help=_("Tiếp nhận danh mục ban đầu của tỉnh từ dữ liệu quốc gia"))
    ] = False,
    effective_on: Annotated[
        date | None,
        typer.Option("--effective-on", parser=day, metavar=_("NGÀY"), help=_("Ngày danh mục ban đầu có hiệu lực")),
    ] = None,
    basis: Annotated[str, typer.Option("--basis", help=_("Căn cứ của việc tiếp nhận (khóa hoặc số văn bản)"))] = "",
    levels: Annotated[str, typer.Option("--levels", help=_("Cấp thực hiện được tiếp nhận"))] = "province,commune",
) -> None:
    """Take a file into the national original; open the province's list when asked. A second run changes nothing."""
    if open_catalogue and not (effective_on and basis):
        fail(_("--open-catalogue cần thêm --effective-on NGÀY và --basis CĂN CỨ"), WRONG_USAGE)
    boot(patient=True)
    migrated_or_fail()
    from thutuc.catalogue.management import transfer
    from thutuc.web import clock

    opening = None
    if open_catalogue and effective_on:
        try:
            opening = transfer.Opening(effective_on, basis, transfer.parse_levels(levels))
        except ValueError as error:
            fail(_("--levels: %(error)s") % {"error": error}, WRONG_USAGE)
    with progress() as bar:
        task = bar.add_task(_("Nhập thủ tục"), total=None)
        told = transfer.import_procedures(
            file,
            at=clock.now(),
            report=report,
            dry_run=dry_run,
            opening=opening,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
            by=by(),
        )
    _tell(told, report)


def _tell(told: Mapping[str, Any], report: Path | None) -> None:
    from django.utils.translation import gettext

    from thutuc.catalogue.rules.terms import Level

    if told["dry_run"]:
        out.print(f"[yellow]{_('Chạy thử: chưa ghi gì.')}[/]")
    counted = ((COUNTED.get(name, name), count) for name, count in told["counts"].items())
    out.print(table((_("Kết quả"), _("Số dòng")), counted))
    if "opening" in told:
        labels = {level.value: gettext(level.label) for level in Level}
        rows = ((COUNTED.get(name) or labels.get(name, name), count) for name, count in told["opening"].items())
        out.print(table((_("Danh mục của tỉnh"), _("Số thủ tục")), rows))
    if report:
        out.print(_("Báo cáo từng dòng: %(file)s") % {"file": escape(str(report))})


def export_catalogue(
    file: Annotated[Path | None, typer.Argument(help=_("Tệp ghi ra (mặc định: màn hình)"))] = None,
    on: Annotated[
        date | None, typer.Option("--on", parser=day, metavar=_("NGÀY"), help=_("Danh mục tại ngày này"))
    ] = None,
    scope: Annotated[str, typer.Option("--scope", help=_("province hoặc national"))] = "province",
) -> None:
    """The catalogue as JSON lines that an import reads back."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.catalogue.management import transfer
    from thutuc.catalogue.rules.terms import CatalogueScope
    from thutuc.web import clock

    if scope not in transfer.scopes():
        fail(_("--scope phải là một trong: %(scopes)s") % {"scopes": ", ".join(transfer.scopes())}, WRONG_USAGE)
    with _written(file) as stream:
        count = transfer.export_catalogue(stream, on=on or clock.today(), scope=CatalogueScope(scope))
    err.print(_("✓ Đã xuất %(count)s thủ tục.") % {"count": count})


@contextlib.contextmanager
def _written(file: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that gets its name only when it is whole."""
    if file is None:
        yield sys.stdout
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            yield stream
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def search(
    text: Annotated[str, typer.Argument(help=_("Tên, từ khóa hoặc mã thủ tục"))],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help=_("Số kết quả nhiều nhất"))] = 10,
    scope: Annotated[str, typer.Option("--scope", help=_("province, national hoặc all"))] = "all",
    as_json: Annotated[bool, typer.Option("--json", help=_("In dạng JSON"))] = False,
) -> None:
    """Find procedures, the nearest first."""
    boot()
    migrated_or_fail()
    from thutuc.catalogue.queries import search as finding
    from thutuc.catalogue.rules.searching import Filters, Scope
    from thutuc.web import clock

    if scope not in {member.value for member in Scope}:
        fail(_("--scope phải là một trong: %(scopes)s") % {"scopes": ", ".join(Scope)}, WRONG_USAGE)
    now = clock.now()
    found = finding.find(text, on=clock.today(), at=now, filters=Filters(Scope(scope)), limit=limit)
    if as_json:
        items = [_plain(asdict(hit)) for hit in found.hits]
        typer.echo(json.dumps({"items": items, "next": found.next}, ensure_ascii=False, indent=2, default=str))
    elif found.hits:
        out.print(
            table((_("Mã"), _("Tên thủ tục"), _("Lĩnh vực")), ((hit.code, hit.name, hit.sector) for hit in found.hits))
        )
    else:
        out.print(_("Không tìm thấy thủ tục nào. Thử ít từ hơn, hoặc tìm theo mã."))


def _plain(hit: dict[str, Any]) -> dict[str, Any]:
    """What a script wants of a hit."""
    kept = ("code", "name", "scope", "sector", "agency", "levels")
    return {name: hit[name] for name in kept} | {"tier": hit["tier"].name.lower()}
