"""`thutuc doctor`, `migrate`, `backup`, `restore`, `add-user`, `add-key`: looking after an installation."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from thutuc.config.commands.terminal import (
    DONE,
    REFUSED,
    _,
    boot,
    by,
    err,
    migrated_or_fail,
    out,
    progress,
)

MARKS = {"good": "[green]✓[/]", "note": "[yellow]•[/]", "fault": "[bold red]✗[/]"}


def add_to(app: typer.Typer) -> None:
    """The commands of this module."""
    panel = _("Chăm sóc hệ thống")
    app.command(
        "doctor",
        help=_("Khám hệ thống: cơ sở dữ liệu, việc nền, tệp, đồng hồ, lịch, chuỗi nhật ký."),
        rich_help_panel=panel,
    )(doctor)
    app.command("migrate", help=_("Cập nhật cấu trúc cơ sở dữ liệu."), rich_help_panel=panel)(migrate)
    app.command("backup", help=_("Sao lưu cơ sở dữ liệu và tệp vào một tệp .tar."), rich_help_panel=panel)(backup)
    app.command("restore", help=_("Khôi phục từ tệp sao lưu."), rich_help_panel=panel)(restore)
    app.command("add-user", help=_("Thêm cán bộ, kèm chức danh ở một cơ quan."), rich_help_panel=panel)(add_user)
    app.command("add-key", help=_("Tạo khóa truy cập giao diện lập trình."), rich_help_panel=panel)(add_key)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help=_("In kết quả dạng JSON"))] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help=_("Đối chiếu thêm mọi việc, hạn, mã, kết quả của hồ sơ"))
    ] = False,
    sample: Annotated[int, typer.Option("--sample", help=_("Chỉ xem mỗi hồ sơ thứ n (cùng --facts)"), min=1)] = 1,
) -> None:
    """Look at everything; exit code 1 when a fault is found."""
    boot(patient=True)
    from django.utils.translation import gettext

    from thutuc.config.upkeep import doctor as examination
    from thutuc.web import clock

    said = []
    for finding in examination.examine(at=clock.now(), facts=facts, every=sample):
        message = gettext(finding.message) % (finding.params or {})
        remedy = gettext(finding.remedy) % (finding.params or {}) if finding.remedy else ""
        said.append({"topic": finding.topic, "grade": finding.grade.value, "message": message, "remedy": remedy})
        if not as_json:
            out.print(f"{MARKS[finding.grade.value]} {message}")
            if remedy:
                out.print(f"    → {remedy}")
    faults = sum(1 for line in said if line["grade"] == "fault")
    if as_json:
        typer.echo(json.dumps({"findings": said, "faults": faults}, ensure_ascii=False, indent=2))
    raise typer.Exit(REFUSED if faults else DONE)


def migrate() -> None:
    """Bring the database to the state of the code."""
    boot(patient=True)
    from thutuc.config.upkeep import database, shipped
    from thutuc.web import clock

    with err.status(_("Cập nhật cấu trúc cơ sở dữ liệu…")):
        done = database.migrate()
    for name in done:
        out.print(f"✓ {name}")
    loaded = shipped.load(by=by(), at=clock.now())
    if any(loaded.values()):
        out.print(_("✓ Nạp dữ liệu đi kèm: %(days)s ngày của lịch, %(documents)s văn bản.") % loaded)
    elif not done:
        out.print(_("Không có gì phải làm: cấu trúc đã đúng với mã."))


def backup(
    file: Annotated[Path | None, typer.Argument(help=_("Tệp .tar (mặc định: THUTUC_HOME/backups)"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In bản kê dạng JSON"))] = False,
) -> None:
    """Write one archive and read it again."""
    boot(patient=True)
    migrated_or_fail()
    from thutuc.config.upkeep import backup as writing
    from thutuc.web import clock

    now = clock.now()
    target = (file or writing.default_path(now)).expanduser().resolve()
    with progress() as bar:
        task = bar.add_task(_("Sao lưu"), total=None)
        manifest = writing.write(target, at=now, progress=lambda size: bar.advance(task, size))
    if as_json:
        typer.echo(json.dumps({"file": str(target), **asdict(manifest)}, ensure_ascii=False))
        return
    words = _("✓ %(file)s: %(rows)s dòng, %(files)s tệp, %(megabytes).1f MB, đã đọc lại và khớp.")
    values = {
        "file": target,
        "rows": sum(manifest.counts.values()),
        "files": len(manifest.parts) - 1,
        "megabytes": target.stat().st_size / 1e6,
    }
    out.print(words % values)
    out.print(_("Khóa bí mật (private/secret-key) không nằm trong tệp này: cất riêng."))


def restore(
    file: Annotated[Path, typer.Argument(help=_("Tệp .tar do thutuc backup tạo"), exists=True, dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help=_("Thay nội dung đang có trong cơ sở dữ liệu"))] = False,
) -> None:
    """Load an archive, prove it against its manifest and verify the journal."""
    boot(patient=True)
    from thutuc.config.upkeep import database
    from thutuc.config.upkeep import restore as reading

    with err.status(_("Khôi phục…")):
        manifest = reading.read(file.expanduser().resolve(), force=force)
    rows, files = sum(manifest.counts.values()), len(manifest.parts) - 1
    out.print(
        _("✓ Đã khôi phục %(rows)s dòng, %(files)s tệp; số liệu và nhật ký khớp.") % {"rows": rows, "files": files}
    )
    if database.pending_migrations():
        out.print(_("Bản sao lưu của phiên bản cũ hơn. Chạy: thutuc migrate"))


def add_user(
    email: Annotated[str, typer.Argument(help=_("Thư điện tử dùng để đăng nhập"))],
    name: Annotated[str, typer.Option("--name", help=_("Họ và tên"), prompt=_("Họ và tên"))],
    role: Annotated[str, typer.Option("--role", help=_("Vai trò, ví dụ system_admin, control_officer"))] = "",
    agency: Annotated[str, typer.Option("--agency", help=_("Mã cơ quan, đơn vị"))] = "",
    password: Annotated[
        str,
        typer.Option(
            "--password", envvar="THUTUC_PASSWORD", help=_("Mật khẩu (hoặc đặt THUTUC_PASSWORD)"), hide_input=True
        ),
    ] = "",
) -> None:
    """Add a person with a first post; somebody who is there keeps the password and gets the post."""
    boot()
    migrated_or_fail()
    from thutuc.accounts import services
    from thutuc.web import clock

    secret = password or typer.prompt(_("Mật khẩu"), hide_input=True, confirmation_prompt=True)
    made = services.add_officer(
        email=email, name=name, password=secret, role=role, agency_code=agency, by=by(), at=clock.now()
    )
    out.print((_("✓ Đã thêm %(email)s.") if made else _("%(email)s đã có, không có gì thay đổi.")) % {"email": email})


def add_key(
    email: Annotated[str, typer.Argument(help=_("Thư điện tử của tài khoản mà khóa có quyền"))],
    name: Annotated[str, typer.Option("--name", help=_("Hệ thống dùng khóa"), prompt=_("Hệ thống dùng khóa"))],
    days: Annotated[int, typer.Option("--days", help=_("Dùng được bao nhiêu ngày"), min=1, max=731)] = 365,
) -> None:
    """Make a key and print it: the only time that it is seen."""
    boot()
    migrated_or_fail()
    from datetime import timedelta

    from thutuc.accounts import services
    from thutuc.web import clock

    last = clock.today() + timedelta(days=days - 1)
    made = services.make_key(email=email, name=name, start=clock.today(), last=last, by=by(), at=clock.now())
    err.print(_("Chép khóa ngay bây giờ: không ai xem lại được."))
    typer.echo(made.token)
