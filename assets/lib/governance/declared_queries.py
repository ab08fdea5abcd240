"""Checks the triggers and evidence queries that an organisation declares.

They are checked against empty published tables, so before the first run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from assets.lib.governance.milestones import check_evidence
from assets.lib.governance.triggers.expression import check_trigger
from assets.lib.governance.triggers.measures import declarable_measures
from assets.lib.published_schema import open_published_schema, read_published_schema

Check = Callable[[str], str | None]
"""Returns what is wrong with a text and what to do, or None where it is right."""


@dataclass(frozen=True)
class DeclaredQueryChecks:
    """The checks of an escalation trigger's expression and of a milestone's evidence query."""

    check_trigger: Check
    check_evidence: Check


@contextmanager
def open_declared_query_checks() -> Iterator[DeclaredQueryChecks]:
    """Give both checks, which share one empty copy of the published tables.

    Raises DbtFailed where the dbt project has to be compiled first, and doesn't compile.
    """
    schema = read_published_schema()
    measures = declarable_measures(schema)
    with open_published_schema(schema) as connection:
        yield DeclaredQueryChecks(
            check_trigger=partial(check_trigger, measures=measures),
            check_evidence=partial(check_evidence, connection),
        )
