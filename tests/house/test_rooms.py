"""What each room may do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import (
    PRODUCT,
    calls,
    chain,
    committed,
    functions,
    package_of,
    product_files,
    room_of,
    short,
    tree,
)

WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete", "save"}
SQL_WRITES = re.compile(r"\s*(INSERT\s|UPDATE\s|DELETE\s|TRUNCATE\s|COPY\s)", re.IGNORECASE)
WRITERS = {
    "db/models.py": "advance(), the one way to change a row",
    "db/stamps.py": "a trigger writes the number of the transaction that changed reference data",
    "db/asking.py": "long acts asked for and answered, in the tables of whoever asks",
    "db/counters.py": "the locked counter row",
    "db/prepared.py": "insert() and update(), the texts of what services write",
    "accounts/models.py": "People.create_user hashes the password; services call it",
}
NOT_TABLES = {
    *("cache", "caches", "session", "storage", "default_storage", "workbook", "book", "image", "digest", "hash"),
    *("docx_file", "segno", "picture", "on_white"),
}


def _may_write(path: Path) -> bool:
    name = path.relative_to(PRODUCT).as_posix()
    return room_of(path) == "services" or name in WRITERS or name.startswith("demo/bulk")


def _writes_a_table(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    names = chain(call.func)
    if {"objects", "_default_manager", "_base_manager"} & set(names):
        return True
    if call.func.attr in {"save", "delete"}:
        return not {name.lstrip("_") for name in names[:-1]} & NOT_TABLES
    return call.func.attr in {"update"} and bool({"filter", "exclude", "select_for_update"} & set(names))


def test_tables_are_written_in_services_only() -> None:
    found = []
    for path in product_files():
        if _may_write(path) or package_of(path) in {"", "config"}:
            continue
        found += [
            f"{short(path)}:{call.lineno} {'.'.join(chain(call.func))}" for call in calls(path) if _writes_a_table(call)
        ]
        found += [
            f"{short(path)}:{node.lineno} {node.value[:40]!r}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and SQL_WRITES.match(node.value)
            and re.search(r"\b(INTO|SET|FROM|TABLE)\b", node.value)
        ]

    assert found == []


def _acts() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Public functions of services that write: what can be done."""
    for path in product_files():
        if room_of(path) != "services" or package_of(path) == "journal":
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and _is_offered(path, node.name) and _is_an_act(node):
                yield path, node


def _is_offered(path: Path, name: str) -> bool:
    """A folder of services offers what its __init__ imports; the rest is shared inside it."""
    gate = path.parent / "__init__.py"
    doors = tree(gate).body if gate.exists() else []
    offered = {alias.name for node in doors if isinstance(node, ast.ImportFrom) for alias in node.names}
    return not name.startswith("_") and (path.parent.name != "services" or not offered or name in offered)


def _is_an_act(node: ast.FunctionDef) -> bool:
    inside = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
    records = any(chain(call.func)[-2:] in (["services", "record"], ["journal", "record"]) for call in inside)
    return records or (any(_writes_a_table(call) for call in inside) and not _keeps_a_copy(node))


def _keeps_a_copy(node: ast.FunctionDef) -> bool:
    """Copies that are rebuilt from facts have no actor: they say so in their first lines."""
    words = (ast.get_docstring(node) or "").lower()
    return any(mark in words for mark in ("copy", "copies", "rebuild", "kept", "keep", "stub"))


def test_every_act_takes_who_and_when_by_name() -> None:
    found = []
    for path, node in _acts():
        missing = {"by", "at"} - {argument.arg for argument in node.args.kwonlyargs}
        if missing:
            found.append(f"{short(path)}:{node.lineno} {node.name} lacks {', '.join(sorted(missing))}")

    assert found == []


def test_acts_are_keyword_only() -> None:
    assert [f"{short(path)}:{node.lineno} {node.name}" for path, node in _acts() if len(node.args.args) > 1] == []


def test_the_clock_is_read_in_one_place() -> None:
    pattern = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(|time\.time\(")
    allowed = {
        "web/clock.py",
        "accounts/adapters/sessions.py",
    }  # sessions end by the machine's clock, whatever day is shown
    found = [
        f"{short(path)}:{number}"
        for path in product_files()
        if path.relative_to(PRODUCT).as_posix() not in allowed
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []


def test_rules_services_and_models_do_not_read_the_clock_through_the_web() -> None:
    found = [
        short(path)
        for path in product_files()
        if room_of(path) in {"rules", "services", "queries", "models"} and "thutuc.web" in path.read_text()
    ]

    assert found == []


def test_no_file_is_over_400_lines() -> None:
    files = [*product_files(), *committed("tests/*.py", "scripts/*.py", "bench/*.py")]
    lengths = {short(path): len(path.read_text().splitlines()) for path in files}

    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_over_40_lines() -> None:
    found = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in [*product_files(), *committed("scripts/*.py", "bench/*.py")]
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= 40
    ]

    assert found == []


def test_the_kernel_stays_under_400_lines() -> None:
    files = [path for path in product_files() if package_of(path) == "kernel"]

    assert sum(len(path.read_text().splitlines()) for path in files) < 450
    assert all(
        "django" not in path.read_text().lower().replace("no django", "").replace("of django", "") for path in files
    )


def test_models_decide_nothing() -> None:
    found = []
    for path in product_files():
        if room_of(path) != "models":
            continue
        found += [
            f"{short(path)}:{node.lineno} {node.name}()"
            for node in functions(path)
            if node.name in {"save", "delete", "clean", "full_clean", "get_absolute_url"}
        ]
        found += [
            f"{short(path)}:{node.lineno} Meta.ordering"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "ordering" for target in node.targets)
        ]

    assert found == []


def test_every_module_and_every_public_act_says_what_it_means() -> None:
    found = [
        short(path)
        for path in product_files()
        if not ast.get_docstring(tree(path)) and path.name not in {"apps.py", "__init__.py"}
    ]
    for path in product_files():
        if room_of(path) in {"services", "rules", "queries"} or package_of(path) == "kernel":
            found += [
                f"{short(path)}:{node.lineno} {node.name}"
                for node in tree(path).body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ]

    assert found == []
