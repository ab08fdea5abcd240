"""Finds, in the header of an issues export, the fields that a work item is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.lib.ingestion.connector import Account, UnreadableExport
from assets.lib.ingestion.tabular import unique_headers
from assets.streams import get_stream

FIELDS: Mapping[str, tuple[str, ...]] = {
    "work_item_id": ("Issue id", "Issue key", "Key"),
    "title": ("Summary",),
    "kind": ("Issue Type",),
    "project": ("Project key", "Project name"),
    "workflow": ("Custom field (Workflow)",),
    "labels": ("Labels",),
    "assignee": ("Assignee", "Assignee Id"),
    "role": ("Custom field (Role)",),
    "created_at": ("Created",),
    "completed_at": ("Resolved",),
    "hours": ("Time Spent",),
    "agent_run_id": ("Custom field (Agent run)",),
}
"""The headers of the fields, best first; of those that the file has, the first is read."""

HELPERS: Mapping[str, tuple[str, ...]] = {
    "assignee_id": ("Assignee Id",),
    "status_category": ("Status Category",),
    "status_category_changed": ("Status Category Changed",),
}
"""Fields that no column of the stream holds, but that decide about one."""

FILLED_UP = ("project", "assignee")
"""Where an issue lacks the first field, the next one is taken; all others are one field."""

_A_VALUE = re.compile(r"@|^\W*\d[\d\W]*$")
_OTHER_SEPARATOR = re.compile(r"[;|^]")
_SHOWN = 12


@dataclass(frozen=True)
class Layout:
    """Where the file holds what: its columns' names, and those of each column of the stream."""

    names: tuple[str, ...]
    found: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]

    def columns_of(self, column: str) -> tuple[str, ...]:
        """Return the file's columns that hold a column of the stream; none is possible."""
        return self.found.get(column, ())


def find_layout(header: Sequence[str], account: Account) -> Layout:
    """Return the layout of a file; a declared header replaces the usual ones.

    Names are in lower case, because two fields may differ by case alone. Raises UnreadableExport
    where the file has no ids or no summaries.
    """
    names = tuple(name.strip().lower() or f"(column {i})" for i, name in enumerate(header, 1))
    declared = {column: (field,) for column, field in account.columns.items()}
    fields = {**FIELDS, **HELPERS, **declared}
    present = {
        column: tuple(key for field in wanted if (key := field.strip().lower()) in names)
        for column, wanted in fields.items()
    }
    missing = [column for column in ("work_item_id", "title") if not present[column]]
    if missing:
        raise UnreadableExport(_what_is_missing(missing, fields, header))
    found = {column: keys if column in FILLED_UP else keys[:1] for column, keys in present.items()}
    found["labels"] = _repeats_of(found["labels"], names)
    return Layout(names, found, (*_undelivered(found, account), *_weak_spots(names, found)))


def _repeats_of(fields: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """One header stands as often as the issue with the most values needs."""
    unique = unique_headers(names)
    return tuple(unique[i] for i, name in enumerate(names) if name in fields)


def _what_is_missing(
    missing: Sequence[str], fields: Mapping[str, tuple[str, ...]], header: Sequence[str]
) -> str:
    wanted = ", ".join(f"{' or '.join(map(repr, fields[c][:2]))} ({c})" for c in missing)
    return (
        f"no header {wanted}; {_describe(header)}; export issues as CSV with these fields, or, "
        "where the file is in another language, give its header under jira: columns in "
        f"sources.yml, as in {missing[0]}: <header>"
    )


def _describe(header: Sequence[str]) -> str:
    """A line of values is not repeated: it may hold what is personal."""
    if any(_A_VALUE.search(name.strip()) for name in header):
        return "the first line holds values, not headers"
    if len(header) == 1 and (mark := _OTHER_SEPARATOR.search(header[0])):
        return f"the values are separated by {mark[0]!r}, not by commas"
    more = f" and {len(header) - _SHOWN} more" if len(header) > _SHOWN else ""
    return f"the headers are {', '.join(header[:_SHOWN])}{more}"


def _undelivered(found: Mapping[str, tuple[str, ...]], account: Account) -> list[str]:
    known = {column.name for column in get_stream("work_items").columns} | set(HELPERS)
    return [
        f"the declared header {field!r} is not in the file: no {column}"
        if column in known
        else f"a header is declared for {column!r}, which work items do not have"
        for column, field in account.columns.items()
        if column not in known or not found[column]
    ]


def _weak_spots(names: Sequence[str], found: Mapping[str, tuple[str, ...]]) -> list[str]:
    weak = []
    if found["work_item_id"][0] in ("issue key", "key"):
        weak.append("no Issue id: the key stands for it, and changes when an issue moves")
    if not found["completed_at"] and not found["status_category_changed"]:
        weak.append("neither Resolved nor Status Category Changed: no item counts as completed")
    read = dict.fromkeys(k for column, keys in found.items() if column != "labels" for k in keys)
    weak += [
        f"{names.count(key)} fields are named {key!r}; the first is read"
        for key in read
        if names.count(key) > 1
    ]
    return weak
