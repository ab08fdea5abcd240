"""What single tools write that others don't.

Held elsewhere: other objects of each tool (`test_other_objects`); usage, versions and the shapes
of a trace (`test_langfuse_usage`, `test_langfuse`); times, authors and addresses of posts
(`test_wordpress`); headings of changes (`test_google_ads_categories`); damaged ids (`test_ids`).
"""

from __future__ import annotations

import json

import pytest

from assets.lib.settings import Settings
from tests.assets.builders import NOTHING_DECLARED, ask, land, take_in

WORKSHEET = "week_start,subject_type,subject_id,reviewer,reviewed_at,verdict,score\n"
POST = (
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n<wp:wxr_version>1.2</wp:wxr_version>\n'
    "<wp:base_blog_url>https://site.example</wp:base_blog_url>\n"
    "<item><title>P%s</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type>"
    "<wp:status>publish</wp:status><wp:post_date_gmt>2026-03-02 08:00:00</wp:post_date_gmt>"
    "<content:encoded>%s</content:encoded></item>\n</channel>\n</rss>\n"
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def quarantined(settings: Settings) -> list[tuple[str, int, str, str]]:
    query = "select stream, row_number, column_name, value from ops.quarantine order by all"
    return [tuple(row) for row in ask(settings, query)]  # type: ignore[misc]


def failure(settings: Settings, path: str, text: str) -> str:
    land(settings, path, text)
    [result] = take_in(settings)
    assert (result.status, result.rows_loaded) == ("failed", 0)
    return str(result.reason)


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_trace_of_the_api_is_a_run_of_its_own_agent(settings: Settings, suffix: str) -> None:
    """Not of the observation that it began with; its cache is read, its open end is none."""
    generation = {"id": "g", "type": "GENERATION", "name": "retrieve", "model": "m"}
    details = {"input": 86, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 14}
    trace = {
        "id": "tr-1",
        "name": "run",
        "timestamp": "2026-03-02T10:00:00.123456789Z",
        "tags": ["escalated"],
        "version": "7",
        "metadata": {"agent": "brief-agent", "workflow": "briefing"},
        "observations": [generation | {"endTime": None, "usageDetails": details | {"output": 20}}],
        "scores": [
            {
                "id": "s",
                "traceId": "tr-1",
                "name": "verdict",
                "source": "ANNOTATION",
                "stringValue": "approved",
                "timestamp": "2026-03-02T11:00:00Z",
            }
        ],
    }
    land(settings, f"langfuse/trace.{suffix}", json.dumps(trace))
    take_in(settings)
    assert ask(
        settings,
        "select agent, agent_version, workflow, status, input_tokens, output_tokens, ended_at "
        "from raw.agent_runs",
    ) == [("brief-agent", "7", "briefing", "escalated", 1000, 20, None)]
    assert ask(settings, "select subject_id, verdict from raw.reviews") == [
        ("langfuse:default:tr-1", "approved")
    ]


@pytest.mark.parametrize("above", ["\n", "\n\n\n", "\ufeff\n"])
def test_blank_lines_above_a_site_s_export(settings: Settings, above: str) -> None:
    """A plugin printed them; the post is there."""
    land(settings, "wordpress/site.xml", above + DECLARATION + POST % ("", "text"))
    take_in(settings)
    assert ask(settings, "select piece_id, title from raw.content_pieces") == [
        ("https://site.example#7", "P")
    ]


def test_a_prefix_that_nothing_declares_is_named_with_its_line(settings: Settings) -> None:
    """Nothing of the file is loaded."""
    bad = (DECLARATION + POST % ("", "text")).replace("<item>", '<atom:link href="x"/>\n<item>')
    reason = failure(settings, "wordpress/site.xml", bad)
    assert "line 6" in reason
    assert "xmlns:atom" in reason


def test_a_control_character_is_named_with_its_place(settings: Settings) -> None:
    """Pasted from a word processor; nothing of the file is loaded."""
    reason = failure(settings, "wordpress/site.xml", DECLARATION + POST % ("", "a\x11b"))
    assert "line 6, column" in reason
    assert "control character" in reason


@pytest.mark.parametrize(
    ("rows", "reviewed"),
    [
        # Only one order makes all weeks begin on a Monday.
        ("3/2/2026,agent_run,langfuse:1,Ann,3/10/2026 9:30,approved,0.9\n", "2026-03-10 09:30:00"),
        (
            "02/03/2026,agent_run,langfuse:1,Ann,25/03/2026 09:30,approved,0.9\n",
            "2026-03-25 09:30:00",
        ),
        (
            "02.03.2026;agent_run;langfuse:1;Ann;10.03.2026 09:30;approved;0,9\n",
            "2026-03-10 09:30:00",
        ),
    ],
)
def test_a_worksheet_as_spreadsheets_of_three_countries_save_it(
    settings: Settings, rows: str, reviewed: str
) -> None:
    """Dates in the country's order, and semicolons where the comma is the decimal sign."""
    header = WORKSHEET.replace(",", ";") if ";" in rows else WORKSHEET
    land(settings, "audit_worksheet/sheet.csv", header + rows)
    take_in(settings)
    assert quarantined(settings) == []
    assert ask(settings, "select reviewed_at::varchar, score from raw.reviews") == [(reviewed, 0.9)]


def test_ids_that_a_spreadsheet_has_damaged_are_shown(settings: Settings) -> None:
    """Rounded, or turned into a date: several records would share one, or one would be two."""
    files = {
        "hubspot/contacts.csv": "Record ID,Email,Create Date\n2.00E+10,a@c.example,2026-03-02\n",
        "google_ads/report.csv": "Campaign status,Campaign,Campaign ID\nEnabled,Alpha,2.04E+10\n",
        "jira/Jira.2026-03-09.csv": "Summary,Issue key\nPlan,MAR-10\n",
        "jira/Jira.2026-03-10.csv": "Summary,Issue key\nPlan,10-Mar\n",
        "canonical/leads.csv": "lead_id,created_at\n1.23E+10,2026-03-02\n",
    }
    for path, text in files.items():
        land(settings, path, text)
    take_in(settings, NOTHING_DECLARED)
    assert quarantined(settings) == [
        ("campaigns", 2, "campaign_id", "2.04E+10"),
        ("leads", 2, "lead_id", "1.23E+10"),
        ("leads", 2, "lead_id", "2.00E+10"),
        ("work_items", 2, "work_item_id", "10-Mar"),
    ]
    assert ask(settings, "select work_item_id from raw.work_items") == [("MAR-10",)]
    assert ask(settings, "from raw.leads") == []
