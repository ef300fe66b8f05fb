"""Long acts are asked for, then carried out by a worker: how a request stands."""

from datetime import timedelta

from thutuc.kernel.text import Labelled, gettext_noop

SMALL = 200
"""Up to so many rows the act is done while the page waits: it answers within a second."""
PATIENCE = timedelta(seconds=30)
"""A worker takes a job within moments; after so long there is probably none."""


class Stage(Labelled):
    """How a request stands; derived, never stored."""

    WAITING = "waiting", gettext_noop("Đang chờ")
    UNATTENDED = "unattended", gettext_noop("Chưa ai nhận")
    AT_WORK = "at_work", gettext_noop("Đang làm")
    STOPPED = "stopped", gettext_noop("Dừng giữa chừng")
    REFUSED = "refused", gettext_noop("Không làm được")
    DONE = "done", gettext_noop("Đã xong")


GOING_ON = frozenset({Stage.WAITING, Stage.UNATTENDED, Stage.AT_WORK})


def stage_of(*, done: bool, refused: bool, job: str | None, waited: timedelta) -> Stage:
    """From the answer if there is one, else from what the queue says of the job."""
    if done or refused:
        return Stage.DONE if done else Stage.REFUSED
    if job == "doing":
        return Stage.AT_WORK
    if job == "todo":
        return Stage.WAITING if waited < PATIENCE else Stage.UNATTENDED
    return Stage.STOPPED
