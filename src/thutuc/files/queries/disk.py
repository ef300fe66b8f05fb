"""Where content lies on disk, and whether disk and tables agree."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from thutuc.files.models import StoredFile
from thutuc.kernel.errors import NotFound


def root() -> Path:
    """THUTUC_HOME/files: beside the database folder, never inside it."""
    return Path(settings.HOME) / "files"


def place_of(sha256: str) -> Path:
    """The file of one content."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def opened(file: StoredFile) -> BinaryIO:
    """The content, to be closed by the caller. NotFound when the disk has lost it (the doctor says so too)."""
    try:
        return place_of(file.sha256).open("rb")
    except FileNotFoundError as error:
        raise NotFound(f"content {file.sha256[:12]}") from error


def missing_on_disk() -> Iterator[StoredFile]:
    """Rows whose content is gone or has another size: for the doctor."""
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=2000):
        place = place_of(file.sha256)
        if not place.is_file() or place.stat().st_size != file.size:
            yield file


def unknown_on_disk() -> Iterator[Path]:
    """Content on disk without a row: left by an act that was rolled back."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    for place in sorted(root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
        if place.name not in known:
            yield place
