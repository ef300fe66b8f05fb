"""How a request stands, from its answer or from its job."""

from datetime import timedelta

import pytest

from thutuc.kernel.asking import PATIENCE, Stage, stage_of

SOON, LATE = timedelta(seconds=1), PATIENCE


@pytest.mark.parametrize(
    ("job", "waited", "stage"),
    [
        ("todo", SOON, Stage.WAITING),
        ("todo", LATE, Stage.UNATTENDED),
        ("doing", LATE, Stage.AT_WORK),
        ("failed", SOON, Stage.STOPPED),
        ("lost", SOON, Stage.STOPPED),
        (None, SOON, Stage.STOPPED),
    ],
)
def test_without_an_answer_the_queue_tells(job: str | None, waited: timedelta, stage: Stage) -> None:
    assert stage_of(done=False, refused=False, job=job, waited=waited) is stage


def test_an_answer_counts_for_more_than_the_queue() -> None:
    assert stage_of(done=True, refused=False, job="doing", waited=LATE) is Stage.DONE
    assert stage_of(done=False, refused=True, job="todo", waited=LATE) is Stage.REFUSED
