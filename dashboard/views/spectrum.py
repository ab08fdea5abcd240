"""The Collaboration Spectrum: what is declared, what is observed, and what to hand over next."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl

from dashboard.lib import theme
from dashboard.lib.columns import number_column, text_column
from dashboard.lib.components import MetricCard, section, show_html, show_metric_cards, show_table
from dashboard.lib.formats import NumberFormat, format_value, format_words
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.snapshot import Snapshot

LEVELS = {
    1: "Human-led",
    2: "Human-directed",
    3: "Collaborative loop",
    4: "AI-led, reviewed",
    5: "AI-autonomous",
}
WORKLIST_COLUMNS: dict[str, Any] = {
    "worklist_rank": "Rank",
    "workflow": text_column("Workflow", "medium"),
    "volume": "Outputs in 4 weeks",
    "judgment_share": number_column("Judgment share", "percent"),
    "handover_score": number_column("Volume x (1 - judgment)", "%.1f"),
}
RULE_COLUMNS: dict[str, Any] = {
    "rule_order": "Order",
    "level": "Level",
    "meaning": text_column("Rule", "large"),
}


def show() -> None:
    """Show the page."""
    given = begin_page(
        "Collaboration Spectrum",
        "Who leads the work, workflow by workflow: as declared, as the data show, as planned.",
    )
    if given is None:
        return
    snapshot, week = given.snapshot, given.week
    workflows = snapshot.ask("operating_model/spectrum_of_week", week=week)
    show_cards(snapshot, workflows, week)
    show_ladder(workflows)
    show_moves(workflows)
    with section("Hand over first", "Most volume, least judgment, and not seen at level 4 yet."):
        worklist = snapshot.ask("operating_model/worklist_of_week", week=week)
        show_table(worklist.filter(pl.col("handover_score") > 0), WORKLIST_COLUMNS, "worklist")
    with section("How a level is observed", "The first rule that holds decides."):
        show_table(snapshot.ask("operating_model/spectrum_rules"), RULE_COLUMNS, "spectrum_rules")


def show_cards(snapshot: Snapshot, workflows: pl.DataFrame, week: date) -> None:
    """Show how much is mapped and observed, and whether the organisation is stuck."""
    observed = workflows.filter(pl.col("observed_level").is_not_null())
    gaps = observed["level_gap"].drop_nulls()
    above, below = (gaps > 0).sum(), (gaps < 0).sum()
    show_metric_cards(
        [
            MetricCard("Workflows", str(len(workflows)), "with work or a level declared"),
            MetricCard("Observed", str(len(observed)), "with enough data in 4 weeks"),
            MetricCard(
                "At the declared level",
                str((gaps == 0).sum()),
                f"{above} above it, {below} below it",
                note_color=theme.CAUTION if above or below else theme.MUTED,
            ),
            _stuck_card(snapshot.ask("operating_model/stuck_weeks").filter(week_start=week)),
        ]
    )


def _stuck_card(stuck: pl.DataFrame) -> MetricCard:
    if stuck.is_empty() or stuck["value"][0] is None:
        return MetricCard(
            "Functions at level 2", format_value(None, NumberFormat.SHARE), "not enough data"
        )
    [row] = stuck.to_dicts()
    note = f"{row['numerator']} of {row['denominator']}"
    if row["is_stuck_at_2"]:
        note, color = f"{note}: stuck at level 2", theme.ATTENTION
    else:
        note, color = f"{note}: not stuck", theme.MUTED
    return MetricCard(
        "Functions at level 2",
        format_value(row["value"], NumberFormat.SHARE),
        note,
        note_color=color,
    )


def show_ladder(workflows: pl.DataFrame) -> None:
    """Show every workflow on its way from level 1 to level 5."""
    head = "".join(f"<th>{n}<span>{escape(name)}</span></th>" for n, name in LEVELS.items())
    rows = []
    for (function,), group in workflows.group_by("function_name", maintain_order=True):
        rows.append(f'<tr class="fs-group"><td colspan="7">{escape(str(function))}</td></tr>')
        rows += [_ladder_row(row) for row in group.to_dicts()]
    show_html(
        f'<table class="fs-ladder"><thead><tr><th>Workflow</th>{head}<th>Why</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
        '<div class="fs-legend"><span><i class="fs-observed"></i> observed</span>'
        '<span><i class="fs-observed fs-above"></i> observed above the declared level</span>'
        '<span><i class="fs-observed fs-below"></i> observed below it</span>'
        '<span><i class="fs-declared"></i> declared</span>'
        '<span><i class="fs-aim"></i> target</span></div>'
    )


def _ladder_row(row: dict[str, Any]) -> str:
    cells = "".join(f"<td>{_levels(row, level)}</td>" for level in LEVELS)
    reason = escape(str(row["observed_reason"] or ""))
    name = escape(format_words(row["workflow"]))
    return f'<tr><td>{name}</td>{cells}<td class="fs-why">{reason}</td></tr>'


def _levels(row: dict[str, Any], level: int) -> str:
    drawings = [
        ("observed_level", _observed(row["level_gap"])),
        ("declared_level", '<i class="fs-declared" title="declared"></i>'),
        ("target_level", '<i class="fs-aim" title="target"></i>'),
    ]
    return "".join(drawing for column, drawing in drawings if row[column] == level)


def _observed(gap: int | None) -> str:
    """Return the mark of the observed level: at, above or below the declared one."""
    place = "" if not gap else " fs-above" if gap > 0 else " fs-below"
    said = "" if not gap else f", {'above' if gap > 0 else 'below'} the declared level"
    return f'<i class="fs-observed{place}" title="observed{said}"></i>'


def show_moves(workflows: pl.DataFrame) -> None:
    """Show which workflows may move up and which should move down, with the reason."""
    with section("Moves", "As audits, quality and escalations suggest."):
        moves = workflows.filter(pl.col("may_move_up") | pl.col("should_move_down"))
        if moves.is_empty():
            show_html('<div class="fs-legend">No workflow should be moved.</div>')
            return
        lines = "".join(
            f"<li><b>{escape(format_words(row['workflow']))}</b> "
            f"{'should move down' if row['should_move_down'] else 'may move up'}: "
            f"{escape(str(row['move_reason'] or ''))}</li>"
            for row in moves.to_dicts()
        )
        show_html(f'<ul class="fs-list">{lines}</ul>')


PAGE = Page("Spectrum", "spectrum", 200, show)
