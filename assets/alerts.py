"""The notices as a Dagster asset: after publication people are told what has fired."""

from collections.abc import Iterator

import dagster as dg

from assets.lib.alerts import deliver_notices, record_notices
from assets.lib.resources import POOL
from assets.lib.settings import Settings
from assets.published import publication


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["published", "notices"],
            group_name="published",
            description="What people were told of escalation triggers: each firing, reminder and "
            "recovery once, in ops.notice.",
            deps=list(publication.keys),
            kinds={"duckdb"},
        )
    ],
    name="notices",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def notices(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Record what has fired, and send it where an address is set."""
    settings: Settings = context.resources.settings
    context.resources.progress.step("notices")
    number = record_notices(settings, context.run_id)
    undelivered = deliver_notices(settings)
    if undelivered:
        context.log.warning("notices were not delivered: %s", undelivered)
    yield dg.MaterializeResult(
        asset_key=["published", "notices"],
        metadata={"new_notices": number, "not_delivered": undelivered or ""},
    )
