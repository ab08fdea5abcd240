"""A narrower export that comes later leaves alone what it does not show; an empty cell empties."""

from __future__ import annotations

import json

import polars as pl
import pytest

from assets.lib.ingestion.ingest import ingest
from assets.lib.settings import Settings
from assets.lib.stream import Column, ColumnType
from assets.lib.warehouse import open_warehouse
from assets.streams import STREAM_NAMES, get_stream
from tests.assets.builders import NOTHING_DECLARED, ask, land, stage, take_in

VALUES = {
    ColumnType.TEXT: "old",
    ColumnType.INSTANT: "2026-03-02T08:00:00Z",
    ColumnType.DAY: "2026-03-02",
    ColumnType.MONEY: "1.5",
    ColumnType.NUMBER: "1.5",
    ColumnType.COUNT: "3",
    ColumnType.WHOLE: "3",
    ColumnType.FLAG: "true",
}
BY_KEY = [name for name in STREAM_NAMES if get_stream(name).replacement == "by_key"]


def value_of(column: Column) -> str:
    if column.allowed:
        return column.allowed[0]
    return "EUR" if column.name == "currency" else VALUES[column.type]


def current(settings: Settings, stream: str) -> dict[str, object]:
    """Return the values of the one record of a stream by column, as the models read them."""
    names = [column.name for column in get_stream(stream).columns]
    stage(settings)
    with open_warehouse(settings) as connection:
        [(sql,)] = connection.execute(
            "select sql from duckdb_views() where view_name = ?", [f"stg_{stream}"]
        ).fetchall()
        versions = sql[sql.index("WITH") :].rsplit(", final AS", maxsplit=1)[0]
        [found] = connection.execute(
            f"{versions} select {', '.join(names)} from versions"
        ).fetchall()
    return dict(zip(names, found, strict=True))


@pytest.mark.parametrize("stream", BY_KEY)
def test_a_narrower_view_erases_nothing(settings: Settings, stream: str) -> None:
    """Every optional column of every stream keeps its value, in a file without it."""
    contract = get_stream(stream)
    whole = {c.name: value_of(c) for c in contract.columns}
    needed = {c.name: value_of(c) for c in contract.columns if c.required}
    for day, row in ((9, whole), (10, needed)):
        text = f"{','.join(row)}\n{','.join(row.values())}\n"
        land(settings, f"canonical/{stream}.2026-03-{day:02}.csv", text)
    take_in(settings)
    assert [name for name, value in current(settings, stream).items() if value is None] == []


@pytest.mark.parametrize("stream", BY_KEY)
def test_an_empty_cell_empties(settings: Settings, stream: str) -> None:
    """The column is there, and says that there is nothing."""
    contract = get_stream(stream)
    whole = {c.name: value_of(c) for c in contract.columns}
    emptied = {c.name: value_of(c) if c.required else "" for c in contract.columns}
    for day, row in ((9, whole), (10, emptied)):
        text = f"{','.join(row)}\n{','.join(row.values())}\n"
        land(settings, f"canonical/{stream}.2026-03-{day:02}.csv", text)
    take_in(settings)
    found = current(settings, stream)
    optional = [column.name for column in contract.columns if not column.required]
    assert [name for name in optional if found[name] is not None] == []


def test_each_column_is_of_the_newest_file_that_has_it(settings: Settings) -> None:
    """Three views of different columns, put together."""
    base = "lead_id,created_at"
    views = (
        ("09", f"{base},stage,intent,score\n1,2026-03-02,a,high,1\n"),
        ("10", f"{base},stage,score\n1,2026-03-02,b,\n"),
        ("11", f"{base},intent\n1,2026-03-02,low\n"),
    )
    for day, text in views:
        land(settings, f"canonical/leads.2026-03-{day}.csv", text)
    take_in(settings)
    stage(settings)
    assert ask(settings, "select stage, intent, score from staging.stg_leads") == [
        ("b", "low", None)
    ]


