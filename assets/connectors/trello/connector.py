"""Reads cards as Trello exports them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from assets.connectors.trello.board import is_board, read_board
from assets.lib.ingestion.connector import WORKBOOK, Batch, Export
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Advised, Rows, Table
from assets.lib.ingestion.tables.values import Found, Value, actor_type, cell, person

_COLOUR = r" \((?:green|yellow|orange|red|purple|blue|sky|lime|pink|black|null)\w*\)"


def _labels(found: Found) -> pl.Expr:
    """Each label has its colour behind it."""
    return found.first.str.replace_all(_COLOUR, "").str.replace_all(r"\s*,\s*", ";")


def _creation(found: Found) -> pl.Expr:
    """The first eight digits of an id are the second in which the card was made."""
    seconds = found.first.str.extract("^([0-9a-f]{8})[0-9a-f]{16}$").str.to_integer(
        base=16, strict=False
    )
    return pl.from_epoch(seconds, time_unit="s").dt.strftime("%Y-%m-%dT%H:%M:%SZ")


CARDS = Table(
    title="cards of a board",
    known_by=(("Card ID",), ("Card Name",), ("List Name", "List ID")),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": cell("Card ID"),
                "title": cell("Card Name"),
                "project": cell("Board Name"),
                "labels": Value(("Labels",), _labels),
                "assignee": person("Members", first_listed=True),
                "assignee_type": actor_type("Members", first_listed=True),
                "created_at": Value(("Card ID",), _creation),
                "started_at": cell("Start Date"),
                "completed_at": cell("Date Completed"),
            },
            id_pattern="[0-9a-f]{24}",
        ),
    ),
    also=(
        *("Card URL", "Card Description", "Due Date", "Due Complete", "Attachment Count"),
        *("Attachment Links", "Checklist Item Total Count", "Checklist Item Completed Count"),
        *("Vote Count", "Comment Count", "Last Activity Date", "List ID", "List Name"),
        *("Board ID", "Archived", "Closed"),
    ),
    advised=(
        Advised(
            "completed_at",
            ("Date Completed",),
            "a CSV of Trello does not say when a card was done: no item counts as completed; "
            "export the board as JSON",
        ),
    ),
)


class Trello(TableConnector):
    """A board as JSON, with the history of its cards, or as CSV: one work item a card."""

    name = "trello"
    version = 1
    title = "Trello"
    streams = ("work_items",)
    suffixes = (".json", ".csv", WORKBOOK)
    tables = (CARDS,)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the cards; raises UnreadableExport where the file is no board."""
        if export.path.suffix.lower() == ".json":
            yield read_board(export)
        else:
            yield from super().read(export)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return whether the file is a board as JSON, or how much of its header is known."""
        if is_board(glimpse.json_keys):
            return Recognition(self.name, "board", 1.0)
        return super().recognise(glimpse)


CONNECTOR = Trello()
