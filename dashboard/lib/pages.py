"""What the navigation needs of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage


@dataclass(frozen=True)
class Page:
    """A page; the one with the lowest `order` is the start page, whose path is empty."""

    title: str
    url_path: str
    order: int
    show: Callable[[], None]

    def for_navigation(self, *, is_default: bool = False) -> StreamlitPage:
        """Return the page as Streamlit's navigation and links take it."""
        return st.Page(
            self.show, title=self.title, url_path=self.url_path or None, default=is_default
        )
