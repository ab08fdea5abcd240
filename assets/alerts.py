"""The notices as a Dagster asset: after publication people are told what has fired."""

from collections.abc import Iterator

import dagster as dg

from assets.landing import OWNERS
from assets.lib.alerts import deliver_notices, record_notices
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home
from assets.published import SNAPSHOT


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["published", "notices"],
            group_name="published",
            description="What people were told of escalation triggers: each firing, reminder and "
            "recovery once, in ops.notice.",
            deps=[SNAPSHOT],
            kinds={"duckdb"},
            owners=OWNERS,
        )
    ],
    name="notices",
    pool=POOL,
)
def notices(
    context: dg.AssetExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Record what has fired, and send it where an address is set."""
    settings = home.settings
    progress.step("notices")
    number = record_notices(settings, context.run_id)
    undelivered = deliver_notices(settings)
    if undelivered:
        context.log.warning("notices were not delivered: %s", undelivered)
    yield dg.MaterializeResult(
        asset_key=["published", "notices"],
        metadata={"new_notices": number, "not_delivered": undelivered or ""},
    )
