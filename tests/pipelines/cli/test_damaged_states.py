"""Every damaged state gets one line that says what to do, and `fullscore run` heals it."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from assets.snapshot.reader import open_snapshot, read_published
from tests.pipelines.homes import fullscore, small_home

_DROP_CAPABILITY = 24
_IGNORES_MODES = (1, 2)
"""The capabilities by which root reads and writes files whatever their modes say."""


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a home of its own that was run once."""
    folder = tmp_path / "home"
    shutil.copytree(small_home(tmp_path_factory), folder)
    yield folder
    subprocess.run(["chmod", "-R", "u+w", str(folder)], check=False)


def snapshot_of(home: Path) -> Path:
    published = read_published(home / "published")
    assert published is not None
    return home / "published" / published.file


def warehouse_of(home: Path) -> Path:
    return home / "warehouse" / "fullscore.duckdb"


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    """Put other bytes into the middle, where opening the file does not look."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(100))


def overwrite_every_block(path: Path) -> None:
    """Leave alone what DuckDB reads to open the file: its headers and the first blocks."""
    block = 262144
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(block + 12288, size, block):
            file.seek(start + 100)
            file.write(os.urandom(100))


def assert_one_line(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert result.returncode == 1, result.stdout
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def throughput(home: Path) -> list[tuple[object, ...]]:
    with open_snapshot(home / "published") as connection:
        return connection.execute(
            "select week_start, value from kpi_weekly where kpi_id = 'content_system_throughput' "
            "and segment_type = 'total' order by all"
        ).fetchall()


def test_a_damaged_snapshot_is_noticed_and_published_anew(home: Path) -> None:
    """Opening it fails, though its pages with numbers may be whole."""
    before = throughput(home)
    for damage in (overwrite, truncate, Path.unlink):
        damage(snapshot_of(home))
        assert_one_line(fullscore(home, "kpis"), "published snapshot", "`fullscore run`")
    run = fullscore(home, "run")
    assert run.returncode == 0, run.stderr
    assert throughput(home) == before


def test_damaged_states_are_told_and_written_anew(home: Path) -> None:
    """Each file is named; a run replaces both, though nothing has landed since."""
    for name in ("last_run.json", "current.json"):
        (home / "published" / name).write_bytes(b"{")
        assert_one_line(fullscore(home, "status"), name, "is damaged", "`fullscore run`")
    run = fullscore(home, "run")
    assert run.returncode == 0, run.stderr
    assert fullscore(home, "status").returncode == 0


@pytest.mark.parametrize("damage", [truncate, overwrite_every_block])
def test_a_damaged_warehouse_is_moved_aside_and_built_anew(
    home: Path, damage: Callable[[Path], None]
) -> None:
    """From landing, without being asked, with the same numbers; the ledger goes on."""
    before = throughput(home)
    ledger = (home / "governance" / "ledger.jsonl").read_bytes()
    damage(warehouse_of(home))
    damaged = warehouse_of(home).read_bytes()
    assert_one_line(fullscore(home, "check"), "warehouse", "is damaged", "`fullscore run`")
    run = fullscore(home, "run")
    assert run.returncode == 0, run.stderr
    assert "is built anew from landing" in run.stderr
    [aside] = (home / "warehouse").glob("fullscore.damaged-*.duckdb")
    assert aside.read_bytes() == damaged
    assert throughput(home) == before
    assert (home / "governance" / "ledger.jsonl").read_bytes().startswith(ledger)
    assert fullscore(home, "check").returncode == 0


def test_a_warehouse_on_which_a_run_has_failed_is_built_anew(home: Path) -> None:
    """Damage in blocks that opening it does not read: the record of the failure tells it."""
    (home / "published" / "last_run.json").write_text(
        '{"run_id": "r", "state": "failed", "ended_at": "2026-03-09T00:00:00+00:00", '
        '"reasons": ["models: Error: Corrupt database file: computed checksum 1"]}'
    )
    run = fullscore(home, "run")
    assert run.returncode == 0, run.stderr
    assert list((home / "warehouse").glob("fullscore.damaged-*.duckdb"))


def test_a_warehouse_that_has_lost_its_list_of_files_is_built_anew(home: Path) -> None:
    """Its rows would be there twice once the files are read again."""
    before = throughput(home)
    with duckdb.connect(str(warehouse_of(home))) as warehouse:
        warehouse.execute("delete from ops.ingested_file")
        rows = warehouse.execute("select count(*) from raw.leads").fetchone()
    run = fullscore(home, "run")
    assert run.returncode == 0, run.stderr
    assert "is built anew from landing" in run.stderr
    assert throughput(home) == before
    with duckdb.connect(str(warehouse_of(home)), read_only=True) as warehouse:
        assert warehouse.execute("select count(*) from raw.leads").fetchone() == rows


def test_a_stream_that_is_newer_than_the_warehouse_is_no_damage(home: Path) -> None:
    """Its table is put in place, and nothing is moved aside."""
    with duckdb.connect(str(warehouse_of(home))) as warehouse:
        warehouse.execute("drop table raw.page_engagement")
    run = fullscore(home, "run", "--force")
    assert run.returncode == 0, run.stderr
    assert not list((home / "warehouse").glob("fullscore.damaged-*.duckdb"))


def test_a_damaged_run_history_is_told(home: Path) -> None:
    """It holds no data."""
    for path in (home / "warehouse" / "dagster").rglob("*.db"):
        path.write_text("no database\n" * 1000)
    result = fullscore(home, "run", "--force")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "delete warehouse/dagster" in result.stderr


@pytest.mark.parametrize("place", ["", "landing", "published"])
@pytest.mark.parametrize("command", ["status", "run"])
def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path, place: str, command: str) -> None:
    """By every command, with the name of the file."""
    file = tmp_path / "home" / place
    file.parent.mkdir(exist_ok=True)
    file.touch()
    assert_one_line(fullscore(tmp_path / "home", command), str(file), "must be a folder")


def test_a_home_below_a_file_is_told(tmp_path: Path) -> None:
    """The home can't be made there."""
    (tmp_path / "file").touch()
    assert_one_line(fullscore(tmp_path / "file" / "home", "run"), "stands where a folder is needed")


