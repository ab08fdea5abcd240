"""What the HubSpot connector makes of the posts of a blog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.recognition import look_at, recognise
from tests.assets.connectors.samples import Sample, read_sample

HEADER = (
    "Post ID,Post title,Post URL,Language,Translated from ID,A/B test ID,A/B status,"
    "Publish date,Status"
)


def read(tmp_path: Path, *rows: str, header: str = HEADER) -> dict[str, Any]:
    path = tmp_path / "posts.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_sample(Sample("hubspot", path, path), {})


def post(
    post_id: int, *variant: str, date: str = "2026-03-02 09:30", status: str = "Published"
) -> str:
    language, original, test, role = [*variant, "", "", "", ""][:4]
    cells = (f"{post_id}", f"Post {post_id}", f"https://d.example/{post_id}", language, original)
    return ",".join((*cells, test, role, date, status))


def variants(result: dict[str, Any]) -> list[tuple[str, ...]]:
    named = ("piece_id", "variant_id", "variant_kind")
    return [
        tuple(row[name].removeprefix("hubspot:default:") for name in named)
        for row in result["rows"]["content_publications"]
    ]


def test_a_translation_is_a_variant_of_its_original(tmp_path: Path) -> None:
    """It is no piece, at its own time; without a language it is known by its id."""
    result = read(
        tmp_path, post(1, "en"), post(2, "de", "1", date="2026-03-09 08:00"), post(3, "", "1")
    )
    assert [row["piece_id"] for row in result["rows"]["content_pieces"]] == ["1"]
    assert variants(result) == [("1", "de", "locale"), ("1", "3", "locale")]
    assert result["rows"]["content_publications"][0]["published_at"].startswith("2026-03-09")


@pytest.mark.parametrize("first", [0, 1])
def test_a_tested_variant_belongs_to_the_post_that_is_tested(tmp_path: Path, first: int) -> None:
    """In whatever order they stand; without the original nothing says which one that is."""
    rows = [post(1, "en", "", "t", "MASTER"), post(2, "en", "", "t", "VARIANT")]
    result = read(tmp_path, rows[first], rows[1 - first])
    assert variants(result) == [("1", "2", "test")]
    alone = read(tmp_path, rows[1])
    assert alone["skipped"] == {"variant of a test without its original": 1}


def test_a_plan_is_no_publication(tmp_path: Path) -> None:
    """Scheduled posts have the date of the plan, and so do drafts that were live before."""
    rows = [post(n, status=status) for n, status in enumerate(("Draft", "SCHEDULED"), start=1)]
    result = read(tmp_path, *rows, post(3, "de", "1", status="Draft"))
    assert [row.get("published_at") for row in result["rows"]["content_pieces"]] == [None, None]
    assert result["skipped"] == {"variant that is not published": 1}


def test_posts_are_told_from_contacts(tmp_path: Path) -> None:
    """Both are exports of HubSpot."""
    path = tmp_path / "posts.csv"
    path.write_text(f"{HEADER}\n{post(1)}\n", encoding="utf-8")
    chosen = recognise(look_at(path), discover_connectors()).chosen
    assert chosen
    assert (chosen.connector, chosen.title) == ("hubspot", "blog posts")
