"""One .tar holds a whole installation: the database, the files, and a manifest with counts and hashes at its end.

The secret key stays outside: a stolen archive must not forge a session.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
FILES = "files/"
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One member of the archive."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive says of itself."""

    version: str
    made_at: str
    postgresql: int
    dumped_by: int
    counts: dict[str, int]
    parts: tuple[Part, ...]
    format: int = FORMAT
    migrations: list[str] = field(default_factory=list)

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> "Manifest":
        """From the member's text; Unreadable when it is not one of ours."""
        try:
            kept = json.loads(text)
            parts = tuple(Part(**part) for part in kept.pop("parts"))
            manifest = cls(parts=parts, **kept)
            newer = manifest.format > FORMAT
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _unreadable("archive.manifest", gettext_noop("Bản kê trong tệp sao lưu không đọc được.")) from error
        if newer:
            words = gettext_noop("Tệp sao lưu của phiên bản mới hơn. Nâng cấp thutuc rồi khôi phục lại.")
            raise _unreadable("archive.format", words)
        return manifest


class Hashing:
    """A readable file that counts and hashes what passes through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.bytes, self._digest = stream, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.stream.read(size)
        self.bytes += len(block)
        self._digest.update(block)
        return block

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def add_file(tar: tarfile.TarFile, path: Path, name: str) -> Part:
    """Stream a file into the archive, hashing it on the way."""
    with path.open("rb") as stream:
        info = tar.gettarinfo(str(path), arcname=name, fileobj=stream)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        hashing = Hashing(stream)
        tar.addfile(info, hashing)
    return Part(name, hashing.bytes, hashing.sha256)


def read_manifest(path: Path) -> Manifest:
    """The manifest alone, without checking the other members."""
    try:
        with tarfile.open(path, "r:") as tar:
            member = tar.extractfile(MANIFEST)
            if member is None:
                raise KeyError(MANIFEST)
            return Manifest.read(member.read().decode())
    except (OSError, tarfile.TarError, KeyError, UnicodeDecodeError) as error:
        words = gettext_noop("Tệp không phải bản sao lưu của thutuc hoặc bị cắt ngắn: %(path)s")
        raise _unreadable("archive.broken", words, path=str(path)) from error


def verify(path: Path) -> Manifest:
    """Read every byte again and compare with the manifest; Unreadable lists every member that differs."""
    manifest = read_manifest(path)
    kept = {part.name: part for part in manifest.parts}
    found = {part.name: part for part in _hashed_members(path)}
    faults = [
        Objection("archive.part", gettext_noop("Phần bị hỏng hoặc thiếu: %(name)s"), params={"name": name})
        for name in sorted(kept.keys() | found.keys())
        if kept.get(name) != found.get(name)
    ]
    if faults:
        raise Unreadable(faults)
    return manifest


def _hashed_members(path: Path) -> Iterator[Part]:
    for name, stream in members(path):
        hashing = Hashing(stream)
        while hashing.read(CHUNK):
            pass
        yield Part(name, hashing.bytes, hashing.sha256)


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every member but the manifest, in order, to be read before asking for the next."""
    try:
        with tarfile.open(path, "r|") as tar:
            for member in tar:
                if member.name == MANIFEST:
                    continue
                stream: Any = tar.extractfile(member) if _is_ours(member) else None
                if stream is None:
                    words = gettext_noop("Trong tệp sao lưu có phần lạ: %(name)s")
                    raise _unreadable("archive.strange", words, name=member.name)
                yield member.name, stream
    except (OSError, tarfile.TarError) as error:
        raise _unreadable("archive.broken", gettext_noop("Tệp sao lưu bị hỏng: %(path)s"), path=str(path)) from error


def _is_ours(member: tarfile.TarInfo) -> bool:
    parts = Path(member.name).parts
    known = member.name == DUMP or member.name.startswith(FILES)
    return (
        member.isfile()
        and not member.issparse()
        and known
        and ".." not in parts
        and not Path(member.name).is_absolute()
    )


def _unreadable(code: str, message: str, **params: object) -> Unreadable:
    return Unreadable([Objection(code, message, params=params)])
