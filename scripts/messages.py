"""Message catalogues without GNU gettext: collect, compile, check. Vietnamese is the source language.

messages.py update    collect every text from Python and templates into locale/en/LC_MESSAGES/django.po
messages.py compile   write a .mo beside every .po that changed
messages.py check     every text of the code is in the catalogue; with --complete also: none lacks its English
"""

import ast
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
DATED = ('"POT-Creation', '"PO-Revision', '"Generated-By', '"Report-Msgid', '"Project-Id')
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> list[Path]:
    """Committed and new Python files and templates of the product, in a steady order."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    wanted = [ROOT / name for name in names if name.endswith((".py", ".html", ".txt")) and "/migrations/" not in name]
    return sorted(path for path in wanted if path.is_file())


def texts(path: Path) -> Iterator[tuple[int, object, str | None]]:
    """(line, message or messages, context) of one file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _spoken(content)
        return
    # templatize leaves calls of gettext among X's; without indentation they read as Python
    content = "\n".join(line.lstrip() for line in templatize(content, origin=str(path)).splitlines())
    stream = io.BytesIO(content.encode())
    for line, message, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
        yield line, message, context


def _spoken(content: str) -> Iterator[tuple[int, object, str | None]]:
    """Calls of gettext whose texts are written out; a name or an item of a dictionary is no text."""
    for node in ast.walk(ast.parse(content)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        written = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        wanted = 2 if name.startswith(("ngettext", "pgettext")) else 1
        if name not in KEYWORDS or len(written) < wanted:
            continue
        if name.startswith("pgettext"):
            yield node.lineno, written[1], str(written[0])
        else:
            yield node.lineno, tuple(written[:2]) if wanted == 2 else written[0], None


def collected() -> Catalog:
    """Everything that can be said, with the files that say it."""
    catalog = Catalog(locale="en", project="thutuc", charset="utf-8")
    for path in sources():
        for _line, message, context in texts(path):
            if message and message != ("", ""):
                catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return catalog


def kept() -> Catalog:
    """The English catalogue as it is."""
    if not ENGLISH.exists():
        return Catalog(locale="en", project="thutuc", charset="utf-8")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def update() -> int:
    """Add new texts, drop those that nobody says any more, keep every translation."""
    catalog = kept()
    catalog.update(collected(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.header_comment = "# English for thutuc; the source language is Vietnamese."
    catalog.fuzzy = False
    catalog.version, catalog.msgid_bugs_address = "", ""
    catalog.last_translator = catalog.language_team = "thutuc"
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=120, sort_output=True, ignore_obsolete=True, omit_header=False, include_lineno=False
    )
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    ENGLISH.write_text("".join(line for line in lines if not line.startswith(DATED)))
    print(f"{len(catalog)} texts, {len(untranslated(catalog))} without English")
    return 0


def compile_all() -> int:
    """A .mo for every .po, written only when the .po is newer."""
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, charset="utf-8")
        with target.open("wb") as file:
            write_mo(file, catalog)
    return 0


def untranslated(catalog: Catalog) -> list[str]:
    """The texts without English."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and not (all(message.string) if isinstance(message.string, tuple | list) else message.string)
    ]


def faults(*, complete: bool) -> list[str]:
    """What the catalogue lacks or holds in vain."""
    said = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in collected() if m.id}
    catalog = kept()
    known = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in catalog if m.id}
    found = [f"not in the catalogue: {text}" for _context, text in sorted(said - known, key=str)]
    found += [f"nobody says this any more: {text}" for _context, text in sorted(known - said, key=str)]
    if complete:
        found += [f"no English: {text}" for text in untranslated(catalog)]
    found += [f"{message.id}: {error}" for message, errors in catalog.check() for error in errors]
    return found


def check(*, complete: bool) -> int:
    """Print what is wrong; 1 when something is."""
    found = faults(complete=complete)
    print("\n".join(found) or "every text is in the catalogue")
    if found:
        print("make messages-update collects texts; their English is written by hand in locale/en", file=sys.stderr)
    return 1 if found else 0


def main(words: list[str]) -> int:
    """See the module's text."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    acts = {"update": update, "compile": compile_all, "check": lambda: check(complete="--complete" in words)}
    if not words or words[0] not in acts:
        print(__doc__)
        return 2
    return acts[words[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
