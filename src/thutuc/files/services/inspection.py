"""Gathering the facts about one file: first bytes, zip directory, declared type. Nothing is unpacked to disk."""

import zipfile
import zlib
from typing import BinaryIO

from thutuc.files.rules.content import MOST_EXPANDED, Facts, Member
from thutuc.files.services.disk import CHUNK

HEAD = 64 * 1024
_MIMETYPE = "mimetype"


def facts_of(stream: BinaryIO, *, name: str, size: int) -> Facts:
    """What can be seen of the content; the stream is read, not changed."""
    stream.seek(0)
    head = stream.read(HEAD)
    members, declared = _zip_facts(stream) if head.startswith(b"PK") else (None, "")
    expanded = _gzip_size(stream) if head.startswith(b"\x1f\x8b") else None
    return Facts(name, size, head, _looks_like(head), members, declared, expanded)


def _looks_like(head: bytes) -> frozenset[str]:
    import puremagic

    try:
        return frozenset(match.extension for match in puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return frozenset()


def _zip_facts(stream: BinaryIO) -> tuple[tuple[Member, ...] | None, str]:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as container:
            infos = container.infolist()
            members = tuple(
                Member(info.filename, info.file_size, info.compress_size, bool(info.flag_bits & 1)) for info in infos
            )
            return members, _declared_type(container, infos)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        return None, ""


def _declared_type(container: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> str:
    """OpenDocument names its type in a short first member."""
    if not infos or infos[0].filename != _MIMETYPE or infos[0].file_size > 200:
        return ""
    return container.read(infos[0]).decode("ascii", "replace").strip()


def _gzip_size(stream: BinaryIO) -> int:
    """The unpacked size, counted without keeping anything; counting stops past the limit."""
    stream.seek(0)
    unpack, total = zlib.decompressobj(wbits=31), 0
    try:
        while total <= MOST_EXPANDED and (chunk := stream.read(CHUNK)):
            while chunk and total <= MOST_EXPANDED:
                total += len(unpack.decompress(chunk, MOST_EXPANDED // 10))
                chunk = unpack.unconsumed_tail
    except zlib.error:
        return total
    return total
