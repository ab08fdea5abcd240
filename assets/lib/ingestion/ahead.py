"""Computes what an iterator gives in a thread of its own, a few items ahead of their consumer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class _End:
    error: BaseException | None = None


class Ahead(Generic[T]):
    """Iterates over a source that is computed from now on, at most `depth` items ahead.

    What the source raises is raised where its next item would be. Close it, also after an error:
    the thread ends with the item that it is computing.
    """

    def __init__(self, source: Iterator[T], depth: int) -> None:
        self._source = source
        self._free = Semaphore(depth)
        self._ready: SimpleQueue[T | _End] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._compute, name="ingestion-parser", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[T]:
        while True:
            item = self._ready.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
            self._free.release()

    def close(self) -> None:
        """Stop computing; returns when the thread has ended."""
        self._closed = True
        self._free.release()
        self._thread.join()

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
