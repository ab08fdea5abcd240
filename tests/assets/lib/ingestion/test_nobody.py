"""Nobody is no person and no agent, in whichever language and connector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.lib.ingestion.connector import Account, Export, StreamRows
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.nobody import NOBODY, someone
from assets.lib.ingestion.validate import validate_rows
from tests.assets.connectors.samples import PRIVACY

WORDS = [
    "Unassigned",
    "Nicht zugewiesen",
    "Non assigné",
    "Sin asignar",
    "-",
    "none",
    "N/A",
    "(none)",
]
CHANGES = "Date & time,User,Campaign,Ad group,Changes\n"
WXR = """<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:wxr_version>1.2</wp:wxr_version><link>https://a.example</link><item><title>A</title>
<dc:creator>{}</dc:creator><wp:post_id>7</wp:post_id><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>"""
EXPORTS = {
    ("jira", "a.csv", "assignee"): "Issue id,Summary,Assignee\n1,A,{}\n",
    ("hubspot", "a.csv", "person_key"): "Record ID,Create Date,Email\n1,2026-03-02,{}\n",
    (
        "hubspot",
        "b.csv",
        "qualifier",
    ): "Record ID,Create Date,Email,Lead qualifier\n1,2026-03-02,a@c.example,{}\n",
    ("google_ads", "a.csv", "actor"): CHANGES + '"Jan 30, 2026, 4:33:20 PM",{},C,,1 label added\n',
    ("wordpress", "a.xml", "author"): WXR,
    ("canonical", "work_items.csv", "assignee"): "work_item_id,title,assignee\n1,A,{}\n",
    ("canonical", "reviews.csv", "reviewer"): (
        "review_id,subject_type,subject_id,reviewed_at,reviewer\n1,decision,2,2026-03-02,{}\n"
    ),
    ("canonical", "campaigns.csv", "owner"): "campaign_id,name,owner\n1,A,{}\n",
    ("canonical", "campaign_changes.csv", "actor"): (
        "change_id,campaign_id,changed_at,category,actor\n1,2,2026-03-02,bid,{}\n"
    ),
    ("canonical", "content_pieces.csv", "author"): "piece_id,title,author\n1,A,{}\n",
    ("canonical", "leads.csv", "person_key"): "lead_id,created_at,person_key\n1,2026-03-02,{}\n",
}


def read(folder: Path, connector: str, name: str, text: str) -> list[dict[str, Any]]:
    """Return what ingestion would load of the file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = discover_connectors()
    return [
        row
        for batch in found[connector].read(Export(path))
        for rows in batch.rows
        for row in validate_rows(
            rows, connector, frozenset(found), Account(), PRIVACY
        ).good.to_dicts()
    ]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(("connector", "name", "column"), EXPORTS)
def test_nobody_is_null_wherever_people_are_named(
    tmp_path: Path, connector: str, name: str, column: str, word: str
) -> None:
    """In every connector with a column of people, and somebody stays."""
    text = EXPORTS[connector, name, column]
    [row] = read(tmp_path, connector, name, text.format(word))
    assert row[column] is None
    [row] = read(tmp_path, connector, name, text.format("Pat"))
    assert row[column] is not None


def test_what_nobody_does_is_done_by_no_kind_of_person(tmp_path: Path) -> None:
    """Neither where the kind is made from the name, nor where the file states it."""
    jira = "Issue id,Summary,Assignee,Assignee Id\n1,A,Unassigned,\n2,A,Unassigned,712020:x\n"
    head = "work_item_id,title,assignee,assignee_type\n"
    stated = head + "1,A,Unassigned,human\n2,A,Pat,human\n3,A,,human\n"
    kinds = [row["assignee_type"] for row in read(tmp_path, "jira", "a.csv", jira)]
    assert kinds == [None, "human"]
    rows = read(tmp_path, "canonical", "work_items.csv", stated)
    assert [row["assignee_type"] for row in rows] == [None, "human", "human"]


def test_a_review_by_somebody_unnamed_is_still_a_persons(tmp_path: Path) -> None:
    """It has been made, whoever made it."""
    head = "review_id,subject_type,subject_id,reviewed_at,reviewer,reviewer_type\n"
    [row] = read(tmp_path, "canonical", "reviews.csv", head + "1,decision,2,2026-03-02,n/a,human\n")
    assert (row["reviewer"], row["reviewer_type"]) == (None, "human")


def test_whose_address_is_nobodys_is_known_by_the_phone(tmp_path: Path) -> None:
    """Or all contacts with `n/a` would be one person."""
    head = "Record ID,Create Date,Email,Phone Number\n"
    rows = read(
        tmp_path, "hubspot", "a.csv", head + "1,2026-03-02,n/a,+49 30 1\n2,2026-03-02,n/a,\n"
    )
    assert [row["person_key"] is None for row in rows] == [False, True]


def test_every_word_is_known_as_it_may_be_written() -> None:
    """In any case, in brackets, with decomposed accents; names that hold such a word are people."""
    words = [word for listed in NOBODY.values() for word in listed.split("|")]
    written = [*words, *(word.upper() for word in words), *(f"[{word}]" for word in words), "—", ""]
    frame = pl.DataFrame({"name": [*written, "Nicht zugewiesen ", "Non assigne\u0301"]})
    assert frame.select(someone(pl.col("name"))).to_series().null_count() == frame.height
    people = pl.DataFrame({"name": ["Nona", "Nil Sample", "Na Li", "Agent N/A-7", "李"]})
    assert people.select(someone(pl.col("name"))).to_series().null_count() == 0


def test_a_typed_column_is_left_alone() -> None:
    """A Parquet file may hold anything in the place of a name."""
    frame = pl.DataFrame({"_row": [1], "work_item_id": ["1"], "title": ["A"], "assignee": [7]})
    rows = StreamRows("work_items", frame)
    assert validate_rows(rows, "canonical", frozenset(), Account(), PRIVACY).good.height == 1
