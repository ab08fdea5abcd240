"""A query that somebody declares reaches the tables it is given, and nothing else."""

from collections.abc import Iterator

import duckdb
import pytest

from assets.lib.sandbox import QueryRefused, ask, open_sandbox


@pytest.fixture
def sandbox() -> Iterator[duckdb.DuckDBPyConnection]:
    with open_sandbox() as connection:
        connection.execute("create table kpi as select 'a' as name, 1 as value")
        yield connection


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> object:
    return ask(connection, query, most_rows=3, seconds=5)


def test_a_select_gives_its_columns_and_rows(sandbox: duckdb.DuckDBPyConnection) -> None:
    """Names, types and values; a comment, a trailing semicolon and a with clause are no matter."""
    query = "-- why\nwith k as (select * from kpi) select name, value from k;"
    assert answer(sandbox, query) == ({"name": "VARCHAR", "value": "INTEGER"}, [("a", 1)])


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "select getenv('HOME')",
        "copy kpi to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb' as other",
        "install httpfs",
        "load httpfs",
        "export database '/tmp/export'",
        "pragma database_list",
        "call duckdb_tables()",
        "set enable_external_access = true",
        "set threads = 1",
        "reset enable_external_access",
        "use memory",
        "checkpoint",
        "explain select 1",
        "prepare q as select 1",
        "create table other as select 1",
        "create view other as select 1",
        "insert into kpi values ('b', 2)",
        "with added as (insert into kpi values ('b', 2) returning *) select * from added",
        "with gone as (delete from kpi returning *) select * from gone",
        "delete from kpi",
        "drop table kpi",
        "update kpi set value = 2",
        "select 1; select 2",
        "select 1; drop table kpi",
        "",
        "   -- nothing",
        "selekt",
        "select $1",
        "select * from sandbox",
        "select * from no_such_table",
    ],
)
def test_nothing_else_is_reached_or_changed(sandbox: duckdb.DuckDBPyConnection, query: str) -> None:
    """No file, no extension, no setting, no write, no second statement, no Python variable."""
    with pytest.raises(QueryRefused):
        answer(sandbox, query)
    assert sandbox.execute("select * from kpi").fetchall() == [("a", 1)]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("select 1; select 2", "it has 2 statements; write one select"),
        ("", "it has 0 statements; write one select"),
        ("drop table kpi", "it is a statement of kind DROP; write one select"),
        ("select * from range(4)", "it gives more than 3 rows; group or narrow them"),
    ],
)
def test_the_reason_says_what_to_do(
    sandbox: duckdb.DuckDBPyConnection, query: str, reason: str
) -> None:
    """One sentence that somebody who writes a plan can act on."""
    with pytest.raises(QueryRefused) as caught:
        answer(sandbox, query)
    assert str(caught.value) == reason


def test_a_misspelt_column_is_named_in_one_line(sandbox: duckdb.DuckDBPyConnection) -> None:
    """DuckDB's own hint is kept, its drawing of the query is not."""
    with pytest.raises(
        QueryRefused, match=r"doesn't run .*\"valu\" not found.*\"value\""
    ) as caught:
        answer(sandbox, "select valu from kpi")
    assert "\n" not in str(caught.value)


def test_a_query_that_goes_on_is_ended(sandbox: duckdb.DuckDBPyConnection) -> None:
    """A cross join of millions ends after the time it is given, and the next query is answered."""
    endless = (
        "select count(*) from range(10000000) as a, range(10000000) as b where a.range > b.range"
    )
    with pytest.raises(QueryRefused, match=r"more than 0\.2 seconds"):
        ask(sandbox, endless, most_rows=3, seconds=0.2)
    assert answer(sandbox, "select 1 as one") == ({"one": "INTEGER"}, [(1,)])


def test_the_database_itself_is_locked(sandbox: duckdb.DuckDBPyConnection) -> None:
    """Even a statement that went past the checks of `ask` could not open the way out."""
    for statement in ("set threads = 1", "reset enable_external_access", "copy kpi to 'x.csv'"):
        with pytest.raises(duckdb.Error):
            sandbox.execute(statement)
