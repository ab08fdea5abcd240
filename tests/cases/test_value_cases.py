"""Values as tools, scripts and spreadsheets write them: what each file has to give.

Held elsewhere: every shape of a time, a number and an amount by `test_typing`; localised months by
`test_dates`; carriers of one table by `test_canonical_files`; tiny costs within a trace by
`test_langfuse_usage`; bounds by `test_validate`.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from assets.lib.settings import Settings
from tests.assets.builders import NOTHING_DECLARED, ask, declare, land, statuses, take_in

TINY = Decimal("3.5e-7")


def zone(settings: Settings, name: str, *sources: str) -> None:
    listed = "\n".join(f"  {source}: {{timezone: {name}}}" for source in sources)
    declare(settings, "sources.yml", f"sources:\n{listed}\n")


def test_whole_numbers_that_a_data_frame_wrote_as_floats(settings: Settings) -> None:
    """One empty cell turns the column into 1500.0; half a click is none in any carrier."""
    days = "campaign_id,date,impressions,clicks\n"
    rows = "c1,2026-03-02,1500.0,12.0\nc1,2026-03-03,,\nc2,2026-03-02,900.0,12.5\n"
    land(settings, "canonical/social/campaign_performance.csv", days + rows)
    runs = "run_id,agent,started_at,status,input_tokens\n"
    rows = "r1,a,2026-03-02,ok,812.0\nr2,a,2026-03-02,ok,\n"
    land(settings, "canonical/crew/agent_runs.csv", runs + rows)
    line = {"run_id": "r3", "agent": "a", "started_at": "2026-03-02", "status": "ok"}
    land(settings, "canonical/crew/agent_runs.jsonl", json.dumps(line | {"input_tokens": 812.0}))
    frame = pl.DataFrame([line | {"run_id": "r4", "input_tokens": 812.0}])
    land(settings, "canonical/crew/agent_runs.parquet", frame)
    take_in(settings)
    assert ask(
        settings, "select impressions, clicks from raw.campaign_performance order by _row"
    ) == [
        (1500, 12),
        (None, None),
    ]
    assert ask(settings, "select value from ops.quarantine") == [("12.5",)]
    assert ask(settings, "select run_id, input_tokens from raw.agent_runs order by 1") == [
        ("r1", 812),
        ("r2", None),
        ("r3", 812),
        ("r4", 812),
    ]


def test_costs_of_small_models_add_up(settings: Settings) -> None:
    """A call for 0.00000035 is no call for nothing, whatever carries it."""
    rows = [
        {"run_id": f"r{n}", "agent": "a", "started_at": "2026-03-02", "status": "ok"}
        | {"cost": float(TINY), "currency": "USD"}
        for n in range(4)
    ]
    frame = pl.DataFrame(rows)
    land(settings, "canonical/csv/agent_runs.csv", frame.write_csv())
    land(settings, "canonical/jsonl/agent_runs.jsonl", frame.write_ndjson().encode())
    land(settings, "canonical/parquet/agent_runs.parquet", frame)
    traces = [
        {
            "trace": {"id": f"t{n}", "name": "a", "timestamp": "2026-03-02T08:00:00Z"},
            "observations": [
                {"id": f"g{n}", "type": "GENERATION", "costDetails": {"total": 3.5e-7}}
            ],
        }
        for n in range(4)
    ]
    land(settings, "langfuse/traces.json", json.dumps(traces))
    take_in(settings)
    totals = ask(settings, "select _source, _account, sum(cost) from raw.agent_runs group by all")
    assert len(totals) == 4
    assert {total for *_, total in totals} == {4 * TINY}


def test_september_in_british_english(settings: Settings) -> None:
    """Sept, in each of the three downloads of Google Ads."""
    land(
        settings,
        "google_ads/uk/report.2026-03-09.csv",
        "Campaign status,Campaign,Campaign ID,Start date,End date\n"
        "Enabled,Alpha,111,5 Sept 2025,30 Sept 2025\n",
    )
    land(
        settings,
        "google_ads/uk/daily.2026-03-09.csv",
        "Campaign,Campaign ID,Day,Cost\nAlpha,111,5 Sept 2025,1.50\n",
    )
    land(
        settings,
        "google_ads/uk/history.2026-03-09.csv",
        'Date & time,User,Campaign,Changes\n"5 Sept 2025, 10:11:12",x@demo.example,Alpha,'
        "Campaign budget changed\n",
    )
    take_in(settings)
    assert ask(
        settings,
        "select launched_at::varchar, ended_at::varchar from raw.campaigns "
        "where launched_at is not null",
    ) == [("2025-09-05 00:00:00", "2025-09-30 23:59:59")]
    assert ask(settings, "select date from raw.campaign_performance") == [(date(2025, 9, 5),)]
    assert ask(settings, "select changed_at::varchar from raw.campaign_changes") == [
        ("2025-09-05 10:11:12",)
    ]


@pytest.mark.parametrize(
    ("timezone", "day", "first_instant"),
    [
        ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00:00"),
        ("America/Santiago", "2026-09-06", "2026-09-06 04:00:00"),
        ("America/Sao_Paulo", "2017-10-15", "2017-10-15 03:00:00"),
    ],
)
def test_a_day_whose_midnight_the_clock_skips(
    settings: Settings, timezone: str, day: str, first_instant: str
) -> None:
    """It begins at its first instant, in every connector that reads days."""
    zone(settings, timezone, "canonical", "google_ads", "hubspot", "jira", "audit_worksheet")
    files = {
        "canonical/leads.csv": f"lead_id,created_at\n1,{day}\n",
        "hubspot/contacts.csv": f"Record ID,Email,Create Date\n1,a@c.example,{day}\n",
        "jira/Jira.csv": f"Summary,Issue key,Created\nA,MKT-1,{day}\n",
        "google_ads/report.csv": f"Campaign status,Campaign,Start date\nEnabled,A,{day}\n",
        "audit_worksheet/sheet.csv": (
            "week_start,subject_type,subject_id,reviewer,reviewed_at,verdict\n"
            f"2017-10-09,agent_run,langfuse:t1,Ann,{day},approved\n"
        ),
    }
    for path, text in files.items():
        land(settings, path, text)
    organisation = declare(settings, "organisation.yml", "name: Test\n")
    assert set(statuses(take_in(settings, organisation)).values()) == {"loaded"}
    assert ask(settings, "from ops.quarantine") == []
    found = ask(
        settings,
        "select created_at::varchar from raw.leads union all select created_at from raw.work_items "
        "union all select launched_at from raw.campaigns "
        "union all select reviewed_at from raw.reviews",
    )
    assert found == [(first_instant,)] * 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-09T24:00:00Z", "2026-03-10 00:00:00"),
        ("20260309T101500Z", "2026-03-09 10:15:00"),
        ('"2026-03-09T10:15:30,5Z"', "2026-03-09 10:15:30.5"),
        ("2026-03-09t10:15:00z", "2026-03-09 10:15:00"),
        ("2026-03-09 10:15 +0100", "2026-03-09 09:15:00"),
        ("2026-03-09 9:30", "2026-03-09 09:30:00"),
        ("2026-3-9 09:30", "2026-03-09 09:30:00"),
        ("2026/03/09 09:30", "2026-03-09 09:30:00"),
        ("2026-03-09 9:30:00 AM", "2026-03-09 09:30:00"),
    ],
)
def test_times_as_tools_and_spreadsheets_write_them(
    settings: Settings, written: str, read: str
) -> None:
    """The end of a day as 24:00, basic ISO 8601, an hour that lost its zero."""
    land(settings, "canonical/leads.csv", f"lead_id,created_at\n1,{written}\n")
    contacts = f"Record ID,Email,Create Date\n1,a@c.example,{written}\n"
    land(settings, "hubspot/contacts.csv", contacts)
    take_in(settings)
    assert ask(settings, "select value from ops.quarantine") == []
    assert ask(settings, "select created_at::varchar from raw.leads") == [(read,)] * 2


def test_an_hour_that_the_clock_skips_costs_its_row_alone(settings: Settings) -> None:
    """The declared zone is not the exporter's; of an hour that comes twice it is the first."""
    zone(settings, "Europe/Berlin", "hubspot", "jira")
    organisation = declare(settings, "organisation.yml", "name: Test\n")
    contacts = (
        "Record ID,Email,Create Date\n1,a@c.example,2026-03-29 02:30\n"
        "2,b@c.example,2026-03-29 03:30\n3,c@c.example,2025-10-26 02:30\n"
    )
    issues = (
        "Summary,Issue id,Created\nA,1,29/Mar/26 2:30 AM\n"
        "B,2,29/Mar/26 3:30 AM\nC,3,26/Oct/25 2:30 AM\n"
    )
    land(settings, "hubspot/contacts.csv", contacts)
    land(settings, "jira/Jira.csv", issues)
    take_in(settings, organisation)
    read = [("2025-10-26 00:30:00",), ("2026-03-29 01:30:00",)]
    assert ask(settings, "select created_at::varchar from raw.leads order by 1") == read
    assert ask(settings, "select created_at::varchar from raw.work_items order by 1") == read
    rejected = ask(
        settings, "select row_number, rule, value from ops.quarantine order by connector"
    )
    assert [row for row, *_ in rejected] == [2, 2]
    assert all("Europe/Berlin" in rule for _, rule, _ in rejected)
    assert all("2:30" in value for *_, value in rejected)


