"""Commands that stay up: dashboard, dagster, up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from assets.lib.settings import PROJECT_ROOT, read_settings
from pipelines.cli.common import read_declarations

Port = Annotated[int, typer.Option(min=1, max=65535, help="Port on the loopback interface.")]
LOOPBACK = "127.0.0.1"


def dashboard(port: Port = 8501) -> None:
    """Show the published KPIs in the browser."""
    _wait([_start_dashboard(port)])


def dagster(port: Port = 3000) -> None:
    """Show the graph, the runs and the checks, with schedule and sensor running."""
    _wait([_start_dagster(port)])


def up(dashboard_port: Port = 8501, dagster_port: Port = 3000) -> None:
    """Dashboard, schedule and sensor together, until interrupted."""
    _wait([_start_dashboard(dashboard_port), _start_dagster(dagster_port)])


def _start_dashboard(port: int) -> subprocess.Popen[bytes]:
    settings = read_settings()
    typer.echo(f"dashboard: http://{LOOPBACK}:{port}")
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "dashboard.serve",
            f"--server.address={LOOPBACK}",
            f"--server.port={port}",
        ],
        cwd=PROJECT_ROOT / "dashboard",
        env=os.environ | {"FULLSCORE_HOME": str(settings.home), "PYTHONPATH": _python_path()},
    )


def _python_path() -> str:
    """Return where the rooms are found, whatever the folder that a process is started in."""
    return os.pathsep.join(filter(None, (str(PROJECT_ROOT), os.environ.get("PYTHONPATH"))))


def _start_dagster(port: int) -> subprocess.Popen[bytes]:
    from assets.lib.dbt.project import read_project
    from pipelines.run import prepare_dagster_home

    settings = read_settings()
    read_declarations(settings)
    read_project()
    prepare_dagster_home(settings)
    typer.echo(f"dagster: http://{LOOPBACK}:{port}")
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "dagster",
            "dev",
            "--module-name=pipelines.definitions",
            f"--host={LOOPBACK}",
            f"--port={port}",
        ],
        cwd=PROJECT_ROOT,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )


def _wait(processes: list[subprocess.Popen[bytes]]) -> None:
    """Stay until one ends or the person stops it, then end them all."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while all(process.poll() is None for process in processes):
            signal.sigtimedwait([], 0.5)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
