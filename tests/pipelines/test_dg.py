"""Dagster's own tools find the project without configuration."""

import os
import subprocess
import sys
from pathlib import Path

from assets.lib.settings import PROJECT_ROOT


def test_dg_check_defs_loads_the_definitions(tmp_path: Path) -> None:
    """`dg check defs` from the checkout, as an engineer would type it."""
    result = subprocess.run(
        [str(Path(sys.executable).parent / "dg"), "check", "defs"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FULLSCORE_HOME": str(tmp_path), "DAGSTER_HOME": ""},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "loaded successfully" in result.stdout + result.stderr
