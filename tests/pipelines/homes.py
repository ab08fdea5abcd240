"""Small homes for tests that run the whole way: a few canonical files, a few seconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warm_python import warm_python

PUBLICATIONS = """publication_id,piece_id,variant_id,channel,published_at,engagements
1,A,,web,2026-03-02T09:00:00Z,4
2,A,cfo,web,2026-03-02T09:00:00Z,0
3,A,,email,2026-03-03T09:00:00Z,
4,A,cfo,email,2026-03-03T09:00:00Z,
5,B,,web,2026-03-04T09:00:00Z,0
6,C,,web,2026-03-04T09:00:00Z,
7,C,,email,2026-03-04T09:00:00Z,
8,C,,linkedin,2026-03-04T09:00:00Z,
9,A,,web,2026-03-06T09:00:00Z,
10,D,,web,2026-03-09T09:00:00Z,
"""

LEADS = "lead_id,created_at,entered_pipeline_at,intent,qualified_by,qualified_at\n" + "".join(
    f"{i},2026-03-02T08:00:00Z,2026-03-03T08:00:00Z,{'high' if i < 14 else 'low'},"
    f"{'agent' if i < 11 else 'human'},2026-03-{'03' if i < 9 else '12'}T09:00:00Z\n"
    for i in range(20)
)

WORK_ITEMS = "work_item_id,title,kind,assignee,assignee_type,completed_at,hours\n" + "".join(
    f"{i},Item {i},{kind},one@demo.example,human,2026-03-04T09:00:00Z,{hours}\n"
    for i, (kind, hours) in enumerate(
        [("strategy", 2.5)] * 4 + [("output_review", 1.6)] * 5 + [("task", 1.8)] * 12
    )
)


def make_home(folder: Path) -> Path:
    """Write a home whose week of 2 March 2026 has throughput 8, density 0.25 and 9 of 20 leads."""
    canonical = folder / "landing" / "canonical"
    canonical.mkdir(parents=True)
    (canonical / "content_publications.2026-03-13.csv").write_text(PUBLICATIONS)
    (canonical / "leads.2026-03-13.csv").write_text(LEADS)
    (canonical / "work_items.2026-03-13.csv").write_text(WORK_ITEMS)
    (folder / "org").mkdir()
    (folder / "org" / "organisation.yml").write_text("name: Test organisation\n")
    return folder


HANGING_SECONDS = 1800
"""No command takes as long, however busy the machine: only one that hangs is ended."""


def fullscore(
    home: Path, *arguments: str, is_warm: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, and return what it printed and its exit code.

    In a process of its own; one that is not warm imports everything anew, and hashes by a new seed.
    """
    return subprocess.run(
        [warm_python() if is_warm else sys.executable, "-m", "pipelines.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=HANGING_SECONDS,
        check=False,
        env=os.environ | {"FULLSCORE_HOME": str(home)},
    )


def demo_home(factory: pytest.TempPathFactory) -> Path:
    """Return a home in which the simulated organisation was run; see `_shared_home`."""
    return _shared_home(factory, "demo", Path.mkdir, "--demo-if-empty")


def small_home(factory: pytest.TempPathFactory) -> Path:
    """Return what `make_home` makes, run once; see `_shared_home`."""
    return _shared_home(factory, "small", make_home)


def _shared_home(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object], *options: str
) -> Path:
    """Make and run a home that all test processes share: whoever writes to it takes a copy."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home = shared / f"home-{name}"
    with (shared / f"home-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            make(home)
            result = fullscore(home, "run", *options, is_warm=False)
            if result.returncode != 0:
                shutil.rmtree(home)
                raise RuntimeError(f"the {name} home does not run: {result.stderr}")
    return home
