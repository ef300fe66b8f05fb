"""What mixed pages read: of every package that knows it."""

from thutuc.desk.queries.duties import duties, size

__all__ = ["duties", "size"]
