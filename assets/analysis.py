"""The analyses as one Dagster asset per table."""

from collections.abc import Iterator

import dagster as dg

from assets.lib.analysis import discover_analyses
from assets.lib.outcome import recording_failure
from assets.lib.resources import POOL
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse, transaction


def analysis_specs() -> list[dg.AssetSpec]:
    """Return one asset per table of the discovered analyses."""
    return [
        dg.AssetSpec(
            ["analysis", table.name],
            group_name="analysis",
            description=f"{analysis.name}. Grain - {table.grain}",
            deps=[dg.AssetKey(read.split(".")) for read in analysis.reads],
            kinds={"python", "duckdb"},
        )
        for analysis in discover_analyses()
        for table in analysis.tables
    ]


@dg.multi_asset(
    specs=analysis_specs(),
    name="analyses",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def analyses(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Compute every analysis; each is written whole or not at all."""
    settings: Settings = context.resources.settings
    context.resources.progress.step("analyses")
    with open_warehouse(settings) as connection:
        for analysis in discover_analyses():
            with recording_failure(settings, context.run_id, analysis.name):
                frames = analysis.compute(connection)
                with transaction(connection):
                    for table in analysis.tables:
                        table.write_frame(connection, frames[table.name])
            for table in analysis.tables:
                yield dg.MaterializeResult(
                    asset_key=["analysis", table.name],
                    metadata={"dagster/row_count": frames[table.name].height},
                )
