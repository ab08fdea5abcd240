"""The commands that explain a change, and that hold claims and targets against it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from assets.lib.settings import DBT_PROJECT
from assets.snapshot.reader import CURRENT, Published, hash_snapshot, write_state
from tests.pipelines.homes import fullscore

THROUGHPUT = "content_system_throughput"
WEEKS = {
    # Monday: complete, pieces, variants, channels, and the placements of two workflows
    "2026-03-02": (True, 4, 2.0, 3.0, 10, 14),
    "2026-03-09": (True, 0, None, None, 0, 0),
    "2026-03-16": (True, 4, 1.0, 3.0, 10, 2),
    "2026-03-23": (False, 1, 1.0, 1.0, 1, 0),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with a small published snapshot."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "published").mkdir()
    with duckdb.connect(folder / "published" / "fullscore-1.duckdb") as connection:
        _write(connection)
    now = datetime.now(tz=UTC)
    sha256 = hash_snapshot(folder / "published" / "fullscore-1.duckdb")
    published = Published("fullscore-1.duckdb", "run", now, now, None, sha256)
    write_state(folder / "published", CURRENT, published)
    return folder


def _write(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ("kpi_definition", "kpi_segment"):
        seed = DBT_PROJECT / "seeds" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{seed}')")
    connection.execute(
        "create table kpi_weekly (kpi_id varchar, week_start date, segment_type varchar, "
        "segment varchar, numerator double, denominator double, is_complete boolean)"
    )
    connection.execute(
        "create table content_system_throughput_weekly (week_start date, segment_type varchar, "
        "is_complete boolean, pieces bigint, variants_per_piece double, "
        "channels_per_variant double)"
    )
    for week, (complete, pieces, variants, channels, seo, ads) in WEEKS.items():
        for kind, name, value in (
            ("total", "all", seo + ads),
            ("workflow", "seo", seo),
            ("workflow", "ads", ads),
        ):
            row = [THROUGHPUT, week, kind, name, value, None, complete]
            connection.execute("insert into kpi_weekly values (?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute(
            "insert into content_system_throughput_weekly values (?, 'total', ?, ?, ?, ?)",
            [week, complete, pieces, variants, channels],
        )
    connection.execute(
        "create table annotation_kpi as select 'content_system_throughput' as kpi_id, "
        "1 as annotation_number, date '2026-03-18' as annotated_on, "
        "'Two editors on leave' as text, 'writer, writing' as foundations"
    )
    connection.execute(
        "create table signal_weekly as select 'kpi' as series_kind, kpi_id, "
        "date '2026-03-16' as week_start, null::double as lower_limit, "
        "null::double as upper_limit, null::varchar as rule, null::date as signal_since, "
        "null::varchar as direction, '3 of 8 baseline weeks' as missing, 3 as base_weeks, "
        "null::boolean as is_widened from kpi_definition"
    )
    connection.execute(
        "create table rebase_proposal (series varchar, kpi_id varchar, since date, "
        "weeks integer, side varchar, annotation varchar)"
    )
    connection.execute(
        "create table claim as select 'capacity' as claim_id, 1 as claim_order, "
        "'Capacity' as name, 'placements' as unit, 3.0 as reference_multiple, 'x' as reference, "
        "'throughput_per_person' as measure"
    )
    connection.execute(
        "create table claim_multiple_weekly as select 'throughput_per_person' as measure, "
        "date '2026-03-16' as week_start, 1.0 as baseline_value, 8 as baseline_weeks, "
        "null::double as recent_value, 2 as recent_weeks, "
        "null::double as own_multiple, '2 of 4 complete weeks' as missing"
    )
    connection.execute(
        "create table kpi_forecast as select 'content_system_throughput' as kpi_id, "
        "null::double as level, null::double as pace_per_week, null::double as lowest_pace, "
        "null::double as highest_pace, 90.0 as target_value, false as is_reached, "
        "date '2026-08-31' as target_until, null::date as reached_on, null::date as earliest_on, "
        "null::date as latest_on, null::varchar as statement, '3 of 8 weeks' as missing"
    )


def test_a_change_is_explained_in_rows_and_a_sentence(home: Path) -> None:
    """Two weeks that don't follow each other: factors, workflows, what was noted, the sentence."""
    result = fullscore(home, "explain", THROUGHPUT, "--against", "2026-03-02")
    assert result.returncode == 0, result.stderr
    headline, sentence, note, *tables, verdict = result.stdout.splitlines()
    assert verdict == "Content system throughput: Not enough data: 3 of 8 baseline weeks."
    assert headline == (
        "Content system throughput, week of 16 March 2026 against week of 2 March 2026"
    )
    assert sentence == "12 against 24: -12 = pieces 0.0, variants -12.0, channels 0.0"
    assert note == "noted on 2026-03-18: Two editors on leave (writer, writing)"
    rows = [line.split() for line in tables]
    assert ["Variants", "per", "piece", "factor", "-12.0", "2.00", "1.00"] in rows
    assert ["ads", "difference", "-12.0", "14", "2"] in rows


def test_a_week_of_zero_says_that_there_are_no_factors(home: Path) -> None:
    """The newest against the week before it is what is explained unless another is named."""
    result = fullscore(home, "explain", THROUGHPUT)
    assert "no decomposition into factors: the earlier week is 0" in result.stdout


def test_rows_add_up_in_json_and_csv(home: Path) -> None:
    """Programs get the rows alone, and the same in both shapes."""
    command = ("explain", THROUGHPUT, "--week", "2026-03-16", "--against", "2026-03-02")
    rows = json.loads(fullscore(home, *command, "--format", "json").stdout)
    text = fullscore(home, *command, "--format", "csv").stdout
    assert [row["part"] for row in csv.DictReader(io.StringIO(text))] == [r["part"] for r in rows]
    for part_type in ("factor", "workflow"):
        added = sum(row["contribution"] for row in rows if row["part_type"] == part_type)
        assert added == pytest.approx(-12)
    assert rows[0]["week_start"] == "2026-03-16"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("throughput",), "use one of content_system_throughput, campaign_iteration_velocity"),
        ((THROUGHPUT, "--week", "2026-03-23"), "the weeks go from 2026-03-02 to 2026-03-16"),
        ((THROUGHPUT, "--against", "2025-03-03"), "--against: there is nothing of the week of"),
        ((THROUGHPUT, "--week", "2026-03-02"), "no week before"),
        ((THROUGHPUT, "--against", "2026-03-18"), "compared with itself"),
        (("strategic_decision_density",), "two complete weeks, and there are 0"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_allowed(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    """One line on standard error, no traceback."""
    result = fullscore(home, "explain", *arguments)
    assert result.returncode == 2
    [line] = result.stderr.strip().splitlines()
    assert said in line


def test_what_is_no_day_ends_with_2(home: Path) -> None:
    """The message says how a day is written."""
    result = fullscore(home, "explain", THROUGHPUT, "--week", "March")
    assert result.returncode == 2
    assert "does not match the formats" in result.stderr
    assert "%Y-%m-%d" in result.stderr


def test_multiples_show_claims_and_forecasts(home: Path) -> None:
    """What is missing is said in both."""
    table = fullscore(home, "multiples").stdout
    assert "2 of 4 complete weeks" in table
    assert "not enough data: 3 of 8 weeks" in table
    rows = json.loads(fullscore(home, "multiples", "--format", "json").stdout)
    assert [(row["kind"], row["id"]) for row in rows] == [
        ("claim", "capacity"),
        ("forecast", THROUGHPUT),
    ]
    assert rows[1]["target_until"] == "2026-08-31"
