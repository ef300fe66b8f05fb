"""Where content lies: THUTUC_HOME/files, closed to everybody else, each file under its hash."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from thutuc.files.queries.disk import place_of, root

CHUNK = 256 * 1024


def incoming() -> BinaryIO:
    """A new private file beside the kept ones, gone when it is closed."""
    folder = root() / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root().chmod(0o700)
    return tempfile.NamedTemporaryFile(dir=folder, prefix="tep-", delete=True)  # type: ignore[return-value]


def pour(chunks: Iterable[bytes], into: BinaryIO, *, most: int) -> tuple[int, str]:
    """Write chunks until they end or pass `most`; (bytes written, SHA-256). One chunk over is enough to know."""
    size, digest = 0, hashlib.sha256()
    for chunk in chunks:
        into.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        if size > most:
            break
    into.flush()
    return size, digest.hexdigest()


def keep(source: BinaryIO, sha256: str) -> None:
    """Put the content in its place, whole or not at all; content that is there already stays."""
    place = place_of(sha256)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source.seek(0)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".")
    with os.fdopen(handle, "wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
        target.flush()
        os.fsync(target.fileno())
    Path(name).chmod(0o400)
    Path(name).replace(place)


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The stream piece by piece."""
    while chunk := stream.read(CHUNK):
        yield chunk
