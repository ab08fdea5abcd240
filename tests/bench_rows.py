"""Canonical CSV files of a large organisation, of any size, for the benchmark."""

from __future__ import annotations

from pathlib import Path

import duckdb

_SECONDS = 52 * 7 * 86_400
_START = "timestamp '2025-11-03'"

# share of the rows, and one row by its number i; {n} is the number of rows of the stream
_STREAMS = {
    "agent_runs": (
        0.30,
        """
        'run-' || i as run_id,
        'agent-' || i % 30 as agent,
        'workflow-' || i % 20 as workflow,
        {at} as started_at,
        {at} + to_seconds(cast(hash(i + 1) % 90 as integer)) as ended_at,
        ['ok', 'ok', 'ok', 'ok', 'error', 'escalated'][1 + cast(hash(i + 2) % 6 as integer)]
            as status,
        'model-' || i % 3 as model,
        hash(i + 3) % 4000 as input_tokens,
        (hash(i + 4) % 900) / 10000.0 as cost,
        'USD' as currency
        """,
    ),
    "content_publications": (
        0.20,
        """
        'publication-' || i as publication_id,
        'piece-' || i // 8 as piece_id,
        'variant-' || hash(i) % 4 as variant_id,
        ['web', 'email', 'linkedin'][1 + cast(hash(i + 1) % 3 as integer)] as channel,
        {at} as published_at
        """,
    ),
    "leads": (
        0.20,
        """
        'lead-' || i as lead_id,
        {at} as created_at,
        ['search', 'social', 'event'][1 + i % 3] as channel,
        case when i % 5 > 0 then {at} + interval 20 hour end as entered_pipeline_at,
        ['high', 'medium', 'low'][1 + cast(hash(i + 1) % 3 as integer)] as intent,
        ['agent', 'human', 'rule'][1 + cast(hash(i + 2) % 3 as integer)] as qualified_by,
        {at} + to_hours(cast(hash(i + 3) % 400 as integer)) as qualified_at
        """,
    ),
    "work_items": (
        0.15,
        """
        'item-' || i as work_item_id,
        'Item ' || i as title,
        ['strategy', 'output_review', 'task', 'task'][1 + cast(hash(i + 1) % 4 as integer)] as kind,
        'workflow-' || i % 20 as workflow,
        'person-' || i % 400 as assignee,
        'human' as assignee_type,
        {at} as completed_at,
        (1 + hash(i + 2) % 16) / 4.0 as hours
        """,
    ),
    "campaign_changes": (
        0.15,
        """
        'change-' || i as change_id,
        'campaign-' || hash(i + 1) % greatest({n} // 200, 5) as campaign_id,
        {at} as changed_at,
        'actor-' || i % 50 as actor,
        ['human', 'agent', 'rule'][1 + i % 3] as actor_type,
        ['bid', 'budget', 'creative', 'copy', 'status'][1 + i % 5] as category
        """,
    ),
}
_CAMPAIGNS = f"""
    'campaign-' || i as campaign_id,
    'Campaign ' || i as name,
    'search' as channel,
    {_START} as created_at,
    {_START} + to_days(cast(i % 300 as integer)) as launched_at
"""


def write_rows(landing: Path, rows: int) -> None:
    """Write about so many rows into an empty landing, the same ones each time."""
    folder = landing / "canonical"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        for stream, (share, columns) in _STREAMS.items():
            _write(connection, folder / f"{stream}.csv", columns, int(rows * share))
        campaigns = max(int(rows * _STREAMS["campaign_changes"][0]) // 200, 5)
        _write(connection, folder / "campaigns.csv", _CAMPAIGNS, campaigns)


def _write(connection: duckdb.DuckDBPyConnection, file: Path, columns: str, rows: int) -> None:
    at = f"{_START} + to_seconds(cast(hash(i) % {_SECONDS} as integer))"
    query = f"select {columns.format(at=at, n=rows)} from range({rows}) as numbers(i)"
    connection.execute(f"copy ({query}) to '{file}' (format csv, header)")


def load_with_duckdb(landing: Path, file: Path) -> None:
    """Load the files into tables and count their rows by week: the floor of any pipeline."""
    with duckdb.connect(str(file)) as connection:
        for path in sorted((landing / "canonical").glob("*.csv")):
            connection.execute(f"create table {path.stem} as from read_csv('{path}')")
        for stream, column in (
            ("agent_runs", "started_at"),
            ("content_publications", "published_at"),
            ("leads", "entered_pipeline_at"),
            ("work_items", "completed_at"),
            ("campaign_changes", "changed_at"),
        ):
            connection.execute(
                f"create table {stream}_weekly as "
                f"select date_trunc('week', {column}) as week_start, count(*) as rows_found "
                f"from {stream} group by all"
            )
