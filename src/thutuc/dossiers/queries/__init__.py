"""Reading dossiers: every entrance begins with who may see them."""

from thutuc.dossiers.queries.facts import clock_of, content_of, documents_of, hands_of, limit_text
from thutuc.dossiers.queries.gate import consultation, demand, for_action, key_of_code, standing_roles
from thutuc.dossiers.queries.visibility import SEE_ALL, houses_of, seen_from, visible_to
from thutuc.dossiers.queries.world import World, calendar_of, world

__all__ = [
    "SEE_ALL",
    "World",
    "calendar_of",
    "clock_of",
    "consultation",
    "content_of",
    "demand",
    "documents_of",
    "for_action",
    "hands_of",
    "houses_of",
    "key_of_code",
    "limit_text",
    "seen_from",
    "standing_roles",
    "visible_to",
    "world",
]
