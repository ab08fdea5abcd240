"""Random organisations: with one stream of work each, or with everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from assets.organisation import Organisation
from assets.organisation.declarations import (
    AliasesFile,
    Baseline,
    OrganisationFile,
    Target,
    TargetsFile,
    WorkflowsFile,
)
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.strategies.campaigns import aliases, campaigns
from tests.dbt_project.strategies.content import content
from tests.dbt_project.strategies.frame import Frame, frames
from tests.dbt_project.strategies.leads import leads
from tests.dbt_project.strategies.work import levels, rules, work

KPIS = (
    "content_system_throughput",
    "campaign_iteration_velocity",
    "strategic_decision_density",
    "pipeline_signal_to_noise",
)

Streams = Callable[[Frame], st.SearchStrategy[dict[str, list[Row]]]]


@st.composite
def organisations(draw: st.DrawFn, *streams: Streams) -> RandomOrganisation:
    """Return an organisation with rows of these streams."""
    frame = draw(frames())
    declared = Organisation(
        organisation=draw(_reporting(frame)),
        targets=draw(_targets(frame)),
        aliases=AliasesFile(campaigns=draw(aliases())),
        workflows=WorkflowsFile(workflows=draw(levels(frame))),
    )
    rows: dict[str, list[Row]] = {}
    for stream in streams:
        for name, made in draw(stream(frame)).items():
            rows[name] = rows.get(name, []) + made
    return RandomOrganisation(declared, rows, draw(rules()))


def with_content() -> st.SearchStrategy[RandomOrganisation]:
    """Return an organisation that publishes."""
    return organisations(content)


def with_campaigns() -> st.SearchStrategy[RandomOrganisation]:
    """Return an organisation that runs campaigns."""
    return organisations(campaigns)


def with_work() -> st.SearchStrategy[RandomOrganisation]:
    """Return an organisation in which people work and rule on agents' runs."""
    return organisations(work)


def with_leads() -> st.SearchStrategy[RandomOrganisation]:
    """Return an organisation that gets leads."""
    return organisations(leads)


def with_everything() -> st.SearchStrategy[RandomOrganisation]:
    """Return an organisation with a little of everything."""
    return organisations(
        lambda frame: content(frame, 3),
        lambda frame: campaigns(frame, 2),
        lambda frame: work(frame, 5),
        lambda frame: leads(frame, 5),
    )


@st.composite
def _reporting(draw: st.DrawFn, frame: Frame) -> OrganisationFile:
    as_of: datetime | None = draw(
        st.none()
        | frame.instants()
        | st.builds(
            lambda mark, step: mark + step,
            st.sampled_from(frame.marks),
            st.sampled_from(
                (
                    timedelta(0),
                    timedelta(microseconds=-1),
                    timedelta(days=7),
                    timedelta(days=7, minutes=-30),
                    timedelta(days=35),
                    timedelta(days=60),
                    timedelta(days=100),
                )
            ),
        )
    )
    baseline = Baseline(first_week=draw(frame.mondays()), weeks=draw(st.integers(1, 4)))
    return OrganisationFile(
        timezone=frame.timezone,
        weekly_capacity_hours=draw(st.sampled_from((37.5, 40.0))),
        baseline=draw(st.sampled_from((baseline, baseline, None))),
        as_of=as_of.replace(tzinfo=UTC) if as_of else None,
    )


@st.composite
def _targets(draw: st.DrawFn, frame: Frame) -> TargetsFile:
    targets: list[Target] = []
    for kpi in KPIS:
        begin = draw(frame.mondays()) + timedelta(days=draw(st.sampled_from((0, 0, 3))))
        for value, start in draw(
            st.lists(st.sampled_from(((0.5, None), (3.0, 1.0), (0.25, 0.25))), max_size=2)
        ):
            days = draw(st.sampled_from((1, 7, 20)))
            fields = {"kpi": kpi, "value": value, "start_value": start, "from": begin}
            targets.append(Target.model_validate({**fields, "until": begin + timedelta(days=days)}))
            begin += timedelta(days=days)
    return TargetsFile(targets=tuple(targets))
