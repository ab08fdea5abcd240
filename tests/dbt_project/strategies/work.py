"""Random work items, agent runs and reviews, and the rules and levels that classify items."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from assets.organisation.declarations import WorkflowLevel
from tests.dbt_project.organisation import Row, WorkKindRule
from tests.dbt_project.strategies.frame import Frame, delivered, fields, maybe, one_of

_WORKFLOWS = ("brand", "seo", None)
_PROJECTS = ("MKT", "OPS", None)
_LABELS = (None, "urgent", "strategy", "Urgent;strategy", "tier_1;urgent", "tier-1")
_KINDS = (None, "Task", "Bug", "strategy", "execution", "output_review", "Relationship")
_RULE_KINDS = ("strategy", "exception_handling", "output_review", "agent_management", "execution")


@st.composite
def work(draw: st.DrawFn, frame: Frame, max_records: int = 10) -> dict[str, list[Row]]:
    """Return items of people and agents, runs, and verdicts on runs, some by several people."""
    deliveries = draw(frame.deliveries("jira", "agents"))
    people = one_of("content.architect", "ops.architect", "creative.director", None)
    items = fields(
        title=st.just("A title"),
        kind=one_of(*_KINDS),
        project=one_of(*_PROJECTS),
        workflow=one_of(*_WORKFLOWS),
        labels=one_of(*_LABELS),
        assignee=people,
        assignee_type=one_of("human", "human", "human", "agent", None),
        role=one_of("Creative Director", None),
        created_at=maybe(frame.instants()),
        completed_at=maybe(frame.instants()),
        reopened_at=maybe(frame.instants()),
        hours=st.sampled_from((None, 0.0, 0.25, 1.0, 7.5)),
        agent_run_id=one_of(None, None, None, "agents:r0", "agents:r1", "agents:r9"),
    )
    runs = fields(
        agent=st.just("seo-agent"),
        workflow=one_of(*_WORKFLOWS),
        started_at=frame.instants(),
        status=one_of("escalated", "escalated", "ok", "error", "cancelled"),
    )
    reviews = fields(
        subject_type=one_of("agent_run", "agent_run", "agent_run", "content_piece"),
        subject_id=one_of("agents:r0", "agents:r1", "agents:r2", "jira:r0", "agents:r9"),
        reviewer=people,
        reviewer_type=one_of("human", "human", "human", "agent", "rule", None),
        reviewed_at=frame.instants(),
        verdict=one_of("approved", "edited", "rejected", None),
        minutes=st.sampled_from((None, 0.0, 6.0, 90.0)),
    )
    return {
        "work_items": draw(delivered(deliveries, "work_item_id", items, max_records)),
        "agent_runs": draw(delivered(deliveries, "run_id", runs, 4)),
        "reviews": draw(delivered(deliveries, "review_id", reviews, max_records)),
    }


def rules() -> st.SearchStrategy[tuple[WorkKindRule, ...]]:
    """Return ordered rules that overlap, so that the first has to win."""
    return st.lists(
        st.builds(
            WorkKindRule,
            rule_order=st.integers(1, 99),
            kind=st.sampled_from(_RULE_KINDS),
            source=one_of(None, None, "jira", "agents"),
            project=one_of(None, None, "MKT", "OPS"),
            workflow=one_of(None, None, "brand", "seo"),
            item_kind=one_of(None, "Task", "Bug", "Task"),
            label=one_of(None, None, "urgent", "Strategy", "tier_1"),
        ),
        max_size=4,
        unique_by=lambda rule: rule.rule_order,
    ).map(tuple)


def levels(frame: Frame) -> st.SearchStrategy[tuple[WorkflowLevel, ...]]:
    """Return the levels of workflows, changing on some day."""
    return st.lists(
        st.builds(
            lambda workflow, level, day, shift: WorkflowLevel.model_validate(
                {"workflow": workflow, "level": level, "from": day + timedelta(days=shift)}
            ),
            st.sampled_from(("brand", "seo")),
            st.integers(1, 5),
            frame.days(),
            st.sampled_from((0, 0, 1, -30)),
        ),
        max_size=3,
        unique_by=lambda level: (level.workflow, level.from_),
    ).map(tuple)
