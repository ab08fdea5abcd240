"""What the Contentful connector holds beyond its samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.contentful.connector import CONNECTOR
from assets.lib.ingestion.connector import Export
from tests.assets.connectors.samples import ROOT, Sample, read_sample

SAMPLES = ROOT / "contentful" / "samples"
LIVE = {
    "publishedVersion": 4,
    "publishedAt": "2026-03-02T08:00:00.000Z",
    "firstPublishedAt": "2026-03-02T08:00:00.000Z",
}
LOCALES = [{"code": "en-US", "default": True}, {"code": "de-DE", "default": False}]


def content_type(type_id: str, *fields: str) -> dict[str, Any]:
    listed = [{"id": name, "type": "Symbol"} for name in ("title", *fields)]
    return {"sys": {"id": type_id}, "displayField": "title", "fields": listed}


def entry(title: dict[str, str], kind: str = "post", **system: Any) -> dict[str, Any]:
    system = {"id": "e1", "contentType": {"sys": {"id": kind}}} | LIVE | system
    return {"sys": system, "fields": {"title": title}}


def write(tmp_path: Path, *entries: dict[str, Any], types: Any = None) -> Path:
    path = tmp_path / "space.json"
    types = types or [content_type("post", "slug")]
    space = {"contentTypes": types, "entries": entries, "locales": LOCALES, "tags": []}
    path.write_text(json.dumps(space), encoding="utf-8")
    return path


def read(tmp_path: Path, *entries: dict[str, Any], types: Any = None, **declared: Any) -> Any:
    path = write(tmp_path, *entries, types=types)
    return read_sample(Sample("contentful", path, path), declared)


def variants(result: dict[str, Any]) -> list[str]:
    return [row["variant_id"] for row in result["rows"]["content_publications"]]


BOTH = {"en-US": "Prices", "de-DE": "Preise"}


def test_each_language_but_the_default_one_is_a_variant(tmp_path: Path) -> None:
    """The piece is itself the default one, whatever the order in the file."""
    assert variants(read(tmp_path, entry(BOTH))) == ["de-DE"]
    assert variants(read(tmp_path, entry(dict(reversed(BOTH.items()))))) == ["de-DE"]
    assert variants(read(tmp_path, entry({"de-DE": "Preise"}))) == []
    assert variants(read(tmp_path, entry({"en-US": "Prices", "de-DE": " "}))) == []


@pytest.mark.parametrize("system", [{"publishedVersion": None}, {"archivedAt": "2026-03-09"}])
def test_what_is_not_live_has_neither_time_nor_variants(
    tmp_path: Path, system: dict[str, Any]
) -> None:
    """The column says that it is empty: what an older export said of it is no more."""
    [batch] = CONNECTOR.read(Export(write(tmp_path, entry(BOTH, **system))))
    pieces, publications = batch.rows
    assert pieces.frame["published_at"].to_list() == [None]
    assert publications.frame.is_empty()


def test_a_language_that_is_a_draft_is_no_variant(tmp_path: Path) -> None:
    """Where languages are published one by one."""
    states = {"*": {"en-US": "published", "de-DE": "draft"}}
    assert variants(read(tmp_path, entry(BOTH, fieldStatus=states))) == []


def test_publishing_again_moves_nothing_and_says_what_it_hides(tmp_path: Path) -> None:
    """The language may have been added with the later one."""
    result = read(tmp_path, entry(BOTH, publishedAt="2026-04-01T08:00:00.000Z"))
    assert result["rows"]["content_pieces"][0]["published_at"].startswith("2026-03-02")
    assert result["rows"]["content_publications"][0]["published_at"].startswith("2026-03-02")
    assert "when a language was added" in result["notes"][0]
    assert read(tmp_path, entry(BOTH))["notes"] == []


def test_components_are_no_pieces_unless_that_is_declared(tmp_path: Path) -> None:
    """A type without an address of its own is a part of others; a declaration replaces the rule."""
    types = [content_type("post", "slug"), content_type("hero"), content_type("author", "slug")]
    entries = [entry(BOTH, kind) | {} for kind in ("post", "hero", "author")]
    result = read(tmp_path, *entries, types=types)
    assert result["skipped"] == {"not a piece: author": 1, "not a piece: hero": 1}
    result = read(tmp_path, *entries, types=types, columns={"content_type": "hero,author"})
    assert result["skipped"] == {"not a piece: post": 1}


def test_webhooks_stay_in_the_file() -> None:
    """They hold addresses and names of services."""
    sample = SAMPLES / "contentful-export-sp-master-2026-03-10T10-00-00.json"
    assert "hooks.demo" not in str(read_sample(Sample("contentful", sample, sample), {}))
