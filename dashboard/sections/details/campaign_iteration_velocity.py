"""Campaign iteration velocity: who acted, and the optimizations that it counts."""

from __future__ import annotations

from dashboard.charts.axes import Look
from dashboard.charts.breakdown import draw_stack
from dashboard.charts.legend import draw_part_legend
from dashboard.lib import theme
from dashboard.lib.columns import number_column, text_column, time_of_week_column
from dashboard.lib.components import (
    count_card,
    section,
    show_chart,
    show_html,
    show_metric_cards,
)
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot
from dashboard.sections.details import Details, RowTable, row_of_headline


def show_actors(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show by whom the optimizations were made, and which changes count for none."""
    p = kpi.presentation
    colors = {"agent": p.color, "human": "#56606A", "rule": "#AEB4B8", "unknown": theme.RULE}
    with section("Who optimizes", "Every kind of actor works on the same campaigns: parts add up."):
        counts = row_of_headline(snapshot.ask("kpi/velocity_counts", weeks=weeks), kpi)
        parts = snapshot.ask("kpi/segment_weeks", kpi_id=p.kpi_id, weeks=weeks).filter(
            segment_type="actor_type"
        )
        look = Look(p.color, p.number_format, p.axis_title, p.gap, height=230)
        show_chart(
            draw_stack,
            parts.rename({"segment": "part"}),
            look,
            colors,
            key="actors",
            description="Velocity by who acted, over weeks",
        )
        present = parts["segment"].unique().to_list()
        show_html(draw_part_legend({k: v for k, v in colors.items() if k in present}))
        show_metric_cards(
            [
                count_card("Optimizations", counts.get("optimizations"), "in the week"),
                count_card("Single changes", counts.get("changes"), "within them"),
                count_card("Active campaigns", counts.get("active_campaigns"), "at any time of it"),
                count_card("Launched", counts.get("launched_campaigns"), "campaigns"),
                count_card("Unattributed", counts.get("unattributed_changes"), "changes fit none"),
            ]
        )


DETAILS = Details(
    show_actors,
    tables=(
        RowTable(
            "kpi/optimizations_of_week",
            "Optimizations",
            "No active campaign was optimized.",
            {
                "optimized_local_at": time_of_week_column("Begun"),
                "campaign_name": text_column("Campaign", "medium"),
                "category": "Category",
                "actor_type": "By",
                "actor": text_column("Who", "medium"),
                "changes": "Changes",
                "description": text_column("What", "medium"),
                "channel": "Channel",
                "workflow": "Workflow",
                "cost_per_conversion_before": number_column("Cost/conv. before", "%.2f"),
                "cost_per_conversion_after": number_column("after", "%.2f"),
                "improved": "Improved",
            },
        ),
        RowTable(
            "kpi/unattributed_changes_of_week",
            "Changes that fit no active campaign",
            "Every change fits an active campaign.",
            {
                "changed_local_at": time_of_week_column("Changed"),
                "campaign": "Campaign",
                "reason": "Why it fits none",
                "category": "Category",
                "actor_type": "By",
                "actor": text_column("Who", "medium"),
                "description": text_column("What", "medium"),
            },
        ),
    ),
)
