"""Dagster assets from export to raw tables: one per discovered connector, one per stream."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import dagster as dg

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.ingest import FileResult, ingest
from assets.lib.organisation import read_organisation
from assets.lib.organisation.tables import TABLE_NAMES, write_declarations
from assets.lib.outcome import recording_failure
from assets.lib.resources import POOL, Progress
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from assets.streams import STREAM_NAMES, get_stream


class AsOf(dg.Config):
    """The instant that the run is to stand at; by default the declared one, or the newest event."""

    as_of: str | None = None


def export_key(connector: str) -> dg.AssetKey:
    """Return the key of the exports of a connector."""
    return dg.AssetKey(["landing", connector])


exports = [
    dg.AssetSpec(
        export_key(connector.name),
        group_name="landing",
        description=f"{connector.title} exports ({', '.join(connector.suffixes)}), as delivered to "
        f"landing/{connector.name}/.",
        kinds={"file"},
    )
    for connector in discover_connectors().values()
]

_declared = [
    dg.AssetSpec(
        ["org", name],
        group_name="organisation",
        description=f"What data/org declares, as the table org.{name}.",
        kinds={"yaml", "duckdb"},
    )
    for name in TABLE_NAMES
]

_streams = [
    dg.AssetSpec(
        ["raw", name],
        group_name="raw",
        description=f"{get_stream(name).meaning} Append-only; every row names its file and row.",
        deps=[export_key(c.name) for c in discover_connectors().values() if name in c.streams],
        kinds={"polars", "duckdb"},
        code_version=str(get_stream(name).version),
    )
    for name in STREAM_NAMES
]


@dg.multi_asset(
    specs=_declared,
    name="declarations",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def declarations(
    context: dg.AssetExecutionContext, config: AsOf
) -> Iterator[dg.MaterializeResult[None]]:
    """Write what the organisation declares into the warehouse."""
    settings: Settings = context.resources.settings
    with recording_failure(settings, context.run_id, "declarations"):
        organisation = read_organisation(settings.organisation_folder, settings.sign_offs_file)
        as_of = datetime.fromisoformat(config.as_of) if config.as_of else None
        with open_warehouse(settings) as connection:
            write_declarations(connection, organisation, as_of)
    for name in TABLE_NAMES:
        yield dg.MaterializeResult(asset_key=["org", name])


@dg.multi_asset(
    specs=_streams,
    name="intake",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def intake(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Load everything that was delivered and is not in the warehouse yet."""
    settings: Settings = context.resources.settings
    progress: Progress = context.resources.progress
    progress.step("intake")
    with (
        recording_failure(settings, context.run_id, "intake"),
        open_warehouse(settings) as connection,
    ):
        organisation = read_organisation(settings.organisation_folder, settings.sign_offs_file)
        results = ingest(
            connection,
            settings,
            organisation,
            lambda result: progress.file(result.path, result.status, describe(result)),
        )
        counts = {
            name: connection.execute(f"select count(*) from raw.{name}").fetchall()[0][0]
            for name in STREAM_NAMES
        }
    for event in _observed_exports(results):
        context.log_event(event)
    for name, rows in counts.items():
        yield dg.MaterializeResult(asset_key=["raw", name], metadata={"dagster/row_count": rows})


def describe(result: FileResult) -> str:
    """Return in a few words what became of a file."""
    if result.status != "loaded":
        return result.reason or ""
    parts = [f"{result.rows_loaded:,} rows"]
    if result.records_quarantined:
        parts.append(f"{result.records_quarantined:,} quarantined")
    if result.records_skipped:
        parts.append(f"{result.records_skipped:,} skipped")
    return ", ".join(parts)


def _observed_exports(results: list[FileResult]) -> Iterator[dg.AssetMaterialization]:
    """Tell of every connector that had new files in this run what became of them."""
    for name in discover_connectors():
        own = [r for r in results if r.path.startswith(f"{name}/")]
        fresh = [r for r in own if r.status != "unchanged"]
        if fresh:
            counts: Counter[str] = Counter(r.status for r in own)
            yield dg.AssetMaterialization(
                export_key(name),
                metadata={
                    **{f"files_{status}": count for status, count in counts.items()},
                    "records_quarantined": sum(r.records_quarantined for r in fresh),
                    "rows_loaded": sum(r.rows_loaded for r in fresh),
                },
            )
