"""Pages, locks and names that must stay true."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import PRODUCT, ROOT, committed, product_files, short

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HOST = re.compile(r"(https?://|--(extra-)?index-url|--find-links|\bresolved\b)")
BINARY = {".png", ".jpg", ".woff2", ".ico", ".gz", ".xlsx", ".docx", ".pdf", ".mo", ".zip"}


def _pages() -> tuple[Path, ...]:
    return committed("*.md")


def test_links_between_pages_resolve() -> None:
    broken = []
    for page in _pages():
        text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
        for target in LINK.findall(text):
            name, _hash, anchor = target.partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            aim = (page.parent / name).resolve() if name else page
            if not aim.exists():
                broken.append(f"{short(page)} → {target}")
            elif anchor and aim.suffix == ".md" and anchor not in _anchors(aim):
                broken.append(f"{short(page)} → {target} (no such heading)")

    assert broken == []


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_page_of_the_docs_can_be_found_from_its_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text()
    hidden = [
        short(page) for page in committed("docs/*.md") if page.name != "README.md" and _from_docs(page) not in index
    ]

    assert hidden == []


def _from_docs(page: Path) -> str:
    return page.relative_to(ROOT / "docs").as_posix()


def test_lock_files_hold_no_address() -> None:
    found = [
        f"{short(path)}:{number}"
        for path in committed("requirements/*.txt", "*package-lock.json", "*uv.lock")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if HOST.search(line) and '"url": "https://github.com/sponsors' not in line and '"funding"' not in line
        if '"url":' not in line
    ]

    assert found == []


def test_every_requirement_is_pinned_with_hashes() -> None:
    for path in committed("requirements/*.txt"):
        if path.name == "apt.txt":
            continue
        pins = re.split(r"\n(?=\S)", path.read_text().strip())
        loose = [pin.splitlines()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]
        assert loose == [], short(path)


def test_no_path_of_a_machine_is_committed() -> None:
    own = [str(ROOT) + "/", str(ROOT.parent) + "/", str(Path.home()) + "/"]
    marks = [mark for mark in own if len(mark) > 5]
    found = [
        f"{short(path)}: {mark}"
        for path in committed()
        if path.suffix not in BINARY
        for mark in marks
        if mark in path.read_text(errors="replace")
    ]

    assert found == []


def test_generated_pages_are_fresh() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "docs.py"), "--check"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_settings_page_names_every_variable_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    told = set(re.findall(r"^\| (`.+?) \|", page, flags=re.MULTILINE))
    named = {name for cell in told for name in re.findall(r"`([A-Z_]+)`", cell)}
    sources = [*product_files(), *committed("tests/*.py", "scripts/*.py")]
    code = "\n".join(path.read_text() for path in sources if "test_papers" not in path.name)
    read = set(re.findall(r"""["'](THUTUC_[A-Z_]*[A-Z]|DATABASE_URL|EMAIL_URL|PORT|CI)["']""", code)) - {"THUTUC_TEST"}

    assert named == read


def _glossary_identifiers() -> list[str]:
    text = (ROOT / "docs" / "reference" / "glossary.md").read_text()
    built, _mark, _later = text.partition("## Later parts")
    return sorted(
        {name for row in built.splitlines() if row.startswith("|") for name in re.findall(r"`([A-Za-z_.]+)`", row)}
    )


def test_every_identifier_in_the_glossary_exists() -> None:
    words = set()
    for path in product_files():
        words |= set(re.findall(r"\w+", path.read_text()))
    words |= {path.name for path in PRODUCT.iterdir()}

    assert [name for name in _glossary_identifiers() if not set(name.split(".")) <= words] == []


def test_the_glossary_has_the_words_of_the_law() -> None:
    assert len(_glossary_identifiers()) > 30


@pytest.mark.parametrize(
    "name", ["LICENSE", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "publiccode.yml", "README.md", "README.vi.md"]
)
def test_the_front_papers_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 500


def test_the_version_is_said_once_and_the_same_everywhere() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)

    assert version
    assert f'softwareVersion: "{version[1]}"' in (ROOT / "publiccode.yml").read_text()
    assert version[1] in (ROOT / "CHANGELOG.md").read_text()
