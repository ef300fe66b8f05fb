"""The product's settings with what tests need: a throw-away embedded server, quick passwords, mail in memory."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("THUTUC_HOME", str(ROOT / "var" / "test"))
os.environ.setdefault("THUTUC_SECRET_KEY", "tests-only-tests-only-tests-only-tests")
os.environ.setdefault("THUTUC_LOG_LEVEL", "ERROR")
os.environ["THUTUC_LANG"] = "vi"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
"""The browser of tests/browser keeps its event loop in the thread of its worker; nothing of ours runs in it."""

from thutuc.db import embedded  # noqa: E402

if not os.environ.get("DATABASE_URL"):
    SERVER = embedded.start(embedded.default_home(), durable=False)

from thutuc.config.settings import *  # noqa: E402, F403
from thutuc.config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["TEST"] = {"NAME": f"test_thutuc_{os.environ.get('THUTUC_TEST_NAME', 'main')}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["local"] = CACHES["default"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
