"""Files as they arrive: joined, saved again, damaged, packed, or in the wrong folder.

Held elsewhere, for every connector: blank lines above, byte order marks, repeated headers, odd
blanks in headers, lists of people (`test_standard_suite`); encodings, delimiters, footers and
preambles (`test_headers`); damaged rows and files that break off (`test_tabular`).
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from assets.lib.ingestion.ingest import FileResult
from assets.lib.settings import Settings
from tests.assets.builders import ask, land, take_in

CONTACTS = "Record ID,Email,Create Date,Lifecycle Stage\n"
ISSUES = "Summary,Issue key,Created\n"
TRACE = (
    '{"trace": {"id": "%s", "name": "a", "timestamp": "2026-03-02T08:00:00Z"}, "observations": []}'
)
RUN = '{"run_id": "%s", "agent": "a", "started_at": "2026-03-02T08:00:00Z", "status": "ok"%s}\n'


def land_all(settings: Settings, files: dict[str, str | bytes]) -> dict[str, FileResult]:
    for path, content in files.items():
        land(settings, path, content)
    return {result.path: result for result in take_in(settings)}


def skipped(settings: Settings) -> dict[str, int]:
    return dict(ask(settings, "select reason, sum(records) from ops.skipped_record group by 1"))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_pages_that_were_joined_bring_their_headers(settings: Settings, mark: str) -> None:
    """No work item is called Summary, and no campaign Campaign; Google's title comes again, too."""
    report = "Campaign report\n2 March 2026 - 8 March 2026\nCampaign status,Campaign\n"
    pages = {
        "jira/Jira.csv": ("Summary,Issue key,Assignee\n", "Brief,M-1,Ann\n", "Video,M-2,Bob\n"),
        "canonical/work_items.csv": ("work_item_id,title\n", "1,One\n", "2,Two\n"),
        "canonical/campaigns.csv": ("campaign_id,name\n", "c1,One\n", "c2,Two\n"),
        "google_ads/report.csv": (report, "Enabled,Alpha\n", "Paused,Beta\n"),
        "hubspot/contacts.csv": (CONTACTS, "1,,2026-03-02,Lead\n", "2,,2026-03-02,Lead\n"),
    }
    files = {p: f"{head}{one}{mark}{head}{two}" for p, (head, one, two) in pages.items()}
    results = land_all(settings, files)
    assert {(r.status, r.rows_loaded, r.records_quarantined) for r in results.values()} == {
        ("loaded", 2, 0)
    }
    titles = "select title from raw.work_items union all select name from raw.campaigns order by 1"
    assert [row[0] for row in ask(settings, titles)] == sorted(
        ["Alpha", "Beta", "Brief", "One", "One", "Two", "Two", "Video"]
    )
    assert skipped(settings) == {"repeated header": 5, "preamble": 2, "repeated preamble": 2}


def test_a_quote_that_is_not_closed_costs_its_row_at_most(settings: Settings) -> None:
    """An inch mark is read as it stands; a quote within a quoted value costs that row alone."""
    items = 'work_item_id,title,assignee\n1,One,Ann\n2,27" display ad,Bob\n3,Three,Ann\n'
    issues = f'{ISSUES}A,M-1,2026-03-02\n"The "best" ad",M-2,2026-03-02\nC,M-3,2026-03-02\n'
    land_all(settings, {"canonical/work_items.csv": items, "jira/Jira.csv": issues})
    assert ask(settings, "select _source, title from raw.work_items order by all") == [
        ("canonical", '27" display ad'),
        ("canonical", "One"),
        ("canonical", "Three"),
        ("jira", "A"),
        ("jira", "C"),
    ]
    [(row, rule)] = ask(settings, "select row_number, rule from ops.quarantine")
    assert row == 3
    assert "closing quote" in rule


def test_a_file_joined_from_two_encodings_names_a_line_of_each(settings: Settings) -> None:
    """Where all of it is Windows-1252 it is read, with a note."""
    old = "3,c@c.example,2026-03-02,Café\n".encode("windows-1252")
    new = "2,b@c.example,2026-03-02,Café\n".encode()
    head = CONTACTS.encode()
    results = land_all(
        settings, {"hubspot/a/joined.csv": head + new + old, "hubspot/b/old.csv": head + old}
    )
    assert "line 3 is not UTF-8 (likely Windows-1252), but line 2 is" in str(
        results["hubspot/a/joined.csv"].reason
    )
    assert ask(settings, "select stage from raw.leads") == [("Café",)]
    [(notes,)] = ask(settings, "select notes from ops.ingested_file where status = 'loaded'")
    assert notes == "read as Windows-1252"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "utf-8"])
def test_json_as_a_shell_of_windows_saves_it(settings: Settings, encoding: str) -> None:
    """Of one trace, of many traces a line, and of canonical records."""
    results = land_all(
        settings,
        {
            "langfuse/one.json": (TRACE % "t1").encode(encoding),
            "langfuse/many.jsonl": f"{TRACE % 't2'}\r\n{TRACE % 't3'}\r\n".encode(encoding),
            "canonical/agent_runs.jsonl": (RUN % ("r1", "") + RUN % ("r2", "")).encode(encoding),
        },
    )
    assert {result.status for result in results.values()} == {"loaded"}, results
    runs = ask(settings, "select run_id from raw.agent_runs order by 1")
    assert [run for (run,) in runs] == ["r1", "r2", "t1", "t2", "t3"]


