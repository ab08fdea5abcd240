"""The parts that pages are put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.queries import NotInSnapshot

_ROW_HEIGHT = 33
_FORMULA = r"^[=+\-@\t\r]"


@dataclass(frozen=True)
class Figure:
    """A number with its name above it and a note below it."""

    label: str
    number: str
    note: str = ""
    colour: str = theme.INK
    note_colour: str = theme.MUTED


def show_html(html: str) -> None:
    """Put our own markup on the page; whatever comes from data has been escaped."""
    st.html(f'<div class="fs">{html}</div>')


def show_notice(tone: str, title: str, text: str, reasons: Sequence[str] = ()) -> None:
    """Show a banner of one colour."""
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    show_html(
        f'<div class="fs-notice" style="--tone:{tone}"><strong>{escape(title)}</strong> '
        f"{escape(text)}{f'<ul>{items}</ul>' if items else ''}</div>"
    )


def show_strip(figures: Sequence[Figure]) -> None:
    """Show figures side by side."""
    cells = "".join(
        f'<div class="fs-figure"><div class="fs-label">{escape(figure.label)}</div>'
        f'<div class="fs-number" style="color:{figure.colour}">{escape(figure.number)}</div>'
        f'<div class="fs-note" style="color:{figure.note_colour}">{escape(figure.note)}</div></div>'
        for figure in figures
    )
    show_html(f'<div class="fs-strip">{cells}</div>')


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Show names and texts below each other."""
    lines = "".join(f"<div><dt>{escape(n)}</dt><dd>{escape(t)}</dd></div>" for n, t in facts)
    show_html(f'<dl class="fs-facts">{lines}</dl>')


def show_panel_title(name: str, value: str, note: str = "") -> None:
    """Show what a small chart is of, and below that its last value."""
    number = f"<b>{escape(value)}</b> " if value else ""
    show_html(
        f'<div class="fs-panel"><div class="fs-panel-title">{escape(name)}</div>'
        f"<div>{number}<span>{escape(note)}</span></div></div>"
    )


def show_chart(draw: Callable[..., alt.LayerChart], *inputs: Any, key: str, words: str) -> None:
    """Show what `draw` makes of its inputs; `words` are for those who can't see it."""
    spec = _specify(draw.__name__, draw, inputs)
    st.vega_lite_chart(spec=spec, width="stretch", theme=None, key=key, alt=words)


@st.cache_data(show_spinner=False, max_entries=1000)
def _specify(
    name: str,  # noqa: ARG001  # stands for the function, which is no part of the cache's key
    _draw: Callable[..., alt.LayerChart],
    inputs: tuple[Any, ...],
) -> dict[str, Any]:
    """Return the chart's specification: to build it takes longer than all queries of a page."""
    return _draw(*inputs).to_dict(validate=False)  # the tests validate what is drawn


@contextmanager
def section(title: str, note: str = "") -> Iterator[None]:
    """Head a part of a page; where the snapshot is older than it, say so in its place."""
    text = f"<p>{escape(note)}</p>" if note else ""
    show_html(f'<div class="fs-section"><h2>{escape(title)}</h2>{text}</div>')
    try:
        yield
    except NotInSnapshot:
        show_older_snapshot()


def show_no_week() -> None:
    """Say that there is nothing to head a page with yet."""
    show_notice(
        theme.MUTED, "No week is complete yet.", "A week is complete on Monday at midnight."
    )


def show_older_snapshot() -> None:
    """Say that this snapshot was made by an older version."""
    show_notice(
        theme.MUTED,
        "Not in this snapshot.",
        "It was published by an older version; the next run adds this.",
    )


def show_table(frame: pl.DataFrame, columns: dict[str, Any], name: str, most: int = 10) -> None:
    """Show the rows in the given columns, with a download of exactly these."""
    shown = frame.select(list(columns))
    st.dataframe(
        shown,
        column_config=columns,
        hide_index=True,
        width="stretch",
        height=_ROW_HEIGHT * (min(most, len(shown)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="",
        key=f"table-{name}",
    )
    st.download_button(
        f"Download {len(shown):,} {'row' if len(shown) == 1 else 'rows'} as CSV",
        data=to_csv(shown),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )


def to_csv(frame: pl.DataFrame) -> bytes:
    """Return the frame as CSV that a spreadsheet opens as text, not as formulas."""
    texts = pl.col(pl.String)
    guarded = frame.with_columns(
        pl.when(texts.str.contains(_FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    )
    return guarded.write_csv(include_bom=True).encode()
