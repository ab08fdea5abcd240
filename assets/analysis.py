"""The analyses as one Dagster asset per table."""

from collections.abc import Iterator

import dagster as dg

from assets.landing import OWNERS
from assets.lib.analysis import discover_analyses
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
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
            owners=OWNERS,
        )
        for analysis in discover_analyses()
        for table in analysis.tables
    ]


@dg.multi_asset(
    specs=analysis_specs(),
    name="analyses",
    pool=POOL,
)
@failing_in_words
def analyses(
    home: Home, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Compute every analysis; each is written whole or not at all."""
    progress.step("analyses")
    with open_warehouse(home.settings) as connection:
        for analysis in discover_analyses():
            frames = analysis.compute(connection)
            with transaction(connection):
                for table in analysis.tables:
                    table.write_frame(connection, frames[table.name])
            for table in analysis.tables:
                yield dg.MaterializeResult(
                    asset_key=["analysis", table.name],
                    metadata={"dagster/row_count": frames[table.name].height},
                )
