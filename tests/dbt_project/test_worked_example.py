"""The worked example of every KPI, as dbt unit tests beside the models."""

import json
from pathlib import Path

import pytest

from assets.lib.dbt.runner import build, ensure_manifest
from assets.lib.organisation import Organisation
from assets.lib.organisation.tables import write_declarations
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

KPI_MARTS = {
    "content_system_throughput_weekly",
    "campaign_iteration_velocity_weekly",
    "strategic_decision_density_weekly",
    "pipeline_signal_to_noise_weekly",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a home with a warehouse in which nothing was delivered."""
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_warehouse(settings) as connection:
        write_declarations(connection, Organisation(), None)
    ensure_manifest(settings)
    return settings


def test_models_build_on_nothing_and_their_unit_tests_hold(home: Settings) -> None:
    """An empty warehouse is no error, and every worked example comes out number for number."""
    results = {
        event["data"]["node_info"]["unique_id"]: str(event["data"]["status"]).lower()
        for event in build(home, [])
    }
    failed = {
        name: status for name, status in results.items() if status not in ("ok", "success", "pass")
    }
    assert not failed
    assert {n for n in results if n.startswith("unit_test.")} == set(_unit_tests(home.dbt_target))


def test_every_kpi_has_its_worked_example(home: Settings) -> None:
    """A KPI without an example that was computed by hand is not done."""
    examples = _unit_tests(home.dbt_target).values()
    assert {e["model"] for e in examples if e["name"].startswith("worked_example")} >= KPI_MARTS


def _unit_tests(target: Path) -> dict[str, dict[str, str]]:
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = manifest["unit_tests"]
    return found
