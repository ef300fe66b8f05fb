"""Kinds of file that an office takes, and how each is known by its content.

Formats follow what Decree 45/2020/NĐ-CP and Decree 30/2020/NĐ-CP let people hand in: nothing that can run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Proof(StrEnum):
    """How content proves its kind."""

    SIGNATURE = "signature"
    OOXML = "ooxml"
    ODF = "odf"
    GZIP = "gzip"
    TEXT = "text"


@dataclass(frozen=True)
class FileKind:
    """One kind: its extensions, its media type, its proof; `signs` are what the content must look like."""

    code: str
    extensions: tuple[str, ...]
    media_type: str
    proof: Proof
    signs: frozenset[str] = frozenset()
    part: str = ""
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KINDS = (
    FileKind("pdf", (".pdf",), "application/pdf", Proof.SIGNATURE, frozenset({".pdf"}), inline=True),
    FileKind("jpeg", (".jpg", ".jpeg"), "image/jpeg", Proof.SIGNATURE, frozenset({".jpg", ".jpeg"}), inline=True),
    FileKind("png", (".png",), "image/png", Proof.SIGNATURE, frozenset({".png"}), inline=True),
    FileKind("tiff", (".tif", ".tiff"), "image/tiff", Proof.SIGNATURE, frozenset({".tif", ".tiff"})),
    FileKind("docx", (".docx",), f"{_OFFICE}.wordprocessingml.document", Proof.OOXML, part="word/document.xml"),
    FileKind("xlsx", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", Proof.OOXML, part="xl/workbook.xml"),
    FileKind("odt", (".odt",), f"{_OPEN}.text", Proof.ODF),
    FileKind("ods", (".ods",), f"{_OPEN}.spreadsheet", Proof.ODF),
    FileKind("text", (".txt",), "text/plain", Proof.TEXT),
    FileKind("csv", (".csv",), "text/csv", Proof.TEXT),
    FileKind("json", (".json",), "application/json", Proof.TEXT),
    FileKind("jsonl", (".jsonl", ".ndjson"), "application/x-ndjson", Proof.TEXT),
    FileKind("xml", (".xml",), "application/xml", Proof.TEXT),
    FileKind("gzip", (".gz",), "application/gzip", Proof.GZIP, frozenset({".gz"})),
)
PAPERS = frozenset({"pdf", "jpeg", "png", "tiff", "docx", "xlsx", "odt", "ods"})
"""What people hand in and officers attach."""
DATA = frozenset({"xlsx", "ods", "text", "csv", "json", "jsonl", "xml", "gzip"})
"""What is imported."""

MACRO_EXTENSIONS = frozenset({".docm", ".xlsm", ".dotm", ".xltm", ".xlam", ".xlsb", ".pptm"})
OLD_EXTENSIONS = frozenset({".doc", ".xls", ".ppt", ".rtf"})


def extension_of(name: str) -> str:
    """The last extension in lower case: «Đơn.PDF» → «.pdf», "" when there is none."""
    stem, dot, last = name.strip().rpartition(".")
    return f".{last.lower()}" if dot and stem else ""


def kind_of(extension: str, allowed: Iterable[str]) -> FileKind | None:
    """The kind with this extension among the allowed ones."""
    codes = set(allowed)
    return next((kind for kind in KINDS if extension in kind.extensions and kind.code in codes), None)


def extensions(allowed: Iterable[str]) -> list[str]:
    """Every extension of the allowed kinds, for a form's hint and its `accept`."""
    codes = set(allowed)
    return [extension for kind in KINDS if kind.code in codes for extension in kind.extensions]


def by_media_type(media_type: str) -> FileKind | None:
    """The kind that is kept under this media type."""
    return next((kind for kind in KINDS if kind.media_type == media_type), None)
