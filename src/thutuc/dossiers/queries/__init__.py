"""Reading dossiers."""

from thutuc.dossiers.queries.visibility import for_action, houses_of, seen_from, visible_to

__all__ = ["for_action", "houses_of", "seen_from", "visible_to"]
