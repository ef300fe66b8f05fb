"""Plain text of the catalogue made readable: paragraphs, lists and steps; and the letters that a query found."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thutuc.kernel.text import fold, fold_words, nfc

_BULLET = re.compile(r"^[-–—•·*+▪●○]\s*(?=\S)")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]{1,2}\)|[ivx]{1,5}\)|\(\w{1,3}\))\s+(?=\S)", re.IGNORECASE)
_LED = re.compile(r"^(Bước\s+\d{1,2}(?:\.\d{1,2})*|Trường hợp\s+\d{1,2}|Lưu ý|Ghi chú)\s*([:.–-])\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.][^\W_]+)*")


def paragraphs(text: str | None) -> SafeString:
    """Escaped text with its lines kept: «- …» become a list, «Bước 1:» and the like stand out."""
    lines = [line for line in (raw.strip() for raw in nfc(text or "").splitlines()) if line]
    return mark_safe("".join(_blocks(lines)))  # noqa: S308 — every line is escaped below


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    items: list[str] = []
    for line in lines:
        if _BULLET.match(line):
            items.append(f"<li>{escape(_BULLET.sub('', line, count=1))}</li>")
            continue
        yield from _flushed(items)
        items = []
        yield _paragraph(line)
    yield from _flushed(items)


def _flushed(items: list[str]) -> Iterator[str]:
    if items:
        yield f"<ul>{''.join(items)}</ul>"


def _paragraph(line: str) -> str:
    led = _LED.match(line)
    if led:
        rest = line[led.end() :]
        lead = f"<strong>{escape(led.group(1))}{':' if rest else ''}</strong>"
        return f'<p class="tt-led">{lead} {escape(rest)}</p>' if rest else f'<p class="tt-led">{lead}</p>'
    numbered = _NUMBERED.match(line)
    kind = ' class="tt-item"' if numbered else ""
    return f"<p{kind}>{escape(line)}</p>"


def _folded(word: str) -> str:
    return "".join(fold(char)[:1] for char in word)


def highlight(text: str | None, query: str | None) -> SafeString:
    """The name with the letters that the query found in bold: by the start of words, marks or not."""
    words = set(fold_words(query or ""))
    name = nfc(text or "")
    if not words:
        return mark_safe(escape(name))  # noqa: S308 — escaped
    out, end = [], 0
    for match in _WORD.finditer(name):
        size = _found(_folded(match.group()), words)
        if size:
            start = match.start()
            out += [escape(name[end:start]), "<b>", escape(name[start : start + size]), "</b>"]
            end = start + size
    out.append(escape(name[end:]))
    return mark_safe("".join(out))  # noqa: S308 — every piece is escaped


def _found(word: str, wanted: Iterable[str]) -> int:
    """How many letters of a folded word the query has found: the longest wanted start."""
    return max((len(each) for each in wanted if word.startswith(each)), default=0)
