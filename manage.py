"""Django's own commands; `thutuc` is the friendly face."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thutuc.config.settings")
    from thutuc.db import embedded

    embedded.start_if_configured()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
