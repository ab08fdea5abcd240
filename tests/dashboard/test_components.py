"""Downloads and the theme."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path

import polars as pl

import dashboard
from dashboard.lib import theme
from dashboard.lib.components import to_csv
from dashboard.lib.presentation import PRESENTATIONS

FOLDER = Path(dashboard.__file__).parent


def test_a_download_never_opens_as_a_formula() -> None:
    """Text that a spreadsheet would compute is quoted; negative numbers are left alone."""
    frame = pl.DataFrame({"title": ["=cmd()", "@x", "a=b", None], "value": [-1, 2, 3, 4]})
    text = to_csv(frame).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:] == [["'=cmd()", "-1"], ["'@x", "2"], ["a=b", "3"], ["", "4"]]


def test_streamlit_has_the_colors_of_the_charts() -> None:
    """The theme file and the theme module say the same."""
    config = tomllib.loads((FOLDER / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    shown = config["theme"]
    assert shown["backgroundColor"] == theme.PAPER
    assert shown["secondaryBackgroundColor"] == theme.PANEL
    assert shown["textColor"] == shown["primaryColor"] == theme.INK
    assert shown["borderColor"] == theme.RULE
    assert shown["dataframeHeaderTextColor"] == theme.MUTED
    assert config["browser"]["gatherUsageStats"] is False


def test_every_kpi_has_a_color_of_its_own() -> None:
    """No KPI shares a color with another, the replaced metrics, the baseline or the target."""
    others = [theme.REPLACED, theme.BASELINE, theme.TARGET]
    colors = [p.color for p in PRESENTATIONS] + others
    assert len(set(colors)) == len(colors)


def test_nothing_asks_the_network() -> None:
    """Icons by name and web fonts would be fetched from outside."""
    files = [p for p in FOLDER.rglob("*") if p.suffix in {".py", ".css", ".toml", ".svg"}]
    texts = {p.name: p.read_text(encoding="utf-8") for p in files}
    pattern = re.compile(r":material/|@import|https?://(?!www\.w3\.org/2000/svg)")
    assert not [name for name, text in texts.items() if pattern.search(text)]
