"""Random campaigns with their changes, performance and renames."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from assets.organisation.declarations import CampaignAlias
from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.frame import Delivery, Frame, delivered, fields, maybe, one_of

# By id, by an unknown id, and by account and name as exports without ids do.
_REFERRED = (
    *("ads:c0", "ads:c0", "ads:c1", "ads:c2", "social:c0", "social:c1", "ads:c9"),
    *("ads:main/A name", "ads:main/A name", "social:default/A name"),
)
_CATEGORIES = ("bid", "bid", "bid", "budget", "Creative", "status", "name", "other")
_STATUSES = (None, "active", "enabled", "paused", "removed", "Ended", "completed")
_ACTORS = (("bid-agent", "agent"), ("pipeline.orchestrator", "human"), ("auto-rule", "rule"))
_ACCOUNTS = ("main", "other")


@st.composite
def campaigns(draw: st.DrawFn, frame: Frame, max_records: int = 4) -> dict[str, list[Row]]:
    """Return campaigns (running, ended, not launched, known by delivery alone) and changes."""
    deliveries = draw(frame.deliveries("ads", "social"))
    values = fields(
        name=one_of("A name", "Another name"),
        account=one_of(*_ACCOUNTS, None),
        id_is_derived=st.sampled_from((None, False, True)),
        channel=one_of("search", "social", None),
        workflow=one_of("bidding", None),
        status=one_of(*_STATUSES),
        created_at=maybe(frame.instants()),
        launched_at=maybe(frame.instants()),
        ended_at=draw(st.sampled_from((st.none(), maybe(frame.instants())))),
    )
    changes = st.builds(
        lambda actor, row: {**row, "actor": actor[0], "actor_type": actor[1]},
        st.sampled_from((*_ACTORS, *_ACTORS, (None, None), ("somebody", "unknown"))),
        fields(
            campaign_id=one_of(*_REFERRED),
            changed_at=frame.instants(),
            category=one_of(*_CATEGORIES),
        ),
    )
    return {
        "campaigns": draw(delivered(deliveries, "campaign_id", values, max_records)),
        "campaign_changes": draw(delivered(deliveries, "change_id", changes, max_records * 6)),
        "campaign_performance": draw(performance(frame, deliveries)),
    }


@st.composite
def performance(draw: st.DrawFn, frame: Frame, deliveries: tuple[Delivery, ...]) -> list[Row]:
    """Return exports that overlap: days restated, absent, or under another name."""
    rows: list[Row] = []
    for delivery in deliveries:
        days = draw(st.lists(frame.days(), max_size=4))
        spread = draw(st.sampled_from((0, 1, 5)))
        for day in days:
            rows.append(
                {
                    "campaign_id": draw(one_of(*_REFERRED)),
                    "account": draw(one_of(*_ACCOUNTS)),
                    "date": day + timedelta(days=spread),
                    "impressions": draw(st.sampled_from((None, 0, 0, 100))),
                    "clicks": draw(st.sampled_from((None, 0, 5))),
                    "cost": draw(st.sampled_from((None, Decimal(0), Decimal("12.5")))),
                    "conversions": draw(st.sampled_from((None, 0.0, 0.5, 2.0))),
                    **delivery.origin(row=len(rows) + 1),
                }
            )
    return rows


def aliases() -> st.SearchStrategy[tuple[CampaignAlias, ...]]:
    """Return renames, also in a chain."""
    return st.sampled_from(
        (
            (),
            (("ads", "c1", "c0"),),
            (("ads", "c2", "c1"), ("ads", "c1", "c0")),
            (("social", "c0", "c1"), ("ads", "c9", "c2")),
            (("ads", "c0", "new"),),
            (("ads", "c9", "main/A name"), ("social", "default/A name", "c1")),
        )
    ).map(
        lambda renames: tuple(
            CampaignAlias.model_validate({"source": source, "from": before, "to": after})
            for source, before, after in renames
        )
    )
