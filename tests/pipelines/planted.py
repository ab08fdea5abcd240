"""A small home that hides its people, with made-up people in columns that are not about people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb

FIRST, LAST = "Wendeline", "Quastberg"
NAME = f"{FIRST} {LAST}"
EMAIL = "w.quastberg@mail.example"
TELLING = ("wendeline", "quastberg", "23456701", "7654302", "9876503", "5550104")
"""What is to be found nowhere, in lower case: parts of the names, e-mails and phones below."""

SPELLINGS = (
    NAME,
    EMAIL,
    "w.quastberg (at) mail.example",
    "w.quastberg%40mail.example",
    "w.quastberg\uff20mail.example",
    "0151-23456701",
    "(030) 7654302",
    "0049 151 9876503",
    "+1 415 5550104",
)
_ALL = " / ".join(SPELLINGS)

_PRIVATE = ("landing/", "org/", "warehouse/fullscore.duckdb", "warehouse/file_hashes.json")
"""What may name people: what was put there, the warehouse, and what was hashed of landing."""


def plant_home(home: Path) -> Path:
    """Write exports of every connector, and declarations, each with somebody where none belongs."""
    for path, text in _exports().items():
        file = home / "landing" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name, text in _DECLARED.items():
        file = home / "org" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return home


def texts_of_files(home: Path) -> Iterator[tuple[str, str]]:
    """Yield name and content of every file below a home that must not name anybody.

    Snapshots are compressed, so `texts_of_tables` reads them.
    """
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        name = file.relative_to(home).as_posix()
        if name.startswith(_PRIVATE):
            continue
        yield name, name
        if file.suffix != ".duckdb":
            yield name, file.read_bytes().decode("utf-8", errors="replace")


def texts_of_tables(snapshot: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield every value, of whatever type, of every table of a snapshot, with its column."""
    columns = snapshot.execute(
        "select table_name, column_name from duckdb_columns() where not internal"
    ).fetchall()
    for table, column in columns:
        values = snapshot.execute(f'select distinct cast("{column}" as varchar) from "{table}"')
        for (value,) in values.fetchall():
            if value is not None:
                yield f"{table}.{column}", value


