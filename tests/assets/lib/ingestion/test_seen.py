"""Headers and kinds of a table are seen; no value is kept, and no address in a header."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from assets.lib.ingestion.connector import Account, Export
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.seen import SAMPLED_RECORDS, see_columns
from tests.assets.connectors.samples import Sample, find_samples

TABLES = (".csv", ".tsv", ".xlsx", ".parquet")
GOOD_TABLES = [
    sample
    for sample in find_samples()
    if sample.export.suffix in TABLES and not sample.export.name.startswith("bad-")
]


def kind_of(*values: str | None) -> str:
    frame = pl.DataFrame({"a": values}, schema={"a": pl.String})
    [column] = see_columns("report", {"a": ("a",)}, frame).columns
    return column.kind


@pytest.mark.parametrize(
    "text",
    [
        *("12", "-3", "1,234", "1.234,56", "1 234,5", "12,34,567", ".22", "0.934996875", "5e-7"),
        *("€ 12.50", "$1,234.50", "EUR 12.50", "12.50 EUR", "> 90%", "100 %", "\u22125", "+3"),
    ],
)
def test_a_number_is_one_however_it_is_written(text: str) -> None:
    """With separators, signs, currencies and per cent, as tools export them."""
    assert kind_of(text) == "number"


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-02", "2026-03-02T08:00:00Z", "2026/06/25", "02.03.2026", "3/2/2026 10:00 AM"),
        *("02/Mar/26 10:00 AM", "Jan 31, 2026, 4:33:20 AM", "31 de enero de 2026", "01:30:00"),
    ],
)
def test_a_day_or_a_time_is_one_however_it_is_written(text: str) -> None:
    """In numbers and in words, with and without a time."""
    assert kind_of(text) == "time"


@pytest.mark.parametrize("text", ["WEB-12", "n/a", "1.2.3", "Spring 2026", "ten", "[0]", "#12"])
def test_whatever_is_neither_is_text(text: str) -> None:
    """Keys, versions and names among them."""
    assert kind_of(text) == "text"


def test_what_is_empty_says_nothing() -> None:
    """Nulls and blanks are no values, and do not count beside those that are."""
    assert kind_of(None, " ", "") == "empty"
    assert kind_of(None, "3", " ") == "number"


def test_one_damaged_value_changes_no_kind() -> None:
    """It waits in quarantine; where one in five is no number, the column is text."""
    assert kind_of(*["3"] * 19, "n/a") == "number"
    assert kind_of(*["3"] * 4, "n/a") == "text"


def test_only_the_first_records_are_looked_at() -> None:
    """A long file costs no more than a short one."""
    assert kind_of(*["3"] * SAMPLED_RECORDS, *["n/a"] * SAMPLED_RECORDS) == "number"


def test_a_typed_column_has_the_kind_of_its_type() -> None:
    """Parquet says what a column is, unless it holds nothing."""
    frame = pl.DataFrame(
        {"day": [None], "amount": [1.5], "none": [None], "flag": [True]},
        schema={"day": pl.Date, "amount": pl.Float64, "none": pl.Int64, "flag": pl.Boolean},
    ).with_columns(day=pl.date(2026, 3, 2))
    table = see_columns("report", {name: (name,) for name in frame.columns}, frame)
    kinds = {column.name: column.kind for column in table.columns}
    assert kinds == {"day": "time", "amount": "number", "none": "empty", "flag": "text"}


def test_columns_of_one_header_are_one() -> None:
    """How often a header stands says how much a record holds; any of them is enough to be read."""
    frame = pl.DataFrame({"labels": ["a"], "labels#2": [None]}, schema_overrides={"labels#2": str})
    table = see_columns(
        "report", {"labels": ("labels", "labels#2")}, frame, unread=["labels#2"], known=["labels"]
    )
    [column] = table.columns
    assert (column.kind, column.is_read, column.is_known) == ("text", True, True)


def test_an_address_in_a_header_is_masked() -> None:
    """Two of them stay two columns."""
    headers = {"janet@p.example": ("a",), "tom@p.example": ("b",)}
    table = see_columns("report", headers, pl.DataFrame({"a": ["1"], "b": ["2"]}))
    assert [column.name for column in table.columns] == ["(masked)", "(masked)#2"]


@pytest.mark.parametrize("sample", GOOD_TABLES, ids=lambda s: f"{s.connector}/{s.export.name}")
def test_every_table_says_which_columns_it_has(sample: Sample, tmp_path: Path) -> None:
    """Whatever the connector: in the first batch, each header once, and some of them are read."""
    connector = discover_connectors()[sample.connector]
    declared = json.loads(sample.expected.read_text("utf-8")).get("account", {})
    account = Account(**declared)
    batch = next(iter(connector.read(Export(sample.export, account, tmp_path))))
    assert batch.seen is not None
    names = [column.name for column in batch.seen.columns]
    assert len(names) == len(set(names))
    assert any(column.is_read for column in batch.seen.columns)
    unread = {c.name for c in batch.seen.columns if not c.is_read}
    assert set(batch.unmapped) & set(names) <= unread
