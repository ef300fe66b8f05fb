"""Who may know whom."""

import os
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.house.sources import ROOT, imports, package_of, product_files, room_of, short

FLOORS = (
    ("kernel",),
    ("web", "db"),
    ("journal",),
    ("organisations",),
    ("accounts",),
    ("worktime", "files", "notifications"),
    ("legislation",),
    ("catalogue",),
    ("dossiers", "disclosure"),
    ("feedback",),
    ("review",),
    ("oversight",),
    ("reporting",),
    ("portal", "desk", "exchange"),
    ("demo",),
    ("config",),
)
FLOOR = {package: floor for floor, packages in enumerate(FLOORS) for package in packages}


def test_the_contracts_of_the_house_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_no_package_imports_the_models_of_another() -> None:
    found = [
        f"{short(path)}:{line} imports {name}"
        for path in product_files()
        for line, name in imports(path)
        if name.startswith("thutuc.")
        and name.split(".")[2:3] == ["models"]
        and name.split(".")[1] not in {package_of(path), "db"}
    ]

    assert found == []


def test_every_package_has_its_floor() -> None:
    packages = {package_of(path) for path in product_files()} - {""}

    assert packages == set(FLOOR)


def test_foreign_keys_point_down_and_protect() -> None:
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("thutuc."):
            continue
        own = model._meta.app_label
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
                continue
            target = field.remote_field.model._meta
            if target.app_label != own and FLOOR.get(target.app_label, -1) >= FLOOR[own]:
                found.append(f"{model.__name__}.{field.name} points up to {target.label}")
            if target.app_label not in FLOOR:
                found.append(f"{model.__name__}.{field.name} points outside the house to {target.label}")
            elif isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT:
                found.append(f"{model.__name__}.{field.name} does not protect what it points to")

    assert found == []


def test_only_known_rooms_are_built() -> None:
    rooms = {
        *("rules", "models", "queries", "services", "forms", "schemas", "readers", "documents", "adapters"),
        *("views", "urls", "api", "jobs", "admin", "management", "middleware", "templatetags", "apps", "__init__"),
    }
    toolkits = {"kernel", "db", "web", "config", "demo"}
    more = {
        "accounts": {"doors"},
        "desk": {"context"},
        "legislation": {"parameters", "basis"},
        "organisations": {"templatetags"},
        "portal": {"templatetags"},
    }
    found = sorted(
        short(path)
        for path in product_files()
        if package_of(path) not in toolkits | {""} and room_of(path) not in rooms | more.get(package_of(path), set())
    )

    assert found == []


def test_nobody_is_called_utils() -> None:
    banned = {"utils", "helpers", "common", "manager", "managers", "misc"}

    assert [short(path) for path in product_files() if path.stem in banned or path.stem.startswith("base_")] == []
