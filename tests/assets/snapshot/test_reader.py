"""Readers see what was published last, whole, and can touch nothing else."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from assets.snapshot.reader import (
    CURRENT,
    LAST_RUN,
    LastRun,
    NothingPublished,
    Published,
    RunInputs,
    SnapshotDamaged,
    StateDamaged,
    hash_snapshot,
    if_intact,
    open_snapshot,
    read_last_run,
    read_published,
    write_state,
)

NOW = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)


def publish(folder: Path, number: int, as_of: datetime | None = None) -> Published:
    """Make a snapshot file that holds the number, and swap it in."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"fullscore-{number}.duckdb"
    with duckdb.connect(str(folder / name)) as connection:
        connection.execute(
            "create table kpi as select ? as value, timestamp '2026-03-02' as t", [number]
        )
    published = Published(
        name,
        f"run-{number}",
        NOW,
        as_of,
        RunInputs("landing", "organisation", "code", None),
        hash_snapshot(folder / name),
    )
    write_state(folder, CURRENT, published)
    return published


def value(connection: duckdb.DuckDBPyConnection) -> object:
    return connection.execute("select value from kpi").fetchall()[0][0]


def test_before_the_first_run_there_is_nothing(tmp_path: Path) -> None:
    """Neither folder nor file is needed to say so, and what to do is said."""
    assert read_published(tmp_path / "none") is None
    assert read_last_run(tmp_path / "none") is None
    with (
        pytest.raises(NothingPublished, match="`fullscore run` computes and publishes"),
        open_snapshot(tmp_path / "none"),
    ):
        pass
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("as_of", [None, datetime(2026, 3, 8, 23, 59, 59, 123456, tzinfo=UTC)])
def test_what_is_published_is_read_back(tmp_path: Path, as_of: datetime | None) -> None:
    """File, run, times with their zone and inputs are what was written."""
    published = publish(tmp_path, 1, as_of)
    assert read_published(tmp_path) == published


@pytest.mark.parametrize("state", ["published", "blocked", "failed"])
def test_how_the_last_run_ended_is_read_back(tmp_path: Path, state: str) -> None:
    """State, time and every reason, of whatever characters."""
    last = LastRun("r", state, NOW, ("a: b", "zwei\nZeilen", "é"))  # type: ignore[arg-type]
    write_state(tmp_path, LAST_RUN, last)
    assert read_last_run(tmp_path) == last


def test_a_state_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash before the swap leaves the old state whole; no half file is ever read."""
    publish(tmp_path, 1)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            write_state(tmp_path, CURRENT, Published("other", "r", NOW, None, None, ""))
    found = read_published(tmp_path)
    assert found is not None
    assert found.file == "fullscore-1.duckdb"
    publish(tmp_path, 2)
    assert not list(tmp_path.glob(".*.new"))
    assert json.loads((tmp_path / CURRENT).read_text())["file"] == "fullscore-2.duckdb"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"file": 3}', b"null", b"[" * 100_000, b'{"state": "lost"}'],
)
def test_a_damaged_state_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in its file; who can do without it asks for that."""
    for name, read in ((CURRENT, read_published), (LAST_RUN, read_last_run)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StateDamaged, match=f"{name} is damaged.*`fullscore run`"):
            read(tmp_path)
        assert if_intact(read, tmp_path) is None


def test_a_state_names_no_file_elsewhere(tmp_path: Path) -> None:
    """A snapshot is in the folder of its state."""
    publish(tmp_path, 1)
    text = (tmp_path / CURRENT).read_text().replace("fullscore-1", "../fullscore-1")
    (tmp_path / CURRENT).write_text(text)
    with pytest.raises(StateDamaged):
        read_published(tmp_path)


@pytest.mark.parametrize("size", [0, 100, None])
def test_a_snapshot_of_other_bytes_is_not_opened(tmp_path: Path, size: int | None) -> None:
    """Truncated or with one byte changed: the error names its path and what to do."""
    path = tmp_path / publish(tmp_path, 1).file
    with open_snapshot(tmp_path):
        pass
    with path.open("r+b") as file:
        if size is None:
            file.seek(path.stat().st_size // 2)
            file.write(b"!")
        else:
            file.truncate(size)
    with pytest.raises(SnapshotDamaged, match="`fullscore run`"), open_snapshot(tmp_path):
        pass


def test_a_lost_snapshot_is_told(tmp_path: Path) -> None:
    """As missing, not as an error of the database."""
    (tmp_path / publish(tmp_path, 1).file).unlink()
    with pytest.raises(SnapshotDamaged, match="is missing"), open_snapshot(tmp_path):
        pass


def test_whoever_reads_the_old_snapshot_is_not_disturbed(tmp_path: Path) -> None:
    """A swap, and even the removal of the old file, changes nothing for a reader of it."""
    publish(tmp_path, 1)
    with open_snapshot(tmp_path) as old:
        assert value(old) == 1
        publish(tmp_path, 2)
        assert value(old) == 1
        with open_snapshot(tmp_path) as new:
            assert value(new) == 2
        (tmp_path / "fullscore-1.duckdb").unlink()
        assert value(old) == 1


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "copy kpi to '{folder}/stolen.csv'",
        "attach '{folder}/other.duckdb' as other",
        "install httpfs",
        "load httpfs",
        "export database '{folder}/export'",
        "create table other as select 1",
        "insert into kpi select * from kpi",
        "delete from kpi",
        "drop table kpi",
        "set enable_external_access = true",
        "reset enable_external_access",
    ],
)
def test_a_reader_reaches_nothing_but_the_snapshot(tmp_path: Path, query: str) -> None:
    """No other file, no extension, no write, and no way to allow it."""
    publish(tmp_path, 1)
    before = sorted(tmp_path.iterdir())
    with open_snapshot(tmp_path) as connection:
        with pytest.raises(duckdb.Error):
            connection.execute(query.format(folder=tmp_path))
        assert value(connection) == 1
    assert sorted(tmp_path.iterdir()) == before


READ_TIME = """
import sys
from pathlib import Path
from assets.snapshot.reader import open_snapshot

with open_snapshot(Path(sys.argv[1])) as connection:
    print(connection.execute("select t::timestamptz::varchar from kpi").fetchall()[0][0])
"""


def test_a_reader_sees_times_in_utc(tmp_path: Path) -> None:
    """The zone of the machine plays no part."""
    publish(tmp_path, 1)
    read = subprocess.run(
        [sys.executable, "-c", READ_TIME, str(tmp_path)],
        env=os.environ | {"TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout == "2026-03-02 00:00:00+00\n"


def test_reading_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    """Bytes and neighbours are the same afterwards: no log, no lock, no temporary file."""
    publish(tmp_path, 1)
    file = tmp_path / "fullscore-1.duckdb"
    before = file.read_bytes()
    with open_snapshot(tmp_path) as connection:
        assert value(connection) == 1
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {CURRENT, file.name}


def test_two_readers_of_one_process_may_read_at_once(tmp_path: Path) -> None:
    """Two sessions of the dashboard are two threads, and neither may fail for the other."""
    publish(tmp_path, 1)
    with open_snapshot(tmp_path) as one, open_snapshot(tmp_path) as other:
        assert value(one) == value(other) == 1

    def read(_: int) -> object:
        with open_snapshot(tmp_path) as connection:
            return value(connection)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(read, range(40))) == {1}
