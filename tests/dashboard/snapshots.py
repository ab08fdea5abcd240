"""Writes a small published snapshot whose tables have the columns that the contracts promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import yaml

from assets.lib.analysis import discover_analyses
from assets.lib.settings import DBT_PROJECT
from assets.snapshot.reader import CURRENT, LAST_RUN, LastRun, Published, hash_snapshot, write_state
from tests.dashboard.operating_model import OPERATING_MODEL

FILE = "fullscore-20260803T043000-run1.duckdb"
AS_OF = datetime(2026, 8, 3, 4, 30, tzinfo=UTC)
PUBLISHED_AT = datetime(2026, 8, 3, 4, 40, tzinfo=UTC)

_HEALTH = """
create table snapshot_info as select
    'Beispiel & <Söhne>' as organisation_name, 'Europe/Berlin' as timezone,
    timestamp '2026-08-03 04:30:00' as as_of, timestamp '2026-08-03 04:40:00' as published_at,
    'run-1' as run_id, date '2026-07-27' as last_complete_week,
    date '2026-05-11' as baseline_first_week, 4 as baseline_weeks,
    date '2026-06-08' as transition_start;
create table check_result (
    run_id varchar, check_name varchar, asset varchar, severity varchar, passed boolean,
    description varchar, detail varchar, failing_rows bigint
);
insert into check_result values
    ('run-1', 'weeks_are_unique', 'kpi_weekly', 'error', true, 'One row a week.', null, 0),
    ('run-1', 'every_file_could_be_read', 'raw', 'warn', false, 'No file failed.', '1 row', 1);
create table ingested_file (
    path varchar, connector varchar, account varchar, status varchar, reason varchar,
    exported_at timestamp, records_read bigint, records_loaded bigint,
    records_quarantined bigint, records_skipped bigint, rows_loaded bigint, notes varchar,
    ingested_at timestamp, presence varchar
);
insert into ingested_file values
    ('hubspot/leads.csv', 'hubspot', 'default', 'loaded', null, '2026-08-03 04:00:00',
     1010, 1000, 7, 3, 1000, null, '2026-08-03 04:20:00', 'present'),
    ('jira/cut.csv', 'jira', 'default', 'failed', 'it is empty', '2026-08-03 04:00:00',
     0, 0, 0, 0, 0, null, '2026-08-03 04:21:00', 'present');
create table quarantine (
    path varchar, connector varchar, stream varchar, row_number bigint, column_name varchar,
    rule varchar, value varchar, resolution varchar
);
insert into quarantine
select 'hubspot/leads.csv', 'hubspot', 'leads', 2 + i, 'created_at', 'a time', '31/31/2026', null
from range(7) as rows(i);
create table skipped_record (path varchar, connector varchar, reason varchar, records bigint);
insert into skipped_record values ('hubspot/leads.csv', 'hubspot', 'total', 3);
"""

# Twelve complete weeks up to 27 July 2026 and the running one. Signal-to-noise has a week (15 June)
# that no lead entered; the share of the newest complete week is still maturing.
_WEEKS = """
create temp table weeks as
select
    cast(date '2026-05-11' + 7 * cast(i as integer) as date) as week_start,
    i, i < 12 as is_complete
from range(13) as numbers(i);
create temp table measures as
select 'content_system_throughput' as kpi_id, week_start, is_complete, false as is_maturing,
    20.0 + 10 * i as numerator, null::double as denominator, 5.0 + i as replaced_value,
    'pieces_published' as replaced_metric
from weeks
union all
select 'campaign_iteration_velocity', week_start, is_complete, false, 6.0 + i, 5, 90.0 - i,
    'campaign_launch_hours'
from weeks
union all
select 'strategic_decision_density', week_start, is_complete, false, 4.0 + i, 20, 0.8,
    'team_utilization'
from weeks
union all
select 'pipeline_signal_to_noise', week_start, is_complete, i >= 11, if(i = 5, 0, 3.0 + i),
    if(i = 5, 0, 20), 60, 'lead_volume'
from weeks;
create temp table valued as
select *, case when denominator is null then numerator else numerator / nullif(denominator, 0) end
    as value
from measures;
insert into kpi_weekly by name
select kpi_id, week_start, 'total' as segment_type, 'all' as segment, numerator, denominator, value,
    is_complete, is_maturing, false as is_small_n, replaced_metric, replaced_value,
    1 as definition_version
from valued
union all
select kpi_id, week_start,
    case kpi_id when 'campaign_iteration_velocity' then 'actor_type' else 'workflow' end,
    segment, numerator / 2, denominator, value / 2, is_complete, is_maturing, false,
    replaced_metric, replaced_value, 1
from valued cross join (values ('agent'), ('human')) as segments(segment);
insert into kpi_headline by name
select now.kpi_id, now.week_start, now.value, now.numerator, now.denominator, now.is_maturing,
    false as is_small_n, before.value as previous_value, now.value - before.value as change,
    now.value / before.value - 1 as change_share, now.replaced_metric, now.replaced_value,
    before.replaced_value as replaced_previous_value, first.value as baseline_value,
    now.value / first.value as multiple, now.value * 0.9 as target_value,
    now.value * 1.2 as final_target_value, date '2026-08-31' as target_until,
    case when not now.is_maturing then now.value * 0.1 end as target_gap
from valued as now
inner join valued as before using (kpi_id)
inner join valued as first using (kpi_id)
where now.week_start = date '2026-07-27' and before.week_start = date '2026-07-20'
    and first.week_start = date '2026-05-11';
insert into kpi_baseline by name
select kpi_id, 4 as baseline_weeks, baseline_value, 4 as recent_weeks, value as recent_value,
    multiple
