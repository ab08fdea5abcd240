"""How each KPI is shown on every page: color, number format, titles of axes."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.lib.formats import NumberFormat


@dataclass(frozen=True)
class Presentation:
    """What the pages need beside the definition, which the snapshot carries.

    `gap` says why a week can be without value; `replaced_` is about the metric that it replaces.
    """

    kpi_id: str
    short_name: str
    color: str
    number_format: NumberFormat
    axis_title: str
    gap: str
    replaced_format: NumberFormat
    replaced_axis_title: str
    replaced_gap: str


PRESENTATIONS = (
    Presentation(
        kpi_id="content_system_throughput",
        short_name="Throughput",
        color="#23588F",
        number_format=NumberFormat.COUNT,
        axis_title="Reach units a week",
        gap="nothing was published",
        replaced_format=NumberFormat.COUNT,
        replaced_axis_title="Pieces a week",
        replaced_gap="nothing was published",
    ),
    Presentation(
        kpi_id="campaign_iteration_velocity",
        short_name="Iteration velocity",
        color="#1B7A72",
        number_format=NumberFormat.RATE,
        axis_title="Optimizations per active campaign a week",
        gap="no campaign was active",
        replaced_format=NumberFormat.HOURS,
        replaced_axis_title="Median hours to launch",
        replaced_gap="no campaign was launched",
    ),
    Presentation(
        kpi_id="strategic_decision_density",
        short_name="Decision density",
        color="#784A92",
        number_format=NumberFormat.SHARE,
        axis_title="Decisions among decisions and executed tasks",
        gap="no decision and no task was completed",
        replaced_format=NumberFormat.SHARE,
        replaced_axis_title="Logged hours among capacity",
        replaced_gap="no item was completed",
    ),
    Presentation(
        kpi_id="pipeline_signal_to_noise",
        short_name="Signal-to-noise",
        color="#BA5A21",
        number_format=NumberFormat.SHARE,
        axis_title="Signal among leads entering the pipeline",
        gap="no lead entered the pipeline",
        replaced_format=NumberFormat.COUNT,
        replaced_axis_title="Leads created a week",
        replaced_gap="no lead was created",
    ),
)


def find_presentation(kpi_id: str) -> Presentation | None:
    """Return how the KPI is shown; None for one that has no page."""
    return next((p for p in PRESENTATIONS if p.kpi_id == kpi_id), None)
