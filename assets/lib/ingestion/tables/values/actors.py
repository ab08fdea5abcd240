"""Values that name an actor, or classify one as person, agent or rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.nobody import someone
from assets.lib.ingestion.tables.values.texts import elements
from assets.lib.ingestion.tables.values.value import (
    NOTHING,
    Found,
    Value,
    as_value,
    composed,
    part_of,
)

_VERSION = r"@v?\d+(?:[.-]\d+)*$"


def person(*parts: str | Value, first_listed: bool = False) -> Value:
    """Read who it is, in the next part where one is empty or says that it is nobody.

    Of a list in one cell it is the one whom the tool names first.
    """
    values = tuple(as_value(part) for part in parts)
    return composed(
        values,
        lambda found: _person(found, values, first_listed=first_listed),
        lambda header: person(header, first_listed=first_listed),
    )


def actor_type(*parts: str | Value, knows_rules: bool = False, first_listed: bool = False) -> Value:
    """Classify a name as a declared agent, a declared rule or a person.

    Where a stream knows no rules, what a rule does is done by nobody.
    """
    values = tuple(as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        rule = pl.lit("rule") if knows_rules else pl.lit(None, pl.String)
        named = _person(found, values, first_listed=first_listed)
        return _kind_of(named, found.account, rule)

    def declared(header: str) -> Value:
        return actor_type(header, knows_rules=knows_rules, first_listed=first_listed)

    return composed(values, read, declared)


def actor_of_change(*headers: str, tool: Collection[str] = ()) -> Value:
    """Classify who changed something; an actor without a name is unknown.

    Under the names of the `tool` it acts by itself, as a rule.
    """
    named = actor_type(*headers, knows_rules=True)

    def read(found: Found) -> pl.Expr:
        account = replace(found.account, rules=found.account.rules | set(tool))
        return named.read(replace(found, account=account)).fill_null("unknown")

    return replace(named, read=read)


def _person(found: Found, values: Collection[Value], *, first_listed: bool) -> pl.Expr:
    texts = [value.read(part_of(found, value)) for value in values]
    names = [elements(text).list.first() if first_listed else text for text in texts]
    return pl.coalesce([someone(name) for name in names] or [NOTHING])


def _kind_of(named: pl.Expr, account: Account, rule: pl.Expr) -> pl.Expr:
    """The version behind the name of an agent may be undeclared."""
    lower = named.str.to_lowercase()
    unversioned = lower.str.replace(_VERSION, "")

    def is_among(names: frozenset[str]) -> pl.Expr:
        known = sorted(n.strip().lower() for n in names)
        return lower.is_in(known) | unversioned.is_in(known)

    return (
        pl.when(named.is_null())
        .then(NOTHING)
        .when(is_among(account.agents))
        .then(pl.lit("agent"))
        .when(is_among(account.rules))
        .then(rule)
        .otherwise(pl.lit("human"))
    )
