"""The dbt project as a run uses it: compiled to plain SQL once per version of its files.

The result lies in the project's `target`, so every home of a checkout shares it and a run imports
no dbt. `python -m assets.lib.dbt.project` compiles ahead of the first run.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assets.lib.settings import DBT_PROJECT

WAREHOUSE_NAME = "fullscore"
"""The database that compiled relations name: the stem of the warehouse's file."""

_FOLDERS = ("models", "seeds", "macros", "tests")
_FILES = frozenset({".sql", ".yml", ".csv", ".md"})


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ProjectColumn(_Frozen):
    """A column as its contract or its seed declares it; `type` is DuckDB's."""

    name: str
    type: str
    meaning: str = ""
    is_required: bool = False


class Seed(_Frozen):
    """A seed: its file below the project, and its columns with their types."""

    name: str
    path: str
    description: str
    columns: tuple[ProjectColumn, ...]
    key: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"seeds.{self.name}"


class Model(_Frozen):
    """A model that becomes a table or a view: its query, and what the query reads.

    `depends_on` holds full names (`schema.table`) of models, seeds and sources; `columns` is empty
    where no contract is enforced.
    """

    schema_name: str
    name: str
    group: str
    description: str
    sql: str
    depends_on: tuple[str, ...]
    columns: tuple[ProjectColumn, ...] = ()
    key: tuple[str, ...] = ()
    is_view: bool = False
    is_published: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.schema_name}.{self.name}"


class CompiledProject(_Frozen):
    """Seeds, and models each of which stands after all that it depends on."""

    fingerprint: str
    seeds: tuple[Seed, ...]
    models: tuple[Model, ...]

    @property
    def tables(self) -> tuple[Seed | Model, ...]:
        """Seeds first, then models, in the order to build in."""
        return (*self.seeds, *self.models)

    def ancestry(self, names: Iterable[str]) -> list[Model]:
        """Return the models of these names and all that they need, in the order to build in."""
        wanted = set(names)
        chosen = []
        for model in reversed(self.models):
            if model.name in wanted or model.full_name in wanted:
                wanted.update(model.depends_on)
                chosen.append(model)
        return chosen[::-1]


def project_fingerprint(folder: Path = DBT_PROJECT) -> str:
    """Return a hash of every file that the compiled project depends on, this module included."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    below = (path for name in _FOLDERS for path in (folder / name).rglob("*"))
    for path in sorted([*folder.glob("*.yml"), *below]):
        if path.suffix in _FILES:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def read_project(folder: Path = DBT_PROJECT) -> CompiledProject:
    """Return the compiled project, compiling it first where its files have changed since.

    Raises DbtFailed with dbt's reason where it doesn't compile.
    """
    target = folder / "target"
    target.mkdir(exist_ok=True)
    kept = target / "compiled_project.json"
    fingerprint = project_fingerprint(folder)
    with (target / "compile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        project = _read_kept(kept)
        if project is None or project.fingerprint != fingerprint:
            project = _compile(folder, fingerprint)
            aside = kept.with_suffix(".part")
            aside.write_text(project.model_dump_json(), encoding="utf-8")
            aside.rename(kept)
    return project


def _read_kept(path: Path) -> CompiledProject | None:
    if not path.exists():
        return None
    try:
        return CompiledProject.model_validate_json(path.read_bytes())
    except ValueError:  # written by another version of this module
        return None


def _compile(folder: Path, fingerprint: str) -> CompiledProject:
    from assets.lib.dbt.command import DbtFailed, invoke_dbt

    with tempfile.TemporaryDirectory(prefix="fullscore-") as aside:
        outcome: Any = invoke_dbt(
            folder,
            Path(aside) / f"{WAREHOUSE_NAME}.duckdb",
            ["compile", "--exclude", "resource_type:test", "resource_type:unit_test"],
        )
    if not outcome.success:
        failed = [f"{r.node.name}: {r.message}" for r in outcome.result.results if r.message]
        raise DbtFailed("the dbt project doesn't compile: " + "; ".join(failed))
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes: dict[str, dict[str, Any]] = manifest["nodes"]
    return CompiledProject(
        fingerprint=fingerprint,
        seeds=tuple(_seed(n, folder) for n in nodes.values() if n["resource_type"] == "seed"),
        models=tuple(_models_in_order(nodes)),
    )


def _models_in_order(nodes: Mapping[str, dict[str, Any]]) -> list[Model]:
    waiting = {
        key: node
        for key, node in nodes.items()
        if node["resource_type"] == "model" and not _is_ephemeral(node)
    }
    parents = {key: _parents(key, nodes) for key in waiting}
    ordered: dict[str, Model] = {}
    while len(ordered) < len(waiting):
        for key, node in waiting.items():
            needed = parents[key] & waiting.keys()
            if key not in ordered and needed <= ordered.keys():
                needed_tables = (_full_name(parent, nodes) for parent in parents[key])
                ordered[key] = _model(node, needed_tables)
    return list(ordered.values())


def _is_ephemeral(node: Mapping[str, Any]) -> bool:
    return bool(node["config"].get("materialized") == "ephemeral")


def _parents(key: str, nodes: Mapping[str, dict[str, Any]]) -> set[str]:
    """Return the ids that a model reads; what an ephemeral parent reads counts as its own."""
    found: set[str] = set()
    for parent in nodes[key]["depends_on"]["nodes"]:
        if parent in nodes and _is_ephemeral(nodes[parent]):
            found |= _parents(parent, nodes)
        else:
            found.add(parent)
    return found


def _full_name(unique_id: str, nodes: Mapping[str, dict[str, Any]]) -> str:
    """Return the table of a node; a source's id ends with it (`source.fullscore.raw.leads`)."""
    if unique_id in nodes:
        return f"{nodes[unique_id]['schema']}.{nodes[unique_id]['name']}"
    return unique_id.split(".", maxsplit=2)[2]


