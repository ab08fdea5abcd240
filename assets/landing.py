"""The exports in landing as Dagster assets: one per discovered connector."""

import dagster as dg

from assets.lib.ingestion.discover import discover_connectors

OWNERS = ["team:marketing-analytics"]


def export_key(connector: str) -> dg.AssetKey:
    """Return the key of the exports of a connector."""
    return dg.AssetKey(["landing", connector])


exports = [
    dg.AssetSpec(
        export_key(connector.name),
        group_name="landing",
        description=f"{connector.title} exports ({', '.join(connector.suffixes)}), as they were "
        f"put into landing/{connector.name}/.",
        kinds={"file"},
        owners=OWNERS,
    )
    for connector in discover_connectors().values()
]
