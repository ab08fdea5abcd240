"""Items are computed ahead of their consumer: in order, within bounds, and not beyond an error."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assets.lib.ingestion.ahead import Ahead

PATIENCE = 60
"""Seconds after which a thread that should have gone on hangs."""


class Source:
    """Counts from 1; says which number it has computed, and when it was closed."""

    def __init__(self, last: int, error: Exception | None = None) -> None:
        self.last = last
        self.error = error
        self.computed = threading.Semaphore(0)
        self.closed = threading.Event()

    def numbers(self) -> Iterator[int]:
        try:
            for number in range(1, self.last + 1):
                self.computed.release()
                yield number
            if self.error:
                raise self.error
        finally:
            self.closed.set()

    def has_computed_another(self) -> bool:
        return self.computed.acquire(timeout=PATIENCE)


def test_items_come_in_order_and_the_source_ends() -> None:
    """Nothing is lost or repeated, however far ahead the thread is."""
    source = Source(100)
    ahead = Ahead(source.numbers(), depth=3)
    assert list(ahead) == list(range(1, 101))
    ahead.close()
    assert source.closed.is_set()


def test_no_more_than_the_depth_is_computed_ahead() -> None:
    """The items that nobody has taken yet bound the memory."""
    source = Source(10)
    ahead = Ahead(source.numbers(), depth=2)
    assert source.has_computed_another()
    assert source.has_computed_another()
    items = iter(ahead)
    assert next(items) == 1
    assert not source.computed.acquire(blocking=False)
    assert next(items) == 2  # the first one is done with
    assert source.has_computed_another()
    ahead.close()


def test_an_error_is_raised_where_its_item_would_be() -> None:
    """What was computed before it is taken first."""
    ahead = Ahead(Source(2, ZeroDivisionError()).numbers(), depth=5)
    items = iter(ahead)
    assert [next(items), next(items)] == [1, 2]
    with pytest.raises(ZeroDivisionError):
        next(items)
    ahead.close()


def test_closing_ends_the_thread_and_the_source() -> None:
    """Also while it waits for room: files that the source holds open are closed."""
    source = Source(1000)
    ahead = Ahead(source.numbers(), depth=1)
    assert source.has_computed_another()
    ahead.close()
    assert source.closed.is_set()


def test_a_source_that_hangs_is_given_up_after_its_time() -> None:
    """The consumer goes on; what is given in time is given."""
    hanging = threading.Event()

    def source() -> Iterator[int]:
        yield 1
        hanging.wait()
        yield 2

    ahead = Ahead(source(), 2, seconds=0.2)
    items = iter(ahead)
    assert next(items) == 1
    with pytest.raises(TimeoutError):
        next(items)
    ahead.close()
    hanging.set()
