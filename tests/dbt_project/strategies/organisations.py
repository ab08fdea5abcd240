"""Random organisations."""

from __future__ import annotations

from datetime import UTC, timedelta
from random import Random

from hypothesis import strategies as st

from assets.declarations.aliases.model import AliasesFile
from assets.declarations.organisation.model import Baseline, OrganisationFile
from assets.declarations.people.model import PeopleFile
from assets.declarations.sources.model import Source, SourcesFile
from assets.declarations.targets.model import Target, TargetsFile
from assets.declarations.workflows.model import WorkflowsFile
from assets.lib.organisation import Organisation
from assets.lib.organisation.values import list_kpi_ids
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.strategies.campaigns import aliases, campaigns
from tests.dbt_project.strategies.content import content
from tests.dbt_project.strategies.leads import leads
from tests.dbt_project.strategies.work import people, rules, work, workflows
from tests.dbt_project.strategies.world import DAY, HOUR, TICK, World, monday_of

_LACKING_SHARE = 0.1
"""How many organisations lack one kind of work: without it, weeks begin and end elsewhere."""


def organisations() -> st.SearchStrategy[RandomOrganisation]:
    """Return organisations that do everything, or nearly; some of the streams are empty.

    One seed makes a whole organisation: drawing every value apart takes longer than the models.
    """
    return st.randoms(use_true_random=True).map(_organisation)


def _organisation(random: Random) -> RandomOrganisation:
    world = World(random)
    declared = Organisation(
        (
            _reporting(world),
            TargetsFile(targets=tuple(t for kpi in list_kpi_ids() for t in _targets(world, kpi))),
            AliasesFile(campaigns=aliases(world)),
            SourcesFile(sources={"crm": Source(lead_workflow=world.pick(None, "seo"))}),
            WorkflowsFile(workflows=workflows(world)),
            PeopleFile(people=people(world)),
        )
    )
    rows: dict[str, list[Row]] = {}
    for streams in (content, campaigns, world.pick(work, _much_work), leads):
        if world.random.random() < _LACKING_SHARE:
            continue
        for name, made in streams(world).items():
            if world.maybe(name, 0.95):
                rows[name] = rows.get(name, []) + made
    return RandomOrganisation(declared, rows, rules(world))


def _much_work(world: World) -> dict[str, list[Row]]:
    """Return so many verdicts that a workflow has enough of them to be at any level."""
    return work(world, size=90, runs_each=30)


def _reporting(world: World) -> OrganisationFile:
    moment = world.pick(*world.pool)
    as_of = world.pick(
        *(None, None, None, None),
        *(moment, moment, moment + DAY, world.pool[0] + HOUR / 2),
        *(moment + 7 * DAY - TICK, moment + 7 * DAY, moment + 7 * DAY + HOUR / 2),
        *(moment + 7 * DAY - HOUR / 2, max(world.pool) + 20 * DAY),
        *(max(world.pool) + 35 * DAY, max(world.pool) + 100 * DAY),
    )
    if world.size < 1:
        as_of = world.pick(None, as_of)
    first_week = monday_of(moment) + timedelta(weeks=world.pick(-2, -1, 0, 0))
    return OrganisationFile(
        timezone=world.timezone,
        weekly_capacity_hours=world.pick(37.5, 40.0),
        baseline=world.maybe(Baseline(first_week=first_week, weeks=world.pick(1, 2, 4)), 0.8),
        as_of=as_of.replace(tzinfo=UTC) if as_of else None,
    )


def _targets(world: World, kpi: str) -> list[Target]:
    begin = world.day() - timedelta(days=world.pick(0, 3, 14))
    targets = []
    for _ in range(world.pick(0, 1, 2)):
        until = begin + timedelta(days=world.pick(1, 7, 20, 40))
        fields = {"kpi": kpi, "value": world.pick(0.5, 3.0), "from": begin, "until": until}
        start = world.pick(None, 0.25, 1.0)
        targets.append(Target.model_validate({**fields, "start_value": start}))
        begin = until
    return targets
