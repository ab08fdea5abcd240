"""Changes of the KPIs as a table."""

from __future__ import annotations

from assets.analyses.kpi_change_weekly import ANALYSIS
from tests.assets.analyses.warehouse import add, make_warehouse, ratio
from tests.assets.lib.statistics.series import week

THROUGHPUT = "content_system_throughput"
DENSITY = "strategic_decision_density"


def test_each_week_is_explained_against_the_week_before() -> None:
    """Throughput by factors, density by mix and rate; every part type adds up to the total."""
    connection = make_warehouse()
    for n, (pieces, variants) in enumerate([(4, 2.0), (4, 1.0), (0, None)]):
        value = pieces * (variants or 0)
        row = ratio(THROUGHPUT, week(n), (value, 1))
        add(connection, "marts.kpi_weekly", [row | {"denominator": None}])
        connection.execute(
            "insert into marts.content_system_throughput_weekly values (?, 'total', true, ?, ?, ?)",
            [week(n), pieces, variants, 1.0 if variants else None],
        )
    rows = [
        ratio(DENSITY, week(0), (8, 20)),
        ratio(DENSITY, week(0), (2, 10), segment_type="role", segment="a"),
        ratio(DENSITY, week(0), (6, 10), segment_type="role", segment="b"),
        ratio(DENSITY, week(1), (9, 20)),
        ratio(DENSITY, week(1), (6, 15), segment_type="role", segment="a"),
        ratio(DENSITY, week(1), (3, 5), segment_type="role", segment="b"),
        ratio(DENSITY, week(2), (1, 2), is_complete=False),
    ]
    add(connection, "marts.kpi_weekly", rows)
    frames = ANALYSIS.compute(connection)
    for table in ANALYSIS.tables:
        table.write_frame(connection, frames[table.name])
    found = {
        (r["kpi_id"], r["week_start"], r["part_type"], r["part"], r["kind"]): r
        for r in frames["kpi_change_weekly"].to_dicts()
    }
    assert found[THROUGHPUT, week(1), "total", "all", "total"]["contribution"] == -4
    variants = found[THROUGHPUT, week(1), "factor", "variants_per_piece", "factor"]
    assert round(variants["contribution"], 9) == -4
    zero = found[THROUGHPUT, week(2), "total", "all", "total"]
    assert zero["missing"] == "no decomposition into factors: the later week is 0"
    mix = found[DENSITY, week(1), "role", "a", "mix"]
    assert round(mix["contribution"], 9) == round(0.25 * (0.3 - 0.425), 9)
    assert found[DENSITY, week(1), "role", "residual", "residual"]["contribution"] == 0
    assert not any(key[:2] == (DENSITY, week(2)) for key in found)
