"""The legend below a chart, as a line of small drawings with their names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from dashboard.lib.theme import BASELINE, FAINT, INK, MUTED, PANEL, PAPER, RULE, TARGET

_RING = f'<circle cx="10" cy="6.5" r="3.4" fill="{PAPER}" stroke-width="1.7" stroke="%s"/>'


def draw_legend(color: str = MUTED) -> str:
    """Return one line of markup that explains every symbol of a trend."""
    return _line(
        {
            "target path": _stroke("M0 6.5h20", TARGET, "5 3"),
            "baseline": _stroke("M0 6.5h20", BASELINE),
            "baseline weeks": f'<rect width="20" height="13" fill="{PANEL}" stroke="{RULE}"/>',
            "start of the transition": _stroke("M10 0v13", MUTED, "1 2"),
            "annotation": f'<path d="M10 2l5 9h-10z" fill="{INK}"/>',
            "maturing": _RING % color,
            "running week": _RING % FAINT,
            "small n": f'<path d="M10 2.5l4 4-4 4-4-4z" fill="{PAPER}" stroke="{color}"'
            ' stroke-width="1.5"/>',
            "no value": _stroke("M7 3.5l6 6M13 3.5l-6 6", MUTED),
        }
    )


def draw_part_legend(colors: Mapping[str, str], reference: str = "") -> str:
    """Return one line of markup that names the parts of a stack, and the line across it."""
    parts = {
        name: f'<rect x="4" width="13" height="13" fill="{color}"/>'
        for name, color in colors.items()
    }
    return _line(parts | ({reference: _stroke("M0 6.5h20", TARGET, "5 3")} if reference else {}))


def _stroke(path: str, color: str, dashes: str = "none") -> str:
    return f'<path d="{path}" stroke="{color}" stroke-width="1.5" stroke-dasharray="{dashes}"/>'


def _line(drawings: Mapping[str, str]) -> str:
    """Streamlit removes drawings from markup, but keeps images."""
    parts = []
    for name, drawing in drawings.items():
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="13" fill="none">'
            f"{drawing}</svg>"
        )
        source = b64encode(svg.encode()).decode()
        parts.append(f'<span><img alt="" src="data:image/svg+xml;base64,{source}">{name}</span>')
    return f'<div class="fs-legend">{"".join(parts)}</div>'
