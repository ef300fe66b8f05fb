"""Tables of moves: everything about a state change stands in one row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop


@dataclass(frozen=True)
class Move:
    """One lawful change of state: who may make it, from where to where, on which basis.

    `source` is one state or several; `roles` empty means the system alone.
    """

    code: str
    label: str
    source: Labelled | tuple[Labelled, ...]
    target: Labelled
    roles: tuple[str, ...] = ()
    basis: str = ""
    needs_reason: bool = False

    @property
    def sources(self) -> tuple[Labelled, ...]:
        return self.source if isinstance(self.source, tuple) else (self.source,)


def objections(
    moves: Sequence[Move], code: str, *, state: str, roles: Collection[str], reason: str | None = None
) -> list[Objection]:
    """Every reason why the move may not be made from `state` by somebody with `roles`; empty when it may."""
    named = [move for move in moves if move.code == code]
    if not named:
        return [Objection("move.unknown", gettext_noop("Không có thao tác này."))]
    fitting = [move for move in named if state in move.sources]
    if not fitting:
        words = gettext_noop("Không thể «%(move)s» ở trạng thái hiện tại.")
        return [Objection("move.state", words, named[0].basis, params={"move": named[0].label})]
    found = []
    if not any(set(move.roles) & set(roles) for move in fitting):
        words = gettext_noop("Bạn không giữ vai trò được «%(move)s».")
        found.append(Objection("move.role", words, fitting[0].basis, params={"move": fitting[0].label}))
    if reason is not None and not reason.strip() and any(move.needs_reason for move in fitting):
        found.append(Objection("move.reason", gettext_noop("Ghi lý do."), fitting[0].basis, "reason"))
    return found


def available(moves: Iterable[Move], *, state: str, roles: Collection[str]) -> list[Move]:
    """The moves that are open from `state` to somebody with `roles`: the buttons of a screen."""
    return [move for move in moves if state in move.sources and set(move.roles) & set(roles)]


def target_of(moves: Iterable[Move], code: str, *, state: str) -> Labelled:
    """The state after the move; KeyError when the table has no such row."""
    for move in moves:
        if move.code == code and state in move.sources:
            return move.target
    raise KeyError((code, state))
