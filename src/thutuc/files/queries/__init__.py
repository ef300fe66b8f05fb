"""Finding files and their uses; opening one for somebody who may."""

from thutuc.files.queries.disk import missing_on_disk, opened, place_of, root, unknown_on_disk
from thutuc.files.queries.uses import of_owner, of_owners, open_for, orphans, use

__all__ = [
    "missing_on_disk",
    "of_owner",
    "of_owners",
    "open_for",
    "opened",
    "orphans",
    "place_of",
    "root",
    "unknown_on_disk",
    "use",
]
