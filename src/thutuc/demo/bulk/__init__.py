"""A past of any size for the loaded catalogue and agencies: a million dossiers that obey every rule, by COPY."""

from thutuc.demo.bulk.loading import generate

__all__ = ["generate"]
