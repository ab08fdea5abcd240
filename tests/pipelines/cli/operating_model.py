"""Publishes a small snapshot of the operating model, with the columns of its contracts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import yaml

from assets.lib.settings import DBT_PROJECT
from assets.snapshot.reader import CURRENT, Published, hash_snapshot, write_state

FILE = "fullscore-20260803T043000-run1.duckdb"
AT = datetime(2026, 8, 3, 4, 30, tzinfo=UTC)

# The week of 20 July, which has nothing, the complete one of 27 July, and the running one.
_ROWS = """
insert into spectrum_weekly by name
select * from (values
    (date '2026-07-20', true, 0, 0, null),
    (date '2026-07-27', true, 5, 4, true),
    (date '2026-08-03', false, 5, 1, false)
) as weeks(week_start, is_complete, observed_functions, functions_at_level_2, is_stuck_at_2);
insert into workflow_level_weekly by name
select date '2026-07-27' as week_start, true as is_complete, *
from (values
    ('seo', 'content', 3, 4, 4, date '2026-09-30', 0.75, 'mostly agents', true, false,
     'audits passed in each of 4 weeks'),
    ('ads', 'demand', 5, 4, null, null, 0.9, 'agents run it', false, true,
     '13 % of the runs escalated, the level allows 10 %'),
    ('brand', null, null, null, null, null, 0.25, '4 of 8 outputs', false, false,
     'no level is declared')
) as levels(
    workflow, function_id, declared_level, observed_level, target_level, target_by, agent_share,
    observed_reason, may_move_up, should_move_down, move_reason
);
insert into audit_worklist_weekly by name
select date '2026-07-27' as week_start, *
from (values
    ('email', 40, 0.25, 30.0, 1, true), ('seo', 20, 0.0, 20.0, 4, false)
) as worklist(workflow, volume, judgment_share, handover_score, worklist_rank, is_first_three);
insert into role_weekly by name
select date '2026-07-27' as week_start, true as is_declared, *
from (values
    ('Architect', 'Manager', false, 3, 12.0, 3.0, 5.0, 0.5, 0.625, 3, 0.3, 0.6, 0.025),
    ('Director', 'Director', true, null, null, null, null, null, null, 2, 0.05, 0.3, null)
) as roles(
    role, was_role, is_hidden, people, judgment_hours, oversight_hours, execution_hours,
    moved_share, agent_executed_share, leverage_level, expected_agent_share, next_agent_share,
    leverage_gap
);
insert into role_workflow_weekly by name
select date '2026-07-27' as week_start, 'Architect' as role, workflow, place as execution_rank
from (values ('seo', 2), ('email', 1), ('ads', 4), ('brand', 3)) as ties(workflow, place);
"""


def publish_operating_model(home: Path) -> None:
    """Write and publish the snapshot below `home`."""
    folder = home / "published"
    folder.mkdir(parents=True)
    marts = DBT_PROJECT / "models" / "marts" / "operating_model"
    with duckdb.connect(str(folder / FILE)) as connection:
        for contract in sorted(marts.glob("*_weekly.yml")):
            [model] = yaml.safe_load(contract.read_text(encoding="utf-8"))["models"]
            columns = ", ".join(f"{c['name']} {c['data_type']}" for c in model["columns"])
            connection.execute(f"create table {model['name']} ({columns})")
        connection.execute(_ROWS)
    write_state(
        folder, CURRENT, Published(FILE, "run-1", AT, AT, None, hash_snapshot(folder / FILE))
    )
