"""The hash chain of a subject's lines and the sealed root of a day."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = "0" * 64


@dataclass(frozen=True)
class Line:
    """What is hashed of one line of the journal."""

    code: str
    subject: str
    number: int
    actor: str
    at: datetime
    recorded_at: datetime
    details: Mapping[str, object]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(line: Line, previous: str) -> str:
    """SHA-256 over the line's canonical JSON and the hash of the line before it, as 64 hex digits."""
    before, after = canonical(line)
    return hashlib.sha256(f'["{previous}",{before},{line.number},{after}]'.encode()).hexdigest()


def canonical(line: Line) -> tuple[str, str]:
    """What is hashed of a line before and after its number: known before number and previous hash are."""
    return _plain([line.code, line.subject]), _plain(
        [line.actor, _moment(line.at), _moment(line.recorded_at), line.details]
    )


def _plain(words: list[object]) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))[1:-1]


def root_of(previous: str, hashes: Iterable[str]) -> str:
    """The root of a day: SHA-256 over the root before it and the day's hashes in the order of recording."""
    digest = hashlib.sha256(previous.encode())
    for value in hashes:
        digest.update(value.encode())
    return digest.hexdigest()


def faults(lines: Iterable[tuple[Line, str, str]]) -> list[str]:
    """Where a subject's chain is broken; `lines` are (line, previous, hash) in the order of their numbers."""
    found, previous, expected = [], FIRST, 1
    for line, kept_previous, kept_hash in lines:
        if line.number != expected:
            found.append(f"{line.subject}: line {expected} is missing")
        elif kept_previous != previous:
            found.append(f"{line.subject}: line {line.number} does not follow line {line.number - 1}")
        if hash_of(line, kept_previous) != kept_hash:
            found.append(f"{line.subject}: line {line.number} was changed")
        previous, expected = kept_hash, line.number + 1
    return found
