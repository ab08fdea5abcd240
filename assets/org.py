"""What the organisation declares, as Dagster assets: one per table of schema `org`."""

from collections.abc import Iterator
from datetime import datetime

import dagster as dg

from assets.declarations.organisation.model import OrganisationFile, standing_at
from assets.landing import OWNERS
from assets.lib.governance.declarations import read_fully_checked
from assets.lib.inputs import fingerprint_inputs
from assets.lib.organisation.tables import list_org_tables, write_declarations
from assets.lib.outcome import record_start
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
from assets.lib.warehouse import open_warehouse, prepare_warehouse

TABLE_NAMES = tuple(table.name for table in list_org_tables())


class AsOf(dg.Config):
    """The instant that the run stands at; by default the declared one, or the newest event."""

    as_of: str | None = None


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["org", name],
            group_name="organisation",
            description=f"What data/org declares, as the table org.{name}.",
            kinds={"yaml", "duckdb"},
            owners=OWNERS,
        )
        for name in TABLE_NAMES
    ],
    name="declarations",
    pool=POOL,
)
@failing_in_words
def declarations(
    context: dg.AssetExecutionContext,
    config: AsOf,
    home: Home,
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Record what this run reads, check the declarations, and write them into the warehouse."""
    progress.step("declarations")
    as_of = datetime.fromisoformat(config.as_of) if config.as_of else None
    declared = read_fully_checked(home.settings)
    rebuilt = prepare_warehouse(home.settings)
    if rebuilt:
        progress.note(rebuilt)
        context.log.warning(rebuilt)
    inputs = fingerprint_inputs(home.settings, declared.organisation, as_of)
    record_start(home.settings, context.run_id, inputs)
    with open_warehouse(home.settings) as connection:
        write_declarations(
            connection,
            standing_at(declared.organisation, as_of),
            withholds=declared.organisation[OrganisationFile].hides_people,
        )
    for name in TABLE_NAMES:
        yield dg.MaterializeResult(asset_key=["org", name])
