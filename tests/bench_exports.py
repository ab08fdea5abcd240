"""Exports of three tools in the tools' own shape, of any size, for the benchmark.

`python -m tests.bench_exports TOOL FILE ROWS` writes one, the same bytes each time: in a process of
its own, since the memory that it takes is not to be measured.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb

RECORDS_OF_A_TRACE = 5
"""The trace, its agent's span, two calls of models and a score."""
SUFFIXES = {"google_ads": ".csv", "hubspot": ".csv", "langfuse": ".json"}
TITLE_LINES = {"google_ads": 2, "hubspot": 0}
"""How many lines a table of the tool has above its header."""
_GOOGLE_ADS_TITLE = 'Daily campaign performance\n"August 3, 2025 - August 2, 2026"\n'
_GOOGLE_ADS = """
    with days as (
        select
            i // 365 as campaign,
            date '2025-08-03' + cast(i % 365 as integer) as day,
            1 + hash(i) % 400 as clicks,
            20 * clicks + hash(i + 1) % 4000 as impressions,
            clicks * (110 + hash(i + 2) % 120) / 100 as cost,
            1 + hash(i + 3) % 20 as conversions
        from numbers
    )
    select
        ['Search', 'Display', 'Video', 'Performance Max'][1 + campaign % 4] as "Campaign type",
        'DE | Search | Campaign ' || campaign as "Campaign",
        day as "Day",
        'EUR' as "Currency code",
        format('{:,.2f}', cost) as "Cost",
        format('{:,}', clicks) as "Clicks",
        format('{:,}', impressions) as "Impr.",
        format('{:.2f}%', 100 * clicks / impressions) as "CTR",
        format('{:.2f}', cost / clicks) as "Avg. CPC",
        format('{:.2f}', cast(conversions as double)) as "Conversions",
        format('{:.2f}%', 100 * conversions / clicks) as "Conv. rate",
        format('{:,.2f}', conversions * 71.5) as "Conv. value",
        format('{:.2f}', cost / conversions) as "Cost / conv."
    from days
"""
_HUBSPOT = """
    with contacts as (
        select
            i,
            timestamp '2025-08-03 08:00:00'
            + to_minutes(cast(hash(i) % (364 * 1440) as integer)) as created
        from numbers
    )
    select
        10001 + 7 * i as "Record ID",
        null as "First Name",
        'Finance Lead' as "Last Name",
        'lead-' || i || '@example.com' as "Email",
        null as "Phone Number",
        'campaign.specialist.1@demo.example' as "Contact owner",
        'Connected' as "Lead Status",
        minute_of(created) as "Create Date",
        ['Lead', 'Marketing Qualified Lead', 'Customer'][1 + i % 3] as "Lifecycle Stage",
        ['Direct Traffic', 'Paid Search', 'Organic Search'][1 + cast(hash(i + 1) % 3 as integer)]
            as "Original Source",
        null as "Original Source Drill-Down 1",
        'Example Company ' || i % 900 as "Company Name",
        hash(i + 2) % 100 as "HubSpot Score",
        ['High', 'Medium', 'Low'][1 + cast(hash(i + 3) % 3 as integer)] as "Lead intent",
        'Agent' as "Lead qualified by",
        'intent-agent@1' as "Lead qualifier",
        minute_of(created + interval 1 hour) as "Lead qualified at",
        case when i % 3 > 0 then minute_of(created + interval 5 hour) end
            as "Became a Marketing Qualified Lead Date",
        null as "Became an Opportunity Date",
        case when i % 3 = 2 then minute_of(created + interval 20 hour) end
            as "Became a Customer Date",
        case when i % 3 = 2 then format('{:.2f}', hash(i + 4) % 40000 / 1) end as "Total Revenue"
    from contacts
"""
_MACROS = """
    create macro minute_of(moment) as strftime(moment, '%Y-%m-%d %H:%M');
    create macro shown(moment) as strftime(moment, '%Y-%m-%dT%H:%M:%S.000Z');
    create macro observation(
        trace_id, number, kind, parent, started, ended, model, used, cost, total
    ) as {
        id: trace_id[:15] || number, traceId: trace_id, projectId: 'bench', type: kind,
        environment: 'production', startTime: shown(started), endTime: shown(ended), name: kind,
        metadata: cast('{}' as json), level: 'DEFAULT', statusMessage: null, latency: 27000,
        parentObservationId: parent, model: model, usageDetails: cast(used as json),
        costDetails: cast(cost as json), totalCost: total
    };
    create macro called(trace_id, number, started, input, output) as observation(
        trace_id, number, 'GENERATION', trace_id[:15] || '0', started,
        started + interval 9 second, 'demo-large-2',
        format('{{"input":{},"output":{},"total":{}}}', input, output, input + output),
        '{"input":0.0071475,"output":0.0093375,"total":0.016485}', 0.016485
    );
    create macro scored(trace_id, number, moment) as {
        id: 'score-' || number, timestamp: shown(moment), projectId: 'bench',
        environment: 'production', name: 'quality', source: 'EVAL', authorUserId: null,
        comment: null, metadata: '{}', createdAt: shown(moment), updatedAt: shown(moment),
        traceId: trace_id, observationId: null, value: (50 + hash(number) % 50) / 100,
        stringValue: null, dataType: 'NUMERIC'
    };
"""
_LANGFUSE = """
    with runs as (
        select
            i,
            md5(cast(i as varchar)) as trace_id,
            timestamp '2025-08-03 08:00:00'
            + to_seconds(cast(hash(i) % (364 * 86400) as integer)) as started,
            started + interval 27 second as ended,
            500 + hash(i + 1) % 4000 as input,
            100 + hash(i + 2) % 900 as output
        from numbers
    )
    select
        {
            id: trace_id, projectId: 'bench', name: 'agent run', timestamp: shown(started),
            environment: 'production', tags: cast([] as varchar[]), bookmarked: false,
            release: null, version: '2.0', userId: null, sessionId: null, public: false,
            input: null, output: null, metadata: format(
                '{{"agent":"agent-{}","workflow":"workflow-{}","subject_id":"batch-{}"}}',
                i % 30, i % 20, i
            ), createdAt: shown(started), updatedAt: shown(ended),
            scores: [scored(trace_id, i, ended)], latency: 27, totalCost: null
        } as trace,
        [
            observation(trace_id, 0, 'AGENT', null, started, ended, null, '{}', '{}', 0),
            called(trace_id, 1, started, input, output),
            called(trace_id, 2, started + interval 13 second, output, input)
        ] as observations
    from runs
"""
_QUERIES = {"google_ads": _GOOGLE_ADS, "hubspot": _HUBSPOT, "langfuse": _LANGFUSE}


def write_export(tool: str, file: Path, rows: int) -> None:
    """Write so many rows of a tool; of Langfuse so many records, which are fewer traces."""
    is_json = SUFFIXES[tool] == ".json"
    count = rows // RECORDS_OF_A_TRACE if is_json else rows
    form = "format json, array true" if is_json else "format csv, header"
    with duckdb.connect() as connection:
        connection.execute(_MACROS)
        connection.execute("create table numbers as select range as i from range(?)", [count])
        connection.execute(f"copy ({_QUERIES[tool]}) to '{file}' ({form})")
    if tool == "google_ads":
        _put_above(file, _GOOGLE_ADS_TITLE)


def _put_above(file: Path, title: str) -> None:
    table = file.with_suffix(".table")
    file.rename(table)
    with file.open("wb") as target, table.open("rb") as source:
        target.write(title.encode())
        shutil.copyfileobj(source, target, 1 << 20)
    table.unlink()


if __name__ == "__main__":
    write_export(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
