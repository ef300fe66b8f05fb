"""What mixed pages read: of every package that knows it."""

from thutuc.desk.queries.duties import duties, size
from thutuc.desk.queries.effects import boards_touched, running_dossiers
from thutuc.desk.queries.pipeline import board, returns

__all__ = ["board", "boards_touched", "duties", "returns", "running_dossiers", "size"]
"""Seams: `running_dossiers` has nothing to count before dossiers have tables."""
