"""What mixed pages read: of every package that knows it."""

from thutuc.desk.queries.duties import duties, size
from thutuc.desk.queries.effects import boards_touched, running_dossiers
from thutuc.desk.queries.pipeline import board, returns
from thutuc.desk.queries.promises import promises

__all__ = ["board", "boards_touched", "duties", "promises", "returns", "running_dossiers", "size"]
