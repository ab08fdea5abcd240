"""The brand voice of weeks, channels and agents, from tables to table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from assets.analyses.brand_voice_weekly import ANALYSIS
from assets.declarations.brand_voice.model import (
    BrandVoice,
    BrandVoiceExample,
    BrandVoiceReference,
    ForbiddenPattern,
)
from assets.lib.organisation import Organisation
from assets.lib.organisation.tables import write_declarations
from assets.lib.settings import DBT_PROJECT
from assets.lib.statistics.brand_voice import PublishedPiece, Voice, VoiceWeek
from tests.assets.lib.statistics.voices import seeded, write_text

FIRST = date(2026, 1, 5)
WEEKS = 7
DRIFT = 5
"""The week, counted from 0, from which on the writer is another."""


def declared(examples: int) -> Organisation:
    """Return an organisation with a reference of so many plain texts."""
    random = seeded(1)
    reference = BrandVoiceReference(
        version=3,
        frozen_on=FIRST,
        sha256="0" * 64,
        forbidden_patterns=(ForbiddenPattern(pattern="unlock", reason="We open doors."),),
    )
    texts = tuple(
        BrandVoiceExample(file=f"{number}.md", text=write_text(random))
        for number in range(examples)
    )
    return Organisation((BrandVoice(reference=reference, examples=texts),))


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give seven weeks of six pieces on the web, the last two by another voice, one by e-mail."""
    random = seeded(2)
    with duckdb.connect() as connection:
        for schema in ("marts", "seeds"):
            connection.execute(f"create schema {schema}")
        seed = DBT_PROJECT / "seeds" / "parameter.csv"
        connection.execute(f"create table seeds.parameter as from '{seed}'")
        connection.execute(
            "create table marts.reporting_week (week_start date, is_complete boolean);"
            "create table marts.agent_piece (piece_key varchar, "
            "week_start date, channel varchar, agent varchar, body varchar, is_reviewed boolean)"
        )
        for index in range(WEEKS):
            week = FIRST + timedelta(weeks=index)
            connection.execute("insert into marts.reporting_week values (?, true)", [week])
            share = 0.9 if index >= DRIFT else 0.0
            pieces = [("web", f"<p>{write_text(random, hype_share=share)}</p>") for _ in range(6)]
            pieces += [("email", write_text(random))]
            for number, (channel, body) in enumerate(pieces):
                connection.execute(
                    "insert into marts.agent_piece values (?, ?, ?, ?, ?, ?)",
                    [f"{week}-{number}", week, channel, "writer", body, number < 2],
                )
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, examples: int = 8) -> dict[Any, dict[str, Any]]:
    write_declarations(connection, declared(examples) if examples else Organisation())
    [table] = ANALYSIS.tables
    frame = ANALYSIS.compute(connection)[table.name]
    table.write_frame(connection, frame)
    return {(r["channel"], r["agent"], r["week_start"]): r for r in frame.to_dicts()}


def week(index: int) -> date:
    return FIRST + timedelta(weeks=index)


