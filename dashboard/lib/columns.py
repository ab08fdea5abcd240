"""Columns of tables, as Streamlit takes them."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

Width = Literal["small", "medium", "large"]


def text_column(label: str, width: Width | None = None) -> Any:
    """Return a column of texts."""
    return st.column_config.TextColumn(label, width=width)


def number_column(label: str, number_format: str = "localized") -> Any:
    """Return a column of numbers, by default with separators of thousands."""
    return st.column_config.NumberColumn(label, format=number_format)


def flag_column(label: str) -> Any:
    """Return a column of check marks."""
    return st.column_config.CheckboxColumn(label, width="small")


def day_column(label: str) -> Any:
    """Return a column of days such as 27 Jul 2026."""
    return st.column_config.DateColumn(label, format="D MMM YYYY")


def time_of_week_column(label: str) -> Any:
    """Return a column of times of a week, such as 27 Jul, 18:00."""
    return st.column_config.DatetimeColumn(label, format="D MMM, HH:mm")


def time_column(label: str) -> Any:
    """Return a column of times such as 27 Jul 2026, 18:00."""
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm")
