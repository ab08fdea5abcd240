"""The project's models as compiled SQL, executed in memory on one organisation after the other."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from assets.dbt_runner import _checked, _invoke
from assets.organisation.tables import write_declarations
from assets.settings import DBT_PROJECT, Settings
from assets.streams import ORIGIN_COLUMNS, all_streams, get_stream
from tests.dbt_project.organisation import RandomOrganisation, Row

DATABASE = "fullscore"  # the name that relations carry: the stem of the warehouse file
_ORIGIN_TYPES: dict[str, Any] = {
    "varchar": pl.String,
    "bigint": pl.Int64,
    "timestamp": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Model:
    """One model: what it needs, and the query that makes it; an ephemeral one has no relation."""

    name: str
    materialized: str
    relation: str
    sql: str
    needs: tuple[str, ...]
    types: dict[str, str]


@dataclass(frozen=True)
class Seed:
    """One seed: its file, and the types that the project gives to its columns."""

    name: str
    path: str
    types: dict[str, str]


@dataclass(frozen=True)
class Project:
    """The compiled project; models come after what they need."""

    models: tuple[Model, ...]
    seeds: tuple[Seed, ...]

    def ancestry(self, names: Iterable[str]) -> list[Model]:
        """Return the models of these names and all that they need, in the order to build in."""
        wanted = set(names)
        for model in reversed(self.models):
            if model.name in wanted:
                wanted.update(model.needs)
        return [model for model in self.models if model.name in wanted]


def compile_project(folder: Path) -> Project:
    """Compile the dbt project, once for all processes that share the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "project.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(asdict(_compile(folder))), encoding="utf-8")
    read = json.loads(kept.read_text(encoding="utf-8"))
    return Project(
        models=tuple(Model(**model) for model in read["models"]),
        seeds=tuple(Seed(**seed) for seed in read["seeds"]),
    )


def _compile(folder: Path) -> Project:
    settings = Settings(home=folder)
    outcome = _invoke(settings, ["compile"])
    _checked(outcome)
    assert outcome.success
    written = (settings.dbt_target / "manifest.json").read_text(encoding="utf-8")
    nodes: dict[str, Any] = json.loads(written)["nodes"]
    models = {key: node for key, node in nodes.items() if node["resource_type"] == "model"}
    ordered: dict[str, Model] = {}
    while len(ordered) < len(models):
        for key, node in models.items():
            needs = [parent for parent in node["depends_on"]["nodes"] if parent in models]
            if key not in ordered and all(parent in ordered for parent in needs):
                ordered[key] = _model(node, tuple(models[parent]["name"] for parent in needs))
    seeds = (node for node in nodes.values() if node["resource_type"] == "seed")
    return Project(
        models=tuple(ordered.values()),
        seeds=tuple(
            Seed(node["name"], node["original_file_path"], node["config"]["column_types"])
            for node in seeds
        ),
    )


def _model(node: dict[str, Any], needs: tuple[str, ...]) -> Model:
    is_contracted = node["contract"]["enforced"]
    types = {name: column["data_type"] for name, column in node["columns"].items()}
    return Model(
        name=node["name"],
        materialized=node["config"]["materialized"],
        relation=node["relation_name"] or "",
        sql=node.get("compiled_code") or "",
        needs=needs,
        types=types if is_contracted else {},
    )


class Warehouse:
    """A warehouse in memory that holds one organisation at a time."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.connection = duckdb.connect()
        self.connection.execute(f"attach ':memory:' as {DATABASE}; use {DATABASE}")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set threads = 1")  # on few rows, handing out work costs more
        for schema in ("raw", "org", "seeds", "staging", "core", "marts"):
            self.connection.execute(f"create schema {schema}")
        for stream in all_streams():
            columns = {c.name: c.duckdb_type for c in stream.columns} | ORIGIN_COLUMNS
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            self.connection.execute(f"create table raw.{stream.name} ({listed})")
        for seed in project.seeds:
            self._create_seed(seed)

    def _create_seed(self, seed: Seed) -> None:
        table = self.connection.read_csv(
            str(DBT_PROJECT / seed.path), header=True, dtype=seed.types or None
        )
        table.create(f"seeds.{seed.name}")

    def build(self, organisation: RandomOrganisation, *marts: str) -> tuple[list[Row], ...]:
        """Load the organisation in the place of the one before; return the rows of these marts."""
        self.load(organisation)
        for model in self.project.ancestry(marts):
            self._build(model)
        return tuple(self.rows(mart) for mart in marts)

    def load(self, organisation: RandomOrganisation) -> None:
        """Put the organisation in the place of the one before."""
        write_declarations(self.connection, organisation.declared, None)
        for stream in all_streams():
            self.connection.execute(f"delete from raw.{stream.name}")
            if rows := organisation.rows(stream.name):
                self._insert(stream.name, rows)
        self.connection.execute("delete from seeds.work_kind_rule")
        for rule in organisation.rules:
            values = asdict(rule)
            self.connection.execute(
                f"insert into seeds.work_kind_rule ({', '.join(values)}) "
                f"values ({', '.join('?' for _ in values)})",
                list(values.values()),
            )

    def rows(self, mart: str) -> list[Row]:
        """Return the rows of a mart."""
        cursor = self.connection.execute(f"from marts.{mart}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _insert(self, stream: str, rows: list[Row]) -> None:
        schema: dict[str, Any] = {c.name: c.polars_type for c in get_stream(stream).columns}
        schema |= {name: _ORIGIN_TYPES[kind] for name, kind in ORIGIN_COLUMNS.items()}
        naive = {
            n: pl.Datetime("us") if isinstance(t, pl.Datetime) else t for n, t in schema.items()
        }
        frame = pl.DataFrame(rows, schema=naive).to_arrow()  # noqa: F841  # read by name
        self.connection.execute(f"insert into raw.{stream} by name select * from frame")

    def _build(self, model: Model) -> None:
        if model.materialized == "ephemeral":
            return
        if not model.types:
            self.connection.execute(
                f"create or replace {model.materialized} {model.relation} as {model.sql}"
            )
            return
        listed = ", ".join(f"{name} {kind}" for name, kind in model.types.items())
        self.connection.execute(f"create or replace table {model.relation} ({listed})")
        self.connection.execute(
            f"insert into {model.relation} select {', '.join(model.types)} from ({model.sql})"
        )
