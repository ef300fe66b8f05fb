"""Printed papers: a Typst template and plain data become a PDF that is the same on every machine.

What people wrote travels as JSON and is text there, never markup. Typefaces are those of the build (front/typefaces)
and of the typesetter itself; those of the machine are not asked.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import orjson
import segno
from django.conf import settings

MEDIA_TYPE = "application/pdf"
ARCHIVAL = "a-2b"
"""PDF/A-2b: what an archive takes. A text with a sign that no typeface has cannot be that and becomes a plain PDF."""
SHARED = Path(__file__).parent / "templates" / "typeset"


class TypefacesMissing(RuntimeError):
    """The build of the front was not run on this machine."""


def pdf(
    template: Traversable,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    at: datetime | None = None,
) -> bytes:
    """The PDF of a template. It finds its data by `#import "house.typ": *` as `data`, its siblings and `files` by name.

    `data` may hold dataclasses, days, moments and numbers; `at` is the day of making written into the file.
    """
    import typst  # loaded when the first paper is printed

    sources = {"main": template.read_bytes(), "data.json": _json(data)}
    given = {**_siblings(SHARED), **_siblings(_folder(template)), **(files or {}), **sources}
    fixed: dict[str, Any] = {"font_paths": _fonts(), "ignore_system_fonts": True, "root": settings.TYPEFACES}
    if at is not None:
        fixed["timestamp"] = int(at.timestamp())
    compiled: Any = typst.compile  # its types know no virtual files
    try:
        return _whole(compiled(given, pdf_standards=ARCHIVAL, **fixed))
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return _whole(compiled(given, **fixed))


def qr(target: str, *, error: str = "m", border: int = 4) -> str:
    """A QR code as SVG text with its quiet zone, for `picture(…)` in a template."""
    out = io.BytesIO()
    segno.make(target, error=error, micro=False).save(out, kind="svg", border=border, xmldecl=False, omitsize=True)
    return out.getvalue().decode()


def is_ready() -> bool:
    """Whether the typefaces were built."""
    return any(settings.TYPEFACES.glob("*.ttf"))


@cache
def _fonts() -> Any:
    import typst

    if not is_ready():
        raise TypefacesMissing("Chưa có bộ chữ để in: chạy «make front» trên máy này rồi thử lại.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[settings.TYPEFACES])


def _folder(template: Traversable) -> Traversable | None:
    return template.parent if isinstance(template, Path) else None


def _siblings(folder: Traversable | None) -> dict[str, bytes]:
    found = folder.iterdir() if folder else ()
    return {each.name: each.read_bytes() for each in found if each.name.endswith(".typ")}


def _json(data: Mapping[str, Any]) -> bytes:
    return orjson.dumps(data, default=str, option=orjson.OPT_NON_STR_KEYS)


def _whole(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single file")
    return made