def telling(texts: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return where a planted value appears, with the text around it."""
    found = []
    for place, text in texts:
        lower = text.lower()
        for part in TELLING:
            at = lower.find(part)
            if at >= 0:
                found.append((place, text[max(0, at - 60) : at + 60]))
    return sorted(set(found))


def _csv(*rows: tuple[str, ...]) -> str:
    return "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows
    )


def _exports() -> dict[str, str]:
    return {f"canonical/{name}": _csv(*rows) for name, rows in _canonical().items()} | _TOOL_EXPORTS


def _canonical() -> dict[str, list[tuple[str, ...]]]:
    day, at = "2026-03-04", "2026-03-04T09:00:00Z"
    return {
        f"page_engagement.{NAME}.2026-03-13.csv": [
            ("engagement_id", "page", "period_end", "engagements", NAME),
            *((f"e{n} {NAME}", f"/{text}", day, "1", text) for n, text in enumerate(SPELLINGS)),
            ("e90", _ALL, _ALL, _ALL, _ALL),
        ],
        # beside the next one, so that columns of people are gone and added
        f"work_items.{NAME}.2026-03-12.csv": [
            ("work_item_id", "title", EMAIL, LAST, "hours"),
            (f"w91 {NAME}", NAME, NAME, NAME, "1"),
        ],
        f"work_items.{NAME}.2026-03-13.csv": [
            (
                "work_item_id",
                "title",
                "kind",
                "project",
                "workflow",
                "labels",
                "role",
                "assignee",
                "assignee_type",
                "completed_at",
                "hours",
                NAME,
            ),
            *(
                (
                    f"w{n} {NAME}",
                    text,
                    "strategy",
                    text,
                    text,
                    text,
                    text,
                    EMAIL,
                    "human",
                    at,
                    "1",
                    text,
                )
                for n, text in enumerate(SPELLINGS)
            ),
            ("w90", "A title", text := _ALL, text, "", "", "", EMAIL, "human", text, text, text),
        ],
        f"leads.{FIRST}.2026-03-13.csv": [
            (
                "lead_id",
                "created_at",
                "entered_pipeline_at",
                "person_key",
                "company",
                "source",
                "campaign_id",
                "channel",
                "stage",
                "intent",
                "qualified_by",
                "qualifier",
                "score",
            ),
            *(
                (
                    text,
                    at,
                    at,
                    EMAIL,
                    text,
                    f"Referred by {text}",
                    f"Meet {NAME}",
                    text,
                    text,
                    "high",
                    "human",
                    text,
                    "1",
                )
                for text in SPELLINGS
            ),
            (EMAIL + "2", _ALL, at, EMAIL, "", "", "", "", "", _ALL, _ALL, "", _ALL),
        ],
        "campaigns.2026-03-13.csv": [
            (
                "campaign_id",
                "id_is_derived",
                "name",
                "channel",
                "objective",
                "workflow",
                "owner",
                "status",
                "launched_at",
            ),
            (f"Meet {NAME}", "true", f"Meet {NAME}", _ALL, _ALL, _ALL, NAME, _ALL, at),
            ("c2", "false", f"Call {SPELLINGS[5]}", "search", "", "", "", "", at),
        ],
        "campaign_changes.2026-03-13.csv": [
            (
                "change_id",
                "campaign_id",
                "changed_at",
                "actor",
                "actor_type",
                "category",
                "item",
                "description",
                "hypothesis",
            ),
            (
                f"a {NAME}",
                f"Meet {NAME}",
                "2026-03-05T09:00:00Z",
                NAME,
                "human",
                "bid",
                NAME,
                _ALL,
                _ALL,
            ),
            ("b", f"Lost {NAME}", "2026-03-05T09:00:00Z", NAME, "human", NAME, NAME, _ALL, _ALL),
        ],
        f"campaign_performance.{LAST}.2026-03-13.csv": [
            ("campaign_id", "date", "cost", "currency", "account"),
            (f"Meet {NAME}", day, "10", "EUR", f"Account of {NAME}"),
            (f"Meet {NAME}", "2026-03-05", "10", _ALL, f"Account of {NAME}"),
        ],
        "content_pieces.2026-03-13.csv": [
            (
                "piece_id",
                "title",
                "content_type",
                "workflow",
                "agent",
                "produced_by",
                "author",
                "published_at",
                "status",
                "channel",
                "url",
                "body",
            ),
            *(
                (
                    f"p {text}",
                    text,
                    text,
                    text,
                    "writer",
                    "agent",
                    text,
                    at,
                    "published",
                    text,
                    f"https://demo.example/{text}",
                    text,
                )
                for text in SPELLINGS
            ),
            ("p90", _ALL, "post", "", "writer", "agent", NAME, "", "published", "web", _ALL, _ALL),
        ],
        "content_publications.2026-03-13.csv": [
            ("publication_id", "piece_id", "variant_id", "channel", "published_at", "url"),
            (f"1 {NAME}", f"p {NAME}", NAME, NAME, at, _ALL),
        ],
        "agent_runs.2026-03-13.csv": [
            (
                "run_id",
                "agent",
                "workflow",
                "started_at",
                "status",
                "escalation_reason",
                "subject_id",
                "parent_run_id",
            ),
            (f"r {NAME}", "writer", _ALL, at, "escalated", _ALL, f"p {NAME}", f"r0 {NAME}"),
        ],
        "reviews.2026-03-13.csv": [
            (
                "review_id",
                "subject_type",
                "subject_id",
                "reviewer",
                "reviewer_type",
                "reviewed_at",
                "verdict",
                "minutes",
                "comment",
            ),
            (f"v {NAME}", "agent_run", f"r {NAME}", EMAIL, "human", at, "approved", "5", _ALL),
            ("v2", "agent_run", f"r {NAME}", EMAIL, "human", at, _ALL, _ALL, _ALL),
        ],
        f"{NAME}.csv": [("a", "b"), (_ALL, _ALL)],
    }


_TOOL_EXPORTS = {
    f"google_ads/{NAME}/daily {NAME}.csv": (
        f"{NAME}\n"
        '"March 2, 2026 - March 8, 2026"\n'
        "Campaign type,Campaign,Day,Currency code,Cost,Clicks,Impr.\n"
        f"Search,Ask {NAME} 0151-23456701,2026-03-03,EUR,21.05,50,310\n"
        f"Search,Ask {NAME} 0151-23456701,{NAME},EUR,21.05,50,310\n"
    ),
    "google_ads/unreadable.csv": f"{NAME},{EMAIL}\n1,2\n",
    "hubspot/contacts.2026-03-13.csv": _csv(
        (
            "Record ID",
            "First Name",
            "Email",
            "Create Date",
            "Lifecycle Stage",
            "Original Source",
            "Company Name",
            "Became a Marketing Qualified Lead Date",
            "Contact owner",
            NAME,
        ),
        ("701", FIRST, EMAIL, "2026-03-02 09:30", NAME, NAME, NAME, "2026-03-03 10:00", NAME, NAME),
        ("702", FIRST, EMAIL, _ALL, NAME, NAME, NAME, "2026-03-03 10:00", NAME, NAME),
    ),
    "jira/issues.2026-03-13.csv": _csv(
        (
            "Summary",
            "Issue key",
            "Issue id",
            "Issue Type",
            "Status",
            "Project key",
            "Assignee",
            "Created",
            "Resolved",
            "Labels",
            "Time Spent",
            "Custom field (Role)",
            "Comment",
        ),
        (
            _ALL,
            "WQ-1",
            "10001",
            NAME,
            NAME,
            NAME,
            NAME,
            "02/Mar/26 9:30 AM",
            "04/Mar/26 9:30 AM",
            NAME,
            "9000",
            NAME,
            _ALL,
        ),
        (
            _ALL,
            "WQ-2",
            "10002",
            NAME,
            NAME,
            NAME,
            NAME,
            "02/Mar/26 9:30 AM",
            _ALL,
            NAME,
            _ALL,
            NAME,
            _ALL,
        ),
    ),
    "langfuse/trace.json": json.dumps(
        {
            "id": f"t {NAME}",
            "timestamp": "2026-03-03T09:00:00Z",
            "name": NAME,
            "userId": EMAIL,
            "input": _ALL,
            "metadata": {"escalation_reason": _ALL, "agent": "writer", "workflow": NAME},
            "tags": [NAME],
            "observations": [],
            "scores": [
                {"id": "s", "name": NAME, "value": 1, "comment": _ALL, "authorUserId": EMAIL}
            ],
        }
    ),
    "langfuse/unreadable.json": f'{{"{NAME}": {NAME}}}',
    "wordpress/site.xml": f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>{NAME}</title><link>https://studio.demo.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://studio.demo.example</wp:base_site_url>
<item><title>About {NAME}</title><link>https://studio.demo.example/{LAST}/</link>
<dc:creator>{NAME}</dc:creator><content:encoded>{_ALL}</content:encoded>
<wp:post_id>101</wp:post_id><wp:post_date_gmt>2026-03-03 08:15:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>{NAME}</title><wp:post_id>102</wp:post_id>
<wp:status>publish</wp:status><wp:post_type>{LAST}</wp:post_type></item>
</channel></rss>
""",
    "wordpress/unreadable.xml": f"<{LAST}>{NAME}</{LAST}>",
    f"{NAME}/export.csv": "a\n1\n",
}

_DECLARED = {
    "organisation.yml": "name: Test organisation\npeople: hide\n",
    "people.yml": f"people:\n  - {{person: {EMAIL}, role: Content Systems Architect}}\n",
    "annotations.yml": (
        f"annotations:\n  - {{date: 2026-03-03, text: '{NAME} is on leave', kind: incident}}\n"
    ),
    "aliases.yml": (
        "campaigns:\n"
        f"  - {{source: canonical, from: default/Meet {NAME}, to: default/Greet {NAME}}}\n"
    ),
}
