"""Random leads."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.frame import Frame, delivered, fields, maybe, one_of


@st.composite
def leads(draw: st.DrawFn, frame: Frame, max_records: int = 12) -> dict[str, list[Row]]:
    """Return leads, rated by agents, people and rules, around the limit of the grace."""
    deliveries = draw(frame.deliveries("crm", "forms"))
    values = fields(
        created_at=frame.instants(),
        source=one_of("organic", "paid", None),
        channel=one_of("search", "email", None),
        entered_pipeline_at=maybe(frame.instants()),
        intent=one_of("high", "high", "medium", "low", None),
        qualified_by=one_of("agent", "agent", "human", "rule", None),
        qualifier=one_of("scorer v1", "scorer v2", None),
        qualified_at=maybe(frame.instants()),
        won_at=maybe(frame.instants()),
    )
    return {"leads": draw(delivered(deliveries, "lead_id", values, max_records))}