def test_days_that_a_data_frame_wrote_as_parquet(settings: Settings) -> None:
    """With an index column, categories and nanoseconds; the folder has to name the tool."""
    frame = pl.DataFrame(
        {
            "campaign_id": pl.Series(["c1", "c2"], dtype=pl.Categorical),
            "date": pl.Series([date(2026, 3, 2), date(2026, 3, 3)]).cast(pl.Datetime("ns")),
            "impressions": [1500.0, None],
            "cost": [Decimal("1.5"), Decimal("0.0000003500")],
            "__index_level_0__": [0, 1],
        }
    )
    land(settings, "canonical/social/campaign_performance.parquet", frame)
    land(settings, "canonical/campaign_performance.parquet", frame)
    results = {result.path: result for result in take_in(settings, NOTHING_DECLARED)}
    assert results["canonical/campaign_performance.parquet"].status == "failed"
    assert ask(
        settings, "select campaign_id, date, impressions, cost from raw.campaign_performance"
    ) == [
        ("canonical:social:c1", date(2026, 3, 2), 1500, Decimal("1.5")),
        ("canonical:social:c2", date(2026, 3, 3), None, TINY),
    ]
    [(note,)] = ask(settings, "select notes from ops.ingested_file where status = 'loaded'")
    assert note == "unknown column '__index_level_0__' was left out"
