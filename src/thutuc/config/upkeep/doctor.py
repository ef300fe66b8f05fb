"""thutuc doctor: what is wrong with this installation, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import connection

from thutuc.config import schedule
from thutuc.config.upkeep import database
from thutuc.dossiers.queries import checking
from thutuc.files import queries as files
from thutuc.files.readers import has_roots
from thutuc.journal import queries as journal
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.legislation import queries as legislation
from thutuc.notifications import queries as notifications
from thutuc.web import clock, typeset
from thutuc.worktime import queries as worktime

OLDEST_POSTGRESQL = 150000
SHOWN = 20
COVERED_DAYS = 400


class Grade(Labelled):
    """How bad a finding is."""

    GOOD = "good", gettext_noop("Tốt")
    NOTE = "note", gettext_noop("Lưu ý")
    FAULT = "fault", gettext_noop("Lỗi")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `message` says what was found, `remedy` what to do."""

    topic: str
    grade: Grade
    message: str
    remedy: str = ""
    params: dict[str, object] | None = None


def _good(topic: str, message: str, **params: object) -> Finding:
    return Finding(topic, Grade.GOOD, message, params=params)


def _fault(topic: str, message: str, remedy: str, **params: object) -> Finding:
    return Finding(topic, Grade.FAULT, message, remedy, params)


def _note(topic: str, message: str, remedy: str, **params: object) -> Finding:
    return Finding(topic, Grade.NOTE, message, remedy, params)


