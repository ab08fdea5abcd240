"""The dbt models as Dagster assets, and their tests as asset checks."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.asset_utils import get_updated_cli_invocation_params_for_context
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from assets.lib.dbt.runner import build, ensure_manifest
from assets.lib.outcome import CheckOutcome, record_checks, recording_failure
from assets.lib.resources import POOL
from assets.lib.settings import Settings, read_settings

TESTS_OF_THE_PROJECT = "resource_type:unit_test resource_type:test,resource_type:seed+1"
"""Unit tests prove the SQL and tests of seeds our own lists: `make test` runs them, no run does."""


class ModelsFailed(Exception):
    """A model could not be built, or a test of severity error failed."""


class HouseTranslator(DagsterDbtTranslator):
    """How a dbt node appears in Dagster: grouped by the folder that it lies in."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the folder below models/, or `seeds`."""
        if dbt_resource_props["resource_type"] == "seed":
            return "seeds"
        return str(dbt_resource_props["fqn"][-2])


_settings = read_settings()
_manifest_path = ensure_manifest(_settings)
_manifest: dict[str, Any] = json.loads(_manifest_path.read_text(encoding="utf-8"))
_translator = HouseTranslator()


@dbt_assets(
    manifest=_manifest_path,
    exclude=TESTS_OF_THE_PROJECT,
    dagster_dbt_translator=_translator,
    name="models",
    pool=POOL,
    required_resource_keys={"settings", "progress", "lock"},
)
def models(context: dg.AssetExecutionContext) -> Iterator[Any]:
    """Build the selected models and run their tests; any error-severity failure raises."""
    settings: Settings = context.resources.settings
    context.resources.progress.step("models")
    selection = get_updated_cli_invocation_params_for_context(context, _manifest, _translator)
    outcomes: list[CheckOutcome] = []
    with recording_failure(settings, context.run_id, "models"):
        for event in build(settings, list(selection.selection_args)):
            outcomes.extend(_outcome(event))
            message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
            yield from message.to_default_asset_events(
                _manifest, _translator, context, settings.dbt_target
            )
        reasons = record_checks(settings, context.run_id, outcomes)
        if reasons:
            raise ModelsFailed("; ".join(reasons))


def _outcome(event: Mapping[str, Any]) -> Iterator[CheckOutcome]:
    """Turn a test's result, or a model's failure, into what the gate reads."""
    data = event["data"]
    node = _manifest["nodes"][data["node_info"]["unique_id"]]
    status = str(data.get("status", "")).lower()
    if node["resource_type"] == "test":
        attached = node.get("attached_node") or next(iter(node["depends_on"]["nodes"]), "")
        failures = int(data.get("num_failures", 0) or 0)
        yield CheckOutcome(
            name=node["name"],
            asset=attached.split(".")[-1],
            passed=status in ("pass", "skipped"),
            severity="warn" if node["config"]["severity"].lower() == "warn" else "error",
            description=node.get("description") or node["name"],
            detail=f"{failures} rows fail"
            if status in ("fail", "warn")
            else status * (status == "error"),
            failing_rows=failures,
        )
    elif status == "error":
        yield CheckOutcome(
            name="builds", asset=node["name"], passed=False, detail=str(data.get("status"))
        )
