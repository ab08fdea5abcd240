"""What the Ghost connector holds beyond its samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.ghost.connector import CONNECTOR
from assets.lib.ingestion.connector import Export
from tests.assets.connectors.samples import ROOT, Sample, read_sample

SAMPLES = ROOT / "ghost" / "samples"


def post(**fields: Any) -> dict[str, Any]:
    published = {"status": "published", "published_at": "2026-03-02T08:30:00.000Z"}
    return {"id": "p1", "title": "A post", "type": "post"} | published | fields


def read(
    tmp_path: Path, *posts: dict[str, Any], agents: list[str] | None = None, **tables: Any
) -> dict[str, Any]:
    path = tmp_path / "site.json"
    path.write_text(json.dumps({"db": [{"data": {"posts": posts} | tables}]}), encoding="utf-8")
    return read_sample(Sample("ghost", path, path), {"agents": agents or []})


def tagged(*names: str) -> dict[str, Any]:
    return {
        "tags": [{"id": name, "name": name} for name in names],
        "posts_tags": [{"post_id": "p1", "tag_id": name} for name in names],
    }


def test_nothing_of_the_secrets_in_the_file_leaves_it() -> None:
    """Not in a row, a fault or a note: users, members, settings, keys."""
    for sample in sorted(SAMPLES.glob("*.json")):
        result = str(read_sample(Sample("ghost", sample, sample), {}))
        for secret in ("@demo.example", "Content Lead", "whsec", "0123secret", "$2a$"):
            assert secret not in result


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_what_is_not_live_has_no_time_of_publication(tmp_path: Path, status: str) -> None:
    """Although the file has one, of the plan or from before; the column says that it is empty."""
    path = tmp_path / "site.json"
    path.write_text(json.dumps({"db": [{"data": {"posts": [post(status=status)]}}]}))
    [batch] = CONNECTOR.read(Export(path))
    assert batch.rows[0].frame["published_at"].to_list() == [None]


@pytest.mark.parametrize(
    ("fields", "tables", "channel"),
    [
        ({}, {}, "web"),
        ({"status": "sent"}, {}, "email"),
        ({}, {"posts_meta": [{"post_id": "p1", "email_only": 1}]}, "email"),
        ({}, {"posts_meta": [{"post_id": "p1", "email_only": 0}]}, "web"),
        ({}, {"posts_meta": [{"post_id": "p2", "email_only": 1}]}, "web"),
    ],
)
def test_a_newsletter_is_published_by_email(
    tmp_path: Path, fields: dict[str, Any], tables: dict[str, Any], channel: str
) -> None:
    """A post that went out by e-mail alone is not on the web."""
    [row] = read(tmp_path, post(**fields), **tables)["rows"]["content_pieces"]
    assert (row["channel"], row["status"]) == (channel, "published")


def test_internal_tags_say_who_made_a_post(tmp_path: Path) -> None:
    """What a tag says of the producer stands above what the agent's name suggests."""
    agents = ["content-agent"]
    tags = ("Guides", "#workflow:blog", "#agent:content-agent")
    [row] = read(tmp_path, post(), agents=agents, **tagged(*tags))["rows"]["content_pieces"]
    assert (row["workflow"], row["agent"], row["produced_by"]) == ("blog", "content-agent", "agent")
    tags = (*tags, "#produced_by:hybrid")
    [row] = read(tmp_path, post(), agents=agents, **tagged(*tags))["rows"]["content_pieces"]
    assert row["produced_by"] == "hybrid"


@pytest.mark.parametrize("page", [{"type": "page"}, {"type": None, "page": 1}, {"page": True}])
def test_pages_are_no_posts(tmp_path: Path, page: dict[str, Any]) -> None:
    """Older versions mark them with a flag."""
    assert read(tmp_path, post(**page))["skipped"] == {"not a post: page": 1}
