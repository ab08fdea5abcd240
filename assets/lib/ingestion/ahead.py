"""Computes what an iterator gives in a thread of its own, a few items ahead of their consumer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class _End:
    error: BaseException | None = None


class Ahead(Generic[T]):
    """Iterates over a source that is computed from now on, at most `depth` items ahead.

    What the source raises is raised where its next item would be, and TimeoutError where the
    consumer has waited for longer than `seconds` in all. Close it, also after an error: the thread
    ends with the item that it is computing; one that is overdue is left to itself.
    """

    def __init__(self, source: Iterator[T], depth: int, *, seconds: float = 600.0) -> None:
        self._seconds_left = seconds
        self._source = source
        self._free = Semaphore(depth)
        self._ready: SimpleQueue[T | _End] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._compute, name="ingestion-parser", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[T]:
        while True:
            item = self._next()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
            self._free.release()

    def close(self) -> None:
        """Stop computing; returns when the thread has ended, or at once where it is overdue."""
        self._closed = True
        self._free.release()
        if self._seconds_left > 0:
            self._thread.join(self._seconds_left)

    def _next(self) -> T | _End:
        began = monotonic()
        try:
            return self._ready.get(timeout=max(self._seconds_left, 0))
        except Empty:
            raise TimeoutError from None
        finally:
            self._seconds_left -= monotonic() - began

    def _compute(self) -> None:
        end = _End()
        try:
            self._free.acquire()
            while not self._closed:
                self._ready.put(next(self._source))
                self._free.acquire()
        except StopIteration:
            pass
        except BaseException as error:  # noqa: BLE001  # raised again where the items are taken
            end = _End(error)
        finally:
            del self._source  # ends a generator here, with the files that it holds open
        self._ready.put(end)
