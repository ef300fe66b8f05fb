"""Whether content is what its name says and may be kept: decided from facts that a service has gathered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thutuc.files.rules.kinds import (
    MACRO_EXTENSIONS,
    OLD_EXTENSIONS,
    FileKind,
    Proof,
    extension_of,
    extensions,
    kind_of,
)
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

MOST_MEMBERS = 10_000
MOST_EXPANDED = 300 * 1024 * 1024
MOST_RATIO = 100
SMALL = 10 * 1024 * 1024
"""Below this size a high ratio is harmless: blank sheets and drawings compress well."""
_BINARY = frozenset({".exe", ".dll", ".pdf", ".zip", ".docx", ".gz", ".png", ".jpg", ".elf", ".doc", ".rar", ".7z"})
_RUNNABLE = (b"<!doctype html", b"<html", b"<script", b"<svg", b"#!", b"mz")


@dataclass(frozen=True)
class Member:
    """One entry of a zip container."""

    name: str
    size: int
    packed: int
    encrypted: bool = False


@dataclass(frozen=True)
class Facts:
    """What a service saw of one file: `looks_like` are the extensions that its first bytes fit."""

    name: str
    size: int
    head: bytes
    looks_like: frozenset[str]
    members: tuple[Member, ...] | None = None
    declared_type: str = ""
    expanded: int | None = None


def name_objections(name: str, allowed: Iterable[str]) -> list[Objection]:
    """Whether the name has an extension that is taken here."""
    codes = set(allowed)
    extension = extension_of(name)
    if kind_of(extension, codes):
        return []
    params = {"allowed": ", ".join(extensions(codes))}
    if extension in MACRO_EXTENSIONS:
        words = gettext_noop("Tệp có macro không được nhận. Lưu lại dạng .docx hoặc .xlsx rồi tải lên.")
    elif extension in OLD_EXTENSIONS:
        words = gettext_noop("Dạng tệp cũ không được nhận. Lưu lại dạng .docx, .xlsx hoặc .pdf rồi tải lên.")
    else:
        words = gettext_noop("Loại tệp này không được nhận. Các loại được nhận: %(allowed)s.")
    return [Objection("file.extension", words, field="file", params=params)]


def size_objections(size: int, most: int) -> list[Objection]:
    """Neither empty nor over the limit."""
    if size == 0:
        return [Objection("file.empty", gettext_noop("Tệp rỗng. Chọn lại tệp."), field="file")]
    if size <= most:
        return []
    words = gettext_noop("Tệp lớn hơn %(most)s MB. Giảm dung lượng hoặc chia thành nhiều tệp.")
    return [Objection("file.size", words, field="file", params={"most": most // (1024 * 1024)})]


def content_objections(facts: Facts, allowed: Iterable[str]) -> list[Objection]:
    """Every reason against keeping this content under this name."""
    found = name_objections(facts.name, allowed)
    kind = kind_of(extension_of(facts.name), allowed)
    if found or kind is None:
        return found
    if not _proven(facts, kind):
        words = gettext_noop("Nội dung tệp không đúng với phần mở rộng %(extension)s. Kiểm tra lại tệp.")
        params = {"extension": extension_of(facts.name)}
        return [Objection("file.mismatch", words, field="file", params=params)]
    return _container_objections(facts)


def _proven(facts: Facts, kind: FileKind) -> bool:
    if kind.proof in {Proof.SIGNATURE, Proof.GZIP}:
        return bool(facts.looks_like & kind.signs)
    if kind.proof is Proof.TEXT:
        return _is_text(facts)
    names = {member.name for member in facts.members or ()}
    if kind.proof is Proof.OOXML:
        return {"[Content_Types].xml", kind.part} <= names
    return facts.declared_type == kind.media_type


def _is_text(facts: Facts) -> bool:
    head = facts.head.lower().lstrip()
    wide = facts.head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return (wide or b"\x00" not in facts.head) and not head.startswith(_RUNNABLE) and not facts.looks_like & _BINARY


def _container_objections(facts: Facts) -> list[Objection]:
    if facts.expanded is not None and facts.expanded > MOST_EXPANDED:
        return [_bomb()]
    members = facts.members
    if members is None:
        return []
    if any(_has_macro(member.name) for member in members):
        words = gettext_noop("Tệp có macro không được nhận. Lưu lại bản không có macro rồi tải lên.")
        return [Objection("file.macro", words, field="file")]
    if any(member.encrypted for member in members):
        words = gettext_noop("Tệp có mật khẩu không được nhận. Bỏ mật khẩu rồi tải lên.")
        return [Objection("file.encrypted", words, field="file")]
    return [_bomb()] if _is_bomb(members) else []


def _has_macro(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    return last in {"vbaproject.bin", "vbadata.xml"} or name.lower().startswith(("basic/", "scripts/"))


def _is_bomb(members: Sequence[Member]) -> bool:
    expanded = sum(member.size for member in members)
    packed = sum(member.packed for member in members)
    steep = expanded > SMALL and expanded > MOST_RATIO * max(packed, 1)
    return len(members) > MOST_MEMBERS or expanded > MOST_EXPANDED or steep


def _bomb() -> Objection:
    words = gettext_noop("Tệp nén bung ra quá lớn nên không được nhận. Kiểm tra lại tệp.")
    return Objection("file.bomb", words, field="file")
