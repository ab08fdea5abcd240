"""Finds, in the header of a contacts export, the properties that a lead is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.lib.ingestion.connector import Account, UnreadableExport
from assets.streams import get_stream

LABELS: Mapping[str, tuple[str, ...]] = {
    "lead_id": ("Record ID",),
    "created_at": ("Create Date",),
    "person_key": ("Email", "Phone Number"),
    "company": ("Associated Company", "Company Name"),
    "source": ("Original Source", "Original Traffic Source"),
    "channel": ("Original Source", "Original Traffic Source"),
    "stage": ("Lifecycle Stage",),
    "entered_pipeline_at": (
        "Became a Marketing Qualified Lead Date",
        'Date entered "Marketing Qualified Lead (Lifecycle Stage Pipeline)"',
        "Became a Sales Qualified Lead Date",
        'Date entered "Sales Qualified Lead (Lifecycle Stage Pipeline)"',
    ),
    "score": ("HubSpot Score",),
    "intent": ("Lead intent",),
    "qualified_by": ("Lead qualified by",),
    "qualifier": ("Lead qualifier",),
    "qualified_at": ("Lead qualified at",),
    "opportunity_at": (
        "Became an Opportunity Date",
        'Date entered "Opportunity (Lifecycle Stage Pipeline)"',
    ),
    "won_at": (
        "Became a Customer Date",
        'Date entered "Customer (Lifecycle Stage Pipeline)"',
    ),
    "amount": ("Total Revenue", "Recent Deal Amount"),
}
"""The labels of the properties, best first; of those that the file has, the first is read."""

FILLED_UP = ("person_key", "company")
"""Where a contact lacks the first property, the next one is taken; all others are one property."""

_A_VALUE = re.compile(r"@|^\W*\d[\d\W]*$")
_OTHER_SEPARATOR = re.compile(r"[;|^]")
_SHOWN = 12


@dataclass(frozen=True)
class Layout:
    """Where the file holds what: its columns' names, and those of each column of the stream."""

    names: tuple[str, ...]
    found: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]


def find_layout(header: Sequence[str], account: Account) -> Layout:
    """Return the layout of a file; a declared header replaces the labels.

    Names are in lower case, because the labels' case varies from portal to portal. Raises
    UnreadableExport where the file has no ids or no create dates.
    """
    names = tuple(name.strip().lower() or f"(column {i})" for i, name in enumerate(header, 1))
    labels = {**LABELS, **{column: (label,) for column, label in account.columns.items()}}
    present = {
        column: tuple(key for label in wanted if (key := label.strip().lower()) in names)
        for column, wanted in labels.items()
    }
    missing = [column for column in ("lead_id", "created_at") if not present[column]]
    if missing:
        raise UnreadableExport(_what_is_missing(missing, labels, header))
    found = {column: keys if column in FILLED_UP else keys[:1] for column, keys in present.items()}
    return Layout(names, found, (*_undelivered(found, account), *_repeated(names, found)))


def _what_is_missing(
    missing: Sequence[str], labels: Mapping[str, tuple[str, ...]], header: Sequence[str]
) -> str:
    wanted = ", ".join(f"{labels[column][0]!r} ({column})" for column in missing)
    return (
        f"no header {wanted}; {_describe(header)}; export the property, or, where the file is in "
        "another language, give its header under hubspot: columns in sources.yml, as in "
        f"{missing[0]}: <header>"
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
    known = {column.name for column in get_stream("leads").columns}
    return [
        f"the declared header {label!r} is not in the file: no {column}"
        if column in known
        else f"a header is declared for {column!r}, which leads do not have"
        for column, label in account.columns.items()
        if column not in known or not found[column]
    ]


def _repeated(names: Sequence[str], found: Mapping[str, tuple[str, ...]]) -> list[str]:
    read = dict.fromkeys(key for keys in found.values() for key in keys)
    return [
        f"{names.count(key)} properties are labelled {key!r}; the first is read"
        for key in read
        if names.count(key) > 1
    ]
