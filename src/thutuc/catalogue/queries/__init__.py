"""Reading the two catalogues."""

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
    "as_known",
    "content_of",
    "contents",
    "in_force",
    "known",
    "national",
    "procedure_by_code",
    "public",
    "span_of",
    "version_in_force",
    "versions",
    "visible_to",
]
