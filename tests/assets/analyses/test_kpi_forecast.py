"""Forecasts of the KPIs as a table."""

from __future__ import annotations

from datetime import date

from assets.analyses.kpi_forecast import ANALYSIS
from tests.assets.analyses.warehouse import add, make_warehouse, ratio
from tests.assets.lib.statistics.series import week

DENSITY = "strategic_decision_density"


def test_the_target_that_is_due_last_is_forecast_from_usable_weeks() -> None:
    """Maturing weeks and small ones make no pace; KPIs without weeks or target say so."""
    connection = make_warehouse()
    rows = [ratio(DENSITY, week(n), (10 + 2 * n, 100)) for n in range(8)]
    maturing = ratio(DENSITY, week(8), (99, 100), is_maturing=True)
    add(connection, "marts.kpi_weekly", [*rows, maturing])
    connection.execute(
        "insert into org.target values (?, 0.2, '2026-01-01', '2026-03-01'), "
        "(?, 0.3, '2026-03-01', '2026-12-31'), "
        "('pipeline_signal_to_noise', 0.3, '2026-03-01', '2026-12-31')",
        [DENSITY, DENSITY],
    )
    frame = ANALYSIS.compute(connection)["kpi_forecast"]
    ANALYSIS.tables[0].write_frame(connection, frame)
    found = {row["kpi_id"]: row for row in frame.to_dicts()}
    density = found[DENSITY]
    assert (density["target_value"], density["target_until"]) == (0.3, date(2026, 12, 31))
    assert (density["from_week"], density["to_week"]) == (week(0), week(7))
    assert round(density["pace_per_week"], 9) == 0.02
    assert density["reached_on"] == week(10)
    assert found["pipeline_signal_to_noise"]["missing"] == "0 of 8 weeks"
    assert found["content_system_throughput"]["missing"] == "no target is declared"
