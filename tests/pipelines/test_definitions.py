"""What Dagster is given: importing costs nothing, and a failed run says why on its page."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.lib.progress import NoProgress
from assets.lib.resources import Home
from assets.lib.settings import Settings
from assets.snapshot.reader import read_last_run
from pipelines.definitions import defs
from pipelines.jobs import REASON_TAG


def run_job(home: Path, instance: dg.DagsterInstance, **options: Any) -> dg.ExecuteInProcessResult:
    return (
        defs()
        .resolve_job_def("weekly")
        .execute_in_process(
            instance=instance,
            resources={"home": Home(folder=str(home)), "progress": NoProgress()},
            raise_on_error=False,
            **options,
        )
    )


def test_importing_the_definitions_imports_none_of_the_engines() -> None:
    """A code location that is merely found must not cost seconds."""
    script = (
        "import sys, pipelines.definitions; "
        "print([m for m in ('duckdb', 'polars', 'dbt', 'great_expectations') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]", found.stderr


def test_every_asset_has_an_owner_and_says_what_it_is() -> None:
    """Whoever finds it in the graph knows whom to ask."""
    for asset in defs().resolve_asset_graph().asset_nodes:
        assert asset.owners, asset.key
        assert asset.description, asset.key


def test_the_reason_of_a_failed_run_is_a_tag_of_the_run_and_the_state_that_readers_see(
    tmp_path: Path,
) -> None:
    """A broken declaration: the page's head and the dashboard's banner have the same words."""
    (tmp_path / "org").mkdir()
    (tmp_path / "org" / "organisation.yml").write_text("nme: typo\n")
    with dg.DagsterInstance.ephemeral() as instance:
        result = run_job(tmp_path, instance)
        assert not result.success
        run = instance.get_run_by_id(result.run_id)
        assert run is not None
        assert "organisation.yml" in run.tags[REASON_TAG]
    last = read_last_run(Settings(tmp_path).published)
    assert last is not None
    assert last.state == "failed"
    assert "organisation.yml" in last.reasons[0]


@pytest.mark.parametrize("job", ["weekly", "publish"])
def test_both_jobs_resolve(job: str) -> None:
    """A selection that names nothing would only be found when it runs."""
    assert defs().resolve_job_def(job).nodes
