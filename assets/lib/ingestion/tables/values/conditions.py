"""Values of those records alone that meet a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from assets.lib.ingestion.tables.values.value import NOTHING, Found, Value, cell, composed, part_of


def when(
    condition: Callable[[pl.Expr], pl.Expr], header: str | tuple[str, ...], then: Value
) -> Value:
    """Read a value of those rows alone whose cell below the header meets the condition."""
    tested = cell(*((header,) if isinstance(header, str) else header))

    def read(found: Found) -> pl.Expr:
        part = part_of(found, tested)
        if not part.names:
            return NOTHING
        return pl.when(condition(part.first)).then(then.read(part_of(found, then)))

    whole = composed((tested, then), read, then.under)
    return replace(whole, needs=tested.headers, is_plain=then.is_plain)


def at_stage(
    meaning: str, stages: Mapping[str, str], header: str | tuple[str, ...], then: Value
) -> Value:
    """Read a value of those records whose stage means this: to the tool, or as is declared.

    What an organisation calls its own stages stands in sources.yml, under values: stage.
    """

    def read(found: Found) -> pl.Expr:
        own = found.account.values.get("stage", {})
        known = {name.lower(): stage for name, stage in (*stages.items(), *own.items())}

        def means(stage: pl.Expr) -> pl.Expr:
            named = stage.str.to_lowercase().replace_strict(
                known, default=None, return_dtype=pl.String
            )
            return (named == meaning).fill_null(value=False)

        return when(means, header, then).read(found)

    value = when(lambda stage: stage.is_not_null(), header, then)
    return replace(value, read=read)


def is_true(text: pl.Expr) -> pl.Expr:
    """Return whether a text says yes, as tools write it."""
    return text.str.to_lowercase().is_in(["true", "1", "yes", "ja", "oui", "sí"])


def is_false(text: pl.Expr) -> pl.Expr:
    """Return whether a text says no, as tools write it."""
    return text.str.to_lowercase().is_in(["false", "0", "no", "nein", "non"])
