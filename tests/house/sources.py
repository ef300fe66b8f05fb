"""Reading our own sources: files, packages, trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "src" / "thutuc"


@cache
def committed(*patterns: str) -> tuple[Path, ...]:
    """Files that git knows or would add, matching the patterns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(ROOT / name for name in set(names) if (ROOT / name).is_file()))


def product_files() -> list[Path]:
    """Python files of the product without migrations."""
    return [path for path in committed("src/thutuc/*.py") if "migrations" not in path.parts]


def short(path: Path) -> str:
    """From the root: how a failure names a file."""
    return path.relative_to(ROOT).as_posix()


def package_of(path: Path) -> str:
    """`catalogue` for src/thutuc/catalogue/…"""
    parts = path.relative_to(PRODUCT).parts
    return parts[0] if len(parts) > 1 else ""


def room_of(path: Path) -> str:
    """`services` for services.py and services/…"""
    parts = path.relative_to(PRODUCT).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything imported, names of `from` imports included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def chain(node: ast.expr) -> list[str]:
    """The names of `a.b(…).c` from left to right: ["a", "b", "c"]."""
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Call | ast.Subscript):
        return chain(node.func if isinstance(node, ast.Call) else node.value)
    return [node.id] if isinstance(node, ast.Name) else [""]


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node
