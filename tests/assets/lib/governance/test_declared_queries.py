"""What an organisation declares as an expression or a query is checked before anything runs."""

from pathlib import Path

import pytest

from assets.lib.governance.declared_queries import open_declared_query_checks
from assets.lib.settings import Settings
from tests.pipelines.homes import make_home


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(make_home(tmp_path / "home"))


def test_triggers_are_checked_over_the_weekly_review() -> None:
    """Its numbers are measures; the error of a misspelt one suggests the nearest."""
    with open_declared_query_checks() as checks:
        assert checks.check_trigger("error_rate > 5% and runs >= 20 for 2 weeks") is None
        assert checks.check_trigger("cost_per_run_change > 0.5") is None
        error = checks.check_trigger("eror_rate > 5%")
        assert error is not None
        assert error.startswith("position 1: found 'eror_rate', expected perhaps error_rate")
        assert checks.check_trigger("currency == 1")
        assert checks.check_trigger("spectrum_weekly.stuck_share > 0.8 for 4 weeks") is None
        error = checks.check_trigger("role_weekly.logged_hours > 1")
        assert error is not None
        assert "table.column of agent_dependency_weekly, " in error


def test_evidence_is_checked_on_the_published_tables() -> None:
    """A table that is not published, and a statement that is no select, are refused."""
    columns = "true as is_done, week_start as done_on"
    with open_declared_query_checks() as checks:
        assert checks.check_evidence(f"select kpi_id as item, {columns} from kpi_weekly") is None
        assert checks.check_evidence(f"select 'x' as item, {columns} from weeks")
        assert checks.check_evidence("drop table kpi_weekly")
        assert checks.check_evidence(f"select kpi_id as item, {columns} from kpi_weekly") is None


def test_no_warehouse_is_made(settings: Settings) -> None:
    """Checking is looking."""
    with open_declared_query_checks() as checks:
        checks.check_trigger("runs > 1")
    assert not settings.warehouse_file.exists()
