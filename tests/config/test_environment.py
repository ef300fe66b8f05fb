"""A wrong value in the environment: one line that names it, exit code 2, nothing started."""

from pathlib import Path

import pytest

from tests.config.processes import postgres_of, thutuc


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("THUTUC_DEBUG", "perhaps"),
        ("THUTUC_SECRET_KEY", "short"),
        ("THUTUC_LOG", "xml"),
        ("DATABASE_URL", "mysql://localhost/thutuc"),
        ("DATABASE_URL", "nonsense"),
        ("THUTUC_AS_OF", "25/11/2026"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(home: Path, name: str, value: str) -> None:
    run = thutuc("doctor", home=home, **{name: value})

    assert run.returncode == 2
    assert name in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert postgres_of(home) == []


def test_a_database_that_does_not_answer_is_refused_without_a_traceback(home: Path) -> None:
    run = thutuc("doctor", home=home, DATABASE_URL="postgres://nobody:secret-word@127.0.0.1:1/nothing")

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "secret-word" not in run.stderr + run.stdout


def test_help_is_vietnamese_by_default_and_english_by_locale(home: Path) -> None:
    vietnamese = thutuc("--help", home=home)
    english = thutuc("--help", home=home, THUTUC_LANG="en")

    assert vietnamese.returncode == english.returncode == 0
    assert "Sao lưu" in vietnamese.stdout
    assert "Sao lưu" not in english.stdout


def test_wrong_usage_ends_with_code_two(home: Path) -> None:
    run = thutuc("backup", "--no-such-option", home=home)

    assert run.returncode == 2
