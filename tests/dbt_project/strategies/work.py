"""Random work items, agent runs and reviews, and the rules and levels that classify items."""

from __future__ import annotations

from datetime import date, timedelta

from assets.declarations.people.model import Person
from assets.declarations.workflows.model import DeclaredLevel, TargetLevel, Workflow
from tests.dbt_project.organisation import Row, WorkKindRule
from tests.dbt_project.strategies.world import DAY, HOUR, TICK, World, land

_WORKFLOWS = ("brand", "seo", None)
_PROJECTS = ("MKT", "OPS", None)
_LABELS = (None, "urgent", "strategy", "Urgent;strategy", "tier_1;urgent", "tier-1")
_KINDS = ("strategy", "Relationship", "output_review", "execution", "Task", "Task", "Bug", None)
_RULE_KINDS = ("strategy", "exception_handling", "output_review", "agent_management", "execution")
_PEOPLE = ("content.architect", "ops.architect", "creative.director", None)
_UNDONE_AFTER = (-TICK, 0 * DAY, TICK, 5 * DAY, 14 * DAY - HOUR, 14 * DAY, 14 * DAY + TICK)
_ASSIGNEES = (
    ("human", "human", "human", "human", "agent", None),
    ("human", "agent", "agent", "agent"),
)


def work(world: World, size: int = 30, runs_each: int = 5) -> dict[str, list[Row]]:
    """Return items of people and agents, runs, and verdicts on runs, some by several people."""
    deliveries = world.deliveries("jira", "agents")
    runs = [
        f"{source}:main:r{number}" for source in ("agents", "jira") for number in range(runs_each)
    ]
    assignees = world.pick(*_ASSIGNEES)
    ruled_at = {run: world.moment() for run in runs}

    def item() -> Row:
        completed_at = world.moment()
        return {
            "title": "A title",
            "kind": world.pick(*_KINDS),
            "project": world.pick(*_PROJECTS),
            "workflow": world.pick(*_WORKFLOWS),
            "labels": world.pick(*_LABELS),
            "assignee": world.pick(*_PEOPLE),
            "assignee_type": world.pick(*assignees),
            "role": world.pick("Creative Director", None),
            "created_at": world.maybe(completed_at - DAY),
            "completed_at": world.maybe(completed_at, 0.9),
            "reopened_at": world.maybe(completed_at + world.pick(*_UNDONE_AFTER)),
            "hours": world.pick(None, 0.0, 0.25, 1.0, 7.5),
            "agent_run_id": world.maybe(world.pick(*runs), 0.1),
        }

    def run() -> Row:
        started_at = world.moment()
        return {
            "agent": "seo-agent",
            "workflow": world.pick(*_WORKFLOWS),
            "started_at": started_at,
            "ended_at": world.maybe(started_at + world.pick(TICK, HOUR, 2 * DAY)),
            "parent_run_id": world.maybe(world.pick(*runs), 0.3),
            "subject_id": world.pick(
                "cms:main:p0", "cms:main:p1", "social:main:p0", "a batch", None
            ),
            "status": world.pick("escalated", "escalated", "ok", "error", "cancelled"),
        }

    def review() -> Row:
        subject = world.pick(*runs, "agents:other:r1")
        ruled = ruled_at.get(subject, world.moment())
        return {
            "subject_type": world.pick("agent_run", "agent_run", "agent_run", "content_piece"),
            "subject_id": subject,
            "reviewer": world.pick(*_PEOPLE),
            "reviewer_type": world.pick("human", "human", "human", "agent", "rule", None),
            "reviewed_at": ruled + world.pick(0 * DAY, *_UNDONE_AFTER),
            "verdict": world.pick("approved", "edited", "rejected", None),
            "minutes": world.pick(None, 0.0, 6.0, 90.0),
        }

    return {
        "work_items": land(world, deliveries, "work_item_id", size, item),
        "agent_runs": land(world, deliveries, "run_id", runs_each, run),
        "reviews": land(world, deliveries, "review_id", size, review),
    }


def rules(world: World) -> tuple[WorkKindRule, ...]:
    """Return ordered rules of one or two cells, so that several match an item."""
    made = []
    for order in world.random.sample(range(100), world.pick(0, 3, 6)):
        cells = {
            "source": world.pick("jira", "agents"),
            "project": world.pick("MKT", "OPS"),
            "workflow": world.pick("brand", "seo"),
            "item_kind": world.pick("Task", "task", "Bug", "strategy"),
            "label": world.pick("urgent", "Strategy", "tier_1"),
        }
        filled = world.random.sample(sorted(cells), world.pick(1, 1, 2))
        kind = world.pick(*_RULE_KINDS)
        made.append(WorkKindRule(order, kind, **{name: cells[name] for name in filled}))
    return tuple(made)


def workflows(world: World) -> tuple[Workflow, ...]:
    """Return workflows whose levels change on some day."""
    days: dict[str, dict[date, int]] = {}
    for _ in range(world.pick(0, 8, 20)):
        day = world.day() + timedelta(days=world.pick(0, 0, 1, -30))
        days.setdefault(world.pick("brand", "seo", "social", "bidding"), {})[day] = world.pick(
            1, 2, 3, 4
        )
    return tuple(
        Workflow(
            workflow=name,
            levels=tuple(
                DeclaredLevel.model_validate({"level": level, "from": day})
                for day, level in levels.items()
            ),
            targets=tuple(
                TargetLevel.model_validate({"level": world.pick(3, 4, 5), "by": day})
                for day in dict.fromkeys(world.day() for _ in range(world.pick(0, 1, 3)))
            ),
        )
        for name, levels in days.items()
    )


def people(world: World) -> tuple[Person, ...]:
    """Return people with a role, some written in capitals, some in it for a while only."""
    names = [name for name in _PEOPLE if name]
    return tuple(_person(world, name) for name in world.random.sample(names, world.pick(0, 1, 3)))


def _person(world: World, name: str) -> Person:
    begun, ended = sorted((world.day(), world.day()))
    return Person.model_validate(
        {
            "person": world.pick(name, name.upper()),
            "role": world.pick("Creative Director", "AI Ops Architect"),
            "from": world.maybe(begun, 0.4),
            "until": world.maybe(ended, 0.4),
        }
    )
