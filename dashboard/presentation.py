"""How each KPI is shown on every page: its colour, its kind of number, its slices."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.formats import Kind


@dataclass(frozen=True)
class Presentation:
    """What the pages need beside the definition, which the snapshot carries.

    `gap` says why a week can be without value; `segment_types` are in the order of the picker.
    """

    kpi_id: str
    short_name: str
    colour: str
    kind: Kind
    axis_title: str
    gap: str
    segment_types: tuple[str, ...]
    old_kind: Kind
    old_axis_title: str
    old_gap: str


PRESENTATIONS = (
    Presentation(
        kpi_id="content_system_throughput",
        short_name="Throughput",
        colour="#23588F",
        kind=Kind.COUNT,
        axis_title="Placements a week",
        gap="nothing was published",
        segment_types=("workflow", "content_type", "produced_by", "declared_level"),
        old_kind=Kind.COUNT,
        old_axis_title="Pieces a week",
        old_gap="nothing was published",
    ),
    Presentation(
        kpi_id="campaign_iteration_velocity",
        short_name="Iteration velocity",
        colour="#1B7A72",
        kind=Kind.RATE,
        axis_title="Optimizations per active campaign a week",
        gap="no campaign was active",
        segment_types=("actor_type", "channel", "workflow", "declared_level"),
        old_kind=Kind.HOURS,
        old_axis_title="Median hours to launch",
        old_gap="no campaign was launched",
    ),
    Presentation(
        kpi_id="strategic_decision_density",
        short_name="Decision density",
        colour="#784A92",
        kind=Kind.SHARE,
        axis_title="Decisions among decisions and executed tasks",
        gap="no decision and no task was completed",
        segment_types=("role", "workflow", "assignee", "declared_level"),
        old_kind=Kind.SHARE,
        old_axis_title="Logged hours among capacity",
        old_gap="no item was completed",
    ),
    Presentation(
        kpi_id="pipeline_signal_to_noise",
        short_name="Signal-to-noise",
        colour="#BA5A21",
        kind=Kind.SHARE,
        axis_title="Signal among leads entering the pipeline",
        gap="no lead entered the pipeline",
        segment_types=("lead_source", "channel", "qualifier", "declared_level"),
        old_kind=Kind.COUNT,
        old_axis_title="Leads created a week",
        old_gap="no lead was created",
    ),
)


def get_presentation(kpi_id: str) -> Presentation:
    """Return how the KPI is shown."""
    return next(p for p in PRESENTATIONS if p.kpi_id == kpi_id)
