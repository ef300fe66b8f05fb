"""What the browser gets: small enough, from our own origin, named by the lock without a host."""

import gzip
import json
import re
from pathlib import Path

import pytest

from scripts import front

FRONT = Path(__file__).resolve().parents[2] / "front"
DIST = FRONT / "dist"
needs_build = pytest.mark.skipif(not (DIST / "public.css").is_file(), reason="front/dist is not built: make front")
BUDGET = {"public.css": 20, "office.css": 22, "public.js": 10, "office.js": 30, "icons.svg": 4}
"""Kilobytes, compressed (ui.md §10)."""


def packed(name: str) -> float:
    return len(gzip.compress((DIST / name).read_bytes(), 9)) / 1024


@needs_build
@pytest.mark.parametrize(("name", "kilobytes"), BUDGET.items())
def test_styles_scripts_and_icons_keep_their_budget(name: str, kilobytes: int) -> None:
    assert packed(name) <= kilobytes


@needs_build
def test_the_suggestions_of_the_public_page_stay_under_2_kb() -> None:
    assert packed("public.js") <= 2


@needs_build
def test_fonts_are_four_files_under_75_kb() -> None:
    files = sorted((DIST / "fonts").iterdir())

    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) <= 75 * 1024
    assert not [file for file in files if "latin-ext" in file.name]


@needs_build
@pytest.mark.parametrize("name", ["public.css", "office.css"])
def test_styles_ask_nobody_else(name: str) -> None:
    css = (DIST / name).read_text()

    assert re.findall(r"url\((?![\"']?(?:\./)?fonts/)", css) == []
    assert "text-transform" not in css
    assert "@import" not in css


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FRONT / "package-lock.json").read_text())

    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if name and "integrity" not in package] == []


def test_versions_are_pinned() -> None:
    package = json.loads((FRONT / "package.json").read_text())

    assert [version for version in package["dependencies"].values() if not re.fullmatch(r"[\d.]+", version)] == []


def test_a_changed_source_changes_the_stamp() -> None:
    files = front.sources()

    assert FRONT / "styles" / "public.scss" in files
    assert not [file for file in files if "node_modules" in file.parts]
    assert front.digest(files) != front.digest(files[1:])
