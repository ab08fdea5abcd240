"""What Dagster hands to every step: the data home, held for this run alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import dagster as dg

from assets.lib.run_lock import exclusive_run
from assets.lib.settings import Settings, read_settings

POOL = "warehouse"
"""The pool of every step that writes; its limit is one."""


class Home(dg.ConfigurableResource["Home"]):
    """The data home of a run; no other run works on it between the first step and the last.

    `folder` is by default what FULLSCORE_HOME says. A caller that has locked the home already
    says so with `is_locked`, since the lock can be held once only.
    """

    folder: str = ""
    is_locked: bool = False

    @property
    def settings(self) -> Settings:
        """Where the home keeps its files."""
        own = {"FULLSCORE_HOME": self.folder} if self.folder else {}
        return read_settings(os.environ | own)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Home]:
        """Give the home to one run; the in-process executor asks for it once a run."""
        del context
        with nullcontext() if self.is_locked else exclusive_run(self.settings):
            yield self