from kpi_headline;
insert into kpi_target_weekly by name
select kpi_id, week_start, value * 0.9 as target_value, 1.0 as final_target_value,
    date '2026-08-31' as until_day
from valued where week_start >= date '2026-06-08';
insert into kpi_counter_metric_weekly by name
select valued.kpi_id, names.counter_metric, week_start, 9.0 as numerator,
    if(is_complete, 10.0, 0) as denominator, if(is_complete, 0.9, null) as value
from valued inner join (values
    ('content_system_throughput', 'audit_pass_rate'), ('content_system_throughput', 'fill_rate'),
    ('campaign_iteration_velocity', 'improved_share'),
    ('strategic_decision_density', 'reversal_rate'), ('pipeline_signal_to_noise', 'precision')
) as names(kpi_id, counter_metric) using (kpi_id);
insert into content_system_throughput_weekly by name
select week_start, 'total' as segment_type, 'all' as segment, is_complete,
    20 + 10 * i as throughput, 13 as pieces, 2.5 as variants_per_piece, 4.0 as channels_per_variant
from weeks;
insert into campaign_iteration_velocity_weekly by name
select week_start, 'total' as segment_type, 'all' as segment, is_complete,
    6 + i as optimizations, 5 as active_campaigns, 2 * i as changes, 1 as unattributed_changes,
    2 as launched_campaigns
from weeks;
insert into strategic_decision_density_weekly by name
select week_start, 'total' as segment_type, 'all' as segment, is_complete, 4 + i as decisions,
    10.0 + i as judgment_hours, 8.0 as oversight_hours, 22.0 as execution_hours,
    40.0 + i as logged_hours, 0.25 as judgment_time_share, 0.2 as oversight_time_share,
    3 as people, 5.0 as decisions_per_person, 0.05 as unmatched_share
from weeks;
insert into content_placement by name
select 'wordpress:1' as piece_key, 'default' as variant_id, channel, 'A <b>piece</b>' as title,
    timestamp '2026-07-31 22:30:00' as first_published_at, date '2026-07-27' as week_start
from (values ('web'), ('email')) as channels(channel);
insert into campaign_optimization by name
select 'google_ads:1' as campaign_key, 'Spring' as campaign_name, 'agent' as actor_type,
    'bid' as category, 2 as changes, timestamp '2026-07-28 09:00:00' as optimized_at,
    date '2026-07-27' as week_start, 1 as is_improved;
insert into unattributed_change by name
select 'google_ads:9' as change_key, 'google_ads:2' as campaign_key, 'after end' as reason,
    timestamp '2026-07-28 09:00:00' as changed_at, date '2026-07-27' as week_start;
insert into human_work_item by name
select 'jira:1' as work_key, '=cmd()' as title, 'strategy' as kind, 'judgment' as class,
    timestamp '2026-07-28 09:00:00' as completed_at, date '2026-07-27' as week_start, 3.5 as hours;
insert into pipeline_entry by name
select 'hubspot:1' as lead_key, 'Example Ltd' as company, 1 as is_signal, 0 as is_won,
    timestamp '2026-07-28 09:00:00' as entered_pipeline_at, date '2026-07-27' as week_start;
insert into qualification_outcome by name
select qualifier, measure, 11 as successes, 34 as trials, 0.32 as value, 0.19 as lower_bound,
    0.49 as upper_bound, if(measure = 'precision', 1.8, null) as lift, 120 as known_leads
from (values ('all'), ('intent-agent@2')) as qualifiers(qualifier)
cross join (values ('precision'), ('recall')) as measures(measure);
"""


def publish(home: Path, *, with_weeks: bool = True) -> Path:
    """Write and publish the snapshot below `home`; without weeks every mart is empty."""
    folder = home / "published"
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(_snapshot(with_weeks=with_weeks))
    _swap_in(folder)
    write_state(folder, LAST_RUN, LastRun("run-1", "published", PUBLISHED_AT))
    return folder


@cache
def _snapshot(*, with_weeks: bool) -> bytes:
    """Return the file: every test of a page publishes the same one."""
    with TemporaryDirectory() as folder:
        with duckdb.connect(f"{folder}/{FILE}") as connection:
            _create_tables(connection)
            connection.execute(_HEALTH)
            if with_weeks:
                connection.execute(_WEEKS)
                connection.execute(OPERATING_MODEL)
            else:
                connection.execute(
                    "update snapshot_info set as_of = null, last_complete_week = null"
                )
        return Path(folder, FILE).read_bytes()


def change(folder: Path, statement: str) -> None:
    """Make the snapshot one that another version wrote."""
    with duckdb.connect(str(folder / FILE)) as connection:
        connection.execute(statement)
    _swap_in(folder)


def _swap_in(folder: Path) -> None:
    sha256 = hash_snapshot(folder / FILE)
    write_state(folder, CURRENT, Published(FILE, "run-1", PUBLISHED_AT, AS_OF, None, sha256))


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every mart and every table of an analysis, empty, and every seed as it is."""
    for file in sorted((DBT_PROJECT / "models" / "marts").rglob("*.yml")):
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", ()):
            columns = ", ".join(f'"{c["name"]}" {c["data_type"]}' for c in model["columns"])
            connection.execute(f"create table {model['name']} ({columns})")
    for table in (t for analysis in discover_analyses() for t in analysis.tables):
        replace(table, schema="main").create(connection)
    for seed in sorted((DBT_PROJECT / "seeds").glob("*.csv")):
        connection.execute(
            f"create table {seed.stem} as from read_csv(?, header = true)", [str(seed)]
        )
