"""Keeping files, letting go of them, writing down that one was read."""

from thutuc.files.services.storing import Content, read, remove, store

__all__ = ["Content", "read", "remove", "store"]
