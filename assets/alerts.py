"""The alerts as a Dagster asset: after publication, people hear of triggers that have fired."""

from collections.abc import Iterator

import dagster as dg

from assets.landing import OWNERS
from assets.lib.alerts import deliver_alerts, record_alerts
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
from assets.published import SNAPSHOT


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["published", "alerts"],
            group_name="published",
            description="Alerts of escalation triggers: each firing, reminder and recovery once, "
            "recorded in ops.alert.",
            deps=[SNAPSHOT],
            kinds={"duckdb"},
            owners=OWNERS,
        )
    ],
    name="alerts",
    pool=POOL,
)
@failing_in_words
def alerts(
    context: dg.AssetExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Record the alerts that are due, and send them where an address is set."""
    settings = home.settings
    progress.step("alerts")
    number = record_alerts(settings, context.run_id)
    undelivered = deliver_alerts(settings)
    if undelivered:
        context.log.warning("alerts were not delivered: %s", undelivered)
    yield dg.MaterializeResult(
        asset_key=["published", "alerts"],
        metadata={"new_alerts": number, "not_delivered": undelivered or ""},
    )