def test_lines_of_json_need_not_agree_in_type(settings: Settings) -> None:
    """An id that is a number and a text, costs as either, and a column that nobody knows."""
    lines = (
        RUN.replace('"%s"', "%s") % (2310, ', "cost": "0.5", "currency": "USD"')
        + RUN % ("2311", ', "cost": 0.25, "currency": "USD", "data": {"json": {"a": 1}}')
        + RUN % ("2312", ', "data": {"error": {"stack": []}}')
        + "{cut off\n"
    )
    land_all(settings, {"canonical/agent_runs.jsonl": lines})
    assert ask(settings, "select run_id, cast(cost as double) from raw.agent_runs order by 1") == [
        ("2310", 0.5),
        ("2311", 0.25),
        ("2312", None),
    ]
    assert ask(settings, "select row_number, column_name from ops.quarantine") == [
        (4, "(whole row)")
    ]
    assert ask(settings, "select notes from ops.ingested_file") == [
        ("unknown column 'data' was left out",)
    ]


def test_a_nul_in_a_cell_loses_no_row(settings: Settings) -> None:
    """Deep in a file, in a view of contacts that has few columns."""
    names = [f"Firm {n}" for n in range(200)]
    names[150] = "Fi\0rm"
    rows = "".join(f"{n},p{n}@c.example,2026-03-02,{name}\n" for n, name in enumerate(names))
    land_all(settings, {"hubspot/all.csv": f"Record ID,Email,Create Date,Company Name\n{rows}"})
    loaded = ask(settings, "select count(*), count(company) from raw.leads")
    assert loaded == [(200, 200)]


def test_totals_and_footers_of_renamed_reports_are_no_records(settings: Settings) -> None:
    """A report of a CRM ends in lines about itself, a timesheet in its total."""
    report = (
        "lead_id,created_at,stage\n00Q1,2026-03-02T09:00:00Z,Open\nGrand Totals (1 records)\n"
        "Leads by source\nCopyright (c) 2000-2026 example.com inc. All rights reserved.\n"
        "Confidential Information - Do Not Distribute\nGenerated By:  Ann  3/9/2026 9:00 AM\n"
    )
    timesheet = "work_item_id,title,hours\ne1,Write,2.5\nTotal,,2.5\n"
    land_all(settings, {"canonical/leads.csv": report, "canonical/work_items.csv": timesheet})
    assert ask(settings, "select lead_id from raw.leads") == [("00Q1",)]
    assert ask(settings, "select work_item_id, hours from raw.work_items") == [("e1", 2.5)]
    assert skipped(settings)["total"] == 2  # of either file


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


UNPACK, SAVE = "archive; unpack it", "a workbook; open it, save the sheet"
NO_TABLES = {
    "hubspot/all.zip": (packed("all.csv", b"x"), UNPACK),
    "wordpress/site.zip": (packed("site.xml", b"<rss/>"), UNPACK),
    "hubspot/all.csv": (packed("all.csv", b"x"), UNPACK),
    "langfuse/traces.json": (gzip.compress(b"[]"), UNPACK),
    "google_ads/report.csv.gz": (gzip.compress(b"x"), UNPACK),
    "hubspot/all.xlsx": (packed("xl/workbook.xml", b""), "the workbook is damaged"),
    "google_ads/all.csv": (packed("xl/workbook.xml", b""), SAVE),
    "audit_worksheet/sheet.xlsx": (packed("xl/workbook.xml", b""), SAVE),
    "jira/Jira.csv": (b"<!DOCTYPE html><html>Log in</html>", "a web page, not an export"),
    "canonical/leads.csv": (b"\n<html><body>", "a web page, not an export"),
}


@pytest.mark.parametrize("path", NO_TABLES)
def test_what_is_packed_says_what_to_do(settings: Settings, path: str) -> None:
    """By its bytes, whatever it is called."""
    content, reason = NO_TABLES[path]
    [result] = land_all(settings, {path: content}).values()
    assert result.status == "failed"
    assert reason in str(result.reason)


@pytest.mark.parametrize("connector", ["hubspot", "jira", "google_ads", "canonical"])
@pytest.mark.parametrize(
    "people",
    [
        "Janet,Sample,Berlin\nTom,Other,Oslo\n",
        "id,name,city,comment,phone\n1,Janet Sample,Berlin,secret note,0151-2345678\n",
    ],
)
def test_people_in_the_wrong_folder_are_named_nowhere(
    settings: Settings, connector: str, people: str
) -> None:
    """Neither in the result of the run nor in any table."""
    name = "leads" if connector == "canonical" else "list"
    [result] = land_all(settings, {f"{connector}/{name}.csv": people}).values()
    assert result.status == "failed"
    kept = json.dumps(ask(settings, "select * from ops.ingested_file"), default=str)
    for secret in ("Janet", "Sample", "Berlin", "secret", "0151-2345678"):
        assert secret not in f"{result.reason}{kept}"
