"""The raw streams as Dagster assets: everything in landing that the warehouse lacks is loaded."""

from collections import Counter
from collections.abc import Iterator

import dagster as dg

from assets.landing import OWNERS, export_key
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.ingest import FileResult, ingest
from assets.lib.organisation import read_organisation
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
from assets.lib.warehouse import open_warehouse
from assets.streams import STREAM_NAMES, get_stream

RECORDS = {
    "ingested_file": "What became of every file that ever landed.",
    "file_account": "Until when each account of a loaded file is covered.",
    "file_column": "Which columns each loaded table has, and of what kind.",
    "person_key": "A hash of the key that the personal hashes are made with.",
}
"""What ingestion records of its own work, and the models read."""


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="raw",
            description=f"{get_stream(name).meaning} Append-only; every row names its file and "
            "row.",
            deps=[
                # accounts, zones and people's names are read as declared
                dg.AssetKey(["org", "reporting"]),
                *(export_key(c.name) for c in discover_connectors().values() if name in c.streams),
            ],
            kinds={"polars", "duckdb"},
            code_version=str(get_stream(name).version),
            owners=OWNERS,
        )
        for name in STREAM_NAMES
    ]
    + [
        dg.AssetSpec(
            ["ops", name],
            group_name="raw",
            description=description,
            deps=[export_key(connector) for connector in discover_connectors()],
            kinds={"duckdb"},
            owners=OWNERS,
        )
        for name, description in RECORDS.items()
    ],
    name="ingestion",
    pool=POOL,
)
@failing_in_words
def ingestion(
    context: dg.AssetExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Load every landed file that is not in the warehouse yet."""
    settings = home.settings
    progress.step("ingestion")
    organisation = read_organisation(settings)
    with open_warehouse(settings) as connection:
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
    for name in RECORDS:
        yield dg.MaterializeResult(asset_key=["ops", name])


def describe(result: FileResult) -> str:
    """Return in a few words what became of a file."""
    if result.status != "loaded":
        return result.reason or ""
    parts = [f"{result.rows_loaded:,} rows"]
    if result.records_quarantined:
        parts.append(f"{result.records_quarantined:,} quarantined")
    if result.records_skipped:
        parts.append(f"{result.records_skipped:,} skipped")
    if result.recognised:
        parts.append(f"recognised as {result.recognised}")
    return ", ".join(parts)


def _observed_exports(results: list[FileResult]) -> Iterator[dg.AssetMaterialization]:
    """Report for every connector with new files in this run what became of them."""
    for name in discover_connectors():
        own = [r for r in results if r.connector == name]
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
