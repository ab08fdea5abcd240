"""Ids that a spreadsheet has damaged are errors that show them, in every stream."""

from pathlib import Path

import polars as pl
import pytest

from assets.connectors.jira.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export, StreamRows
from assets.lib.ingestion.ids import damaged_ids
from assets.lib.ingestion.parse import parse_export
from assets.lib.ingestion.validate import Privacy

COLUMNS = [
    ("leads", "lead_id"),
    ("leads", "campaign_id"),
    ("work_items", "work_item_id"),
    ("agent_runs", "parent_run_id"),
    ("campaign_performance", "campaign_id"),
    ("leads", "merged_into"),
]
"""Keys and references."""


def damaged(stream: str, column: str, ids: list[object]) -> list[object]:
    frame = pl.DataFrame({"_row": range(len(ids)), column: ids})
    return damaged_ids(StreamRows(stream, frame))["value"].to_list()


@pytest.mark.parametrize(("stream", "column"), COLUMNS)
@pytest.mark.parametrize(
    "ids",
    [
        ["1.23E+10"],
        ["2,04156e+10"],
        ["10-Mar", "Dec-10"],
        ["1234567890123400", "9876543210987600"],
        ["120330000000000000"],
    ],
)
def test_a_damaged_id_is_an_error_that_shows_it(
    stream: str, column: str, ids: list[object]
) -> None:
    """Rounded to a number, to fifteen digits, or turned into a date."""
    assert damaged(stream, column, [*ids, "7", None, ""]) == ids


@pytest.mark.parametrize(
    "ids",
    [
        ["1234567890123450"],
        ["1234567890123450", "1234567890123457"],
        ["12e5", "1e10", "MAR-10", "mar-10", "2026-03-02", "x:1.2", "0012", "10.5"],
    ],
)
def test_an_id_that_may_be_whole_is_none(ids: list[object]) -> None:
    """A zero at the end alone proves nothing where others end otherwise."""
    assert damaged("leads", "lead_id", ids) == []


def test_a_typed_id_that_a_float_can_not_hold_is_an_error() -> None:
    """Smaller ones are whole."""
    assert damaged("leads", "lead_id", [1.0, 1.2345678901234568e17]) == ["1.2345678901234568e+17"]


def test_the_key_of_an_issue_keeps_the_pattern_of_jira(tmp_path: Path) -> None:
    """What a spreadsheet made of MAR-10 would count twice."""
    path = tmp_path / "Jira.csv"
    path.write_text("Summary,Issue key\nA,MAR-10\nB,10. Mrz\nC,01/10/2026\nD,10001\n", "utf-8")
    privacy = Privacy(b"a key for tests", pseudonymise=False)
    [parsed] = parse_export(CONNECTOR, Export(path, Account()), privacy)
    assert parsed.validated[0].good["work_item_id"].to_list() == ["MAR-10", "10001"]
    [rejected] = parsed.rejected
    assert (rejected.stream, rejected.errors["value"].to_list()) == (
        "work_items",
        ["10. Mrz", "01/10/2026"],
    )
