"""An analyst sees what can be read, whose export a file is, and what it would give."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assets.api_server import Answer, Asked, serving
from tests.pipelines.homes import LEADS, fullscore, make_home

CONTACTS = """Record ID,Create Date,Lifecycle Stage,Favourite colour
101,2026-03-02 09:00,lead,blue
102,yesterday,lead,red
"""


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Give an export with a value that can't be read, and a column that nobody reads."""
    path = tmp_path / "export.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return path


def test_connectors_are_listed_without_a_warehouse(tmp_path: Path) -> None:
    """With their streams, and nothing is made in the home."""
    listed = fullscore(tmp_path / "home", "connectors", "--format", "csv")
    assert listed.returncode == 0, listed.stderr
    assert "jira,Jira,2,work_items,,,," in listed.stdout.splitlines()
    assert not (tmp_path / "home" / "warehouse").exists()


def test_a_file_is_detected_by_its_content(tmp_path: Path, contacts: Path) -> None:
    """One that nobody knows makes the exit code 1."""
    found = fullscore(tmp_path, "connectors", "detect", str(contacts), "--format", "csv")
    assert found.stdout.splitlines()[1] == "export.csv,hubspot,contacts,75%,"
    unknown = tmp_path / "people.csv"
    unknown.write_text("name,city\nJo,Oslo\n", encoding="utf-8")
    both = fullscore(tmp_path, "connectors", "detect", str(contacts), str(unknown))
    assert both.returncode == 1
    assert "no connector recognises it" in both.stdout


def test_a_file_is_tried_without_being_loaded(tmp_path: Path, contacts: Path) -> None:
    """Rows, rejects, unread columns, and each setting with what changes it."""
    tried = fullscore(tmp_path, "connectors", "try", str(contacts))
    assert tried.returncode == 0, tried.stderr
    for expected in (
        "read with hubspot; recognised as hubspot, contacts (75%)",
        "leads: 1 row would be loaded",
        "yesterday",
        "timezone: of hubspot in sources.yml",
        "2 records read",
        "columns that are not read: favourite colour",
    ):
        assert expected in tried.stdout
    assert not (tmp_path / "warehouse" / "fullscore.duckdb").exists()


def test_columns_that_a_tool_has_changed_are_told(tmp_path: Path) -> None:
    """By a trial before the file is loaded, and by the run that loads it."""
    home = make_home(tmp_path / "home")
    assert "changed" not in fullscore(home, "run").stderr
    newer = home / "leads.2026-03-14.csv"
    newer.write_text(LEADS.replace("intent,", "rating,").replace("2026-03-12T09:00:00Z", "soon"))
    tried = fullscore(home, "connectors", "try", str(newer))
    assert tried.stdout.splitlines()[-1] == (
        "columns, since canonical/leads.2026-03-13.csv: 'intent' is gone, which is read; "
        "'qualified_at' was time and is text; 'rating' is new and not read"
    )
    newer.rename(home / "landing" / "canonical" / newer.name)
    [told] = [line for line in fullscore(home, "run").stderr.splitlines() if "changed" in line]
    assert told == (
        "  columns changed that are read: canonical/leads.2026-03-14.csv: intent gone; "
        "qualified_at was time and is text"
    )


def test_a_file_that_nobody_recognises_needs_a_connector(tmp_path: Path) -> None:
    """And one that does not fit the given one says why."""
    unknown = tmp_path / "people.csv"
    unknown.write_text("name,city\nJo,Oslo\n", encoding="utf-8")
    refused = fullscore(tmp_path, "connectors", "try", str(unknown))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "no connector recognises it" in refused.stderr
    wrong = fullscore(tmp_path, "connectors", "try", str(unknown), "--connector", "jira")
    assert wrong.returncode == 1
    assert "no header" in wrong.stderr
    missing = fullscore(tmp_path, "connectors", "try", str(unknown), "--connector", "nope")
    assert "no connector is named 'nope'" in missing.stderr


TOKEN = "t0ken-of-demo"  # noqa: S105


def langfuse(asked: Asked) -> Answer:
    """Answer as a project without anything in it."""
    key = base64.b64encode(f"pk-demo:{TOKEN}".encode()).decode()
    if asked.headers.get("authorization") != f"Basic {key}":
        return Answer({"error": "LangfuseAuthError"}, 401)
    return Answer({"data": [], "meta": {}})


@pytest.fixture
def fetched_home(tmp_path: Path) -> Iterator[Path]:
    """Give a home with two accounts whose API is on, of which one has no secret yet."""
    home = tmp_path / "home"
    (home / "org").mkdir(parents=True)
    with serving(langfuse) as server:
        (home / "org" / "sources.yml").write_text(
            "sources:\n  langfuse:\n    accounts:\n"
            f"      blog: {{api: {{base_url: '{server.url}'}}}}\n"
            f"      shop: {{api: {{base_url: '{server.url}'}}}}\n",
            encoding="utf-8",
        )
        (home / ".dlt").mkdir()
        (home / ".dlt" / "secrets.toml").write_text(
            f'[sources.langfuse.shop]\npublic_key = "pk-demo"\nsecret_key = "{TOKEN}"\n',
            encoding="utf-8",
        )
        yield home


def test_what_is_new_is_fetched_from_every_account(fetched_home: Path) -> None:
    """One that fails is a line and exit code 1; the others land."""
    done = fullscore(fetched_home, "connectors", "fetch")
    assert done.returncode == 1
    landed = [line.partition(".")[0] for line in done.stdout.splitlines()]
    assert landed == ["langfuse/shop/traces", "langfuse/shop/scores"]
    [said] = done.stderr.splitlines()
    assert said.startswith("langfuse, account blog: the secret public_key (the public key of the")
    assert "SOURCES__LANGFUSE__PUBLIC_KEY" in said
    assert TOKEN not in done.stdout + done.stderr
    files = sorted(path.name for path in (fetched_home / "landing").rglob("*") if path.is_file())
    assert [name.partition(".")[0] for name in files] == ["scores", "traces"]


def test_one_account_is_fetched_by_name(fetched_home: Path) -> None:
    """By connector and account; a name that is not switched on is refused with those that are."""
    done = fullscore(fetched_home, "connectors", "fetch", "langfuse", "--account", "shop")
    assert (done.returncode, done.stderr) == (0, "")
    refused = fullscore(fetched_home, "connectors", "fetch", "hubspot")
    assert refused.returncode == 2
    assert "no such API is switched on" in refused.stderr
    assert "langfuse (blog), langfuse (shop)" in refused.stderr


def test_headers_that_a_file_lacks_are_told_with_what_goes_without_them(tmp_path: Path) -> None:
    """A renamed header is no row, or a sum that is too small; nothing else would say why."""
    file = tmp_path / "Buffer.csv"
    file.write_text(
        "Date,Time,Text,Link,Engagement Rate,Reactions,Remarks\n"
        "2026-03-02,09:00,Hello,https://demo.example/p,1.2,4,2\n"
    )
    said = fullscore(tmp_path, "connectors", "try", str(file)).stdout
    assert "not in the file: content_publications.engagements: no " in said
    assert "Comments" in said