def test_a_warehouse_that_another_process_holds_is_told(home: Path) -> None:
    """In one line, after which nothing has changed."""
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(warehouse_of(home))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    try:
        assert_one_line(fullscore(home, "run", "--force"), "another process is using")
    finally:
        writer.communicate("\n")
    assert not list((home / "warehouse").glob("fullscore.damaged-*"))


def limited(
    home: Path, limit: Callable[[], None], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process that the function has limited."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FULLSCORE_HOME": str(home)},
        preexec_fn=limit,
    )


@pytest.mark.parametrize("kilobytes", [20, 8000])
def test_a_full_disk_is_told(home: Path, kilobytes: int) -> None:
    """Whatever is written when it fills up; what is published stays, and the next run ends well."""
    before = snapshot_of(home)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, resource.RLIM_INFINITY))

    result = limited(home, limit, "run", "--force")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "no room left" in result.stderr
    assert snapshot_of(home) == before
    assert fullscore(home, "kpis").returncode == 0


def test_a_read_only_home_can_be_read_and_not_run(home: Path) -> None:
    """A run is refused in one line."""
    subprocess.run(["chmod", "-R", "a-w", str(home)], check=True)
    libc = ctypes.CDLL(None)

    def respect_modes() -> None:
        for capability in _IGNORES_MODES:
            libc.prctl(_DROP_CAPABILITY, capability, 0, 0, 0)

    for command in (["kpis"], ["check"]):
        result = limited(home, respect_modes, *command)
        assert result.returncode == 0, result.stderr
    for command in (["run"], ["withdraw", "canonical/leads.2026-03-16.csv"]):
        assert_one_line(limited(home, respect_modes, *command), "change the owner or the rights")
