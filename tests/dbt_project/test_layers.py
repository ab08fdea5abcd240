"""The layers hold, keys are declared, and what is listed twice agrees, over the parsed project."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import pytest
import yaml

from assets.lib.dbt.project import read_project
from assets.lib.settings import DBT_PROJECT, PROJECT_ROOT
from tests.dbt_project.sources import SOURCES, render_sources

MAY_READ = {
    "staging": {"raw", "ops", "org", "staging", "seeds"},
    "core": {"staging", "core", "seeds", "org"},
    "marts": {"core", "marts", "seeds", "org"},
}
"""What the models of a layer may depend on, by schema."""

ROOMS = ("assets", "checks", "dashboard", "pipelines")
LONGEST_SQL = 130

Node = dict[str, Any]


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    read_project()
    written = (DBT_PROJECT / "target" / "manifest.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(written)
    return read


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> list[Node]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def _seed(name: str) -> list[dict[str, str]]:
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _is_built(node: Node) -> bool:
    return bool(node["config"]["materialized"] != "ephemeral")


def test_a_layer_reads_only_what_it_may(manifest: dict[str, Any], models: list[Node]) -> None:
    """Staging reads sources and seeds, core no marts, marts no staging."""
    schemas = {
        key: node["schema"] for key, node in (manifest["nodes"] | manifest["sources"]).items()
    }
    wrong = [
        f"{node['name']} reads {parent}"
        for node in models
        for parent in node["depends_on"]["nodes"]
        if schemas[parent] not in MAY_READ[node["schema"]]
    ]
    assert not wrong


def test_a_model_is_of_the_group_of_its_layer(models: list[Node]) -> None:
    """Groups and schemas are the folders; only marts are public."""
    for node in models:
        layer = node["fqn"][1]
        assert (node["schema"], node["group"]) == (layer, layer), node["name"]
        assert (node["access"] == "public") == (layer == "marts"), node["name"]


def test_nobody_outside_reads_below_the_marts() -> None:
    """Queries in Python and SQL name no table of core or staging."""
    below = re.compile(r"\b(from|join|into|table)\s+(core|staging)\.\w+|[\"'](core|staging)\.\w+")
    found = [
        str(path.relative_to(PROJECT_ROOT))
        for room in ROOMS
        for path in (PROJECT_ROOT / room).rglob("*")
        if path.suffix in (".py", ".sql", ".yml") and below.search(path.read_text("utf-8"))
    ]
    assert not found


def test_every_table_declares_its_key(manifest: dict[str, Any], models: list[Node]) -> None:
    """Marts by their contract, other layers and seeds by config.meta.key; one row needs no key."""
    for node in models:
        primary = [c for c in node["constraints"] if c["type"] == "primary_key"]
        stated = primary if node["schema"] == "marts" else node["config"]["meta"].get("key")
        one_row = node["description"].rstrip().endswith("Grain - one row.")
        may_be_null = node["name"] in NULLABLE_KEYS
        assert bool(stated) != (one_row or may_be_null) or not _is_built(node), node["name"]
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert [s["name"] for s in seeds if not s["config"]["meta"].get("key")] == []


NULLABLE_KEYS = {"agent_loads", "kpi_amounts"}
"""Tables with a row for what has no agent: their key holds a null."""


def test_every_model_says_what_a_row_is(models: list[Node]) -> None:
    """The grain stands at the end of every description."""
    assert [n["name"] for n in models if "Grain - one row" not in n["description"]] == []


def test_a_page_is_an_exposure_of_the_marts_that_it_reads(manifest: dict[str, Any]) -> None:
    """Every published table that a query of the dashboard names is one that a page exposes."""
    nodes = {n["name"]: key for key, n in manifest["nodes"].items() if n["schema"] != "core"}
    exposed = {
        parent
        for exposure in manifest["exposures"].values()
        if exposure["type"] == "dashboard"
        for parent in exposure["depends_on"]["nodes"]
    }
    read = {
        name
        for path in (PROJECT_ROOT / "dashboard").rglob("*.sql")
        for name in re.findall(r"\b(?:from|join)\s+(\w+)", path.read_text("utf-8"))
    }
    assert [name for name in sorted(read) if name in nodes and nodes[name] not in exposed] == []


def test_no_sql_is_long() -> None:
    """A long model is two."""
    files = (DBT_PROJECT / "models").rglob("*.sql")
    assert [f.name for f in files if f.read_text("utf-8").count("\n") > LONGEST_SQL] == []


def test_the_sources_are_those_of_streams_and_declarations() -> None:
    """Run `python -m tests.dbt_project.sources` after a change of a contract."""
    assert SOURCES.read_text(encoding="utf-8") == render_sources()


def test_the_listed_kpis_are_those_of_the_seeds() -> None:
    """The project's list names the KPIs, segments and counter-metrics of the seeds."""
    project = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    listed: dict[str, Any] = project["vars"]["kpis"]
    definitions = sorted(_seed("kpi_definition"), key=lambda row: int(row["display_order"]))
    assert list(listed) == list(dict.fromkeys(row["kpi_id"] for row in definitions))
    segments = sorted(_seed("kpi_segment"), key=lambda row: int(row["display_order"]))
    counters = sorted(_seed("kpi_counter_metric"), key=lambda row: int(row["display_order"]))
    for kpi_id, kpi in listed.items():
        assert kpi["segments"] == [s["segment_type"] for s in segments if s["kpi_id"] == kpi_id]
        named = [c["counter_metric"] for c in counters if c["kpi_id"] == kpi_id]
        assert list(kpi.get("counter_metrics", {})) == named


def test_every_parameter_that_a_model_names_is_in_the_seed() -> None:
    """A typo is known before anything runs."""
    known = {(row["subject"], row["parameter"]) for row in _seed("parameter")}
    named = {
        found
        for path in (DBT_PROJECT / "models").rglob("*.sql")
        for found in re.findall(r"parameter\(\s*'(\w+)',\s*'(\w+)'\s*\)", path.read_text("utf-8"))
    }
    assert named <= known
