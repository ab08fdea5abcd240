"""How a property is tried on random organisations, and how a failing one is made small."""

from __future__ import annotations

import pprint
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import HealthCheck, Phase, settings

from assets.organisation import Organisation
from tests.dbt_project.organisation import RandomOrganisation

Check = Callable[[RandomOrganisation], None]

# Without hypothesis's own shrinking, which takes minutes here: assert_holds drops rows instead.
property_test = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def assert_holds(check: Check, organisation: RandomOrganisation) -> None:
    """Run the check; where it fails, say so with the fewest rows that it fails on."""
    if _failure(check, organisation) is None:
        return
    smallest = organisation
    while smaller := next(
        (candidate for candidate in _without_one(smallest) if _failure(check, candidate)), None
    ):
        smallest = smaller
    raise AssertionError(f"{_failure(check, smallest)}\nin {pprint.pformat(smallest, width=150)}")


def _failure(check: Check, organisation: RandomOrganisation) -> str | None:
    try:
        check(organisation)
    except AssertionError as failure:
        return str(failure) or "assertion failed"
    return None


def _without_one(organisation: RandomOrganisation) -> Iterator[RandomOrganisation]:
    """Yield the organisation with one row, rule or declaration fewer."""
    for stream, rows in organisation.streams.items():
        for index in range(len(rows)):
            fewer = rows[:index] + rows[index + 1 :]
            yield replace(organisation, streams={**organisation.streams, stream: fewer})
    for index in range(len(organisation.rules)):
        rules = organisation.rules[:index] + organisation.rules[index + 1 :]
        yield replace(organisation, rules=rules)
    for part in ("targets", "aliases", "workflows"):
        nothing = getattr(Organisation(), part)
        if getattr(organisation.declared, part) != nothing:
            declared = replace(organisation.declared, **{part: nothing})
            yield replace(organisation, declared=declared)
