"""Who is told how a run gets on, while it does."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told of each step and of each file while a run goes on."""

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
