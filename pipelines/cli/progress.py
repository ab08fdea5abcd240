"""Shows a run's steps and files on standard error."""

from __future__ import annotations

import time

from rich.console import Console
from rich.markup import escape

_COLOURS = {"loaded": "green", "failed": "red", "duplicate": "yellow", "withdrawn": "yellow"}


class ConsoleProgress:
    """Writes a line per step, with the seconds since the start, and one per file that is new."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._started = time.monotonic()

    def step(self, name: str) -> None:
        """Tell that a step begins."""
        seconds = time.monotonic() - self._started
        self._console.print(f"[dim]{seconds:6.1f} s[/]  [bold]{escape(name)}[/]")

    def file(self, path: str, status: str, detail: str) -> None:
        """Tell what became of a file; one that is as it was is not worth a line."""
        if status != "unchanged":
            colour = _COLOURS.get(status, "none")
            self._console.print(
                f"          [{colour}]{status:9}[/] {escape(path)}  {escape(detail)}"
            )

    def note(self, text: str) -> None:
        """Show what the person who started the run should know."""
        self._console.print(f"          {escape(text)}")

    def wait(self, reason: str) -> None:
        """Tell why nothing happens."""
        self._console.print(f"[yellow]waiting:[/] {escape(reason)}")
