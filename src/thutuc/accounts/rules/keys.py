"""Khóa truy cập giao diện lập trình: who makes one, what it looks like, when it opens the door.

A key acts as a person and never gives more than that person's posts. Only the hash of its secret is kept.
"""

import hashlib
import hmac
import re
from datetime import date

from thutuc.accounts.rules.policies import BASIS
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop, tidy

PREFIX_BYTES, SECRET_BYTES = 6, 32
LONGEST_DAYS = 731
"""Two years: a key that nobody renews is a key that nobody remembers."""
_SHAPE = re.compile(r"(tt_[0-9a-f]{12})\.([A-Za-z0-9_-]{43})")
_NOBODY = "0" * 64


def token(prefix: str, secret: str) -> str:
    """What is shown once and sent as `Authorization: Bearer …`."""
    return f"{prefix}.{secret}"


def parts(given: str) -> tuple[str, str] | None:
    """(prefix, secret) of a token; None for what cannot be one."""
    found = _SHAPE.fullmatch(given)
    return (found[1], found[2]) if found else None


def hash_of(secret: str) -> str:
    """SHA-256: enough for 256 bits of chance, and quick enough for every request."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(secret: str, kept: str | None) -> bool:
    """Whether the secret is the one whose hash is kept; as long in every case, also where there is no such key."""
    return hmac.compare_digest(hash_of(secret), kept or _NOBODY)


def opens(days: Days, *, revoked: bool, on: date) -> bool:
    """Whether the key opens the door on a day."""
    return not revoked and on in days


def keep_objections(by: Actor) -> list[Objection]:
    """Administrators of the system make and revoke keys."""
    if by.is_system or Role.SYSTEM_ADMIN in by.roles:
        return []
    return [Objection("key.role", gettext_noop("Chỉ quản trị hệ thống được tạo, thu hồi khóa truy cập."), BASIS)]


def make_objections(
    by: Actor, *, name: str, start: date, last: date, is_active: bool, roles: frozenset[str], today: date
) -> list[Objection]:
    """A named key of limited life, for an open account that holds a post and keeps no accounts itself."""
    found = keep_objections(by)
    if not tidy(name):
        words = gettext_noop("Đặt tên khóa theo hệ thống dùng nó, ví dụ: Phần mềm một cửa phường Hòa Bình.")
        found.append(Objection("key.name", words, BASIS, "name"))
    if not is_active or not roles:
        words = gettext_noop("Tài khoản này đã khóa hoặc không giữ vai trò nào. Mở lại hoặc giao vai trò trước.")
        found.append(Objection("key.person", words, BASIS, "person"))
    if Role.SYSTEM_ADMIN in roles:
        words = gettext_noop("Không tạo khóa cho quản trị hệ thống. Dùng một tài khoản riêng cho việc kết nối.")
        found.append(Objection("key.administrator", words, BASIS, "person"))
    return [*found, *_days_objections(start, last, today)]


def _days_objections(start: date, last: date, today: date) -> list[Objection]:
    if last < max(start, today):
        words = gettext_noop("Ngày cuối cùng phải từ ngày bắt đầu trở đi, và chưa qua.")
        return [Objection("key.days", words, BASIS, "last")]
    if (last - start).days >= LONGEST_DAYS:
        words = gettext_noop("Khóa dùng được nhiều nhất hai năm. Chọn ngày sớm hơn, rồi tạo khóa mới khi cần.")
        return [Objection("key.long", words, BASIS, "last")]
    return []


def revoke_objections(by: Actor, *, revoked: bool) -> list[Objection]:
    """Once is enough."""
    found = keep_objections(by)
    if revoked:
        found.append(Objection("key.revoked", gettext_noop("Khóa này đã thu hồi."), BASIS))
    return found
