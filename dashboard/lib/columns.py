"""Columns of tables, as Streamlit takes them."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

Width = Literal["small", "medium", "large"]


def text(label: str, width: Width | None = None) -> Any:
    """Return a column of texts."""
    return st.column_config.TextColumn(label, width=width)


def number(label: str, number_format: str = "localized") -> Any:
    """Return a column of numbers, by default with separators of thousands."""
    return st.column_config.NumberColumn(label, format=number_format)


def flag(label: str) -> Any:
    """Return a column of check marks."""
    return st.column_config.CheckboxColumn(label, width="small")


def day(label: str) -> Any:
    """Return a column of days such as 27 Jul 2026."""
    return st.column_config.DateColumn(label, format="D MMM YYYY")


def local_time(label: str) -> Any:
    """Return a column of times of a week, such as 27 Jul, 18:00."""
    return st.column_config.DatetimeColumn(label, format="D MMM, HH:mm")


def full_time(label: str) -> Any:
    """Return a column of times such as 27 Jul 2026, 18:00."""
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm")
