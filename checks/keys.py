"""Every key that a contract declares is verified in every run, by one query per table."""

from __future__ import annotations

from collections.abc import Sequence

from assets.lib.dbt.project import CompiledProject
from checks.check import QueryCheck

NAME = "key_is_unique"


def key_checks(project: CompiledProject) -> list[QueryCheck]:
    """Return a check per seed and model with a declared key: no two rows have the same one."""
    return [_key_check(table.full_name, table.key) for table in project.tables if table.key]


def _key_check(table: str, key: Sequence[str]) -> QueryCheck:
    columns = ", ".join(f'"{column}"' for column in key)
    return QueryCheck(
        name=NAME,
        asset=table,
        claim=f"{', '.join(key)} name a row.",
        query=f"select {columns}, count(*) as rows_found from {table} "
        "group by all having count(*) > 1 limit 100",
        broken_by=f"insert into {table} from {table} limit 1",
    )
