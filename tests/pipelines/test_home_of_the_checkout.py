"""The data folder of the checkout is in the repository, and what a run writes there is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from assets.lib.settings import PROJECT_ROOT

FOLDERS = ("landing", "org", "governance", "warehouse", "published")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository with the data folder and the ignored files of this one."""
    shutil.copy(PROJECT_ROOT / ".gitignore", tmp_path)
    for folder in FOLDERS:
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / ".gitkeep").touch()
    shutil.copy(PROJECT_ROOT / "data" / "README.md", tmp_path / "data")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return result.stdout


def test_every_folder_is_kept_though_it_is_empty(repository: Path) -> None:
    """A clone has them, with the page that says what each is for."""
    kept = {f"data/{folder}/.gitkeep" for folder in FOLDERS} | {"data/README.md"}
    assert kept == set(git(repository, "ls-files", "data").splitlines())
    for folder in FOLDERS:
        assert (PROJECT_ROOT / "data" / folder / ".gitkeep").exists()
        assert f"| `{folder}/" in (PROJECT_ROOT / "data" / "README.md").read_text()


def test_what_a_run_writes_shows_in_no_status(repository: Path) -> None:
    """Exports, declarations, warehouse and snapshots are the installation's own."""
    for name in (
        "landing/hubspot/eu/contacts.csv",
        "org/organisation.yml",
        "org/playbooks/agent.md",
        "governance/sign_offs.jsonl",
        "warehouse/fullscore.duckdb",
        "published/current.json",
    ):
        path = repository / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    changed = git(repository, "status", "--porcelain", "--untracked-files=all").splitlines()
    assert [line for line in changed if not line.startswith("A ")] == []
