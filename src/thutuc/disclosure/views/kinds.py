"""Kinds of entries as addresses name them."""

from thutuc.disclosure.rules.national import EntryKind

SLUGS: dict[EntryKind, str] = {
    EntryKind.PUBLISH: "cong-bo",
    EntryKind.AMEND: "sua-doi",
    EntryKind.ABOLISH: "bai-bo",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}
