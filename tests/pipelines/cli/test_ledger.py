"""After a late file, people hear which closed weeks it moved, and can ask for it ever after."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.pipelines.homes import fullscore, small_home

LATE = """publication_id,piece_id,variant_id,channel,published_at
L1,L,,web,2026-03-03T09:00:00Z
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was published twice, the second time with a late file."""
    home = tmp_path_factory.mktemp("ledger") / "home"
    shutil.copytree(small_home(tmp_path_factory), home)
    late = home / "landing" / "canonical" / "content_publications.2026-03-17.csv"
    late.write_text(LATE)
    return home


def test_a_late_file_that_moves_a_closed_week_is_named(home: Path) -> None:
    """The run says how far it moved, and a check warns; nothing is blocked."""
    ran = fullscore(home, "run")
    assert ran.returncode == 0
    assert "because of files (canonical/content_publications.2026-03-17.csv)" in ran.stdout
    assert "content_system_throughput, week of 2026-03-02: 8 -> 9" in ran.stdout
    failed = fullscore(home, "check", "--failed", "--format", "json").stdout
    [warning] = [c for c in json.loads(failed) if c["asset"] == "kpi_weekly"]
    assert warning["check_name"] == "closed_weeks_keep_their_values"
    assert "content_system_throughput, week of 2026-03-02: 8.0 -> 9.0" in warning["detail"]
    diff = fullscore(home, "diff", "1", "2", "--format", "json")
    [total] = [row for row in json.loads(diff.stdout) if row["segment_type"] == "total"]
    assert (total["week_start"], total["before"], total["after"]) == ("2026-03-02", 8.0, 9.0)


def test_what_was_published_can_be_read_as_it_was(home: Path) -> None:
    """The ledger holds it, whatever has been published since, and holds together."""
    for number, expected in (("1", 8.0), ("2", 9.0)):
        printed = fullscore(home, "kpis", "--as-published", number, "--format", "json").stdout
        [throughput] = [
            row
            for row in json.loads(printed)
            if row["kpi_id"] == "content_system_throughput" and row["week_start"] == "2026-03-02"
        ]
        assert throughput["value"] == expected
    assert "each as it was written" in fullscore(home, "ledger", "verify").stdout
    ledger = home / "governance" / "ledger.jsonl"
    ledger.write_text(ledger.read_text().replace('"value":8.0', '"value":7.0', 1))
    broken = fullscore(home, "ledger", "verify")
    assert broken.returncode == 1
    assert "is not as it was written" in broken.stderr
