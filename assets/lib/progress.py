"""Reports the progress of a run while it executes."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives each step and each file while a run executes."""

    def step(self, name: str) -> None: ...
    def file(self, path: str, status: str, detail: str) -> None: ...
    def wait(self, reason: str) -> None: ...
    def note(self, text: str) -> None: ...


class NoProgress:
    """Shows nothing: a run that Dagster starts is followed in Dagster's own log."""

    def step(self, name: str) -> None:
        """Show nothing."""

    def file(self, path: str, status: str, detail: str) -> None:
        """Show nothing."""

    def wait(self, reason: str) -> None:
        """Show nothing."""

    def note(self, text: str) -> None:
        """Show nothing."""
