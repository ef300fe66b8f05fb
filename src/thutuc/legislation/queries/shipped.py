"""The numbers and bases of the law that come with the product, read once from the TOML files of this package."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from thutuc.legislation.rules import bases, parameters

FOLDER = Path(__file__).resolve().parents[1]
FILES = (
    "publication",
    "review",
    "feedback",
    "reporting",
    "inspection",
    "one_stop",
    "working_time",
    "quality",
)
"""The files of `parameters/` in the order in which they are shown."""


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def parameter_table() -> dict[str, parameters.Parameter]:
    """Every shipped parameter by key."""
    files = [_read(FOLDER / "parameters" / f"{name}.toml") for name in FILES]
    rows = [{"group": content["group"], **row} for content in files for row in content["parameter"]]
    return parameters.table(rows)


@cache
def basis_table() -> dict[str, bases.Basis]:
    """Every basis by key; each parameter is a basis of the same name unless basis.toml says otherwise."""
    own = bases.table(_read(FOLDER / "basis.toml").get("basis", ()))
    return {key: bases.of_parameter(row) for key, row in parameter_table().items()} | own


@cache
def seed() -> dict[str, Any]:
    """The documents and relations of seed.toml as written there."""
    return _read(FOLDER / "seed.toml")