def _model(node: Mapping[str, Any], depends_on: Iterable[str]) -> Model:
    is_contracted = node["contract"]["enforced"]
    columns = node["columns"].values() if is_contracted else ()
    return Model(
        schema_name=node["schema"],
        name=node["name"],
        group=node["fqn"][-2],
        description=_in_one_line(node["description"]),
        sql=node["compiled_code"],
        depends_on=tuple(sorted(depends_on)),
        columns=tuple(
            ProjectColumn(
                name=column["name"],
                type=column["data_type"],
                meaning=_in_one_line(column["description"]),
                is_required=any(c["type"] == "not_null" for c in column["constraints"]),
            )
            for column in columns
        ),
        key=_declared_key(node),
        is_view=node["config"]["materialized"] == "view",
        is_published=node["schema"] == "marts" and node["config"]["meta"].get("is_published", True),
    )


def _declared_key(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the contract's primary key, or `meta.key` where a node has no contract."""
    for constraint in node.get("constraints", ()):
        if constraint["type"] == "primary_key":
            return tuple(constraint["columns"])
    return tuple(node["config"]["meta"].get("key", ()))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _seed(node: Mapping[str, Any], folder: Path) -> Seed:
    types = _types_of_seed(folder / node["original_file_path"], node["config"]["column_types"])
    meanings = {name: c["description"] for name, c in node["columns"].items()}
    return Seed(
        name=node["name"],
        path=node["original_file_path"],
        description=_in_one_line(node["description"]),
        columns=tuple(
            ProjectColumn(name=name, type=kind, meaning=_in_one_line(meanings.get(name, "")))
            for name, kind in types.items()
        ),
        key=_declared_key(node),
    )


def _types_of_seed(file: Path, declared: Mapping[str, str]) -> dict[str, str]:
    """Return the type of every column: the declared one, or the one that dbt would infer."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.read_csv(str(file), header=True, dtype=dict(declared) or None)
        types = dict(zip(found.columns, map(str, found.types), strict=True))
    return {
        name: "INTEGER" if kind == "BIGINT" and name not in declared else kind
        for name, kind in types.items()
    }


def main() -> None:
    """Compile the project of this checkout, so that the first run needn't."""
    from assets.lib.dbt.command import DbtFailed

    try:
        read_project()
    except DbtFailed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
