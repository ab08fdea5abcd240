"""A run that dies leaves the last good state, and the next one takes up what is missing."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.lib.settings import PROJECT_ROOT, Settings
from tests.assets.builders import contents, land
from tests.assets.lib.ingestion.killed import ingest_stopping

ROWS = 5_000
CHANCE = random.Random(20260309)  # noqa: S311  # the same moments each time
HEADER = "lead_id,created_at,person_key,amount\n"


@dataclass(frozen=True)
class Undisturbed:
    """A home that was loaded in peace, and how many calls on the connection that took."""

    home: Path
    calls: int


def write_landing(settings: Settings) -> None:
    """Deliver large and small files, with rejects; one is broken, one is there twice."""
    for day in (1, 2, 3):
        when = [f"2026-03-0{day}" if i % 50 else "soon" for i in range(ROWS)]
        lines = [f"{day}-{i},{moment},{i},1.5\n" for i, moment in enumerate(when)]
        land(settings, f"canonical/leads.2026-03-0{day}.csv", HEADER + "".join(lines))
    land(settings, "canonical/leads.2026-03-04.csv", b"\xff broken")
    land(settings, "canonical/work_items.2026-03-05.csv", "work_item_id,title\n1,t\n,u\n")
    land(settings, "canonical/work_items.2026-03-06.csv", "work_item_id,title\n1,t\n,u\n")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    home = tmp_path_factory.mktemp("undisturbed")
    write_landing(Settings(home))
    return Undisturbed(home, ingest_stopping(home))


def kill_ingest(home: Path, last: int, moment: str) -> None:
    """Ingest in a process of its own, and kill it before a call or within it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.assets.lib.ingestion.killed", str(home), str(last), moment],
        stdout=subprocess.PIPE,
        cwd=PROJECT_ROOT,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reached\n"
        assert process.poll() is None, "it was dead before it was killed"
        process.kill()
        assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["before", "within"])
def test_whenever_a_run_is_killed_the_next_one_completes_it(
    undisturbed: Undisturbed, tmp_path: Path, moment: str
) -> None:
    """Between two statements or in the midst of one: in the end all is as if undisturbed."""
    home = tmp_path / "killed"
    shutil.copytree(undisturbed.home / "landing", home / "landing")
    expected = contents(Settings(undisturbed.home))
    whole = {row[1]: row[19] for row in expected["ops.ingested_file"] if row[5] == "loaded"}
    for last in sorted(CHANCE.sample(range(1, undisturbed.calls // 3), 2)):
        kill_ingest(home, last, moment)
        between = contents(Settings(home))
        loaded = {row[1]: row[19] for row in between["ops.ingested_file"] if row[5] == "loaded"}
        assert loaded == {file: whole[file] for file in loaded}
        assert len(between["raw.leads"]) + len(between["raw.work_items"]) == sum(loaded.values())
    ingest_stopping(home)
    found = contents(Settings(home))
    assert len(found["raw.leads"]) == 3 * (ROWS - ROWS // 50)
    assert [row[5] for row in found["ops.ingested_file"]].count("loaded") == 4
    for name, rows in expected.items():
        assert found[name] == rows, name
