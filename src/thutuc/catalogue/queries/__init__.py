"""Reading the two catalogues."""

from thutuc.catalogue.queries.duties import Size, changing, size, unknown_agencies
from thutuc.catalogue.queries.timeline import (
    as_known,
    content_of,
    contents,
    in_force,
    known,
    national,
    procedure_by_code,
    public,
    span_of,
    version_in_force,
    versions,
    visible_to,
)

__all__ = [
    "Size",
    "as_known",
    "changing",
    "content_of",
    "contents",
    "in_force",
    "known",
    "national",
    "procedure_by_code",
    "public",
    "size",
    "span_of",
    "unknown_agencies",
    "version_in_force",
    "versions",
    "visible_to",
]
