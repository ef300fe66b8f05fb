"""Access follows the owner: a file is opened by whoever may read the row to which it belongs."""

from collections.abc import Callable
from dataclasses import dataclass

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection


@dataclass(frozen=True)
class Access:
    """What the owner's package answers. `journalled` asks for a line when the file is opened (citizens' papers)."""

    objections: tuple[Objection, ...] = ()
    journalled: bool = False


Policy = Callable[[Actor, str], Access]
"""Given by the owner's package: may this actor read the files of `package.Model:key`?"""


def model_of(owner: str) -> str:
    """«catalogue.Procedure:12» → «catalogue.Procedure»."""
    return owner.partition(":")[0]
