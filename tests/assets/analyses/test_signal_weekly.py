"""Signals of KPIs and agents as a table."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
import yaml

from assets.analyses.signal_weekly import ANALYSIS
from assets.declarations.annotations.model import AnnotationsFile
from tests.assets.analyses.warehouse import add, make_warehouse, ratio
from tests.assets.lib.statistics.series import week

DENSITY = "strategic_decision_density"
STABLE = (20, 24) * 4


def signals(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    frame = ANALYSIS.compute(connection)["signal_weekly"]
    ANALYSIS.tables[0].write_frame(connection, frame)
    return frame.sort("series", "week_start").to_dicts()


def proposals(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    frame = ANALYSIS.compute(connection)["rebase_proposal"]
    ANALYSIS.tables[1].write_frame(connection, frame)
    return frame.sort("series").to_dicts()


def with_density(*decisions: float, **last: Any) -> duckdb.DuckDBPyConnection:
    connection = make_warehouse()
    rows = [ratio(DENSITY, week(n), (d, 100)) for n, d in enumerate(decisions)]
    rows[-1] |= last
    add(connection, "marts.kpi_weekly", rows)
    return connection


def test_a_kpi_has_limits_signal_and_direction() -> None:
    """Centre 0.22, limits 4.1 x 0.04 to each side; above is better where higher is better."""
    *_, newest = signals(with_density(*STABLE, 40))
    assert newest["series_kind"] == "kpi"
    assert newest["kpi_id"] == newest["series"] == DENSITY
    assert round(newest["centre"], 9) == 0.22
    assert round(newest["lower_limit"], 9) == 0.056
    assert round(newest["upper_limit"], 9) == 0.384
    assert (newest["rule"], newest["signal_since"]) == ("outside", week(8))
    assert newest["direction"] == "better"
    *_, low = signals(with_density(*STABLE, 5))
    assert low["direction"] == "worse"


def test_limits_say_how_many_weeks_they_stand_on() -> None:
    """Of fewer than 15 they are wider than 2.66 mean moving ranges."""
    newest = signals(with_density(*STABLE))[-1]
    assert (newest["base_weeks"], newest["is_widened"]) == (8, True)
    connection = with_density(*STABLE, *STABLE)
    connection.execute("update org.reporting set baseline_first_week = ?", [week(0)])
    connection.execute("update org.reporting set baseline_weeks = 15")
    newest = signals(connection)[-1]
    assert (newest["base_weeks"], newest["is_widened"]) == (15, False)
    assert round(newest["upper_limit"] - newest["centre"], 9) == round(2.66 * 0.04, 9)
    young = signals(with_density(*STABLE[:5]))[-1]
    assert (young["base_weeks"], young["is_widened"]) == (5, None)


def test_a_counter_metric_has_limits_of_its_own_and_no_new_normal() -> None:
    """A higher reversal rate is worse; weeks that mature or are small n are not judged."""
    shares = (*((4, 2) * 4), *((30,) * 9), 90)
    connection = with_density(*(50 for _ in shares))
    rows = [
        {
            "kpi_id": DENSITY,
            "counter_metric": "reversal_rate",
            "week_start": week(n),
            "value": share / 100,
            "is_maturing": n == len(shares) - 1,
            "is_small_n": False,
        }
        for n, share in enumerate(shares)
    ]
    add(connection, "marts.kpi_counter_metric_weekly", rows)
    found = [row for row in signals(connection) if row["measure"] == "reversal_rate"]
    assert {row["series"] for row in found} == {f"{DENSITY}:reversal_rate"}
    assert {row["series_kind"] for row in found} == {"counter-metric"}
    assert (found[-2]["direction"], found[-2]["signal_since"]) == ("worse", week(8))
    assert (found[-1]["rule"], found[-1]["missing"]) == (None, "maturing")
    assert [row for row in proposals(connection) if row["measure"]] == []


def test_a_rebase_is_proposed_with_the_line_that_makes_it() -> None:
    """Once it stands in annotations.yml there is nothing to propose any more."""
    shifted = (*STABLE, 20, *(d + 30 for d in STABLE), 53)
    [found] = proposals(with_density(*shifted))
    line = found.pop("annotation")
    assert found == {
        "series": DENSITY,
        "kpi_id": DENSITY,
        "agent": None,
        "measure": None,
        "since": week(9),
        "weeks": 9,
        "side": "above",
    }
    [declared] = AnnotationsFile.model_validate(yaml.safe_load(f"annotations:\n{line}")).annotations
    assert (declared.date, declared.concerns, declared.rebases) == (week(9), (DENSITY,), True)
    assert declared.text == "strategic decision density stays above its centre: what happened"
    connection = with_density(*shifted)
    note = {"annotation_number": 1, "annotated_on": week(9), "text": "x", "kind": "change"}
    add(connection, "org.annotation", [{**note, "rebases": True}])
    assert proposals(connection) == []


def test_a_rebase_of_an_agents_measure_names_the_agent() -> None:
    """However it is spelled."""
    connection = make_warehouse()
    rows = [
        {
            "week_start": week(n),
            "agent": 'the "bidder": 1',
            "workflow": "ads",
            "is_complete": True,
            "runs": 20,
            "error_rate": rate / 100,
        }
        for n, rate in enumerate((4, 6) * 4 + (4,) + (1,) * 8)
    ]
    add(connection, "marts.agent_review_weekly", rows)
    found = {row["series"]: row for row in proposals(connection)}
    row = found['the "bidder": 1:error_rate']
    assert (row["since"], row["weeks"], row["side"]) == (week(8), 9, "below")
    file = AnnotationsFile.model_validate(yaml.safe_load(f"annotations:\n{row['annotation']}"))
    assert file.annotations[0].concerns == ('the "bidder": 1',)


def test_maturing_and_small_weeks_are_there_without_a_signal_and_running_ones_are_not() -> None:
    """A number that still moves is no news."""
    *_, maturing = signals(with_density(*STABLE, 90, is_maturing=True))
    assert (maturing["rule"], maturing["missing"]) == (None, "maturing")
    *_, small = signals(with_density(*STABLE, 90, is_small_n=True))
    assert (small["rule"], small["missing"]) == (None, "small n")
    assert len(signals(with_density(*STABLE, 90, is_complete=False))) == 8


def test_limits_begin_anew_only_where_an_annotation_concerns_the_series() -> None:
    """One about nothing concerns all; one about another KPI, or that rebases nothing, none."""
    shifted = (*STABLE, *(d + 30 for d in STABLE))
    for rebases, concern, base in (
        (True, None, 2),
        (True, DENSITY, 2),
        (True, "pipeline_signal_to_noise", 1),
        (False, DENSITY, 1),
    ):
        connection = with_density(*shifted)
        note = {"annotation_number": 1, "annotated_on": week(8), "text": "x", "kind": "change"}
        add(connection, "org.annotation", [{**note, "rebases": rebases}])
        if concern:
            add(
                connection,
                "org.annotation_concern",
                [{"annotation_number": 1, "concern": concern}],
            )
        *_, newest = signals(connection)
        assert newest["base_number"] == base
        assert (newest["rule"] is None) == (base == 2)


def test_an_agents_measures_are_series() -> None:
    """More errors are worse; few runs and another currency raise no signal."""
    connection = make_warehouse()
    rows = [
        {
            "week_start": week(n),
            "agent": "bidder",
            "workflow": "ads",
            "is_complete": True,
            "currency": "USD" if n == 8 else "EUR",
            "runs": 20,
            "timed_runs": 9,
            "costed_runs": 20,
            "error_rate": rate / 100,
            "latency_seconds": 5.0 + n,
            "cost_per_run": 1.0 + n % 2,
        }
        for n, rate in enumerate((4, 6, 4, 6, 4, 6, 4, 6, 60, 5))
    ]
    add(connection, "marts.agent_review_weekly", rows)
    found = {(row["series"], row["week_start"]): row for row in signals(connection)}
    error = found["bidder:error_rate", week(8)]
    assert (error["agent"], error["measure"]) == ("bidder", "error_rate")
    assert (error["rule"], error["direction"]) == ("outside", "worse")
    assert found["bidder:latency_seconds", week(8)]["missing"] == "0 of 8 baseline weeks"
    assert found["bidder:cost_per_run", week(8)]["missing"] == "another currency"
    assert found["bidder:override_rate", week(8)]["value"] is None


@pytest.mark.parametrize("concern", ["bidder", "ads", "demand"])
def test_a_rebase_concerns_the_agent_its_workflow_or_its_function(concern: str) -> None:
    """Naming one of them is enough."""
    connection = make_warehouse()
    add(connection, "org.workflow", [{"workflow": "ads", "function_id": "demand"}])
    rows = [
        {
            "week_start": week(n),
            "agent": "bidder",
            "workflow": "ads",
            "is_complete": True,
            "runs": 20,
            "error_rate": n % 2 / 10,
        }
        for n in range(10)
    ]
    add(connection, "marts.agent_review_weekly", rows)
    note = {"annotation_number": 1, "annotated_on": week(8), "text": "x", "kind": "change"}
    add(connection, "org.annotation", [{**note, "rebases": True}])
    add(connection, "org.annotation_concern", [{"annotation_number": 1, "concern": concern}])
    found = {(row["series"], row["week_start"]): row for row in signals(connection)}
    newest = found["bidder:error_rate", week(9)]
    assert newest["missing"] == "2 of 8 weeks since the re-base"


def test_the_declared_baseline_is_read() -> None:
    """Eight declared weeks from the third on make the centre."""
    connection = with_density(90, 90, *STABLE)
    connection.execute("update org.reporting set baseline_first_week = ?", [week(2)])
    connection.execute("update org.reporting set baseline_weeks = 8")
    assert round(signals(connection)[0]["centre"], 9) == 0.22


def test_nothing_delivered_is_an_empty_table() -> None:
    """Not an error."""
    assert signals(make_warehouse()) == []
