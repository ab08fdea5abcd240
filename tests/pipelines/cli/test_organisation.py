"""`fullscore org check` tells everything that is wrong at once, and so does a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.demo.organisation import write_declarations
from tests.pipelines.homes import fullscore


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home with the declarations of the demo organisation."""
    write_declarations(tmp_path / "org")
    return tmp_path


def test_what_holds_is_listed(home: Path) -> None:
    """Each file with its entries, and whether it is the organisation's own."""
    result = fullscore(home, "org", "check", "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    rows = {row["file"]: (row["entries"], row["from"]) for row in json.loads(result.stdout)}
    assert rows["agents.yml"] == (7, "own")
    assert rows["playbooks"] == (6, "own")
    assert rows["brand_voice"] == (12, "own")
    assert rows["governance/sign_offs.jsonl"] == (0, "missing")
    assert rows["plan.yml"][1] == "default"


def test_every_error_is_reported_at_once_and_a_run_refuses_with_the_same(home: Path) -> None:
    """Of one file, between files, of sources and of sign-offs: one line each, exit code 2."""
    org = home / "org"
    (org / "organisation.yml").write_text("name: X\ntimezone: Berlin\n")
    (org / "sources.yml").write_text("sources:\n  gogle_ads: {timezone: UTC}\n")
    agents = org / "agents.yml"
    agents.write_text(agents.read_text().replace("reporting-agent.md", "report.md"))
    (org / "brand_voice" / "examples" / "data-quality.md").write_text("Short!!")
    (home / "governance").mkdir()
    (home / "governance" / "sign_offs.jsonl").write_text("{}\nnothing\n")
    result = fullscore(home, "org", "check")
    assert (result.returncode, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "brand_voice/reference.yml:4",
        "organisation.yml:2",
        *["governance/sign_offs.jsonl:1"] * 5,
        "governance/sign_offs.jsonl:2",
        "agents.yml:92",
        "sources.yml:2",
    ]
    assert "google_ads" in lines[-1]
    run = fullscore(home, "run")
    assert (run.returncode, run.stderr) == (2, result.stderr)


def test_a_lowered_target_is_a_note(home: Path) -> None:
    """It is said, and nothing is refused."""
    workflows = home / "org" / "workflows.yml"
    text = workflows.read_text().replace("{level: 4, by: 2026-04-30}", "{level: 2, by: 2026-04-30}")
    workflows.write_text(text)
    result = fullscore(home, "org", "check")
    assert result.returncode == 0
    [note] = result.stderr.splitlines()
    assert note.startswith("note: workflows.yml:")
