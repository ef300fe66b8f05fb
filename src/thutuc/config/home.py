"""What THUTUC_HOME holds: the kept secret key and the address of the embedded database."""

import os
import secrets
from pathlib import Path
from typing import Any

from thutuc.db import embedded


def kept_secret(home: Path) -> str:
    """The secret key of this installation, made on first use and readable by its owner only."""
    path = home / "private" / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def embedded_database(home: Path) -> dict[str, Any]:
    """Django's description of the embedded PostgreSQL under `home`; `db.embedded.start` starts it first."""
    host, port = embedded.address(home)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "thutuc",
        "USER": "postgres",
        "PASSWORD": "",
        "HOST": host,
        "PORT": port,
        "TEST": {"NAME": "test_thutuc"},
    }
