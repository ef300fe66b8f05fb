"""Say clearly that Python is too old, before anything is installed. Runs on any Python 3."""

import sys

if sys.version_info < (3, 11):
    sys.exit("thutuc needs Python 3.11 or newer; this is %s. Say PYTHON=python3.12 make …" % sys.version.split()[0])  # noqa: UP031
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("thutuc needs Python's venv module: on Debian, apt install python3-venv")
