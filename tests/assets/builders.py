"""Makes small homes: landing with deliveries, declarations, a warehouse to look into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from assets.lib.dbt.build import build_tables
from assets.lib.dbt.project import read_project
from assets.lib.ingestion.connector import Batch, Connector, Export, StreamRows
from assets.lib.ingestion.ingest import FileResult, ingest
from assets.lib.organisation import Organisation, read_organisation
from assets.lib.organisation.tables import write_declarations
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from assets.streams import STREAM_NAMES

LEADS = "lead_id,created_at,person_key,amount\n"
NOTHING_DECLARED = Organisation()


def land(settings: Settings, path: str, content: str | bytes | pl.DataFrame) -> Path:
    """Put a file into landing: text, bytes, or a frame as Parquet."""
    file = settings.landing / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, pl.DataFrame):
        content.write_parquet(file)
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def leads(*ids: str, created_at: str = "2026-03-02T08:00:00Z") -> str:
    """Return a canonical CSV of leads."""
    return LEADS + "".join(f"{i},{created_at},,\n" for i in ids)


def declare(settings: Settings, name: str, text: str) -> Organisation:
    """Write one declaration and read them all."""
    settings.organisation_folder.mkdir(parents=True, exist_ok=True)
    (settings.organisation_folder / name).write_text(text, encoding="utf-8")
    return read_organisation(settings)


def take_in(settings: Settings, organisation: Organisation = NOTHING_DECLARED) -> list[FileResult]:
    """Ingest what landing holds."""
    with open_warehouse(settings) as connection:
        return ingest(connection, settings, organisation)


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the warehouse."""
    with open_warehouse(settings) as connection:
        return connection.execute(query).fetchall()


def stage(settings: Settings, *marts: str) -> None:
    """Make the staging tables of what is loaded, and these marts."""
    with open_warehouse(settings) as connection:
        build_staging(connection, *marts)


def build_staging(connection: duckdb.DuckDBPyConnection, *marts: str) -> None:
    """Make the staging tables in an open warehouse, and these marts."""
    project = read_project()
    staging = {model.full_name for model in project.models if model.schema_name == "staging"}
    needed = staging | {model.full_name for model in project.ancestry(marts)}
    write_declarations(connection, NOTHING_DECLARED)
    seeds = {seed.full_name for seed in project.seeds}
    list(build_tables(connection, project, needed | seeds))


def statuses(results: list[FileResult]) -> dict[str, str]:
    return {result.path: result.status for result in results}


def lead_ids(settings: Settings) -> list[str]:
    return [row[0] for row in ask(settings, "select lead_id from raw.leads order by all")]


def contents(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """Return every raw and ops table, without the moments at which they were written."""
    tables = [f"raw.{name}" for name in STREAM_NAMES]
    columns = dict.fromkeys(tables, "* exclude (_loaded_at)") | {
        "ops.ingested_file": "* exclude (ingested_at)",
        "ops.quarantine": "* exclude (quarantined_at)",
        "ops.skipped_record": "*",
        "ops.file_column": "*",
    }
    with open_warehouse(settings) as connection:
        return {
            name: connection.execute(f"select {listed} from {name} order by all").fetchall()
            for name, listed in columns.items()
        }


class Stub(Connector):
    """A connector of a test: yields what it is given, raises what it is given."""

    name = "stub"
    title = "Stub"
    version = 1
    streams = ("leads",)
    suffixes = (".txt",)

    def __init__(self, *parts: Batch | Exception) -> None:
        self.parts = parts

    def read(self, export: Export) -> Iterator[Batch]:
        del export
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            yield part


def lead_rows(*ids: str | None, first: int = 1) -> StreamRows:
    """Return rows of leads, numbered from `first`."""
    frame = pl.DataFrame(
        {
            "_row": range(first, first + len(ids)),
            "lead_id": ids,
            "created_at": ["2026-03-02T08:00:00Z"] * len(ids),
        },
        schema_overrides={"lead_id": pl.String},
    )
    return StreamRows("leads", frame)


def lead_batch(*ids: str | None, first: int = 1) -> Batch:
    return Batch(len(ids), rows=(lead_rows(*ids, first=first),))
