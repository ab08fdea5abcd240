"""No clear personal value of any export is in a table, a log or a message."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assets.lib.ingestion.connector import Account, Export
from assets.lib.ingestion.parse import parse_export
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import land, take_in
from tests.assets.connectors.samples import PRIVACY
from tests.assets.connectors.suite import DOCUMENTS, INPUTS, TABLE_INPUTS, Grid, Input

NAME, EMAIL, PHONE = "Zora Quillfeather", "zora.quillfeather@private.example", "+49 171 5550199"
SECRET = re.compile("quillfeather|private.example|5550199", re.IGNORECASE)
COMMENT = f"<wp:comment><wp:comment_author_email>{EMAIL}</wp:comment_author_email></wp:comment>"


@dataclass(frozen=True)
class Taken:
    """What was said and stored when every planted export was taken in."""

    loaded: set[str]
    said: str
    stored: dict[str, list[str]]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """Every sample with people in all that is not read, and once more with its rows shifted."""
    folder = tmp_path_factory.mktemp("planted")
    settings = Settings(home=folder / "home")
    for number, (given, text) in enumerate(_planted(folder)):
        land(settings, f"{given.connector.name}/account_{number}/{given.name}", text)
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        results = take_in(settings)
    finally:
        logging.getLogger().removeHandler(handler)
    loaded = {r.connector or "" for r in results if r.status == "loaded"}
    return Taken(loaded, "\n".join([*lines, *map(str, results)]), _stored(settings))


def test_every_connector_is_asked(taken: Taken) -> None:
    """Its planted samples load, so that something is there to be found."""
    assert taken.loaded == {given.connector.name for given in INPUTS}


def test_no_table_holds_a_personal_value(taken: Taken) -> None:
    """Neither the rows nor the quarantine nor the notes on a file."""
    found = {
        name: [row for row in rows if SECRET.search(row)] for name, rows in taken.stored.items()
    }
    assert {name: rows[:3] for name, rows in found.items() if rows} == {}


def test_no_log_and_no_message_holds_a_personal_value(taken: Taken) -> None:
    """What is printed of a run is read by more people than the warehouse."""
    assert not SECRET.search(taken.said)


def _planted(folder: Path) -> Iterator[tuple[Input, str]]:
    for given in TABLE_INPUTS:
        grid = _with_people(given, _unread(given, folder))
        yield given, grid.text()
        shifted = [[NAME, *record, EMAIL, PHONE] for record in grid.records]
        yield given, replace(grid, records=shifted).text()
    for given in DOCUMENTS:
        is_xml = given.suffix == ".xml"
        plain = given.text.replace("</item>", f"{COMMENT}</item>")
        yield given, plain if is_xml else json.dumps(_with_more(json.loads(given.text)))


def _unread(given: Input, folder: Path) -> set[str]:
    """Return the columns from which nothing is read, as the connector says."""
    path = folder / given.name
    path.write_text(given.text, encoding="utf-8")
    export = Export(path, Account(columns=given.declared.get("columns", {})))
    batches = [parsed.batch for parsed in parse_export(given.connector, export, PRIVACY)]
    return {name for batch in batches for name in batch.unmapped}


def _with_people(given: Input, unread: set[str]) -> Grid:
    """Put a person into every cell that is not read, and into those that are read as a hash."""
    shown = str(given.result["rows"])
    kept = [list(record) for record in given.grid.records]
    for place in given.grid.data:
        for column, header in enumerate(given.grid.header[: len(kept[place])]):
            cell = kept[place][column]
            if header.strip().lower() in unread:
                kept[place][column] = f"{NAME}, {EMAIL}, {PHONE}"
            elif "@" in cell and cell not in shown:
                kept[place][column] = EMAIL
    return replace(given.grid, records=kept)


def _with_more(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_more(value) for value in part]
    if not isinstance(part, dict):
        return part
    is_record = any(isinstance(value, str) for value in part.values())  # and no map of numbers
    more = {"customer": NAME, "contact": EMAIL} if is_record else {}
    return {name: _with_more(value) for name, value in part.items()} | more


def _stored(settings: Settings) -> dict[str, list[str]]:
    with open_warehouse(settings) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
        ).fetchall()
        return {
            name: [
                row
                for (row,) in connection.execute(f"select t::varchar from {name} as t").fetchall()
            ]
            for (name,) in tables
        }
