"""What every connector has to hold of its rows: order, form, repetition and accounting."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from tests.assets.connectors.suite import (
    Grid,
    Input,
    as_rows,
    each_document,
    each_table,
    keys_of,
)

FORMS: dict[str, Callable[[Grid], str]] = {
    "quoted": lambda grid: replace(grid, delimiter=";").text(quoting=csv.QUOTE_ALL),
    "tabs": lambda grid: replace(grid, delimiter="\t").text(end="\r\n"),
}


def _shuffled(value: Any, random: Random) -> Any:
    """Shuffle lists of records, and not what is within a record."""
    if isinstance(value, list) and len(value) == 1:
        return [_shuffled(value[0], random)]
    if isinstance(value, list):
        return random.sample(value, len(value))
    if isinstance(value, dict):
        return {name: _shuffled(part, random) for name, part in value.items()}
    return value


def _shuffled_json(text: str, random: Random) -> str:
    return json.dumps(_shuffled(json.loads(text), random))


def _shuffled_items(text: str, random: Random) -> str:
    before, *items, behind = re.split(r"(?s)(<item>.*?</item>)", text)
    elements = [part for part in items if part.strip()]
    return "\n".join([before, *random.sample(elements, len(elements)), behind])


SHUFFLED: dict[str, Callable[[str, Random], str]] = {
    ".json": _shuffled_json,
    ".xml": _shuffled_items,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@each_table
@settings(max_examples=2, deadline=None)
@examples(random=st.randoms(use_true_random=False))
def test_records_of_a_table_in_any_order_give_the_same_rows(
    folder: Path, given: Input, random: Random
) -> None:
    """Views are sorted by whatever column somebody clicked last."""
    order = list(given.grid.data)
    random.shuffle(order)
    result = given.read(folder, given.grid.with_data(order).text())
    assert as_rows(result) == as_rows(given.result)


@each_document
@settings(max_examples=2, deadline=None)
@examples(random=st.randoms(use_true_random=False))
def test_records_of_a_document_in_any_order_give_the_same_rows(
    folder: Path, given: Input, random: Random
) -> None:
    """An API gives its records in no certain order; what is within a record keeps its own."""
    result = given.read(folder, SHUFFLED[given.suffix](given.text, random))
    assert as_rows(result) == as_rows(given.result)


@each_table
@pytest.mark.parametrize("form", FORMS)
def test_quotes_line_ends_and_delimiters_make_no_other_rows(
    folder: Path, given: Input, form: str
) -> None:
    """Spreadsheets save a table again in a form of their own."""
    result = given.read(folder, FORMS[form](given.grid))
    assert as_rows(result) == as_rows(given.result)


@each_table
@settings(max_examples=1, deadline=None)
@examples(data=st.data())
def test_another_export_with_a_record_less_keeps_the_ids_of_the_others(
    folder: Path, given: Input, data: st.DataObject
) -> None:
    """An id is made of its own record: what stands around it is another in each export."""
    missing = data.draw(st.sampled_from(given.grid.data))
    others = [place for place in given.grid.data if place != missing]
    result = given.read(folder, given.grid.with_data(others).text())
    assert keys_of(result) <= keys_of(given.result)


@each_table
def test_records_that_are_there_twice_make_no_record_less(folder: Path, given: Input) -> None:
    """Pages that were joined overlap; every record stays accounted for."""
    twice = given.grid.with_data([*given.grid.data, *given.grid.data])
    result = given.read(folder, twice.text())
    assert keys_of(given.result) <= keys_of(result)
    assert result["records"] == given.result["records"] + len(given.grid.data)


@each_table
def test_every_record_below_the_header_is_accounted_for(given: Input) -> None:
    """Counted with a reader of our own: loaded, quarantined and skipped are all there is."""
    above = [line for line in given.grid.above.splitlines() if line.strip()]
    assert given.result["records"] == len(above) + len(given.grid.records)
