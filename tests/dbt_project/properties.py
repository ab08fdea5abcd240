"""How a property is tried on random organisations, and how a failing one is made small."""

from __future__ import annotations

import pprint
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from assets.declarations.aliases.model import AliasesFile
from assets.declarations.people.model import PeopleFile
from assets.declarations.targets.model import TargetsFile
from assets.declarations.workflows.model import WorkflowsFile
from assets.lib.organisation import Organisation
from tests.dbt_project.organisation import RandomOrganisation

Check = Callable[[RandomOrganisation], None]

# Organisations come from seeds, which don't shrink: assert_holds drops rows instead.
property_test = settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def assert_holds(check: Check, organisation: RandomOrganisation) -> None:
    """Run the check; where it fails, say so with few of the rows that make it fail."""
    if _failure(check, organisation) is None:
        return
    smallest = _smallest(check, organisation)
    contents = {
        "declared": _stated(smallest.declared),
        "streams": {name: rows for name, rows in smallest.streams.items() if rows},
        "rules": smallest.rules,
    }
    raise AssertionError(f"{_failure(check, smallest)}\nin {pprint.pformat(contents, width=150)}")


def _stated(declared: Organisation) -> dict[str, Any]:
    return {type(c).__name__: c.model_dump(exclude_defaults=True) for c in declared.contents}


def _failure(check: Check, organisation: RandomOrganisation) -> str | None:
    try:
        check(organisation)
    except AssertionError as failure:
        return str(failure) or "assertion failed"
    return None


def _smallest(check: Check, organisation: RandomOrganisation) -> RandomOrganisation:
    size = max((len(rows) for rows in organisation.streams.values()), default=0)
    while size:
        for candidate in _without_some(organisation, size):
            if _failure(check, candidate) is not None:
                organisation = candidate
                break
        else:
            size //= 2
    return organisation


def _without_some(organisation: RandomOrganisation, size: int) -> Iterator[RandomOrganisation]:
    """Yield the organisation without some rows of a stream, without rules, or a declaration."""
    for stream, rows in organisation.streams.items():
        for start in range(0, len(rows), size):
            fewer = rows[:start] + rows[start + size :]
            yield replace(organisation, streams={**organisation.streams, stream: fewer})
    for start in range(0, len(organisation.rules), size):
        rules = organisation.rules[:start] + organisation.rules[start + size :]
        yield replace(organisation, rules=rules)
    for content_type in (TargetsFile, AliasesFile, WorkflowsFile, PeopleFile):
        nothing = content_type()
        if organisation.declared[content_type] != nothing:
            yield replace(organisation, declared=organisation.declared.replacing(nothing))