@pytest.mark.parametrize("suffix", ["parquet", "jsonl"])
def test_typed_files_have_the_columns_that_they_have(settings: Settings, suffix: str) -> None:
    """In Parquet and JSON Lines as in CSV."""
    whole = {"lead_id": "1", "created_at": "2026-03-02", "stage": "a", "intent": "high"}
    narrow = {"lead_id": "1", "created_at": "2026-03-02", "stage": None}
    for day, row in (("09", whole), ("10", narrow)):
        frame = pl.DataFrame([row], schema_overrides={"stage": pl.String})
        content = frame if suffix == "parquet" else json.dumps(row) + "\n"
        land(settings, f"canonical/leads.2026-03-{day}.{suffix}", content)
    take_in(settings)
    stage(settings)
    assert ask(settings, "select stage, intent from staging.stg_leads") == [(None, "high")]


TOOLS = {
    "hubspot": (
        "contacts",
        (
            "Record ID,Create Date,Lifecycle Stage,Lead intent,Lead qualifier\n"
            "1,2026-03-02 09:30,Lead,High,somebody\n"
        ),
        "Record ID,Create Date,Lifecycle Stage\n1,2026-03-02 09:30,Customer\n",
        "select stage, intent, qualifier, qualified_by from staging.stg_leads",
        ("Customer", "high", "somebody", "human"),
    ),
    "jira": (
        "Jira",
        (
            "Summary,Issue key,Issue id,Created,Resolved,Time Spent,Assignee\n"
            "One,M-1,1,02/Mar/26 9:00 AM,03/Mar/26 9:00 AM,3600,Somebody\n"
        ),
        "Summary,Issue key,Issue id,Created\nOne more,M-1,1,02/Mar/26 9:00 AM\n",
        (
            "select title, hours, assignee, assignee_type, day(completed_at) "
            "from staging.stg_work_items"
        ),
        ("One more", 1.0, "Somebody", "human", 3),
    ),
    "google_ads": (
        "Campaign report",
        (
            "Campaign status,Campaign,Campaign ID,Campaign type,Start date,Budget,Currency code\n"
            "Enabled,Alpha,1,Search,2026-01-01,5.00,EUR\n"
        ),
        "Campaign status,Campaign,Campaign ID\nPaused,Alpha,1\n",
        (
            "select status, channel, day(launched_at), cast(budget as integer), currency "
            "from staging.stg_campaigns"
        ),
        ("Paused", "search", 1, 5, "EUR"),
    ),
    "langfuse": (
        "traces",
        (
            '{"trace": {"id": "r", "name": "a", "timestamp": "2026-03-02T08:00:00Z", '
            '"metadata": {"workflow": "seo"}}, "observations": [{"id": "o", "type": "GENERATION", '
            '"model": "m", "startTime": "2026-03-02T08:00:00Z", "endTime": "2026-03-02T08:01:00Z", '
            '"usageDetails": {"input": 3, "output": 4}}]}\n'
        ),
        (
            '{"trace": {"id": "r", "name": "b", "timestamp": "2026-03-02T08:00:00Z"}, '
            '"observations": []}\n'
        ),
        "select agent, workflow, model, input_tokens from staging.stg_agent_runs",
        ("b", "seo", "m", 3),
    ),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_narrower_view_of_a_tool_erases_nothing(settings: Settings, tool: str) -> None:
    """What a connector derives is there only where its source is."""
    name, whole, narrow, query, expected = TOOLS[tool]
    suffix = "jsonl" if tool == "langfuse" else "csv"
    land(settings, f"{tool}/{name} 2026-03-09.{suffix}", whole)
    land(settings, f"{tool}/{name} 2026-03-10.{suffix}", narrow)
    with open_warehouse(settings) as connection:
        results = ingest(connection, settings, NOTHING_DECLARED)
    assert {result.status for result in results} == {"loaded"}, results
    stage(settings)
    assert ask(settings, query) == [expected]


SALESFORCE = "Id,CreatedDate,IsConverted,Email,Phone\n00Q5g00000Ab001EAB,2026-03-02,false,"


@pytest.mark.parametrize(
    ("later", "is_kept"),
    [
        ("Id,CreatedDate,IsConverted,Phone\n00Q5g00000Ab001EAB,2026-03-02,false,\n", True),
        ("Id,CreatedDate,IsConverted,Email\n00Q5g00000Ab001EAB,2026-03-02,false,\n", True),
        (
            "Id,CreatedDate,IsConverted,Email,Phone,MobilePhone\n00Q5g00000Ab001EAB,2026-03-02,false,,,\n",
            False,
        ),
    ],
    ids=["no-email", "no-phone", "whole"],
)
def test_of_a_column_from_several_headers_a_part_erases_nothing(
    settings: Settings, later: str, *, is_kept: bool
) -> None:
    """Whose e-mail is not shown has one all the same; only a file with all of them empties it."""
    whole = f"{SALESFORCE}lead@demo.example,\n"
    columns = later.split("\n", maxsplit=1)[0].split(",")
    other = {"Id": "00Q5g00000Ab002EAB", "CreatedDate": "2026-03-02", "IsConverted": "false"}
    other |= {"Phone": "+49 171 5550100", "Email": "other@demo.example"}
    later += ",".join(other.get(name, "") for name in columns) + "\n"
    for day, text in (("09", whole), ("10", later)):
        land(settings, f"salesforce/leads 2026-03-{day}.csv", text)
    assert {result.status for result in take_in(settings)} == {"loaded"}
    stage(settings)
    known = ask(settings, "select person_key is not null from staging.stg_leads order by lead_key")
    assert known == [(is_kept,), (True,)]


def test_of_a_column_from_several_headers_a_part_that_says_something_counts(
    settings: Settings,
) -> None:
    """The newer file knows the phone of a person without an e-mail."""
    whole = f"{SALESFORCE},+49 171 5550100\n"
    later = (
        "Id,CreatedDate,IsConverted,Email\n00Q5g00000Ab001EAB,2026-03-02,false,lead@demo.example\n"
    )
    for day, text in (("09", whole), ("10", later)):
        land(settings, f"salesforce/leads 2026-03-{day}.csv", text)
    take_in(settings)
    stage(settings)
    first, second = ask(settings, "select person_key from raw.leads order by _file_sequence")
    assert ask(settings, "select person_key from staging.stg_leads") == [second] != [first]


LISTS = {
    "langfuse": (
        (
            '{"trace": {"id": "r", "name": "a", "timestamp": "2026-03-02T08:00:00Z"}, '
            '"observations": [{"id": "o", "type": "SPAN", "level": "ERROR"}]}\n'
        ),
        '{"id": "r", "name": "a", "timestamp": "2026-03-02T08:00:00Z", "tags": []}\n',
        ("a", "error"),
    ),
    "n8n": (
        (
            '{"id": "1", "status": "success", "startedAt": "2026-03-02T08:00:00Z", '
            '"workflowId": "w", "workflowData": {"name": "Brief writer"}}\n'
        ),
        '{"id": "1", "status": "error", "startedAt": "2026-03-02T08:00:00Z", "workflowId": "w"}\n',
        ("Brief writer", "error"),
    ),
}
"""A record with all that is known of it, a list's line of the same one, and what is right then."""


@pytest.mark.parametrize("days", [(9, 10), (10, 9)], ids=["list-later", "list-earlier"])
@pytest.mark.parametrize("tool", LISTS)
def test_what_is_assumed_of_a_listed_record_replaces_nothing(
    settings: Settings, tool: str, days: tuple[int, int]
) -> None:
    """That a run went well, or that its agent is called by an id; whichever file is newer."""
    whole, listed, expected = LISTS[tool]
    for day, text in zip(days, (whole, listed), strict=True):
        land(settings, f"{tool}/export 2026-03-{day:02}.jsonl", text)
    take_in(settings)
    stage(settings)
    [(agent, status)] = ask(settings, "select agent, status from staging.stg_agent_runs")
    assert agent == expected[0]
    if tool == "langfuse" or days == (9, 10):
        assert status == expected[1]
