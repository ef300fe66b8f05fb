"""Dossiers over the office interface: read, made, moved, brought from the national portal."""

from thutuc.dossiers.api import acting, bringing, reading
from thutuc.dossiers.api.router import router

__all__ = ["acting", "bringing", "reading", "router"]
