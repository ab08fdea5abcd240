"""An evidence query is one select over published tables with three columns, and nothing else."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from assets.lib.governance.milestones import Evidence, check_evidence, gather_evidence
from assets.lib.published_schema import PublishedColumn, PublishedTable, open_published_schema
from assets.lib.sandbox import QueryRefused

SCHEMA = {
    "role_remap": {"role": "varchar", "accepted_on": "date"},
    "agent_registry": {"agent": "varchar", "runs": "bigint"},
}
RIGHT = "select role as item, accepted_on is not null as is_done, accepted_on as done_on "


def make_table(name: str, columns: dict[str, str]) -> PublishedTable:
    typed = {column: PublishedColumn(kind, "") for column, kind in columns.items()}
    return PublishedTable("marts", name, "", frozenset(), typed)


@pytest.fixture
def published() -> Iterator[duckdb.DuckDBPyConnection]:
    schema = {name: make_table(name, columns) for name, columns in SCHEMA.items()}
    with open_published_schema(schema) as connection:
        yield connection


def test_a_right_query_has_no_fault(published: duckdb.DuckDBPyConnection) -> None:
    """On empty tables, with or without rows of its own."""
    assert check_evidence(published, f"{RIGHT} from role_remap") is None
    query = "select 'x' as item, true as is_done, cast(null as date) as done_on"
    assert check_evidence(published, query) is None


@pytest.mark.parametrize(
    ("query", "error"),
    [
        (
            "select role as item, true as is_done from role_remap",
            (
                "its columns are item VARCHAR, is_done BOOLEAN; "
                "select exactly item VARCHAR, is_done BOOLEAN, done_on DATE, and cast where needed"
            ),
        ),
        (f"{RIGHT}, role from role_remap", "its columns are item VARCHAR, is_done BOOLEAN, done_"),
        (
            "select true as is_done, role as item, accepted_on as done_on from role_remap",
            "its columns are is_done BOOLEAN, item VARCHAR, done_on DATE; select exactly item",
        ),
        (
            "select agent as item, runs as is_done, null as done_on from agent_registry",
            "its columns are item VARCHAR, is_done BIGINT, done_on ",
        ),
        (
            "select agent as item, true as is_done, now() as done_on from agent_registry",
            "done_on TIMESTAMP WITH TIME ZONE; select exactly",
        ),
        (
            f"{RIGHT} from role_remaps",
            'Table with name role_remaps does not exist! Did you mean "role_remap"?',
        ),
        (f"{RIGHT} from role_remap; drop table role_remap", "it has 2 statements"),
        ("insert into role_remap values ('x', null)", "it is a statement of kind INSERT"),
        ("attach 'other.duckdb' as other", "it is a statement of kind ATTACH"),
        ("copy role_remap to 'stolen.csv'", "it is a statement of kind COPY"),
        ("pragma version", "it is a statement of kind PRAGMA"),
        (
            (
                "select content as item, true as is_done, null::date as done_on "
                "from read_text('/etc/passwd')"
            ),
            'Cannot access file "/etc/passwd"',
        ),
    ],
)
def test_a_fault_says_what_to_do(
    published: duckdb.DuckDBPyConnection, query: str, error: str
) -> None:
    """Wrong columns, unknown tables, and whatever is more than a select."""
    found = check_evidence(published, query)
    assert found is not None
    assert error in found
    assert "\n" not in found


def test_rows_come_as_evidence(published: duckdb.DuckDBPyConnection) -> None:
    """What is neither true nor false is not done; what has no name says so."""
    published.execute("insert into role_remap values ('editor', '2026-03-01'), (null, null)")
    query = (
        "select role as item, nullif(accepted_on is not null, false) as is_done, "
        "accepted_on as done_on from role_remap order by all"
    )
    assert gather_evidence(published, query) == (
        Evidence("editor", True, date(2026, 3, 1)),
        Evidence("(no name)", False, None),
    )


def test_evidence_has_its_bounds(published: duckdb.DuckDBPyConnection) -> None:
    """Millions of rows are refused and not read into memory."""
    query = "select 'x' as item, true as is_done, null::date as done_on from range(100000000)"
    with pytest.raises(QueryRefused, match="more than 10,000 rows; group or narrow them"):
        gather_evidence(published, query)
