"""The measures of triggers that are held against a threshold by numerator and denominator."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from assets.lib.governance.triggers.measures import measured_marts
from assets.lib.governance.triggers.quotients import QUOTIENTS
from assets.lib.published_schema import read_published_schema
from tests.pipelines.homes import demo_home

PARTS = ("_share", "_rate", "density", "velocity", "signal_to_noise", "_per_person")
NO_QUOTIENTS = {
    # of records that are not published beside it, or of a declaration
    "strategic_decision_density_weekly.unmatched_share",
    "strategic_atrophy_weekly.stated_share",
}


def test_every_share_has_its_numerator_and_denominator() -> None:
    """Or is named here, with the reason; what is listed is published."""
    schema = read_published_schema()
    shares = {
        f"{table.name}.{column}"
        for table in measured_marts(schema)
        for column in table.columns
        if column.endswith(PARTS)
    }
    listed = {f"{table}.{column}" for table, columns in QUOTIENTS.items() for column in columns}
    assert shares - listed == NO_QUOTIENTS
    for table, quotients in QUOTIENTS.items():
        named = {name for column, parts in quotients.items() for name in (column, *parts)}
        assert named <= schema[table].columns.keys(), table


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the warehouse that a run has filled."""
    return demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb"


def test_every_quotient_is_what_is_published(warehouse: Path) -> None:
    """On every row where it has a value, and it has none where there is nothing to divide by."""
    wrong = []
    with duckdb.connect(warehouse, read_only=True) as connection:
        for table, quotients in QUOTIENTS.items():
            for column, (numerator, denominator) in quotients.items():
                [(rows,)] = connection.execute(
                    f"select count(*) from marts.{table} where {denominator} is not null and "
                    f"coalesce(abs({column} - {numerator} / nullif({denominator}, 0)) > 1e-9, "
                    f"({column} is null) <> ({numerator} / nullif({denominator}, 0) is null))"
                ).fetchall()
                wrong += [f"{table}.{column}"] if rows else []
    assert not wrong
