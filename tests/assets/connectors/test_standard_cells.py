"""What every connector has to hold of cells that are written to do harm, or are damaged."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from tests.assets.connectors.suite import Input, Row, as_rows, each_document, each_table, keys_of

HOSTILE = (
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert(1)</script><b>&lt;",
    "'; drop table raw.leads; --",
    "a\x07b\x1b[31m\x7f\u202e",
    'two\nlines, and "quotes"; {{ jinja }} ${env} %s \\',
    "\U0001f600\ufffd\u0301",
)
LARGE = "x" * 1_000_000
NUL = "a\x00b"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@each_table
def test_hostile_cells_change_no_other_row(folder: Path, given: Input) -> None:
    """One copy of a record for each of its cells and each of the texts."""
    others, place = _alone(given)
    record = given.grid.records[place]
    hostile = [_with(record, i, text) for i in range(len(record)) for text in HOSTILE]
    assert _lost(folder, given, hostile, others) == Counter()


@each_table
@pytest.mark.parametrize("text", [LARGE, NUL], ids=["large", "nul"])
def test_a_very_long_text_or_a_nul_changes_no_other_row(
    folder: Path, given: Input, text: str
) -> None:
    """In the longest text of a record, which is the likeliest one to be written by hand."""
    others, place = _alone(given)
    record = given.grid.records[place]
    longest = max(range(len(record)), key=lambda i: len(record[i]))
    assert _lost(folder, given, [_with(record, longest, text)], others) == Counter()


@each_document
@settings(max_examples=6, deadline=None)
@examples(data=st.data())
def test_hostile_texts_of_a_document_change_no_other_record(
    folder: Path, given: Input, data: st.DataObject
) -> None:
    """Any text of any record: no other record is lost, though runs that enclose it may change."""
    text = data.draw(st.sampled_from([*HOSTILE, NUL, LARGE[:100_000]]))
    found = data.draw(st.sampled_from(_changeable(given)))
    result = given.read(folder, _changed(given, found, text))
    if "failed" not in result:
        lost = keys_of(given.result) - keys_of(result)
        rows = given.result["rows"].items()
        places = {r["_row"] for s, own in rows for r in own if keys_of({"rows": {s: [r]}}) & lost}
        assert len(places) <= 1


def _lost(
    folder: Path, given: Input, hostile: list[list[str]], others: Counter[Row]
) -> Counter[Row]:
    """Return the rows of other records that are lost with these records in the place of one."""
    _, place = _alone(given)
    grid = given.grid
    records = [*grid.records[:place], *hostile, *grid.records[place + 1 :]]
    result = given.read(folder, replace(grid, records=records).text())
    assert result["records"] == given.result["records"] - 1 + len(hostile)
    return others - as_rows(result)


@cache
def _alone(given: Input) -> tuple[Counter[Row], int]:
    """Return the rows that a record has nothing to do with, and the place of that record."""
    for place in given.grid.data:
        rest = [other for other in given.grid.data if other != place]
        with TemporaryDirectory() as folder:
            result = given.read(Path(folder), given.grid.with_data(rest).text())
        if "failed" not in result and not as_rows(result) - as_rows(given.result):
            own = _ids(as_rows(given.result) - as_rows(result))
            others = as_rows(result)
            return Counter({row: n for row, n in others.items() if not _ids([row]) & own}), place
    raise AssertionError(given.name)


def _ids(rows: Iterable[Row]) -> set[str]:
    """Return the ids in the rows, as the tool writes them."""
    values = ((name, str(value)) for _, row in rows for name, value in row)
    return {value.split(":", 2)[-1] for name, value in values if name.endswith("_id")}


def _with(record: list[str], place: int, text: str) -> list[str]:
    return [*record[:place], text, *record[place + 1 :]]


@cache
def _changeable(given: Input) -> tuple[str, ...]:
    """Return the texts that the document holds once, and that are read of one record."""
    texts = re.findall(r"(?<=>)[^<>\n]+(?=</)", given.text)
    if given.suffix == ".json":
        texts = [t for t in _texts(json.loads(given.text)) if json.dumps(t) in given.text]
    rows = [row for found in given.result["rows"].values() for row in found]
    return tuple(
        text
        for text, times in Counter(texts).items()
        if times == 1
        and len({row["_row"] for row in rows if any(text in str(v) for v in row.values())}) == 1
    )


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for value in part.values() if isinstance(part, dict) else part:
            yield from _texts(value)


def _changed(given: Input, found: str, text: str) -> str:
    """Return the document with another text in the place of one, wherever that stands alone."""
    if given.suffix == ".json":
        return given.text.replace(json.dumps(found), json.dumps(text))
    allowed = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", text)  # XML knows no others
    return given.text.replace(f">{found}</", f">{escape(allowed)}</")