def examine(*, at: datetime, facts: bool = False, every: int = 1) -> Iterator[Finding]:
    """Every finding, one after the other; the rest needs a database that answers with its tables in place.

    `facts` compares the facts of dossiers with one another too, `every` those of each n-th dossier only.
    """
    reachable = list(_database())
    yield from reachable
    yield from _clock(at)
    yield from _papers()
    if any(finding.grade is Grade.FAULT for finding in reachable):
        return
    for look in (_jobs, _files, _journal):
        yield from look()
    yield from _packages(at)
    yield from _calendar(local_date(at))
    if facts:
        yield from _facts()
        yield from _dossiers(every)


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        version = cursor.connection.info.server_version
    if version < OLDEST_POSTGRESQL:
        words = gettext_noop("PostgreSQL %(version)s quá cũ.")
        yield _fault("database", words, gettext_noop("Nâng cấp lên PostgreSQL 15 trở lên."), version=version // 10000)
    else:
        yield _good("database", gettext_noop("PostgreSQL %(version)s trả lời."), version=version // 10000)
    pending = database.pending_migrations()
    if pending:
        words = gettext_noop("Còn %(count)s thay đổi cấu trúc chưa thực hiện.")
        yield _fault("migrations", words, gettext_noop("Chạy: thutuc migrate"), count=len(pending))
    else:
        yield _good("migrations", gettext_noop("Cấu trúc cơ sở dữ liệu đúng với mã."))


def _clock(at: datetime) -> Iterator[Finding]:
    if clock.training_day():
        words = gettext_noop("Hệ thống đang chạy như ngày %(day)s (THUTUC_AS_OF): chỉ dùng để tập huấn.")
        yield _note("clock", words, gettext_noop("Bỏ THUTUC_AS_OF ở hệ thống thật."), day=f"{at:%d/%m/%Y}")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    apart = abs((theirs - clock.now()).total_seconds())
    if apart > 5:
        words = gettext_noop("Đồng hồ máy này lệch %(seconds)s giây so với máy cơ sở dữ liệu.")
        yield _fault("clock", words, gettext_noop("Bật đồng bộ giờ (NTP) trên cả hai máy."), seconds=round(apart))
    else:
        yield _good("clock", gettext_noop("Đồng hồ khớp với cơ sở dữ liệu."))


def _jobs() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, count(*) FROM procrastinate_jobs GROUP BY status")
        counts = dict(cursor.fetchall())
        cursor.execute(
            "SELECT count(DISTINCT job.id) FROM procrastinate_jobs job JOIN procrastinate_events event "
            "ON event.job_id = job.id AND event.type = 'deferred' "
            "WHERE job.status = 'todo' AND greatest(event.at, job.scheduled_at) < clock_timestamp() - interval '30 min'"
        )
        waiting = int(cursor.fetchone()[0])
    if counts.get("failed"):
        words = gettext_noop("%(count)s việc nền thất bại.")
        remedy = gettext_noop("Xem nhật ký của thutuc worker, sửa nguyên nhân; việc sẽ được làm lại khi xếp hàng lại.")
        yield _fault("jobs", words, remedy, count=counts["failed"])
    if waiting:
        words = gettext_noop("%(count)s việc nền chờ quá 30 phút.")
        yield _fault("jobs", words, gettext_noop("Chạy thutuc worker (dịch vụ thutuc-worker)."), count=waiting)
    if not counts.get("failed") and not waiting:
        words = gettext_noop("Việc nền thông suốt: %(todo)s đang chờ, %(known)s loại việc.")
        known = len(schedule.QUEUED) + len(schedule.PERIODIC)
        yield _good("jobs", words, todo=counts.get("todo", 0), known=known)


def _files() -> Iterator[Finding]:
    missing = [file.sha256[:12] for file in islice(files.missing_on_disk(), SHOWN)]
    root = files.root()
    if missing:
        words = gettext_noop("Thiếu tệp trên đĩa: %(names)s")
        remedy = gettext_noop("Khôi phục thư mục %(root)s từ bản sao lưu gần nhất.")
        yield _fault("files", words, remedy, names=", ".join(missing), root=root)
    else:
        yield _good("files", gettext_noop("Mọi tệp đều có trên đĩa."))
    if root.is_dir() and root.stat().st_mode & 0o077:
        words = gettext_noop("Người khác trên máy đọc được thư mục %(root)s.")
        yield _fault("files", words, gettext_noop("Chạy: chmod 700 %(root)s"), root=root)


def _papers() -> Iterator[Finding]:
    if typeset.is_ready():
        yield _good("papers", gettext_noop("Có đủ bộ chữ để in văn bản."))
    else:
        words = gettext_noop("Chưa có bộ chữ để in văn bản PDF.")
        yield _fault("papers", words, gettext_noop("Chạy «make front» trên máy này."))
    bundle = settings.SIGNATURE_ROOTS
    if bundle and not has_roots(bundle):
        words = gettext_noop("Không đọc được chứng thư gốc trong tệp %(path)s.")
        remedy = gettext_noop("Đặt THUTUC_SIGNATURE_ROOTS là một tệp PEM có chứng thư của tổ chức chứng thực.")
        yield _fault("papers", words, remedy, path=bundle)


def _packages(at: datetime) -> Iterator[Finding]:
    """What packages say of themselves; their sentences tell what to do."""
    asked = {"outbox": notifications.doctor_faults(at=at), "legislation": legislation.doctor_faults()}
    for topic, faults in asked.items():
        yield from (Finding(topic, Grade.FAULT, fault.message, params=dict(fault.params)) for fault in faults)
    if not asked["outbox"]:
        yield _good("outbox", gettext_noop("Không có thông báo nào kẹt lại."))
    if not asked["legislation"]:
        yield _good("legislation", gettext_noop("Mọi nguồn của tham số đều có trong danh mục văn bản."))


def _calendar(today: date) -> Iterator[Finding]:
    known = set(worktime.years().values_list("year", flat=True))
    wanted = {today.year, (today + timedelta(days=COVERED_DAYS)).year}
    missing = sorted(wanted - known)
    if missing:
        words = gettext_noop("Lịch làm việc chưa có năm %(years)s: thời hạn dài sẽ không tính được.")
        remedy = gettext_noop("Chạy thutuc migrate, hoặc nhập năm đó ở Bàn làm việc › Lịch làm việc.")
        years = ", ".join(str(year) for year in missing)
        grade = _fault if today.year in missing else _note
        yield grade("calendar", words, remedy, years=years)
    else:
        yield _good("calendar", gettext_noop("Lịch làm việc đủ 400 ngày tới."))


def _journal() -> Iterator[Finding]:
    faults = list(islice(journal.verify(), SHOWN))
    remedy = gettext_noop(
        "Có người đã sửa dữ liệu ngoài hệ thống: giữ nguyên hiện trạng, báo người phụ trách an toàn thông tin."
    )
    for fault in faults:
        yield _fault("journal", gettext_noop("Chuỗi nhật ký bị đứt: %(fault)s"), remedy, fault=fault)
    if not faults:
        yield _good("journal", gettext_noop("Chuỗi nhật ký nguyên vẹn."))


def _facts() -> Iterator[Finding]:
    """Every row meets its constraints, also the rows that a bulk loader wrote."""
    from django.apps import apps

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1, 2"
        )
        loose = cursor.fetchall()
    for table, name in loose:
        words = gettext_noop("Ràng buộc %(name)s của bảng %(table)s chưa được kiểm tra.")
        yield _fault(
            "facts",
            words,
            gettext_noop("Chạy lại việc nạp dữ liệu, rồi thutuc doctor --facts."),
            name=name,
            table=table,
        )
    if not loose:
        count = sum(1 for model in apps.get_models() if model.__module__.startswith("thutuc."))
        yield _good("facts", gettext_noop("Ràng buộc của %(count)s bảng đều có hiệu lực."), count=count)


def _dossiers(every: int) -> Iterator[Finding]:
    """Every event, every kept copy, every code of every dossier."""
    found = 0
    for fault in checking.doctor_faults(every=every):
        found += 1
        yield Finding("dossiers", Grade.FAULT, fault.message, params=dict(fault.params))
    if not found:
        yield _good("dossiers", gettext_noop("Việc, hạn, mã và kết quả của hồ sơ khớp nhau."))
