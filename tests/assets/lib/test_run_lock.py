"""Two runs of one home never overlap, be they in one process or in two."""

import multiprocessing
import threading
from multiprocessing.connection import Connection

from assets.lib.run_lock import exclusive_run
from assets.lib.settings import Settings

HANGING_SECONDS = 120
"""Only what hangs takes as long."""


def _hold(settings: Settings, pipe: Connection) -> None:
    with exclusive_run(settings):
        pipe.send("held")
        pipe.recv()


def test_a_run_of_another_process_is_waited_for(settings: Settings) -> None:
    """The second says why it waits, and goes on when the first has ended."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(settings, there))
    holder.start()
    assert here.poll(HANGING_SECONDS)
    assert here.recv() == "held"
    waiting, entered, reasons = threading.Event(), threading.Event(), []

    def wait(reason: str) -> None:
        reasons.append(reason)
        waiting.set()

    def run() -> None:
        with exclusive_run(settings, wait):
            entered.set()

    second = threading.Thread(target=run)
    second.start()
    assert waiting.wait(HANGING_SECONDS)
    assert not entered.is_set()
    here.send("go")
    holder.join(HANGING_SECONDS)
    assert entered.wait(HANGING_SECONDS)
    second.join(HANGING_SECONDS)
    assert reasons == ["another run is writing to the warehouse"]


def test_the_lock_of_a_process_that_was_killed_is_free(settings: Settings) -> None:
    """The kernel holds the lock, so a dead run leaves none behind."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(settings, there))
    holder.start()
    assert here.poll(HANGING_SECONDS)
    assert holder.is_alive()
    holder.kill()
    holder.join(HANGING_SECONDS)
    with exclusive_run(settings):
        pass
