"""What every connector has to hold of files that were cut off, saved wrongly or rearranged."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from assets.lib.ingestion.connector import Account, Export, UnreadableExport
from assets.lib.ingestion.parse import parse_export
from assets.streams import get_stream
from tests.assets.connectors.samples import PRIVACY
from tests.assets.connectors.suite import TABLES, Grid, Input, as_rows, each, each_table

ROUNDED = "1.23E+17"
Said = dict[tuple[str, ...], dict[str, Any]]
"""What a file says of each record: its columns by the key."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@each
@settings(max_examples=1, deadline=None)
@examples(data=st.data())
def test_a_file_that_is_cut_off_anywhere_gives_no_half_of_a_record(
    folder: Path, given: Input, data: st.DataObject
) -> None:
    """What loads is what the whole records before the cut give, or a note says that it may not."""
    cut = data.draw(st.integers(1, len(given.text) - 2))
    result = given.read(folder, given.text[:cut])
    is_noted = any("cut off" in note for note in result.get("notes", ()))
    if "failed" not in result and given.suffix in TABLES and not is_noted:
        whole = given.read(folder, _whole_records(given.text, cut))
        known = as_rows(given.result) + (Counter() if "failed" in whole else as_rows(whole))
        assert (
            not as_rows(result) - known
        )  # where the cut is in a text that nobody reads, all is whole


def _whole_records(text: str, cut: int) -> str:
    """Return the records before the cut that are whole."""
    cut += text[cut : cut + 1] == "\n"
    ends = (end for end in range(cut, 0, -1) if text[end - 1] == "\n")
    return text[: next((end for end in ends if text[:end].count('"') % 2 == 0), 0)]


@each_table
@pytest.mark.parametrize(
    ("encoding", "word"),
    [("utf-16", "Größe"), ("windows-1252", "Größe"), ("windows-1251", "Привет")],
    ids=["utf-16", "western", "cyrillic"],
)
def test_another_encoding_gives_the_same_rows_or_is_refused(
    folder: Path, given: Input, encoding: str, word: str
) -> None:
    """No letter is ever read as another one."""
    data = _with_word(given.grid, word).encode(encoding, "ignore")
    result = given.read(folder, data)
    if "failed" not in result:
        assert as_rows(result) == as_rows(given.read(folder, data.decode(encoding)))


def _with_word(grid: Grid, word: str) -> str:
    """Put a word whose letters encodings write differently into a text of every record."""
    longest = max(range(len(grid.header)), key=lambda i: _letters(grid, i))
    records = [list(record) for record in grid.records]
    for place in grid.data:
        if len(records[place]) > longest:
            records[place][longest] += f" {word}"
    return replace(grid, records=records).text()


def _letters(grid: Grid, column: int) -> int:
    cells = [grid.records[place][column : column + 1] for place in grid.data]
    return sum(char.isalpha() or char == " " for cell in cells for char in "".join(cell))


@each_table
@settings(max_examples=1, deadline=None)
@examples(data=st.data())
def test_a_column_more_changes_no_row(folder: Path, given: Input, data: st.DataObject) -> None:
    """Whatever it holds, and wherever a view shows it."""
    place = data.draw(st.integers(0, len(given.grid.header)))
    other = given.grid.with_column(place, "Fullscore extra", ["more"] * len(given.grid.data))
    assert as_rows(given.read(folder, other.text())) == as_rows(given.result)


@each_table
@settings(max_examples=1, deadline=None)
@examples(data=st.data())
def test_a_column_that_is_there_again_changes_no_row(
    folder: Path, given: Input, data: st.DataObject
) -> None:
    """The first one counts; of those that a tool repeats, an empty one adds nothing."""
    header = data.draw(st.sampled_from(given.grid.header))
    other = given.grid.with_column(len(given.grid.header), header, [""] * len(given.grid.data))
    assert as_rows(given.read(folder, other.text())) == as_rows(given.result)


@each_table
@settings(max_examples=2, deadline=None)
@examples(data=st.data())
def test_a_narrower_view_erases_nothing(folder: Path, given: Input, data: st.DataObject) -> None:
    """What a view does not show it says nothing of: of a record it may change, but not empty."""
    wide, narrow = _wide(given), {}
    header = data.draw(st.sampled_from(given.grid.header))
    with suppress(UnreadableExport):
        narrow = _values(given, folder, given.grid.without(header))
    for key, values in narrow.items():
        emptied = {name for name, value in values.items() if value is None}
        assert not {name for name in emptied if wide.get(key, {}).get(name) is not None}


@cache
def _wide(given: Input) -> Said:
    with TemporaryDirectory() as folder:
        return _values(given, Path(folder), given.grid)


def _values(given: Input, folder: Path, grid: Grid) -> Said:
    """Return what a file says of each record: the columns that it has, null where empty."""
    path = folder / given.name
    path.write_text(grid.text(), encoding="utf-8")
    fields = {k: frozenset(v) if k in ("agents", "rules") else v for k, v in given.declared.items()}
    found: Said = {}
    for parsed in parse_export(given.connector, Export(path, Account(**fields)), PRIVACY):
        for rows in parsed.validated:
            contract = get_stream(rows.stream)
            if contract.replacement == "by_key":
                for row in rows.good.to_dicts():
                    key = (rows.stream, *(str(row[name]) for name in contract.key))
                    said = {name: row[name] for name in rows.columns}
                    found[key] = {
                        k: v for k, v in said.items() if v is not None or k not in rows.partial
                    }
    return found


@each_table
def test_an_id_that_a_spreadsheet_rounded_is_never_loaded(folder: Path, given: Input) -> None:
    """Several records would share it; the rule says what to do."""
    place = _id_column(given)
    if place is None:
        return
    records = [list(record) for record in given.grid.records]
    for index in given.grid.data:
        records[index][place : place + 1] = [ROUNDED]
    result = given.read(folder, replace(given.grid, records=records).text())
    assert ROUNDED not in str(result["rows"])
    assert any(
        error[-1] == ROUNDED and "export it again" in error[3] for error in result["quarantined"]
    )


def _id_column(given: Input) -> int | None:
    """Return the column that holds the ids of the records as they are, None where none does."""
    ids = {
        str(row[name])
        for stream, rows in given.result["rows"].items()
        for row in rows
        for name in get_stream(stream).key
        if row.get(name) and not row.get("id_is_derived") and name.endswith("_id")
    }
    for place in range(len(given.grid.header)):
        cells = {r[place] for r in given.grid.records if len(r) > place}
        if len(ids & cells) * 2 > len(ids):
            return place
    return None
