"""The queries over the published snapshot, which the dashboard and the command line share.

Each is a file `queries/<subject>/<name>.sql` and reads its parameters as DuckDB variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from assets.lib.errors import UserError

QUERIES = Path(__file__).parent / "queries"

Parameter = str | int | date

_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")


class NotInSnapshot(UserError):
    """The snapshot was published before the table or column that is asked for existed."""


@dataclass(frozen=True)
class Query:
    """One query, and the names of the parameters that it needs."""

    text: str
    parameters: frozenset[str]


def query_names() -> list[str]:
    """Return the name of every query, such as `kpi/weeks`."""
    return sorted(str(path.relative_to(QUERIES).with_suffix("")) for path in QUERIES.rglob("*.sql"))


@lru_cache
def read_query(name: str) -> Query:
    """Return the query of this name; raises ValueError where there is none."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file():
        raise ValueError(f"no query is named {name!r}; there are {', '.join(query_names())}")
    text = path.read_text(encoding="utf-8")
    return Query(text, frozenset(_VARIABLE.findall(text)))


def run_query(
    connection: duckdb.DuckDBPyConnection, name: str, **parameters: Parameter
) -> duckdb.DuckDBPyRelation:
    """Return the answer to the query of this name.

    Raises ValueError unless exactly its parameters are given, and NotInSnapshot where the
    connection lacks a table or column that it reads.
    """
    query = read_query(name)
    if query.parameters != parameters.keys():
        # an unset variable is null to DuckDB: a forgotten parameter would give no rows
        raise ValueError(f"{name} needs {sorted(query.parameters)}, not {sorted(parameters)}")
    for variable, value in parameters.items():
        connection.execute(f"set variable {variable} = ?", [value])
    try:
        return connection.sql(query.text)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise NotInSnapshot(
            "the published snapshot was written by an older version and lacks what is asked for; "
            f"`fullscore run` publishes a new one ({str(error).splitlines()[0]})"
        ) from error
