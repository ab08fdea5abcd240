"""Turns issues into work items."""

from __future__ import annotations

import polars as pl

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.headers import Layout
from assets.lib.ingestion.nobody import someone
from assets.streams import get_stream

DONE = {
    "en": ("done",),
    "fr": ("terminé", "terminé(e)", "terminée", "terminés"),
    "es": ("listo", "hecho", "finalizado", "finalizada"),
    "de": ("fertig", "erledigt"),
    "it": ("completato", "completata", "fatto"),
    "pt": ("concluído", "concluída", "itens concluídos", "feito"),
    "nl": ("gereed", "klaar", "voltooid"),
}
"""What Jira calls the status category of finished issues, in lower case."""

ASSISTED_LABEL = "ai-assisted"
SECONDS_PER_HOUR = 3600

_DONE = sorted(name for names in DONE.values() for name in names)


def to_work_items(frame: pl.DataFrame, layout: Layout, account: Account) -> pl.DataFrame:
    """Return `_row` and the columns of the work items that the file has, as text."""
    columns = {c.name: _text(layout, c.name) for c in get_stream("work_items").columns}
    columns |= {
        "assignee": pl.coalesce(_people(layout, "assignee") or [pl.lit(None, pl.String)]),
        "labels": pl.concat_str(_labels(layout) or [pl.lit("")], separator=";", ignore_nulls=True),
        "assignee_type": pl.coalesce(
            columns["assignee_type"].str.to_lowercase(), _kind_of_assignee(layout, account)
        ),
        "completed_at": _completed_at(layout, account),
        "hours": _hours(layout, account),
        "ai_assisted": pl.coalesce(columns["ai_assisted"], _is_labelled_assisted(layout)),
    }
    present = layout.present
    present |= {"assignee_type"} if "assignee" in present else set()
    present |= {"ai_assisted"} if "labels" in present else set()
    if layout.columns_of("status_category") and layout.columns_of("status_category_changed"):
        present.add("completed_at")
    return frame.select("_row", **{name: columns[name] for name in columns if name in present})


def partial_columns(layout: Layout) -> tuple[str, ...]:
    """Return the columns that need several headers of which some are missing: nulls are unknown."""
    people = ("assignee_type",) if "assignee" in layout.partial else ()
    whole = {"completed_at", "status_category", "status_category_changed"} <= layout.present
    return (*layout.partial, *people, *(() if whole else ("completed_at",)))


def _text(layout: Layout, column: str) -> pl.Expr:
    cells = [_cell(name) for name in layout.columns_of(column)]
    return pl.coalesce(cells) if cells else pl.lit(None, pl.String)


def _people(layout: Layout, column: str) -> list[pl.Expr]:
    return [someone(_cell(name)) for name in layout.columns_of(column)]


def _cell(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().replace("", None)


def _labels(layout: Layout) -> list[pl.Expr]:
    return [_cell(name) for name in layout.columns_of("labels")]


def _is_labelled_assisted(layout: Layout) -> pl.Expr:
    """Where the label is missing, nobody has said that AI didn't help: unknown."""
    labelled = [label.str.to_lowercase() == ASSISTED_LABEL for label in _labels(layout)]
    return pl.when(pl.any_horizontal(*labelled, pl.lit(False))).then(pl.lit("true"))


def _kind_of_assignee(layout: Layout, account: Account) -> pl.Expr:
    """A static rule is neither a person nor an agent: unknown, so that it counts as nobody."""
    names = [
        pl.coalesce(_people(layout, c) or [pl.lit(None, pl.String)]).str.to_lowercase()
        for c in ("assignee", "assignee_id")
    ]

    def is_among(declared: frozenset[str]) -> pl.Expr:
        known = sorted(name.strip().lower() for name in declared)
        return pl.any_horizontal(name.is_in(known).fill_null(value=False) for name in names)

    return (
        pl.when(names[0].is_null())
        .then(pl.lit(None, pl.String))
        .when(is_among(account.agents))
        .then(pl.lit("agent"))
        .when(~is_among(account.rules))
        .then(pl.lit("human"))
    )


def _completed_at(layout: Layout, account: Account) -> pl.Expr:
    """A workflow may finish an issue without resolving it: then the status category says when."""
    resolved = _text(layout, "completed_at")
    if "completed_at" in account.columns and "status_category" not in account.columns:
        return resolved
    done = _text(layout, "status_category").str.to_lowercase().is_in(_DONE)
    changed = _text(layout, "status_category_changed")
    return pl.coalesce(resolved, pl.when(done).then(changed))


def _hours(layout: Layout, account: Account) -> pl.Expr:
    """Jira's own field is in seconds; a custom field, whose header ends in `(name)`, in hours."""
    written = _text(layout, "hours")
    if any(name.endswith(")") for name in layout.columns_of("hours")):
        return written
    seconds = written.cast(pl.Float64, strict=False)
    hours = pl.when(seconds >= 0).then(seconds / SECONDS_PER_HOUR)
    sign = account.decimal_sign or "."
    return pl.coalesce(hours.cast(pl.String).str.replace(".", sign, literal=True), written)
