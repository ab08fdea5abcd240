"""What every Dagster step has: the data home, held for this run alone, and failure in words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import dagster as dg

from assets.declarations.organisation.model import OrganisationFile
from assets.lib.errors import describe_failure, describe_place
from assets.lib.healing import heal_warehouse
from assets.lib.home import make_files_private
from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.run_lock import exclusive_run
from assets.lib.settings import Settings, read_settings
from assets.lib.stream import WITHHELD
from assets.lib.warehouse import kept_open

POOL = "warehouse"
"""The pool of every step that writes; its limit is one."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def failing_in_words(
    step: Callable[Arguments, Iterator[Result]],
) -> Callable[Arguments, Iterator[Result]]:
    """Let a step fail with the sentence of what a person can act on: the run's page begins so.

    Where people are hidden, no other message is kept, since it may quote any value.
    """

    @wraps(step)
    def wrapped(*arguments: Arguments.args, **named: Arguments.kwargs) -> Iterator[Result]:
        try:
            yield from step(*arguments, **named)
        except Exception as error:
            said = describe_failure(error)
            if _hides_people(named["home"]):
                shown = said or f"{describe_place(error)}; its message is {WITHHELD}"
                raise dg.Failure(description=shown, allow_retries=False) from None
            if said is None:
                raise
            raise dg.Failure(description=said, allow_retries=False) from error

    return wrapped


def _hides_people(home: Any) -> bool:
    """Return what is declared; where that can't be read, whatever may name people is withheld."""
    try:
        return read_organisation(home.settings)[OrganisationFile].hides_people
    except OrganisationError:
        return True


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
        make_files_private()
        with nullcontext() if self.is_locked else exclusive_run(self.settings):
            if not self.is_locked:
                heal_warehouse(self.settings)
            with kept_open(self.settings):
                yield self
