"""The benchmark writes exports of the tools, so that it measures what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.lib.ingestion.ingest import ingest
from assets.lib.organisation import read_organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.bench_exports import RECORDS_OF_A_TRACE, SUFFIXES, write_export

ROWS = 1_000
STREAM_ROWS = {
    "google_ads": ("campaign_performance", ROWS),
    "hubspot": ("leads", ROWS),
    "langfuse": ("agent_runs", ROWS // RECORDS_OF_A_TRACE),
}


@pytest.mark.parametrize("tool", SUFFIXES)
def test_an_export_is_recognised_and_loads_whole(tmp_path: Path, tool: str) -> None:
    """Put straight into landing, it goes to its connector, and every record of it is loaded."""
    settings = Settings(tmp_path, person_key_secret="only for tests")  # noqa: S106
    settings.landing.mkdir()
    write_export(tool, settings.landing / f"export.2026-08-03{SUFFIXES[tool]}", ROWS)
    stream, rows = STREAM_ROWS[tool]
    with open_warehouse(settings) as connection:
        [result] = ingest(connection, settings, read_organisation(settings))
        found = connection.execute(f"select count(*) from raw.{stream}").fetchall()
    assert (result.status, result.connector, result.records_quarantined) == ("loaded", tool, 0)
    assert found == [(rows,)]
    assert result.records_read >= ROWS
