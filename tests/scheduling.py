"""Which tests run in one worker: those that share something dear, so that it is made once and not in every worker.

pytest-xdist's own marks of groups do not reach its scheduler under pytest 9 (names of tests are computed there).
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {"tests/browser/": "browser"}
"""Folders whose tests share one thing: a browser before one served demo."""
APART = ("tests/house/test_addresses.py", "tests/safety/")
"""Long tests that share little: each goes to whoever is free."""


class ByWhatIsShared(LoadScopeScheduling):
    """A file is one piece of work, a folder of `TOGETHER` too, a test of `APART` by itself; the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith(APART):
            return nodeid
        return next((group for folder, group in TOGETHER.items() if path.startswith(folder)), path)


def make(config: Any, log: Any) -> ByWhatIsShared:
    """What pytest-xdist asks for."""
    return ByWhatIsShared(config, log)
