"""Static files are collected into THUTUC_HOME/static, and only when one of them changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = ".collected"


def collect() -> bool:
    """Collect when something changed since the last time; says whether it did."""
    root = Path(settings.STATIC_ROOT)
    mark = root / MARK
    now = _fingerprint()
    if mark.is_file() and mark.read_text() == now:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            path = Path(storage.path(name))
            kept = path.stat()
            digest.update(f"{path}\0{kept.st_size}\0{kept.st_mtime_ns}\n".encode())
    return digest.hexdigest()
