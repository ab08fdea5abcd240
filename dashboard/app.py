"""Which pages there are; started by `fullscore dashboard`."""

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import frame
from dashboard.presentation import PRESENTATIONS
from dashboard.views import agents, claims, data_health, kpi, overview, plan, risks, roles, spectrum

st.set_page_config(
    page_title="Full score", page_icon=str(Path(__file__).parent / "mark.svg"), layout="wide"
)
kpi_pages = {
    p.kpi_id: st.Page(partial(kpi.show, p.kpi_id), title=p.short_name, url_path=p.kpi_id)
    for p in PRESENTATIONS
}
page = st.navigation(
    [
        st.Page(partial(overview.show, kpi_pages), title="Full score", default=True),
        *kpi_pages.values(),
        st.Page(spectrum.show, title="Spectrum", url_path="spectrum"),
        st.Page(roles.show, title="Roles", url_path="roles"),
        st.Page(plan.show, title="Plan", url_path="plan"),
        st.Page(agents.show, title="Agents", url_path="agents"),
        st.Page(risks.show, title="Risks", url_path="risks"),
        st.Page(claims.show, title="Claims", url_path="claims"),
        st.Page(data_health.show, title="Data health", url_path="data_health"),
    ],
    position="top",
)
frame.show(page.run)
