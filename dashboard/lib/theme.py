"""The colors of everything that is drawn, and the style sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PAPER: Final = "#FBFAF7"
PANEL: Final = "#F2F0EA"
RULE: Final = "#E2DFD7"
INK: Final = "#1F2933"
MUTED: Final = "#626A72"
FAINT: Final = "#A9ADB0"

REPLACED: Final = "#94999D"
TARGET: Final = "#1F2933"
BASELINE: Final = "#8C7440"
ATTENTION: Final = "#A4342B"
CAUTION: Final = "#B7791F"
GOOD: Final = "#2F7A55"

FONT: Final = '"Source Sans", sans-serif'

_STYLE_SHEET = Path(__file__).parents[1] / "style.css"


def read_style_sheet() -> str:
    """Return the style sheet, with the colors above as its variables."""
    colors = {
        "paper": PAPER,
        "panel": PANEL,
        "rule": RULE,
        "ink": INK,
        "muted": MUTED,
        "faint": FAINT,
        "replaced": REPLACED,
        "target": TARGET,
        "baseline": BASELINE,
        "attention": ATTENTION,
        "caution": CAUTION,
        "good": GOOD,
    }
    variables = " ".join(f"--{name}: {value};" for name, value in colors.items())
    return f":root {{ {variables} }}\n{_STYLE_SHEET.read_text(encoding='utf-8')}"
