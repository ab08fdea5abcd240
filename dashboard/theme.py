"""The colours of everything that is drawn, and the style sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PAPER: Final = "#FBFAF7"
PANEL: Final = "#F2F0EA"
RULE: Final = "#E2DFD7"
INK: Final = "#1F2933"
MUTED: Final = "#626A72"
FAINT: Final = "#A9ADB0"

OLD_METRIC: Final = "#94999D"
TARGET: Final = "#1F2933"
BASELINE: Final = "#8C7440"
ATTENTION: Final = "#A4342B"
CAUTION: Final = "#B7791F"
GOOD: Final = "#2F7A55"

FONT: Final = '"Source Sans", sans-serif'

_STYLE_SHEET = Path(__file__).parent / "style.css"


def read_style_sheet() -> str:
    """Return the style sheet, with the colours above as its variables."""
    colours = {
        "paper": PAPER,
        "panel": PANEL,
        "rule": RULE,
        "ink": INK,
        "muted": MUTED,
        "faint": FAINT,
        "old": OLD_METRIC,
        "target": TARGET,
        "baseline": BASELINE,
        "attention": ATTENTION,
        "caution": CAUTION,
        "good": GOOD,
    }
    variables = " ".join(f"--{name}: {value};" for name, value in colours.items())
    return f":root {{ {variables} }}\n{_STYLE_SHEET.read_text(encoding='utf-8')}"