def test_alarm_begins_with_the_drift(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Quiet while the voice is the reference's; an alarm, away, in the week it is another."""
    found = rows(warehouse)
    alarms = [found["web", "writer", week(index)]["is_alarm"] for index in range(WEEKS)]
    assert alarms == [False] * DRIFT + [True] * (WEEKS - DRIFT)
    before, drift = (found["web", "writer", week(index)] for index in (DRIFT - 1, DRIFT))
    assert (before["direction"], drift["direction"]) == ("steady", "away")
    assert before["telling_words"] is None
    assert "!" in drift["telling_words"].split()
    assert (before["forbidden_per_1000_words"], before["reference_version"]) == (0, 3)
    assert drift["forbidden_per_1000_words"] == pytest.approx(
        drift["forbidden_matches"] / drift["words"] * 1000
    )


def test_every_complete_week_has_its_groups_and_its_total(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Each channel and agent in each week, and all of them together."""
    found = rows(warehouse)
    assert {key[:2] for key in found} == {("all", "all"), ("web", "writer"), ("email", "writer")}
    assert len(found) == 3 * WEEKS
    total = found["all", "all", week(0)]
    assert (total["pieces"], total["reviewed_pieces"]) == (7, 2)
    assert total["reviewed_share"] == pytest.approx(2 / 7)


def test_too_few_pieces_give_no_distance_but_say_what_is_missing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Counts are there, measures are not."""
    thin = rows(warehouse)["email", "writer", week(0)]
    assert thin["missing"] == "1 of 5 pieces"
    assert thin["pieces"] == 1
    measures = ("distance", "distance_limit", "homogeneity", "direction", "is_alarm")
    assert {thin[name] for name in (*measures, "forbidden_per_1000_words")} == {None}


@pytest.mark.parametrize(
    ("examples", "missing"),
    [(0, "brand_voice/reference.yml"), (4, "4 of 5 examples of the brand voice")],
)
def test_without_a_reference_rows_say_so(
    warehouse: duckdb.DuckDBPyConnection, examples: int, missing: str
) -> None:
    """The pieces are counted all the same."""
    found = rows(warehouse, examples)
    assert {row["missing"] for row in found.values()} == {missing}
    assert found["all", "all", week(0)]["pieces"] == 7


def test_nothing_published_by_agents_gives_totals_alone(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """A week without pieces is a row that lacks them."""
    warehouse.execute("delete from marts.agent_piece")
    found = rows(warehouse)
    assert set(found) == {("all", "all", week(index)) for index in range(WEEKS)}
    assert {row["missing"] for row in found.values()} == {"0 of 5 pieces"}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of pieces of the weeks that are measured, and not read from the store."""
    sizes: list[int] = []
    measure_week = Voice.measure_week

    def counting(
        self: Voice, pieces: Sequence[PublishedPiece], before: Sequence[PublishedPiece]
    ) -> VoiceWeek:
        sizes.append(len(pieces))
        return measure_week(self, pieces, before)

    monkeypatch.setattr(Voice, "measure_week", counting)
    return sizes


def test_unchanged_weeks_are_not_measured_again(
    warehouse: duckdb.DuckDBPyConnection, measured: list[int]
) -> None:
    """A second run finds all rows, and the same ones."""
    first = rows(warehouse)
    assert len(measured) == 3 * WEEKS
    measured.clear()
    assert rows(warehouse) == first
    assert measured == []


@pytest.mark.parametrize(
    ("change", "weeks"),
    [
        # the total and the channel of week 1, and the four weeks that look back on it
        ("update {pieces} set body = body || ' now!' where piece_key = '2026-01-12-0'", 2 * 5),
        ("update {pieces} set is_reviewed = true where piece_key = '2026-01-12-5'", 2),
        ("delete from {pieces} where piece_key = '2026-02-16-3'", 2),
        ("update {pieces} set channel = 'email' where piece_key = '2026-02-16-3'", 3),
        ("update seeds.parameter set value = 6 where parameter = '{parameter}'", 3 * WEEKS),
    ],
)
def test_a_change_of_an_old_week_is_as_if_all_were_computed(
    warehouse: duckdb.DuckDBPyConnection, measured: list[int], change: str, weeks: int
) -> None:
    """Exactly what depends on the change is measured, and the result is that of a full run."""
    rows(warehouse)
    measured.clear()
    warehouse.execute(
        change.format(
            pieces="marts.agent_piece",
            parameter="brand_voice_minimum_pieces",
        )
    )
    changed = rows(warehouse)
    assert len(measured) == weeks
    warehouse.execute("drop table analysis_cache.brand_voice_weekly")
    assert changed == rows(warehouse)


def test_another_reference_measures_everything_again(
    warehouse: duckdb.DuckDBPyConnection, measured: list[int]
) -> None:
    """One example more changes the distance of every week."""
    rows(warehouse, examples=8)
    measured.clear()
    rows(warehouse, examples=9)
    assert len(measured) == 3 * WEEKS
