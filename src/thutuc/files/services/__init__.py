"""Keeping files, letting go of them, writing down that one was read."""

from thutuc.files.services.storing import Content, owner_key, read, remove, store

__all__ = ["Content", "owner_key", "read", "remove", "store"]
