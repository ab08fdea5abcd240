"""What calls for people: each kind is found, ranked, and says what to do."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from assets.analyses.attention import ANALYSIS, KINDS
from assets.lib.settings import DBT_PROJECT
from tests.pipelines.homes import demo_home

SEED = DBT_PROJECT / "seeds" / "attention_kind.csv"
URGENCIES = ["act", "decide", "watch"]
_RAISED_BY = re.compile(r"(?s)(\w+) is raised by: (.*)")


def kinds() -> list[dict[str, str]]:
    with SEED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def statements() -> dict[str, str]:
    """Return the statement that raises a kind, of those that the demo does not have."""
    heads = (
        "\n".join(line[2:] for line in path.read_text("utf-8").splitlines() if line[:2] == "--")
        for path in KINDS.glob("*.sql")
    )
    return dict(found for head in heads for found in _RAISED_BY.findall(head))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a copy of the demo organisation's warehouse."""
    copy = tmp_path_factory.mktemp("attention") / "fullscore.duckdb"
    shutil.copyfile(demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def calls(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return what calls for people, the most urgent first."""
    [table] = ANALYSIS.tables
    return ANALYSIS.compute(connection)[table.name].to_dicts()


def test_every_kind_says_what_it_means_and_what_to_do() -> None:
    """A reader of the list has not written the queries."""
    assert all(kind["next_step"] and kind["meaning"] for kind in kinds())


def test_the_order_of_kinds_follows_their_urgency() -> None:
    """No kind that is only watched stands before one that is to be acted on."""
    ranked = sorted(kinds(), key=lambda kind: int(kind["kind_order"]))
    places = [URGENCIES.index(kind["urgency"]) for kind in ranked]
    assert places == sorted(places)
    assert len({kind["kind_order"] for kind in ranked}) == len(ranked)


@pytest.mark.parametrize("kind", [kind["kind"] for kind in kinds()])
def test_what_is_of_a_kind_is_found(warehouse: duckdb.DuckDBPyConnection, kind: str) -> None:
    """In the demo organisation, or after the statement in the head of a query."""
    statement = statements().get(kind)
    found = [call for call in calls(warehouse) if call["kind"] == kind]
    assert bool(found) != bool(statement), "a statement stands where the demo has no such call"
    if statement:
        warehouse.begin()
        try:
            warehouse.execute(statement)
            found = [call for call in calls(warehouse) if call["kind"] == kind]
        finally:
            warehouse.rollback()
    assert found
    assert all(call["headline"] and call["evidence"] and call["next_step"] for call in found)


def test_calls_are_ranked_by_urgency_then_kind_then_age(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Whoever reads five lines has read the five most urgent."""
    found = calls(warehouse)
    order = {kind["kind"]: int(kind["kind_order"]) for kind in kinds()}
    keys = [(URGENCIES.index(c["urgency"]), order[c["kind"]], -(c["age_days"] or 0)) for c in found]
    assert keys == sorted(keys)
    assert [call["attention_rank"] for call in found] == list(range(1, len(found) + 1))


def test_the_planted_troubles_of_the_demo_organisation_are_told(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """The firing trigger, the voice, the late milestone with its missing item, the levels."""
    found = {call["kind"]: call for call in reversed(calls(warehouse))}
    assert found["firing_trigger"]["subject"] == "content-agent, quality"
    assert found["firing_trigger"]["age_days"] > 50
    assert found["risk_to_act"]["subject"] == "brand_voice_drift"
    assert "missing: nurture_sequences: nurture-agent" in found["late_milestone"]["evidence"]
    assert found["workflow_to_move_down"]["subject"] == "content_production"
    assert found["kpi_below_its_path"]["page"] == "content_system_throughput"
