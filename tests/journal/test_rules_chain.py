"""The hash chain proves that no line was changed, dropped or slipped in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from thutuc.journal.rules.chain import FIRST, Line, faults, hash_of, root_of

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def _chain(count: int) -> list[tuple[Line, str, str]]:
    lines, previous = [], FIRST
    for number in range(1, count + 1):
        line = Line("test.act", "test:1", number, "system:test", AT, AT, {"ô": number})
        own = hash_of(line, previous)
        lines.append((line, previous, own))
        previous = own
    return lines


def test_an_untouched_chain_has_no_fault() -> None:
    assert faults(_chain(3)) == []
    assert faults([]) == []


def test_a_changed_line_is_found() -> None:
    chain = _chain(3)
    line, previous, own = chain[1]
    chain[1] = (replace(line, actor="person:1"), previous, own)

    assert faults(chain) == ["test:1: line 2 was changed"]


def test_a_changed_line_with_a_new_hash_breaks_its_follower() -> None:
    chain = _chain(3)
    line, previous, _own = chain[1]
    forged = replace(line, details={"ô": 9})
    chain[1] = (forged, previous, hash_of(forged, previous))

    assert faults(chain) == ["test:1: line 3 does not follow line 2"]


def test_a_missing_line_is_found() -> None:
    chain = _chain(3)

    assert "line 2 is missing" in faults([chain[0], chain[2]])[0]
    assert "line 1 is missing" in faults(chain[1:])[0]


def test_the_same_moment_in_another_zone_hashes_the_same() -> None:
    here = AT.astimezone(timezone(timedelta(hours=7)))
    line = _chain(1)[0][0]

    assert hash_of(line, FIRST) == hash_of(replace(line, at=here, recorded_at=here), FIRST)


def test_a_root_depends_on_every_line_and_on_the_root_before() -> None:
    assert root_of(FIRST, ["a", "b"]) != root_of(FIRST, ["b", "a"])
    assert root_of(FIRST, ["a"]) != root_of("1" * 64, ["a"])
    assert root_of(FIRST, []) == root_of(FIRST, [])
