"""One process writes at a time; tables are as the contracts say, and nothing is half written."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from assets.lib.settings import Settings
from assets.lib.stream import Column, ColumnType
from assets.lib.warehouse import (
    NoWarehouse,
    WarehouseBusy,
    WarehouseDamaged,
    open_warehouse,
    open_warehouse_for_reading,
    transaction,
)
from assets.streams import ORIGIN_COLUMNS, STREAM_NAMES, get_stream
from tests.assets.builders import ask

HOLD = """
import sys
from pathlib import Path
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

with open_warehouse(Settings(Path(sys.argv[1]))):
    print("open", flush=True)
    sys.stdin.read()
"""


def write_and_raise(connection: duckdb.DuckDBPyConnection, error: type[BaseException]) -> None:
    with transaction(connection):
        connection.execute("insert into raw.leads (lead_id) values ('lost')")
        connection.execute("create table raw.lost (a int)")
        raise error


def test_the_warehouse_holds_no_more_in_memory_than_its_setting(settings: Settings) -> None:
    """What needs more is spilled to the disk, beside the file."""
    with open_warehouse(replace(settings, memory="512MiB")) as connection:
        held = connection.execute("select current_setting('memory_limit')").fetchall()
    assert held == [("512.0 MiB",)]


def test_every_table_is_there_from_the_first_opening(settings: Settings) -> None:
    """The folder, the schemas, the raw table of every stream and the books of the operation."""
    tables = ask(settings, "select schema_name || '.' || table_name from duckdb_tables()")
    assert {row[0] for row in tables} == {f"raw.{name}" for name in STREAM_NAMES} | {
        "ops.ingested_file",
        "ops.skipped_record",
        "ops.file_account",
        "ops.file_column",
        "ops.quarantine",
        "ops.person_key",
        "ops.stream",
        "ops.warehouse_version",
        "ops.check_result",
        "ops.alert",
    }
    schemas = {row[0] for row in ask(settings, "select schema_name from duckdb_schemas()")}
    assert {"raw", "ops", "org"} <= schemas


@pytest.mark.parametrize("name", STREAM_NAMES)
def test_a_raw_table_has_the_columns_of_its_contract(settings: Settings, name: str) -> None:
    """In order and type, then those that say where a row came from."""
    found = ask(
        settings,
        "select column_name, lower(data_type) from duckdb_columns() "
        f"where schema_name = 'raw' and table_name = '{name}' order by column_index",
    )
    expected = {c.name: c.duckdb_type for c in get_stream(name).columns} | ORIGIN_COLUMNS
    assert found == list(expected.items())


def test_times_are_kept_in_utc(settings: Settings) -> None:
    """Whatever the zone of the machine, a time without zone is UTC."""
    assert ask(settings, "select current_setting('timezone')") == [("UTC",)]
    assert ask(settings, "select timestamptz '2026-03-02T10:00:00+01:00'::timestamp::varchar") == [
        ("2026-03-02 09:00:00",)
    ]


def test_opening_again_changes_nothing(settings: Settings) -> None:
    """Rows stay where they are when the warehouse is closed and opened."""
    with open_warehouse(settings) as connection:
        connection.execute("insert into raw.leads (lead_id) values ('A')")
    assert ask(settings, "select lead_id from raw.leads") == [("A",)]


def test_a_second_process_is_told_that_it_has_to_wait(settings: Settings) -> None:
    """It gets WarehouseBusy at once and harms nothing; when the first has ended it may write."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        expected = (
            f"another process is using {settings.warehouse_file}; try again when it has ended"
        )
        with pytest.raises(WarehouseBusy) as caught, open_warehouse(settings):
            pass
        assert str(caught.value) == expected
        with pytest.raises(WarehouseBusy), open_warehouse_for_reading(settings):
            pass
        holder.stdin.close()
        assert holder.wait(30) == 0
    assert ask(settings, "select 1") == [(1,)]


def test_a_file_that_is_no_warehouse_is_not_called_busy(settings: Settings) -> None:
    """Waiting would not help: it is damaged."""
    settings.warehouse_folder.mkdir(parents=True)
    settings.warehouse_file.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseDamaged, match="`fullscore run`"), open_warehouse(settings):
        pass


def test_a_transaction_is_all_or_nothing(settings: Settings) -> None:
    """What is raised inside, be it an interruption, takes everything inside back."""
    with open_warehouse(settings) as connection:
        with transaction(connection):
            connection.execute("insert into raw.leads (lead_id) values ('kept')")
        for error in (ZeroDivisionError, KeyboardInterrupt, SystemExit):
            with pytest.raises(error):
                write_and_raise(connection, error)
        assert connection.execute("select lead_id from raw.leads").fetchall() == [("kept",)]
    assert ask(settings, "select * from duckdb_tables() where table_name = 'lost'") == []


def test_a_new_version_of_a_stream_makes_its_table_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the new columns and without the old rows; the other streams keep theirs."""
    with open_warehouse(settings) as connection:
        connection.execute("insert into raw.leads (lead_id) values ('A')")
        connection.execute("insert into raw.reviews (review_id) values ('R')")
    leads = get_stream("leads")
    newer = replace(
        leads,
        version=leads.version + 1,
        columns=(*leads.columns, Column("age", ColumnType.COUNT, "m")),
    )
    monkeypatch.setattr("assets.streams.leads.STREAM", newer)
    get_stream.cache_clear()
    try:
        assert ask(settings, "select lead_id, age from raw.leads") == []
        assert ask(settings, "select review_id from raw.reviews") == [("R",)]
        assert ask(settings, "select version from ops.stream where stream = 'leads'") == [
            (newer.version,)
        ]
    finally:
        get_stream.cache_clear()


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    """Quotes, blanks and letters of other alphabets are no trouble."""
    assert ask(Settings(tmp_path / "it's a hôme"), "select 1") == [(1,)]


def test_reading_makes_no_warehouse(settings: Settings) -> None:
    """Where there is none yet, the error says so, and no file and no folder is made."""
    with (
        pytest.raises(NoWarehouse, match="`fullscore run` makes it"),
        open_warehouse_for_reading(settings),
    ):
        pass
    assert not settings.warehouse_folder.exists()


def test_a_reader_can_not_write(settings: Settings) -> None:
    """It sees what is there, in UTC, and several may read at once."""
    with open_warehouse(settings) as connection:
        connection.execute("insert into raw.leads (lead_id) values ('A')")
    with (
        open_warehouse_for_reading(settings) as one,
        open_warehouse_for_reading(settings) as another,
    ):
        assert one.execute("select lead_id from raw.leads").fetchall() == [("A",)]
        assert another.execute("select current_setting('timezone')").fetchall() == [("UTC",)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            one.execute("delete from raw.leads")
