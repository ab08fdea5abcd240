"""Strategic decision density: where the hours go, and the items that it counts."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard.charts.axes import Look
from dashboard.charts.breakdown import draw_stack
from dashboard.charts.legend import draw_part_legend
from dashboard.lib.columns import number_column, text_column, time_of_week_column
from dashboard.lib.components import (
    MetricCard,
    section,
    share_card,
    show_chart,
    show_html,
    show_metric_cards,
)
from dashboard.lib.formats import NumberFormat, format_share, format_value
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot
from dashboard.sections.details import Details, RowTable, row_of_headline


def show_hours(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show how people's hours divide, against the shares of a team that has arrived."""
    p = kpi.presentation
    colors = {"judgment": p.color, "oversight": "#B79CC6", "execution": "#C9CCCB"}
    with section("Where the hours go", "A team has arrived when no hour is left for execution."):
        hours = snapshot.ask("kpi/density_hours", weeks=weeks)
        week = row_of_headline(hours, kpi)
        judgment, oversight = week.get("judgment_target"), week.get("oversight_target")
        look = Look(
            p.color,
            NumberFormat.SHARE,
            "Share of logged hours",
            p.gap,
            height=230,
            part_format=NumberFormat.HOURS,
            part_title="Hours",
        )
        show_chart(
            draw_stack,
            _hours_by_class(hours, list(colors)),
            look,
            colors,
            judgment,
            key="hours",
            description="Hours by class, over weeks",
        )
        targets = f"{format_share(judgment)} judgment, {format_share(oversight)} oversight"
        show_html(draw_part_legend(colors, targets))
        show_metric_cards(_cards(week))


def _hours_by_class(hours: pl.DataFrame, classes: list[str]) -> pl.DataFrame:
    """Return a row per week and class of hours, as `part` and `value`."""
    return hours.unpivot(
        on=[f"{name}_hours" for name in classes],
        index=["week_start", "is_complete"],
        variable_name="part",
    ).with_columns(pl.col("part").str.strip_suffix("_hours"))


def _cards(week: dict[str, Any]) -> list[MetricCard]:
    shares = [
        share_card(
            name.capitalize(),
            week.get(f"{name}_time_share"),
            f"of logged hours, {format_share(week.get(f'{name}_target'))} on arrival",
        )
        for name in ("judgment", "oversight")
    ]
    return [
        *shares,
        MetricCard(
            "Logged",
            format_value(week.get("logged_hours"), NumberFormat.HOURS),
            f"by {week.get('people', 0)} people",
        ),
        MetricCard(
            "Decisions per person",
            format_value(week.get("decisions_per_person"), NumberFormat.RATE),
            f"{week.get('decisions', 0)} decisions",
        ),
        share_card("Unmatched", week.get("unmatched_share"), "of items: no rule matches them"),
    ]


DETAILS = Details(
    show_hours,
    tables=(
        RowTable(
            "kpi/work_items_of_week",
            "Items and rulings that people completed",
            "Nobody completed an item.",
            {
                "completed_local_at": time_of_week_column("Completed"),
                "title": text_column("Item", "large"),
                "class": "Class",
                "kind": "Kind",
                "classified_by": "Classified by",
                "role": "Role",
                "assignee": "Who",
                "workflow": "Workflow",
                "project": "Project",
                "hours": number_column("Hours", "%.1f"),
                "reversed": "Reversed",
                "undone_local_at": time_of_week_column("Undone"),
            },
        ),
    ),
)
