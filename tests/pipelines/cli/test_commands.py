"""The commands that only read, and their answers to wrong usage."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipelines.cli import app
from tests.pipelines.homes import fullscore, make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home that has been run once, with one row in quarantine."""
    folder = make_home(tmp_path_factory.mktemp("home"))
    header = "review_id,subject_type,subject_id,reviewed_at,verdict"
    bad = f"{header}\n1,content_piece,A,2026-03-03,maybe\n"
    (folder / "landing" / "canonical" / "reviews.2026-03-16.csv").write_text(bad)
    result = fullscore(folder, "run")
    assert result.returncode == 0, result.stderr
    return folder


def commands() -> list[tuple[str, ...]]:
    """Return every command and sub-command there is."""
    groups = [(str(group.name), group.typer_instance) for group in app.registered_groups]
    return [
        (),
        *((str(c.name or c.callback.__name__),) for c in app.registered_commands if c.callback),
        *((name,) for name, _ in groups),
        *(
            (name, str(c.name or c.callback.__name__))
            for name, group in groups
            if group
            for c in group.registered_commands
            if c.callback
        ),
    ]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Help is there for each, and needs no home."""
    result = fullscore(tmp_path, *command, "--help")
    assert result.returncode == 0
    assert "Usage" in result.stdout


def test_a_wrong_declaration_ends_with_2_and_one_line(tmp_path: Path) -> None:
    """The line names file, line, key, value and what is allowed."""
    home = make_home(tmp_path / "home")
    (home / "org" / "organisation.yml").write_text("name: X\ntimezone: Berlin\n")
    result = fullscore(home, "run")
    assert result.returncode == 2
    [line] = result.stderr.strip().splitlines()
    assert line.startswith("organisation.yml:2: timezone: 'Berlin' is not allowed: ")
    assert "Europe/Berlin" in line


def test_accounts_of_an_unknown_connector_are_refused(tmp_path: Path) -> None:
    """A misspelt connector would otherwise declare its time zone to nobody."""
    home = make_home(tmp_path / "home")
    (home / "org" / "sources.yml").write_text("sources:\n  gogle_ads: {timezone: UTC}\n")
    result = fullscore(home, "run")
    assert result.returncode == 2
    assert "gogle_ads" in result.stderr
    assert "google_ads" in result.stderr


def test_wrong_usage_ends_with_2(home: Path) -> None:
    """An unknown option, a malformed time and an unknown table are usage errors."""
    assert fullscore(home, "run", "--sideways").returncode == 2
    assert fullscore(home, "run", "--as-of", "yesterday").returncode == 2
    assert fullscore(home, "show", "nothing").returncode == 2


def test_init_writes_declarations_that_are_accepted_and_only_once(tmp_path: Path) -> None:
    """The template is valid as it stands, and never overwrites."""
    assert fullscore(tmp_path, "init").returncode == 0
    from assets.declarations.organisation.model import OrganisationFile
    from assets.lib.organisation import read_organisation
    from assets.lib.settings import Settings

    assert read_organisation(Settings(tmp_path))[OrganisationFile].timezone == "UTC"
    (tmp_path / "org" / "organisation.yml").write_text("name: Mine\n")
    assert fullscore(tmp_path, "init").returncode == 2
    assert (tmp_path / "org" / "organisation.yml").read_text() == "name: Mine\n"


def test_commands_that_read_say_when_nothing_is_published(tmp_path: Path) -> None:
    """They end with 1 and name the command that helps."""
    for command in (["kpis"], ["show"], ["query", "select 1"]):
        result = fullscore(tmp_path, *command)
        assert result.returncode == 1
        assert "fullscore run" in result.stderr


def test_rows_come_out_as_table_json_and_csv(home: Path) -> None:
    """The three shapes hold the same rows."""
    rows = json.loads(fullscore(home, "show", "kpi_headline", "--format", "json").stdout)
    text = fullscore(home, "show", "kpi_headline", "--format", "csv").stdout
    assert [row["kpi_id"] for row in rows] == [
        row["kpi_id"] for row in csv.DictReader(io.StringIO(text))
    ]
    assert "content_system_throughput" in fullscore(home, "show", "kpi_headline").stdout


def test_query_can_read_the_snapshot_and_nothing_else(home: Path) -> None:
    """No change, no other file, no setting."""
    good = fullscore(home, "query", "select count(*) as n from kpi_weekly", "--format", "json")
    assert json.loads(good.stdout)[0]["n"] > 0
    for sql in (
        "delete from kpi_weekly",
        "select * from read_csv('/etc/hostname')",
        "set enable_external_access = true",
        "attach ':memory:' as other",
        "select nothing from nowhere",
        "",
        ";",
        "select 1; select 2",
        "select 1; drop table kpi_weekly",
    ):
        result = fullscore(home, "query", sql)
        assert result.returncode == 2, sql
        assert len(result.stderr.splitlines()) == 1, result.stderr


def test_a_query_has_its_time_and_its_rows(home: Path) -> None:
    """What takes longer or gives more is refused, and nothing is written beside the snapshot."""
    before = sorted((home / "published").iterdir())
    long = "select count(*) from range(1000000) a, range(1000000) b where hash(a, b) = 1"
    for arguments in (
        (long, "--timeout", "0.5"),
        ("from range(11)", "--limit", "10"),
        ("from range(1000000000) order by hash(range)", "--timeout", "5"),
    ):
        result = fullscore(home, "query", *arguments)
        assert result.returncode == 2, result.stdout
        assert len(result.stderr.splitlines()) == 1, result.stderr
    assert sorted((home / "published").iterdir()) == before


def test_quarantine_list_names_file_row_column_rule_and_value(home: Path) -> None:
    """Rejected rows can be found and corrected."""
    [row] = json.loads(fullscore(home, "quarantine", "list", "--format", "json").stdout)
    assert row == {
        "path": "canonical/reviews.2026-03-16.csv",
        "connector": "canonical",
        "stream": "reviews",
        "row_number": 2,
        "column_name": "verdict",
        "rule": "one of approved, edited, rejected",
        "value": "maybe",
        "resolution": "waits",
    }


def test_connectors_lists_every_connector(home: Path) -> None:
    """All that were discovered, with what they feed."""
    rows = json.loads(fullscore(home, "connectors", "--format", "json").stdout)
    assert {"canonical", "google_ads", "hubspot", "jira", "langfuse", "wordpress"} <= {
        row["connector"] for row in rows
    }


def test_a_replay_after_the_file_was_mended_empties_the_quarantine(tmp_path: Path) -> None:
    """Replaying reads again; a corrected delivery replaces the faulty record."""
    home = make_home(tmp_path / "home")
    file = home / "landing" / "canonical" / "leads.2026-03-17.csv"
    file.write_text("lead_id,created_at\n99,2026-03-04 25:00\n")
    assert fullscore(home, "run").returncode == 0
    assert fullscore(home, "quarantine", "replay").returncode == 0
    rows = json.loads(fullscore(home, "quarantine", "list", "--format", "json").stdout)
    assert [row["row_number"] for row in rows] == [2]
