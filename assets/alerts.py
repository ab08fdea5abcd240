"""The alerts as a Dagster asset: after publication, people hear of triggers that have fired."""

from collections.abc import Iterator

import dagster as dg

from assets.lib.alerts import deliver_alerts, record_alerts
from assets.lib.resources import POOL
from assets.lib.settings import Settings
from assets.published import publication


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["published", "alerts"],
            group_name="published",
            description="Alerts of escalation triggers: each firing, reminder and recovery once, "
            "recorded in ops.notice.",
            deps=list(publication.keys),
            kinds={"duckdb"},
        )
    ],
    name="alerts",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def alerts(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Record the alerts that are due, and send them where an address is set."""
    settings: Settings = context.resources.settings
    context.resources.progress.step("alerts")
    number = record_alerts(settings, context.run_id)
    undelivered = deliver_alerts(settings)
    if undelivered:
        context.log.warning("alerts were not delivered: %s", undelivered)
    yield dg.MaterializeResult(
        asset_key=["published", "alerts"],
        metadata={"new_alerts": number, "not_delivered": undelivered or ""},
    )
