"""The navigation over all pages; started by `fullscore dashboard`."""

from pathlib import Path

import streamlit as st

from dashboard.lib import page_shell
from dashboard.views import discover_pages
from dashboard.views.kpi import kpi_pages

st.set_page_config(
    page_title="Full score", page_icon=str(Path(__file__).parent / "mark.svg"), layout="wide"
)
first, *others = sorted([*discover_pages(), *kpi_pages()], key=lambda page: page.order)
page = st.navigation(
    [
        first.for_navigation(is_default=True),
        *(other.for_navigation() for other in others),
    ],
    position="top",
)
page_shell.show(page.run)
