"""Tables of moves: what they refuse and what they offer."""

from thutuc.kernel.moves import Move, available, objections, target_of
from thutuc.kernel.text import Labelled


class Door(Labelled):
    OPEN = "open", "Mở"
    SHUT = "shut", "Đóng"
    SEALED = "sealed", "Niêm phong"


MOVES = (
    Move("shut", "Đóng cửa", source=Door.OPEN, target=Door.SHUT, roles=("guard",), basis="door.rule"),
    Move("open", "Mở cửa", source=(Door.SHUT,), target=Door.OPEN, roles=("guard", "chief")),
    Move("seal", "Niêm phong", source=(Door.OPEN, Door.SHUT), target=Door.SEALED, roles=("chief",), needs_reason=True),
)


def _codes(code: str, state: Door, role: str, reason: str | None = None) -> list[str]:
    return [found.code for found in objections(MOVES, code, state=state, roles={role}, reason=reason)]


def test_a_lawful_move_meets_no_objection() -> None:
    assert _codes("shut", Door.OPEN, "guard") == []
    assert target_of(MOVES, "shut", state=Door.OPEN) is Door.SHUT


def test_a_move_from_the_wrong_state_is_refused_with_its_basis() -> None:
    found = objections(MOVES, "shut", state=Door.SHUT, roles={"guard"})

    assert [(o.code, o.basis) for o in found] == [("move.state", "door.rule")]
    assert "Đóng cửa" in str(found[0])


def test_the_wrong_role_is_refused() -> None:
    assert _codes("shut", Door.OPEN, "stranger") == ["move.role"]


def test_every_reason_is_told_at_once() -> None:
    assert _codes("seal", Door.SHUT, "guard", reason=" ") == ["move.role", "move.reason"]


def test_an_unknown_move_is_refused() -> None:
    assert _codes("paint", Door.OPEN, "chief") == ["move.unknown"]


def test_buttons_are_the_moves_open_to_the_role() -> None:
    assert [move.code for move in available(MOVES, state=Door.SHUT, roles={"chief"})] == ["open", "seal"]
    assert available(MOVES, state=Door.SEALED, roles={"chief", "guard"}) == []
