"""Weigh pages as a first visit gets them, compressed, against the budget of the house.

python scripts/page_budget.py [--base http://localhost:8000] [--officer] [PATH …]

Without a path: the usual public pages; with --officer also those of the office (signed in by the demo's one click).
A page that names fonts in its styles is charged with all of them. Ends with 1 when a page is over its budget.
"""

import argparse
import gzip
import re
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scripts import pictures, served

PARTS = ("html", "css", "js", "fonts", "icons")
BUDGETS = {
    "public": {"html": 15, "css": 20, "js": 10, "fonts": 75, "icons": 4, "total": 125, "requests": 10},
    "office": {"html": 30, "css": 22, "js": 30, "fonts": 75, "icons": 4, "total": 160, "requests": 12},
}
OFFICERS = ("/dang-nhap/", "/tai-khoan/")
"""Their doors look like public pages but bring the scripts of passkeys."""
KINDS = {".css": "css", ".js": "js", ".woff2": "fonts", ".svg": "icons"}
FONT = re.compile(r"""url\(["']?([^)"']+\.woff2)""")


class Links(HTMLParser):
    """Addresses that a browser fetches with the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Styles, scripts, preloads, icons and pictures."""
        given = dict(attrs)
        if tag == "link" and set((given.get("rel") or "").split()) & {"stylesheet", "preload", "icon"}:
            self.found.add(given.get("href") or "")
        elif tag in {"script", "img"} and given.get("src"):
            self.found.add(given["src"] or "")
        elif tag == "use":
            self.found.add((given.get("href") or "").split("#")[0])


@dataclass
class Weight:
    """What one page costs."""

    path: str
    kind: str = "public"
    bytes: dict[str, int] = field(default_factory=dict)
    requests: int = 1

    def figures(self) -> dict[str, float]:
        """Kilobytes by part, their sum, and the number of requests."""
        parts = {part: self.bytes.get(part, 0) / 1024 for part in PARTS}
        other = sum(size for part, size in self.bytes.items() if part not in PARTS) / 1024
        return {**parts, "total": sum(parts.values()) + other, "requests": self.requests}

    def over(self) -> list[str]:
        """The parts that are over the budget of this kind of page."""
        return [part for part, most in BUDGETS[self.kind].items() if self.figures()[part] > most]


class Scale:
    """Fetches each file once and keeps its compressed size."""

    def __init__(self, base: str, cookies: str = "") -> None:
        self.base, self.cookies = base, cookies
        self.kept: dict[str, tuple[int, str]] = {}

    def get(self, address: str) -> tuple[int, str]:
        """(bytes on the wire, text)."""
        if address not in self.kept:
            headers = {"Accept-Encoding": "gzip", "Cookie": self.cookies, "User-Agent": "page_budget"}
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
                raw = answer.read()
                packed = answer.headers.get("Content-Encoding") == "gzip"
            text = (gzip.decompress(raw) if packed else raw).decode("utf-8", "replace")
            self.kept[address] = (len(raw), text)
        return self.kept[address]

    def weigh(self, path: str) -> Weight:
        """One page with everything that comes with it."""
        address = self.base + path
        size, html = self.get(address)
        links = Links()
        links.feed(html)
        files = {urljoin(address, link) for link in links.found if link and not link.startswith("data:")}
        for sheet in [each for each in files if urlsplit(each).path.endswith(".css")]:
            files |= {urljoin(sheet, font) for font in FONT.findall(self.get(sheet)[1])}
        kind = "office" if 'class="o-body"' in html or path.startswith(OFFICERS) else "public"
        weight = Weight(path, kind, {"html": size}, 1 + len(files))
        for each in files:
            part = "other" if "favicon" in each else KINDS.get(Path(urlsplit(each).path).suffix, "other")
            weight.bytes[part] = weight.bytes.get(part, 0) + self.get(each)[0]
        return weight


def _line(weight: Weight, columns: list[str]) -> str:
    figures, over = weight.figures(), weight.over()
    cells = (f"{figures[name]:.0f}" if name == "requests" else f"{figures[name]:.1f}" for name in columns)
    marked = (f"{'!' if name in over else ''}{cell}" for name, cell in zip(columns, cells, strict=True))
    return f"{weight.path[:43]:<44}" + "".join(f"{cell:>10}" for cell in marked)


def table(weights: list[Weight]) -> str:
    """The figures, a line a page; what is over stands behind an exclamation mark."""
    columns = [*PARTS, "total", "requests"]
    lines = [f"{'page':<44}" + "".join(f"{name:>10}" for name in columns)]
    lines += [_line(weight, columns) for weight in weights]
    lines += [
        f"{'budget, ' + kind:<44}" + "".join(f"{BUDGETS[kind][name]:>10}" for name in columns)
        for kind in sorted({weight.kind for weight in weights})
    ]
    return "\n".join(lines)


def cookies_of(base: str) -> str:
    """The cookies of an officer of the demo."""
    with served.chromium() as browser:
        context = browser.new_context()
        served.sign_in(context, base)
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())


def main() -> int:
    """Weigh, print, judge."""
    parser = argparse.ArgumentParser(description="Weigh pages, compressed, against the budget")
    parser.add_argument("paths", nargs="*", help="paths such as /thu-tuc/; default: the usual pages")
    parser.add_argument("--base", help="address of a served demo (default: the one on PORT, else one is started)")
    parser.add_argument("--officer", action="store_true", help="sign in first, weigh the office too")
    given = parser.parse_args()
    paths = given.paths or [*pictures.PUBLIC.values(), *(pictures.OFFICE.values() if given.officer else [])]
    weights, failed = [], 0
    with served.site(given.base) as base:
        scale = Scale(base, cookies_of(base) if given.officer else "")
        for path in paths:
            try:
                weights.append(scale.weigh(path))
            except urllib.error.HTTPError as error:
                failed += 1
                print(f"{path}: {error.code}", file=sys.stderr)
    if weights:
        print(table(weights))
    return 1 if failed or any(weight.over() for weight in weights) else 0


if __name__ == "__main__":
    sys.exit(main())
