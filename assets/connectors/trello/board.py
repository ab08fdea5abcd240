"""Turns a board that Trello exported as JSON into work items."""

from __future__ import annotations

import codecs
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from assets.connectors.trello.history import Progress, follow
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Export,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.tables.values import Found, actor_type

DONE = (
    *("done", "complete", "completed", "finished", "fertig", "erledigt", "abgeschlossen"),
    *("terminé", "fait", "fini", "hecho", "listo", "terminado", "completado"),
)
"""What lists of finished cards are called, in lower case; `values: stage` names others."""

_NO_BOARD = "not a board as Trello exports it; open the board and use Export as JSON"
_UNDATED = "{} cards are done, and the export no longer says since when: not counted as completed"
_ONE_UNDATED = "1 card is done, and the export no longer says since when: not counted as completed"


@dataclass(frozen=True)
class _Board:
    """A board and what its cards refer to by id."""

    name: str | None
    cards: Sequence[Any]
    done_lists: frozenset[str]
    members: Mapping[str, str]
    progress: Mapping[str, Progress]

    def is_done(self, card: Mapping[str, Any]) -> bool:
        return card.get("dueComplete") is True or card.get("idList") in self.done_lists


def is_board(keys: Collection[str]) -> bool:
    """Return whether the keys of a JSON text are those of a board."""
    return {"cards", "lists", "idBoard"} <= set(keys) or {"labelNames", "shortLink"} <= set(keys)


def read_board(export: Export) -> Batch:
    """Return the cards as work items; raises UnreadableExport where the file is no board."""
    board = _to_board(_parse(export.path.read_bytes()), export.account)
    errors = [
        ValidationError(row, "card", "a JSON object", None)
        for row, card in enumerate(board.cards, start=1)
        if not isinstance(card, dict)
    ]
    cards = [(row, card) for row, card in enumerate(board.cards, 1) if isinstance(card, dict)]
    rows = [_to_item(row, card, board) for row, card in cards]
    return Batch(
        records=len(board.cards),
        rows=(StreamRows("work_items", _to_frame(rows, export.account), is_plain=True),),
        errors=tuple(errors),
        notes=tuple(_notes(rows, cards, board)),
    )


def _parse(data: bytes) -> Any:
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableExport("the file is empty; export it again")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableExport("not well-formed JSON; export it again") from error


def _to_board(content: Any, account: Account) -> _Board:
    if not isinstance(content, dict) or not isinstance(content.get("cards"), list):
        raise UnreadableExport(_NO_BOARD)
    if not isinstance(content.get("lists"), list):
        raise UnreadableExport(_NO_BOARD)
    own = account.values.get("stage", {})
    named = {*DONE, *(name.lower() for name, stage in own.items() if stage == "done")}
    done = frozenset(
        listed["id"]
        for listed in _objects(content, "lists")
        if str(listed.get("name", "")).strip().lower() in named
    )
    return _Board(
        _text(content.get("name")),
        content["cards"],
        done,
        {m["id"]: str(m.get("fullName") or m["id"]) for m in _objects(content, "members")},
        follow(list(_objects(content, "actions")), done),
    )


def _objects(content: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    listed = content.get(key)
    objects = listed if isinstance(listed, list) else []
    return (one for one in objects if isinstance(one, dict) and isinstance(one.get("id"), str))


def _to_item(row: int, card: Mapping[str, Any], board: _Board) -> dict[str, Any]:
    progress = board.progress.get(str(card.get("id")), Progress())
    ids = [str(member) for member in card.get("idMembers") or []]
    labels = [label for label in card.get("labels") or [] if isinstance(label, dict)]
    stated = _text(card.get("dateCompleted"))
    return {
        "_row": row,
        "work_item_id": _text(card.get("id")),
        "title": _text(card.get("name")),
        "project": board.name,
        "labels": ";".join(str(label["name"]) for label in labels if label.get("name")) or None,
        "assignee": next((board.members[i] for i in ids if i in board.members), None),
        "created_at": _creation(card.get("id")),
        "started_at": _text(card.get("start")),
        "completed_at": (stated or progress.completed_at) if board.is_done(card) else None,
        "reopened_at": progress.reopened_at,
    }


def _to_frame(rows: Sequence[Mapping[str, Any]], account: Account) -> pl.DataFrame:
    names = (
        *("work_item_id", "title", "project", "labels", "assignee", "created_at"),
        *("started_at", "completed_at", "reopened_at"),
    )
    frame = pl.DataFrame(rows, schema={"_row": pl.Int64} | dict.fromkeys(names, pl.String))
    kind = actor_type("assignee").read(Found(("assignee",), account))
    return frame.with_columns(assignee_type=kind)


def _notes(
    rows: Sequence[Mapping[str, Any]], cards: Sequence[tuple[int, Any]], board: _Board
) -> Iterator[str]:
    if not board.cards:
        yield "no cards"
    undated = sum(
        board.is_done(card) and row["completed_at"] is None
        for row, (_, card) in zip(rows, cards, strict=True)
    )
    if undated:
        yield _UNDATED.format(undated) if undated > 1 else _ONE_UNDATED


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _creation(card_id: Any) -> str | None:
    """The first eight digits of an id are the second in which the card was made."""
    try:
        return datetime.fromtimestamp(int(str(card_id)[:8], 16), UTC).isoformat()
    except (ValueError, OverflowError):
        return None
