"""A million canonical CSV rows over 30 weeks, for the benchmark."""

from __future__ import annotations

from pathlib import Path

import polars as pl

DAYS = 30 * 7
FIRST = pl.datetime(2026, 1, 5)


def write_million_rows(landing: Path) -> None:
    """Write 400,000 leads, 400,000 work items and 200,000 publications into an empty landing."""
    folder = landing / "canonical"
    folder.mkdir(parents=True)
    _leads(400_000).write_csv(folder / "leads.csv")
    _work_items(400_000).write_csv(folder / "work_items.csv")
    _publications(200_000).write_csv(folder / "content_publications.csv")


def _leads(count: int) -> pl.DataFrame:
    row = pl.int_range(count)
    created = _spread(count)
    return pl.select(
        lead_id=row,
        created_at=_text(created),
        channel=pl.lit("search"),
        entered_pipeline_at=pl.when(row % 3 == 0).then(_text(created + pl.duration(hours=20))),
        intent=pl.when(row % 4 == 0).then(pl.lit("high")).otherwise(pl.lit("low")),
        qualified_by=pl.when(row % 5 == 0).then(pl.lit("human")).otherwise(pl.lit("agent")),
        qualified_at=_text(created + pl.duration(hours=30)),
    )


def _work_items(count: int) -> pl.DataFrame:
    row = pl.int_range(count)
    return pl.select(
        work_item_id=row,
        title=pl.format("Item {}", row),
        kind=pl.when(row % 6 == 0).then(pl.lit("strategy")).otherwise(pl.lit("task")),
        assignee=pl.format("person-{}@demo.example", row % 40),
        assignee_type=pl.lit("human"),
        created_at=_text(_spread(count)),
        completed_at=_text(_spread(count) + pl.duration(hours=5)),
        hours=(row % 8) / 2,
    )


def _publications(count: int) -> pl.DataFrame:
    row = pl.int_range(count)
    return pl.select(
        publication_id=row,
        piece_id=pl.format("piece-{}", row // 8),
        variant_id=pl.format("variant-{}", row % 4),
        channel=pl.when(row % 8 < 4).then(pl.lit("web")).otherwise(pl.lit("email")),
        published_at=_text(_spread(count)),
    )


def _spread(count: int) -> pl.Expr:
    """Return instants that spread evenly over the weeks."""
    return FIRST + pl.duration(minutes=pl.int_range(count) * (DAYS * 24 * 60) // count)


def _text(instant: pl.Expr) -> pl.Expr:
    return instant.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
