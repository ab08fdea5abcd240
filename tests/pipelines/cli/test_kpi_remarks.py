"""What the commands say beside the numbers of the KPIs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboard.snapshots import change, publish
from tests.pipelines.homes import fullscore

WAITING = """
update kpi_weekly set waiting_for = 'hubspot/default'
where kpi_id = 'pipeline_signal_to_noise' and week_start = '2026-08-03';
update kpi_weekly set complete_without = 'jira/default'
where kpi_id = 'strategic_decision_density' and week_start in ('2026-07-06', '2026-07-20');
update signal_weekly set base_weeks = 20, is_widened = false, rule = null, signal_since = null
where kpi_id = 'campaign_iteration_velocity';
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home that has published weeks which wait for an account or went without one."""
    folder = tmp_path_factory.mktemp("home")
    change(publish(folder), WAITING)
    return folder


def test_kpis_say_which_weeks_wait_and_what_is_a_signal_on_how_many_weeks(home: Path) -> None:
    """A line each below the table, with the line that re-bases the limits."""
    result = fullscore(home, "kpis")
    assert result.returncode == 0, result.stderr
    said = result.stdout.splitlines()
    assert said[-6:] == [
        (
            "Pipeline signal-to-noise: The week of 3 August 2026 is not complete and waits for "
            "hubspot/default."
        ),
        (
            "Strategic decision density: 2 weeks between 6 July 2026 and 20 July 2026 are complete "
            "without jira/default."
        ),
        (
            "Content system throughput: A signal since the week of 22 June 2026, better; usual is "
            "10 to 70. The limits stand on 8 weeks; being so few, they are wider."
        ),
        (
            "Content system throughput: 8 weeks in a row lie above the centre, since the week of "
            "8 June 2026. If the process is another since then, say so in annotations.yml, and its "
            "limits begin anew:"
        ),
        '  - {date: 2026-06-08, text: "<new> level"}',
        (
            "Campaign iteration velocity: No signal; usual is 10.00 to 70.00. The limits stand on "
            "20 weeks."
        ),
    ]


def test_weeks_further_back_than_asked_for_are_not_told_of(home: Path) -> None:
    """A week that waits always is: it is no complete one."""
    said = fullscore(home, "kpis", "--weeks", "1").stdout
    assert "complete without" not in said
    assert "waits for hubspot/default" in said


def test_programs_get_the_accounts_in_columns(home: Path) -> None:
    """And no sentence."""
    header, *rows = fullscore(home, "kpis", "--format", "csv").stdout.splitlines()
    assert ",waiting_for,complete_without," in header
    assert sum("jira/default" in row for row in rows) == 2
    assert not any("limits" in row for row in rows)


def test_an_explanation_ends_with_the_verdict(home: Path) -> None:
    """Of the KPI that is explained."""
    said = fullscore(home, "explain", "content_system_throughput").stdout.splitlines()
    assert said[-1] == '  - {date: 2026-06-08, text: "<new> level"}'
    assert not any(line.startswith("Campaign iteration velocity: No") for line in said)
